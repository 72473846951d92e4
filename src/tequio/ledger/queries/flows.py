"""Entries that stand, with who brought or got the money: what is computed about a year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.ledger.queries.facts import day, marks, rows_of

Named = tuple[str, str]
"""Kind and name of an account."""

STANDING = """
    SELECT t.id, t.journal_id, t.value_date, t.book, t.code, t.subject, d.kind, d.ref, c.kind,
        c.ref, t.minor, t.unit, t.mandate_id, j.key, j.by_id, j.payee_id, j.text_id,
        EXISTS (SELECT 1 FROM ledger_matchrow m WHERE m.organisation_id = t.organisation_id
            AND m.book = t.book AND m.transfer_id = t.id)
    FROM ledger_transferrow t
    JOIN ledger_accountrow d ON d.organisation_id = t.organisation_id AND d.book = t.book
        AND d.id = t.debit_id
    JOIN ledger_accountrow c ON c.organisation_id = t.organisation_id AND c.book = t.book
        AND c.id = t.credit_id
    JOIN ledger_journalrow j ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    WHERE t.organisation_id = %s AND t.value_date >= %s AND t.value_date <= %s
        AND t.reverses_id IS NULL AND (t.debit_kind IN ({kinds}) OR t.credit_kind IN ({kinds}))
        AND NOT EXISTS (SELECT 1 FROM ledger_transferrow r WHERE r.reverses_id = t.id
            AND r.organisation_id = t.organisation_id AND r.book = t.book AND r.value_date <= %s)
    ORDER BY t.value_date, t.id
"""
FIRST = "SELECT min(value_date) FROM ledger_transferrow WHERE organisation_id = %s"


@dataclass(frozen=True)
class Flow:
    """An entry that stands, in minor units of its unit.

    key, by      of the act that wrote it, and who did it
    payee, text  who was paid or brought the money: a person, or the number of what was noted
    is_matched   with a line of the bank
    """

    number: int
    journal: int
    day: date
    book: str
    code: str
    subject: str
    debit: Named
    credit: Named
    minor: int
    unit: str
    mandate: int
    key: str
    by: int | None
    payee: int | None
    text: int | None
    is_matched: bool


def standing_entries(
    organisation: int, kinds: Collection[str], *, until: date, since: date = date.min
) -> list[Flow]:
    """Every entry of these days that touches an account of these kinds, in every book, by day.
    One that was reversed by the last day, and its reversal, are left out.  One query."""
    last = until.isoformat()
    values = [organisation, since.isoformat(), last, *kinds, *kinds, last]
    return [
        Flow(
            number=row[0],
            journal=row[1],
            day=cast("date", day(row[2])),
            book=row[3],
            code=row[4],
            subject=row[5],
            debit=(row[6], row[7]),
            credit=(row[8], row[9]),
            minor=int(row[10]),
            unit=row[11],
            mandate=row[12],
            key=row[13],
            by=row[14],
            payee=row[15],
            text=row[16],
            is_matched=bool(row[17]),
        )
        for row in rows_of(STANDING.format(kinds=marks(kinds)), values)
    ]


def first_day(organisation: int) -> date | None:
    """The day of the first entry of any book; None where nothing was ever booked.  One query."""
    return day(rows_of(FIRST, [organisation])[0][0])
