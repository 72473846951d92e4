"""What happened in a circle, in the past tense: ids, sums, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step
from tequio.circles.rules.claims import ClaimTold
from tequio.circles.rules.sheet import LineTold

PartTold = tuple[int, int, int, int, int, int]
"""person, shares, worth, set off, paid, left."""


@dataclass(frozen=True)
class CycleStarted:
    """`brought`: (person, shares) that members held before; `journal` books them."""

    cycle: int
    book: str
    unit: str
    price: int
    first_day: date
    ends_on: date
    box: int
    social_box: int
    brought: tuple[tuple[int, int], ...]
    brought_social: int
    brought_money: int
    journal: int | None
    root: str


@dataclass(frozen=True)
class MeetingHeld:
    """A whole meeting.  `steps`: what the rooms below did in it, each with its own event."""

    sheet: int
    cycle: int
    held_on: date
    meeting: int
    journal: int | None
    root: str
    lines: tuple[LineTold, ...]
    opening_counted: int | None
    opening_booked: int
    counted: int
    booked: int
    social_counted: int
    social_booked: int
    heard: str
    facilitator: int | None
    bookkeeper: int | None
    witnesses: tuple[int, ...]
    photo: str
    keys: tuple[tuple[int, bool], ...]
    claims: tuple[ClaimTold, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class MemberLeft:
    cycle: int
    person: int
    left_on: date
    shares: int
    saved: int
    set_off: int
    paid: int
    witnesses: tuple[int, ...]
    journal: int
    root: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ShareOutProposed:
    """The proposal that would allow it: the pool and each part as the books stand today.

    carried  (person, shares) at most of the next cycle
    """

    cycle: int
    pool: int
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str
    carried: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class FundSharedOut:
    """carried   (person, shares, minor) of the next cycle
    going_on  (loan, what is left of it) of those that were not set off
    into      the next cycle, which begins with what is carried over; None: none begins
    """

    cycle: int
    shared_on: date
    coin: int
    savings: int
    income: int
    costs: int
    pool: int
    mandate: int
    parts: tuple[PartTold, ...]
    carried: tuple[tuple[int, int, int], ...]
    going_on: tuple[tuple[int, int], ...]
    into: int | None
    journal: int
    root: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class CycleEnded:
    """The rest only where everything was lost: as of a share-out in which every part is nothing."""

    cycle: int
    ended_on: date
    coin: int | None = None
    savings: int = 0
    income: int = 0
    costs: int = 0
    pool: int = 0
    mandate: int | None = None
    parts: tuple[PartTold, ...] = ()
    journal: int | None = None
    root: str = ""
