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
    rows = TextRow.objects.filter(organisation_id=organisation, id__in=set(ids))
    return {row.id: Text(row.id, row.title, row.body, row.digest) for row in rows}


def digests_of_texts(organisation: int, ids: Iterable[int] | None = None) -> dict[int, str]:
    """The digests of these texts, or of all, by number; one query."""
    rows = TextRow.objects.filter(organisation_id=organisation)
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    return dict(rows.values_list("id", "digest"))
