"""What governance adds to `verify`: every row of a decision held against the chronicle's lines,
both ways; counts counted again; and what decisions gave to the rooms below held against them."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle import queries as chronicle
from tequio.governance.queries.belonging_checked import check_belonging
from tequio.governance.queries.checking.counts import check_counts
from tequio.governance.queries.checking.decided import decided
from tequio.governance.queries.checking.identity import check_identity
from tequio.governance.queries.checking.mandates import check_mandates
from tequio.governance.queries.checking.provisions import check_provisions
from tequio.governance.queries.checking.seals import check_seals
from tequio.governance.queries.checking.tables import tables_of
from tequio.governance.queries.checking.told import check_told
from tequio.governance.rules.retold import OF_OTHER_ROOMS, retell
from tequio.kernel import Finding

__all__ = ["check"]


def check(organisation: int) -> Iterator[Finding]:
    """Everything of this organisation's decisions that does not hold.

    The same number of queries however long the book is; each table is read once.
    """
    lines = chronicle.lines_about(organisation, room="governance", facts=OF_OTHER_ROOMS)
    story, tables = retell(lines), tables_of(organisation)
    yield from check_identity(organisation)
    yield from check_told(story, tables)
    yield from check_seals(tables)
    known = decided(organisation, story, tables)
    yield from check_counts(organisation, known, tables)
    yield from check_provisions(organisation, known)
    yield from check_mandates(organisation, story, known, tables)
    yield from check_belonging(organisation, known, tables)
