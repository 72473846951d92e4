"""The entries of a purpose, by number: for rooms above that hold their rows against the book."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.ledger.queries.facts import day, marks, rows_of

Named = tuple[str, str]
"""Kind and name of an account."""

ENTRIES = """
    SELECT t.id, t.code, t.subject, t.minor, t.journal_id, t.mandate_id, d.kind, d.ref,
        c.kind, c.ref, t.book, t.debit_id, t.credit_id
    FROM ledger_transferrow t
    JOIN ledger_accountrow d ON d.organisation_id = t.organisation_id AND d.book = t.book
        AND d.id = t.debit_id
    JOIN ledger_accountrow c ON c.organisation_id = t.organisation_id AND c.book = t.book
        AND c.id = t.credit_id
    WHERE t.organisation_id = %s AND t.code IN ({codes})
"""


@dataclass(frozen=True)
class EntryOf:
    """An entry with the kinds and names of its two accounts; `minor` in units of the book.

    places  its book, and the numbers of the account debited and of the account credited
    """

    code: str
    subject: str
    minor: int
    journal: int
    mandate: int
    debit: Named
    credit: Named
    places: tuple[str, int, int]


def entries_for(organisation: int, codes: Collection[str]) -> dict[int, EntryOf]:
    """Every entry of these purposes, in every book, by number.  One query."""
    rows = rows_of(ENTRIES.format(codes=marks(codes)), [organisation, *codes])
    return {
        row[0]: EntryOf(row[1], row[2], row[3], row[4], row[5], row[6:8], row[8:10], row[10:])
        for row in rows
    }


@dataclass(frozen=True)
class Listed:
    """An entry for a list of all: `debit` and `credit` are kind and name of the accounts."""

    number: int
    day: date
    book: str
    code: str
    subject: str
    debit: Named
    credit: Named
    minor: int
    unit: str


ALL = """
    SELECT t.id, t.value_date, t.book, t.code, t.subject, d.kind, d.ref, c.kind, c.ref, t.minor,
        t.unit
    FROM ledger_transferrow t
    JOIN ledger_accountrow d ON d.organisation_id = t.organisation_id AND d.book = t.book
        AND d.id = t.debit_id
    JOIN ledger_accountrow c ON c.organisation_id = t.organisation_id AND c.book = t.book
        AND c.id = t.credit_id
    WHERE t.organisation_id = %s ORDER BY t.id
"""


def all_entries(organisation: int) -> list[Listed]:
    """Every entry of every book, in the order in which it was booked.  One query."""
    return [
        Listed(
            row[0],
            cast("date", day(row[1])),
            row[2],
            row[3],
            row[4],
            row[5:7],
            row[7:9],
            row[9],
            row[10],
        )
        for row in rows_of(ALL, [organisation])
    ]
