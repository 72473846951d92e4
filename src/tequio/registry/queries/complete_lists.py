"""Lists that claim to name all of their scope, and whom they could name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from tequio.registry.rules.mapping import read_mapping
from tequio.registry.rules.mapping.plan import Saying
from tequio.registry.rules.mapping.values import reader_of
from tequio.registry.rules.properties import PROPERTIES

LATEST = """
    SELECT s.id, s.code, s.kind, s.scheme, b.edition, m.text FROM registry_sourcerow s
    JOIN registry_batchrow b ON b.organisation_id = s.organisation_id AND b.id = (
        SELECT max(l.id) FROM registry_batchrow l WHERE l.organisation_id = s.organisation_id
            AND l.source_id = s.id AND l.undone_at IS NULL AND l.mapping_id IS NOT NULL)
    JOIN registry_mappingrow m ON m.organisation_id = s.organisation_id AND m.id = b.mapping_id
    WHERE s.organisation_id = %s AND s.is_complete AND s.scheme <> '' ORDER BY s.id
"""


@dataclass(frozen=True)
class CompleteList:
    """A source that claims to list all of its scope and says something of everybody on it.

    scheme   of its keys: whoever has a number of this scheme could stand on it
    edition  the day of its last file; says: the properties that it says of all whom it names
    """

    source: int
    kind: str
    scheme: str
    edition: date
    says: frozenset[str]


def complete_lists(keeper: int) -> list[CompleteList]:
    """Those of a register whose own last file said the same of everybody.  One query."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [keeper])
        rows = cursor.fetchall()
    found = []
    for number, code, kind, scheme, edition, text in rows:
        on = date.fromisoformat(edition) if isinstance(edition, str) else edition
        says = _said_of_all(text, code)
        if says:
            found.append(CompleteList(number, kind, scheme, on, says))
    return found


@lru_cache(maxsize=64)
def _said_of_all(text: str, source: str) -> frozenset[str]:
    """What a mapping lets a source say in every row: a constant yes."""
    sayings = [
        one
        for part in read_mapping(text).parts
        if part.source == source and not part.when
        for one in part.sayings
    ]
    return frozenset(
        one.property
        for one in sayings
        if PROPERTIES[one.property].kind == "yes_no" and _is_always_yes(one)
    )


def _is_always_yes(saying: Saying) -> bool:
    constant = not saying.columns and not saying.when
    return constant and reader_of(saying, None)(saying.value) is True
