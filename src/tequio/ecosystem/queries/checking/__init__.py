"""What `verify` compares here: what was said, found, decided and done, with its lines.

Each subject declares in a module of its own which rows its acts write (`WRITES`) and where they
stand (`TABLES`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Model

from tequio.chronicle.queries import rows_as_told
from tequio.chronicle.rules.rows import Writes
from tequio.ecosystem.queries.checking import (
    actors,
    alliances,
    policies,
    quarters,
    scorecards,
    shipped,
)
from tequio.kernel import Finding
from tequio.membership.queries.checking_texts import check_texts

__all__ = ["check"]

SUBJECTS = (actors, alliances, policies, quarters, scorecards)
WRITES: tuple[Writes, ...] = tuple(one for subject in SUBJECTS for one in subject.WRITES)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    name: table for subject in SUBJECTS for name, table in subject.TABLES.items()
}

TEXTS = (
    ("text", "proof"),
    ("who", "who_proof"),
    ("benefits", "benefits_proof"),
    ("harms", "harms_proof"),
)
"""Facts that hold the number of a text, and its digest."""


def check(organisation: int) -> Iterator[Finding]:
    """Every row stands as the lines of its acts tell it, and every text in the same words; every
    quarter finds the same again, and every file says what it said."""
    yield from rows_as_told("ecosystem", organisation, WRITES, TABLES)
    yield from check_texts("ecosystem", organisation, TEXTS)
    yield from scorecards.check_sheets(organisation)
    yield from quarters.check_quarters(organisation)
    yield from shipped.check_shipped(organisation)
