"""What became of a surplus: what was divided, by whose decision, and that reserves stayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tequio.circles.queries.shared import Divided, latest_share_out
from tequio.kernel import add_months
from tequio.ledger.queries.flows import Flow, first_day, standing_entries
from tequio.ledger.rules import MONEY
from tequio.mandates.queries import mandates_by_number
from tequio.mandates.rules import STANDING, Mandate, resolution_of
from tequio.membership import queries as members
from tequio.screening.queries.computing.governed import Governed, governed
from tequio.screening.queries.computing.money import entry_row, graded_flows
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row
from tequio.shares.queries import Division, divisions

MONTHS = 18
"""Years are divided once a year, but not on the same day: an assembly may come half a year late."""
A_YEAR = 12
RESERVE, OPENING, DIVIDE = "indivisible-reserve", "ledger.opening", "shares.divide"

TO_PURPOSE = frozenset({"surplus.education", "surplus.solidarity"})


@dataclass(frozen=True)
class Surplus:
    """What the books of a group show of its surplus until a day.

    first       day of the first entry ever; since: first of the days that are looked at
    divided     what was divided of the newest years, oldest first
    shared      the last share-out of a savings group in these days
    decisions   by number of a mandate the resolution that gave it, where one did
    reserve     every entry of an indivisible reserve
    money       the money that moved in these days, opening balances left out
    """

    since: date
    until: date
    first: date | None
    divided: tuple[Division, ...]
    shared: Divided | None
    decisions: dict[int, int]
    reserve: tuple[Flow, ...]
    money: tuple[Flow, ...]
    grades: dict[int, int]
    group: Governed
    mandates: dict[int, int]

    @property
    def whole(self) -> int:
        """What was divided, in minor units."""
        return sum(one.surplus for one in self.divided)

    def decision_of(self, division: Division) -> int:
        """The resolution by which it was divided; 0 where none is known."""
        return self.decisions.get(self.mandates.get(division.id, 0), 0)

    def of_divided(self, value: bool | Fraction) -> Found:
        """A value of the years that were divided, with the weakest grade of the decisions."""
        return Found(
            value if isinstance(value, bool) else str(value),
            min(one.since for one in self.divided),
            max(one.until for one in self.divided),
            min(self.group.of_resolution(self.decision_of(one)) for one in self.divided),
            tuple(_division_row(one) for one in self.divided),
        )

    def of_shared(self, value: bool) -> Found:
        """A value of the cycle that was shared out, with the grade of its decision."""
        assert self.shared is not None, "something was shared out"
        resolution = self.decisions.get(self.shared.mandate, 0)
        rows = (Row("cycle", self.shared.cycle, self.shared.shared_on),)
        grade = self.group.of_resolution(resolution)
        return Found(value, self.shared.first_day, self.shared.shared_on, grade, rows)

    def of_the_book(self, value: bool, also: Iterable[Flow] = ()) -> Found:
        """A value that rests on the whole book of these days, with its weakest grade."""
        listed = [*self.money, *also]
        grade = min((self.grades[one.number] for one in listed), default=0)
        since = max(self.first, self.since) if self.first else self.since
        return Found(value, since, self.until, grade, tuple(map(entry_row, listed)))


def _division_row(one: Division) -> Row:
    assert one.divided_on is not None, "it was carried out"
    return Row("division", one.id, one.divided_on)


def read(party: int, on: date) -> Surplus:
    """Some forty queries, most of them shared with what meetings are counted from."""
    since = add_months(on, -MONTHS) + timedelta(days=1)
    divided = _newest(party, since, on)
    shared = latest_share_out(party, until=on)
    shared = shared if shared and shared.shared_on >= since else None
    posted = standing_entries(party, (RESERVE, "surplus"), until=on)
    reserve = tuple(one for one in posted if RESERVE in (one.debit[0], one.credit[0]))
    money = tuple(
        one for one in standing_entries(party, MONEY, since=since, until=on) if one.code != OPENING
    )
    given = {one.journal: one.mandate for one in posted if one.code == DIVIDE}
    mandates = {one.id: given.get(one.journal or 0, 0) for one in divided}
    numbers = {*given.values()} | ({shared.mandate} if shared else set())
    found = mandates_by_number(party, numbers)
    return Surplus(
        since,
        on,
        first_day(party),
        divided,
        shared,
        {number: _decision_of(one) for number, one in found.items()},
        reserve,
        money,
        graded_flows(party, [*reserve, *money], on),
        governed(party, on),
        mandates,
    )


def _decision_of(mandate: Mandate) -> int:
    """The resolution that gave it; 0 for what the statutes allow without a vote."""
    return 0 if mandate.title == STANDING else resolution_of(mandate.source)


def _newest(party: int, since: date, on: date) -> tuple[Division, ...]:
    """What was divided in these days of the newest years, in the unit of the group."""
    done = [
        one
        for one in divisions(party, with_parts=False)
        if one.divided_on is not None and since <= one.divided_on <= on
    ]
    identity = members.organisation(party)
    own = [one for one in done if identity and one.unit.code == identity.unit]
    last = max((one.until for one in own), default=None)
    numbers = [one.id for one in own if one.until == last]
    return tuple(reversed(divisions(party, only=numbers))) if numbers else ()


def surplus_divided(read: Surplus) -> Answer:
    """A surplus was divided in the last 18 months, or a savings group shared out more than was
    saved.  True with the years (the cycle) and the grade of the decision.  False where a book of
    at least 12 months shows nothing of the kind; it rests on all the money that moved."""
    if read.divided:
        return read.of_divided(True)
    if read.shared and read.shared.pool > read.shared.savings:
        return read.of_shared(True)
    if read.first is None or not read.money:
        return "not_kept_here"
    if read.first > add_months(read.until, -A_YEAR):
        return "too_young"
    return read.of_the_book(False)


def _part(read: Surplus, minor: int) -> Answer:
    if not read.divided or not read.whole:
        return "nothing_happened"
    return read.of_divided(Fraction(minor, read.whole))


def _steps(read: Surplus, labels: Iterable[str]) -> int:
    wanted = set(labels)
    taken = (step for one in read.divided for step in one.steps)
    return sum(minor for label, _part_of, minor in taken if label in wanted)


def to_reserve(read: Surplus) -> Answer:
    """Of the surplus (result less losses of earlier years) of the newest years that were divided
    in the last 18 months, the part that went to the indivisible reserve: by the step of the
    statutes, and the rest where it goes there.  Graded as the decision by which it was divided."""
    rest = sum(one.rest for one in read.divided if one.rest_to == "reserve")
    return _part(read, _steps(read, ("surplus.reserve",)) + rest)


def to_purpose(read: Surplus) -> Answer:
    """Of the surplus of the newest years that were divided in the last 18 months, the part that
    the statutes send to education and to solidarity.  What is set aside for unforeseen things or
    for the members' own use is not counted.  Graded as the decision by which it was divided."""
    return _part(read, _steps(read, TO_PURPOSE))


def refund(read: Surplus) -> Answer:
    """Of the surplus of the newest years that were divided in the last 18 months, the part that
    went back to members by what they bought, sold or worked, in money or added to their capital.
    Graded as the decision by which it was divided."""
    return _part(read, sum(one.refund for one in read.divided))


def return_on_capital(read: Surplus) -> Answer:
    """Of the surplus of the newest years that were divided in the last 18 months, the part that
    was paid on members' capital, by the days on which it stood.  A share-out by savings is told by
    its own fact.  Graded as the decision by which it was divided."""
    return _part(read, sum(one.dividend for one in read.divided))


def return_rate(read: Surplus) -> Answer:
    """The yearly rate that was paid on members' capital for the newest years divided in the last
    18 months; where several books were divided, the highest.  0 where a surplus was divided and
    nothing paid on capital.  Graded as the decision by which it was divided."""
    if not read.divided:
        return "nothing_happened"
    return read.of_divided(max(one.rate if one.dividend else Fraction(0) for one in read.divided))


def to_members_by_decision(read: Surplus) -> Answer:
    """Whether what was divided last, or shared out last by a savings group, in the last 18 months
    was paid under a mandate that a resolution gave.  Graded as that resolution.  Silent where
    nothing was divided: a result that stays in the books is not used yet."""
    if read.divided:
        return read.of_divided(all(read.decision_of(one) for one in read.divided))
    if read.shared:
        return read.of_shared(read.decisions.get(read.shared.mandate, 0) > 0)
    return "nothing_happened"


def reserve_drawn(read: Surplus) -> Answer:
    """Whether anything ever left an indivisible reserve of the books, corrections left out; what
    may be posted lets nothing leave it.  It rests on every entry of the reserve: what was divided
    into it is graded as its decision.  Without a reserve it rests on all the money that moved in
    the last 18 months: nothing was there to be shared out."""
    if read.first is None:
        return "not_kept_here"
    if not read.reserve:
        return read.of_the_book(False) if read.money else "not_kept_here"
    grade = min(_grade_in_reserve(read, one) for one in read.reserve)
    drawn = any(one.debit[0] == RESERVE for one in read.reserve)
    rows = tuple(map(entry_row, read.reserve))
    return Found(drawn, read.reserve[0].day, read.until, grade, rows)


def _grade_in_reserve(read: Surplus, one: Flow) -> int:
    if one.code == DIVIDE:
        return read.group.of_resolution(read.decisions.get(one.mandate, 0))
    return read.grades[one.number]


MODULE = Module(
    "surplus",
    "money",
    read,
    {
        "practice.surplus_divided": surplus_divided,
        "practice.to_reserve": to_reserve,
        "practice.to_purpose": to_purpose,
        "practice.refund": refund,
        "practice.return_on_capital": return_on_capital,
        "practice.return_rate": return_rate,
        "practice.to_members_by_decision": to_members_by_decision,
        "practice.reserve_drawn": reserve_drawn,
    },
    also=("meetings",),
)
