"""What a group owed to some persons, entry by entry: savings, shares, capital, surplus."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.ledger.queries.facts import day, marks, rows_of

OWED_TO_MEMBERS = ("member-savings", "member-shares", "member-capital", "surplus-due")
SIDE = """
    SELECT a.id, a.ref, t.id, t.journal_id, t.value_date, {sign}t.minor,
        EXISTS (SELECT 1 FROM ledger_matchrow m WHERE m.organisation_id = t.organisation_id
            AND m.book = t.book AND m.transfer_id = t.id)
    FROM ledger_accountrow a JOIN ledger_transferrow t
        ON t.organisation_id = a.organisation_id AND t.book = a.book AND t.{side}_id = a.id
    WHERE a.organisation_id = %s AND a.kind IN ({kinds}) AND a.ref IN ({refs})
        AND t.value_date <= %s
"""


@dataclass(frozen=True)
class Owed:
    """An entry of what is owed to a person; `minor` more (or, negative, less) of it."""

    account: int
    person: int
    entry: int
    journal: int
    on: date
    minor: int
    is_matched: bool


def owed_over_time(organisation: int, people: Collection[int], until: date) -> list[Owed]:
    """The entries until a day of what is owed to these persons, in every book, in order of number.
    One query, none where nobody is asked for."""
    if not people:
        return []
    refs = [f"person:{person}" for person in people]
    inside = {"kinds": marks(OWED_TO_MEMBERS), "refs": marks(refs)}
    sides = (("credit", ""), ("debit", "-"))
    statement = " UNION ALL ".join(
        SIDE.format(side=side, sign=sign, **inside) for side, sign in sides
    )
    values = [organisation, *OWED_TO_MEMBERS, *refs, until.isoformat()]
    found = [
        Owed(
            account=row[0],
            person=int(row[1].partition(":")[2]),
            entry=row[2],
            journal=row[3],
            on=cast("date", day(row[4])),
            minor=int(row[5]),
            is_matched=bool(row[6]),
        )
        for row in rows_of(statement, [*values, *values])
    ]
    return sorted(found, key=lambda one: one.entry)
