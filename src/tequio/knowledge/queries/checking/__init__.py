"""What `verify` compares here: what was noticed, written, said of places and tried, with its lines.

Each subject declares in a module of its own which rows its acts write (`WRITES`) and where they
stand (`TABLES`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Model

from tequio.chronicle.queries import rows_as_told
from tequio.chronicle.rules.rows import Writes
from tequio.kernel import Finding
from tequio.knowledge.queries.checking import places, practices, transfers, watched
from tequio.membership.queries.checking_texts import check_texts

__all__ = ["check"]

WRITES: tuple[Writes, ...] = (
    *watched.WRITES,
    *practices.WRITES,
    *places.WRITES,
    *transfers.WRITES,
)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    **watched.TABLES,
    **practices.TABLES,
    **places.TABLES,
    **transfers.TABLES,
}


def check(organisation: int) -> Iterator[Finding]:
    """Every row stands as the lines of its acts tell it, and every text in the same words; every
    assessment comes out again."""
    yield from rows_as_told("knowledge", organisation, WRITES, TABLES)
    yield from check_texts("knowledge", organisation)
    yield from places.check_assessments(organisation)
