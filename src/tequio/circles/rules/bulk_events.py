"""What the acts of loans between federations and groups tell the chronicle.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.chronicle.rules import Step


@dataclass(frozen=True)
class GroupLent:
    """A federation lent to a group.  `schedule`: the digest of its instalments."""

    loan: int
    group: int
    correlation: str
    minor: int
    unit: str
    count: int
    step: str
    rate: Fraction
    rate_period: str
    method: str
    lent_on: date
    account: int
    mandate: int
    journal: int
    root: str
    schedule: str


@dataclass(frozen=True)
class BulkLoanTaken:
    """A group received what a federation lent.  `steps`: it holds the federation's head now."""

    loan: int
    federation: int
    correlation: str
    minor: int
    unit: str
    count: int
    step: str
    rate: Fraction
    rate_period: str
    method: str
    lent_on: date
    taken_on: date
    account: int
    mandate: int
    journal: int
    root: str
    schedule: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class PaidBack:
    """A group paid back; `minor` is interest and principal together."""

    payment: int
    loan: int
    federation: int
    correlation: str
    minor: int
    unit: str
    interest: int
    principal: int
    paid_on: date
    account: int
    journal: int
    root: str


@dataclass(frozen=True)
class RepaymentTaken:
    """A federation received it.  `steps`: it holds the group's head now."""

    payment: int
    loan: int
    group: int
    correlation: str
    minor: int
    unit: str
    interest: int
    principal: int
    paid_on: date
    came_on: date
    account: int
    journal: int
    root: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class GroupLoanBrought(GroupLent):
    """A loan to a group stood in the books before: what is left of it, with the rest of its
    schedule.  `since`: when it was first lent."""

    since: date


@dataclass(frozen=True)
class GroupLoanRecovered(RepaymentTaken):
    """What a group still paid of a loan that the federation had written off arrived."""


@dataclass(frozen=True)
class BulkLoanBrought(BulkLoanTaken):
    """The group agrees that it owes what stood in the books before."""

    since: date


@dataclass(frozen=True)
class NewTermsOffered:
    """A federation offered a new schedule for what is left; it begins when the group agrees."""

    offer: int
    loan: int
    group: int
    correlation: str
    count: int
    step: str
    offered_on: date
    mandate: int


@dataclass(frozen=True)
class NewTermsTaken:
    """A group agreed: from this day on the new schedule holds in its book.

    principal, carried  what was left of the loan, and the interest that was owed, on that day
    lines               the digest of the new instalments
    """

    plan: int
    loan: int
    federation: int
    correlation: str
    count: int
    step: str
    from_day: date
    principal: int
    carried: int
    mandate: int
    lines: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class NewTermsHeld:
    """The federation holds the same schedule, from the group's day on."""

    plan: int
    loan: int
    group: int
    correlation: str
    count: int
    step: str
    from_day: date
    principal: int
    carried: int
    mandate: int
    lines: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class GroupLoanWrittenOff:
    """A federation gave up what was left of a loan, and forgave it or not."""

    loss: int
    loan: int
    group: int
    correlation: str
    minor: int
    unit: str
    is_forgiven: bool
    lost_on: date
    mandate: int
    journal: int
    root: str


@dataclass(frozen=True)
class BulkLoanForgiven:
    """A group wrote down that what was left of its loan is forgiven."""

    loss: int
    loan: int
    federation: int
    correlation: str
    minor: int
    unit: str
    is_forgiven: bool
    lost_on: date
    mandate: int
    journal: int
    root: str
    steps: tuple[Step, ...]
