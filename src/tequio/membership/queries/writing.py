"""Reads of free texts: what people wrote, beside which the chronicle holds only a digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tequio.membership.models import TextRow


@dataclass(frozen=True)
class Text:
    """A free text; `digest` is what the chronicle holds of it."""

    id: int
    title: str
    body: str
    digest: str


def texts(organisation: int, ids: Iterable[int]) -> dict[int, Text]:
    """Free texts by number; one query."""
    found = texts_across((organisation, one) for one in ids)
    return {number: text for (_organisation, number), text in found.items()}


def texts_across(keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Text]:
    """Free texts of several organisations, by organisation and number; one query."""
    asked = set(keys)
    rows = TextRow.objects.filter(
        organisation_id__in={organisation for organisation, _number in asked},
        id__in={number for _organisation, number in asked},
    )
    found = {(row.organisation_id, row.id): row for row in rows}
    return {
        key: Text(row.id, row.title, row.body, row.digest)
        for key, row in found.items()
        if key in asked
    }


def digests_of_texts(organisation: int, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The digests of these texts, or of all, by number; one query."""
    rows = TextRow.objects.filter(organisation_id=organisation)
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    return dict(rows.values_list("id", "digest"))
