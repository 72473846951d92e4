"""Which entries were taken back, and what those that stand have taken."""

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


STANDING = """
    SELECT d.ref, sum(t.minor) FROM ledger_transferrow t
    JOIN ledger_accountrow d ON d.organisation_id = t.organisation_id AND d.book = t.book
        AND d.id = t.debit_id
    WHERE t.organisation_id = %s AND t.book = %s AND t.code = %s AND d.kind = %s AND t.id > %s
        AND NOT EXISTS (SELECT 1 FROM ledger_transferrow r WHERE r.reverses_id = t.id
            AND r.organisation_id = t.organisation_id AND r.book = t.book)
    GROUP BY d.ref
"""


def debited(organisation: int, *, book: str, code: str, kind: str, after: int) -> dict[str, int]:
    """By name what a purpose took from the accounts of a kind, in minor units; entries up to a
    number and those that were reversed count no more.  One query."""
    return {
        row[0]: int(row[1]) for row in rows_of(STANDING, [organisation, book, code, kind, after])
    }
