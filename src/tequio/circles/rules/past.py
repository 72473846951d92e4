"""A cycle that was over before its group's book was kept here: its figures, as history.  Pure.

Nothing of it stands in the book.  What is asked is only that its figures meet, so that a slip of
the pen does not become history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Small
from tequio.circles.rules import refusals as no
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.ledger.rules import DATE_NOT_REACHED

SUMS_DO_NOT_MEET = RefusalKind(
    "sums_do_not_meet",
    _("{what} should be {should}, and {said} is written, in the smallest coins."),
    _("Correct the figures as they stand on the paper of the share-out."),
    about="input",
)
CYCLE_IS_THERE = RefusalKind(
    "cycle_is_there",
    _("From {first_day} to {ended_on} another cycle of this book ran."),
    _("Correct the days; a book has one cycle at a time."),
    about="input",
)
OF_THE_PAST = (
    no.CYCLE_ENDS_BEFORE_IT_BEGINS,
    DATE_NOT_REACHED,
    CYCLE_IS_THERE,
    no.NOT_ON_THE_ROLL,
    no.TWICE_ON_THE_SHEET,
    no.WRITTEN_BELOW_ZERO,
    SUMS_DO_NOT_MEET,
)
PARTS = _("What is set off, carried over, paid and left of a part")
WORTH = _("All parts together")
POOL = _("The pool")


@dataclass(frozen=True)
class PastCycle:
    """Days, price of a share and sums of the share-out, in minor units; all of them nothing where
    nothing was shared out, and the pool below zero where more was lost than saved."""

    first_day: date
    ended_on: date
    price: Minor
    coin: Minor = 0
    savings: Minor = 0
    income: Minor = 0
    costs: Minor = 0
    pool: Minor = 0


@dataclass(frozen=True)
class PastPart:
    """A member's part: worth = set off + carried over + paid + left."""

    person: Id
    shares: Small
    worth: Minor
    set_off: Minor = 0
    carried: Minor = 0
    paid: Minor = 0
    left: Minor = 0

    @property
    def sums(self) -> tuple[int, ...]:
        return self.set_off, self.carried, self.paid, self.left


Days = tuple[date, date | None]
"""First and last day of a cycle; None while it runs."""


def objections_to_past(
    cycle: PastCycle,
    parts: Collection[PastPart],
    *,
    others: Collection[Days],
    known: Collection[int],
    today: date,
) -> list[Refusal]:
    """Why it does not become history: all reasons, in the documented order."""
    objections = [*_to_days(cycle, others, today)]
    written = Counter(one.person for one in parts)
    objections += [no.NOT_ON_THE_ROLL.because(person=one) for one in written if one not in known]
    objections += [
        no.TWICE_ON_THE_SHEET.because(person=one) for one, times in written.items() if times > 1
    ]
    sums = [cycle.coin, cycle.savings, cycle.costs]
    if min([*sums, *(minor for one in parts for minor in (one.worth, *one.sums))]) < 0:
        objections.append(no.WRITTEN_BELOW_ZERO.because())
    return objections + _to_sums(cycle, parts)


def _to_days(cycle: PastCycle, others: Collection[Days], today: date) -> list[Refusal]:
    days = {"first_day": cycle.first_day, "ended_on": cycle.ended_on}
    if cycle.ended_on < cycle.first_day:
        return [
            no.CYCLE_ENDS_BEFORE_IT_BEGINS.because(
                ends_on=cycle.ended_on, first_day=cycle.first_day
            )
        ]
    if cycle.ended_on > today:
        return [DATE_NOT_REACHED.because(today=today, value_date=cycle.ended_on)]
    overlaps = any(
        cycle.first_day < (last or date.max) and first < cycle.ended_on for first, last in others
    )
    return [CYCLE_IS_THERE.because(**days)] if overlaps else []


def _to_sums(cycle: PastCycle, parts: Collection[PastPart]) -> list[Refusal]:
    told = [(POOL, cycle.savings + cycle.income - cycle.costs, cycle.pool)]
    told.append((WORTH, max(0, cycle.pool), sum(one.worth for one in parts)))
    told += [(PARTS, one.worth, sum(one.sums)) for one in parts]
    return [
        SUMS_DO_NOT_MEET.because(what=what, should=should, said=said)
        for what, should, said in told
        if should != said
    ]


PartTold = tuple[int, int, int, int, int, int, int]
"""person, shares, worth, set off, carried over, paid, left."""


@dataclass(frozen=True)
class CycleBrought:
    """A cycle from the books before; nothing of it stands in this book."""

    past: int
    book: str
    unit: str
    first_day: date
    ended_on: date
    price: int
    coin: int
    savings: int
    income: int
    costs: int
    pool: int
    parts: tuple[PartTold, ...]
