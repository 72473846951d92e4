"""What was earned and spent over some days; what accounts of a kind held on each of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.ledger.queries.facts import day, rows_of

EARNED = """
    SELECT t.value_date < %s, sum(CASE WHEN t.credit_id = a.id THEN t.minor ELSE -t.minor END)
    FROM ledger_accountrow a
    JOIN ledger_transferrow t ON t.organisation_id = a.organisation_id AND t.book = a.book
        AND (t.credit_id = a.id OR t.debit_id = a.id)
    WHERE a.organisation_id = %s AND a.book = %s AND a.unit = %s
        AND a.kind IN ('income', 'expense') AND t.value_date <= %s
    GROUP BY 1
"""


@dataclass(frozen=True)
class Earned:
    """Income less expenses in minor units: before the first day, and from it to the last."""

    before: int
    within: int


def earned(organisation: int, *, book: str, unit: str, since: date, until: date) -> Earned:
    """What a book earned until a day.  One query."""
    values = [since.isoformat(), organisation, book, unit, until.isoformat()]
    found = {bool(is_before): int(minor) for is_before, minor in rows_of(EARNED, values)}
    return Earned(found.get(True, 0), found.get(False, 0))


STANDING = """
    SELECT a.ref, t.value_date, sum(CASE WHEN t.credit_id = a.id THEN t.minor ELSE -t.minor END)
    FROM ledger_accountrow a
    JOIN ledger_transferrow t ON t.organisation_id = a.organisation_id AND t.book = a.book
        AND (t.credit_id = a.id OR t.debit_id = a.id)
    WHERE a.organisation_id = %s AND a.book = %s AND a.unit = %s AND a.kind = %s
        AND t.value_date <= %s
    GROUP BY a.ref, t.value_date ORDER BY a.ref, t.value_date
"""


def balances_by_day(
    organisation: int, *, book: str, unit: str, kind: str, until: date
) -> dict[str, list[tuple[date, int]]]:
    """By name of the account each day on which it moved, with what it held from then on (credits
    less debits).  One query."""
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    values = [organisation, book, unit, kind, until.isoformat()]
    for ref, on, moved in rows_of(STANDING, values):
        before = found[ref][-1][1] if found[ref] else 0
        found[ref].append((cast("date", day(on)), before + int(moved)))
    return dict(found)
