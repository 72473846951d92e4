"""Members' capital as the books hold it, and what was asked back of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Amount, Unit
from tequio.ledger.queries import accounts_where, entries_for, reversed_entries
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.shares import rules
from tequio.shares.models import NoticeRow, WithdrawalRow
from tequio.statutes.queries import statutes_on

CAPITAL, DUE = "member-capital", "surplus-due"
SUBSCRIBE, WITHDRAW, PAY_DUE = "shares.subscribe", "shares.withdraw", "shares.pay_due"


def unit_of(organisation: int) -> Unit:
    """The unit in which shares are counted: that of the group's book."""
    identity = members.organisation(organisation)
    assert identity is not None, "a group that keeps a book"
    return units(organisation)[identity.unit]


def terms_on(organisation: int, on: date, unit: Unit | None = None) -> rules.Terms:
    """What the statutes of a day say of shares."""
    statutes = statutes_on(organisation, on)
    return rules.Terms(
        price=statutes.integer("shares.price"),
        least=statutes.integer("shares.least"),
        most=statutes.integer("shares.most"),
        notice_days=statutes.integer("shares.notice_days"),
        a_year=statutes.fraction("shares.withdrawn_most"),
        unit=unit or unit_of(organisation),
    )


def held(
    organisation: int,
    *,
    unit: str,
    book: str | None = None,
    kind: str = CAPITAL,
    person: int | None = None,
) -> dict[int, int]:
    """What each member's accounts of a kind hold in a book, or in all books together, in minor
    units.  One query."""
    which, values = "a.unit = %s AND a.kind = %s", [unit, kind]
    if book is not None:
        which, values = f"{which} AND a.book = %s", [*values, book]
    if person is not None:
        which, values = f"{which} AND a.ref = %s", [*values, f"person:{person}"]
    found: dict[int, int] = defaultdict(int)
    for one in accounts_where(which, [organisation, *values]):
        if one.ref.startswith("person:"):
            found[int(one.ref.removeprefix("person:"))] += one.normal.minor
    return found


@dataclass(frozen=True)
class Notice:
    """What a member asked back.  `entry`, `given_on` and `given` (in minor units, at most what she
    asked for) of what gave it, if something did."""

    id: int
    person: int
    book: str
    amount: Amount
    asked_on: date
    ready_on: date
    given_on: date | None = None
    entry: int | None = None
    given: int | None = None

    @property
    def asked(self) -> rules.Asked:
        """The same for the rules."""
        return rules.Asked(self.id, self.amount.minor, self.asked_on, self.ready_on, self.given_on)


def notices(organisation: int, *, number: int | None = None) -> list[Notice]:
    """Everything that was asked back, or one; oldest first.  An entry that was reversed in the
    book gave nothing.  At most five queries, and one for each book that gave something back."""
    rows = NoticeRow.objects.filter(organisation_id=organisation)
    if number is not None:
        rows = rows.filter(id=number)
    listed = list(rows.order_by("id"))
    given = _given(organisation, listed)
    known = units(organisation)
    return [
        Notice(
            row.id,
            row.person_id,
            row.book,
            Amount(row.minor, known[row.unit]),
            row.asked_on,
            row.ready_on,
            *given.get(row.id, ()),
        )
        for row in listed
    ]


def _given(organisation: int, listed: Collection[NoticeRow]) -> Mapping[int, tuple[date, int, int]]:
    """By notice what gave it back and was not reversed: its day, its entry, how much."""
    rows = WithdrawalRow.objects.filter(
        organisation_id=organisation, notice_id__in=[row.id for row in listed]
    )
    found = list(rows.order_by("id")) if listed else []
    books = {row.book for row in listed} if found else set()
    reversed_ = {
        entry
        for book in books
        for entry in reversed_entries(organisation, book=book, code=WITHDRAW)
    }
    entries = entries_for(organisation, [WITHDRAW]) if found else {}
    return {
        row.notice_id: (row.given_on, row.id, entries[row.id].minor)
        for row in found
        if row.id in entries and row.id not in reversed_
    }


def open_of(listed: Collection[Notice], *, book: str) -> dict[int, int]:
    """By member what she asked back in a book and did not get yet, in minor units."""
    found: dict[int, int] = defaultdict(int)
    for one in listed:
        if one.given_on is None and one.book == book:
            found[one.person] += one.amount.minor
    return found


def back_now(organisation: int, found: Notice) -> int:
    """What a member gets of what she asked for if it is given back now, in minor units: all of it,
    or what she still holds.  One query."""
    unit = found.amount.unit.code
    holds = held(organisation, book=found.book, unit=unit, person=found.person)
    return found.asked.of_held(holds.get(found.person, 0))


def year_of(listed: Collection[Notice], *, capital: int, year: int) -> rules.Year:
    """What left of all books in a calendar year, beside what is still there."""
    given = sum(
        one.given or 0 for one in listed if one.given_on is not None and one.given_on.year == year
    )
    return rules.Year(year, capital, given)
