"""Free texts: kept here, so that they can be forgotten; the chronicle holds digests."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from tequio.chronicle.service import take_ids
from tequio.membership import rules
from tequio.membership.models import (
    TextRow,
)


def write_text(organisation: int, *, body: str, title: str = "", about: int | None = None) -> int:
    """Keep a free text; the number.  Its digest goes into the chronicle, its words never."""
    return write_texts(organisation, [(title, body)], about=about)[0]


def write_texts(
    organisation: int, texts: Sequence[tuple[str, str]], *, about: int | None = None
) -> list[int]:
    """Keep many free texts, each a title and a body, with few statements; their numbers."""
    return _keep(organisation, [(about, title, body) for title, body in texts])


def write_texts_about(organisation: int, texts: Sequence[tuple[int, str]]) -> list[int]:
    """Keep many free texts, each with the person whom it is about; their numbers."""
    return _keep(organisation, [(person, "", body) for person, body in texts])


def _keep(organisation: int, texts: Sequence[tuple[int | None, str, str]]) -> list[int]:
    first = take_ids(organisation, len(texts))
    rows = []
    for place, (about, title, body) in enumerate(texts):
        salt = secrets.token_hex(16)
        proof = rules.digest_of_text(salt=salt, title=title, body=body)
        rows.append(
            TextRow(
                organisation_id=organisation,
                id=first + place,
                about_id=about,
                title=title,
                body=body,
                salt=salt,
                digest=proof,
            )
        )
    TextRow.objects.bulk_create(rows, 500)
    return [row.id for row in rows]
