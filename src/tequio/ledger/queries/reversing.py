"""Which entries were taken back."""

from __future__ import annotations

from tequio.ledger.queries.facts import rows_of

REVERSED = """
    SELECT o.id FROM ledger_transferrow r JOIN ledger_transferrow o
        ON o.organisation_id = r.organisation_id AND o.book = r.book AND o.id = r.reverses_id
    WHERE r.organisation_id = %s AND r.book = %s AND r.reverses_id IS NOT NULL AND o.code = %s
"""


def reversed_entries(organisation: int, *, book: str, code: str) -> frozenset[int]:
    """The entries of a purpose that were reversed.  One query."""
    return frozenset(row[0] for row in rows_of(REVERSED, [organisation, book, code]))
