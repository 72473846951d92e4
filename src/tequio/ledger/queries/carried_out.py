"""Whether anything was paid under mandates: the entries, and nothing of their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.ledger.queries.facts import day, marks, rows_of

ENTRIES = """
    SELECT t.mandate_id, t.id, t.journal_id, t.value_date,
        EXISTS (SELECT 1 FROM ledger_matchrow m WHERE m.organisation_id = t.organisation_id
            AND m.book = t.book AND m.transfer_id = t.id)
    FROM ledger_transferrow t
    WHERE t.organisation_id = %s AND t.value_date <= %s AND t.reverses_id IS NULL
        AND t.mandate_id IN ({numbers})
        AND NOT EXISTS (SELECT 1 FROM ledger_transferrow r
            WHERE r.organisation_id = t.organisation_id AND r.book = t.book
            AND r.reverses_id = t.id)
    ORDER BY t.id
"""


@dataclass(frozen=True)
class PaidUnder:
    """An entry under a mandate that was not reversed; `is_matched` with a line of the bank."""

    entry: int
    journal: int
    on: date
    is_matched: bool


def paid_under(
    organisation: int, mandates: Collection[int], until: date
) -> dict[int, list[PaidUnder]]:
    """The entries under each of these mandates until a day, oldest first.  One query, none where
    no mandate is asked for."""
    found: dict[int, list[PaidUnder]] = defaultdict(list)
    if not mandates:
        return found
    values = [organisation, until.isoformat(), *mandates]
    for mandate, entry, journal, on, is_matched in rows_of(
        ENTRIES.format(numbers=marks(mandates)), values
    ):
        found[mandate].append(PaidUnder(entry, journal, cast("date", day(on)), bool(is_matched)))
    return found
