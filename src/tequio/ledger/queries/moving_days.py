"""How balances moved day by day, and by which entries money moved: what grading is counted from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tequio.ledger import rules
from tequio.ledger.models import MatchRow
from tequio.ledger.queries.facts import day, marks, rows_of

DayOf = tuple[date, int]
"""A day and minor units."""

MOVED = """
    SELECT credit_kind, value_date, SUM(minor) FROM ledger_transferrow
    WHERE organisation_id = %s AND book = %s AND unit = %s AND credit_kind IN ({kinds})
    GROUP BY credit_kind, value_date
    UNION ALL
    SELECT debit_kind, value_date, -SUM(minor) FROM ledger_transferrow
    WHERE organisation_id = %s AND book = %s AND unit = %s AND debit_kind IN ({kinds})
    GROUP BY debit_kind, value_date
"""
OF_MONEY = """
    SELECT value_date, id, journal_id FROM ledger_transferrow
    WHERE organisation_id = %s AND book = %s AND value_date >= %s AND value_date <= %s
        AND (debit_kind IN ({kinds}) OR credit_kind IN ({kinds}))
    ORDER BY value_date, id
"""


def moved_by_day(
    organisation: int, kinds: Collection[str], *, book: str, unit: str
) -> list[tuple[str, date, int]]:
    """By how much the balances (credits - debits) of these kinds changed on which day, in minor
    units.  One query; as many rows as kinds and days."""
    values = [organisation, book, unit, *kinds]
    found = rows_of(MOVED.format(kinds=marks(kinds)), [*values, *values])
    return [(kind, on, int(minor)) for kind, at, minor in found if (on := day(at))]


def entries_of_money(
    organisation: int, since: date, until: date, *, book: str
) -> list[tuple[date, int, int]]:
    """Day, number and journal of every entry by which money moved in these days.  One query."""
    money = marks(rules.MONEY)
    days = [since.isoformat(), until.isoformat()]
    values = [organisation, book, *days, *rules.MONEY, *rules.MONEY]
    found = rows_of(OF_MONEY.format(kinds=money), values)
    return [(on, number, journal) for at, number, journal in found if (on := day(at))]


def matched_entries(organisation: int, *, book: str) -> frozenset[int]:
    """The entries that are matched with a line of the bank.  One query."""
    rows = MatchRow.objects.filter(organisation_id=organisation, book=book)
    return frozenset(rows.values_list("transfer_id", flat=True))
