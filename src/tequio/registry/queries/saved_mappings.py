"""Mappings as a register keeps them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tequio.registry.models import MappingRow
from tequio.registry.rules.mapping import Mapping, read_mapping


@dataclass(frozen=True)
class Saved:
    """A mapping that a register keeps."""

    id: int
    text: str
    made_at: datetime
    mapping: Mapping


def saved(keeper: int, code: str) -> Saved:
    """The mapping of this code as it was saved last, which must be there.  One query."""
    rows = MappingRow.objects.filter(organisation_id=keeper, code=code)
    return _saved(rows.latest("id"))


def all_saved(keeper: int) -> list[Saved]:
    """Every mapping of the register, each as it was saved last, by code.  One query."""
    rows = MappingRow.objects.filter(organisation_id=keeper).order_by("id")
    last = {row.code: row for row in rows}
    return [_saved(last[code]) for code in sorted(last)]


def _saved(row: MappingRow) -> Saved:
    return Saved(row.id, row.text, row.made_at, read_mapping(row.text))


def digest_of_mapping(text: str) -> str:
    """SHA-256 of a mapping's text."""
    return hashlib.sha256(text.encode()).hexdigest()
