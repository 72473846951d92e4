"""What happened, in the past tense: ids, sums in minor units, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SharesSubscribed:
    """A member paid in.  `price`: what a share cost on that day."""

    journal: int
    transfer: int
    mandate: int
    person: int
    account: int
    unit: str
    count: int
    price: int
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class NoticeGiven:
    """A member asked for capital back; it can be given back from `ready_on` on."""

    notice: int
    person: int
    book: str
    unit: str
    minor: int
    asked_on: date
    ready_on: date


@dataclass(frozen=True)
class SharesWithdrawn:
    """What was asked for under a notice was given back.

    asked  under the notice; `minor`, what she got, is less where she did not hold as much any more
    """

    journal: int
    transfer: int
    mandate: int
    notice: int
    person: int
    account: int
    unit: str
    asked: int
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class SharePaid:
    """A member was paid what she was owed from a surplus."""

    journal: int
    transfer: int
    mandate: int
    person: int
    account: int
    unit: str
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class DivisionProposed:
    """How a surplus shall be divided, to the last minor unit.

    set_aside  (where to, part of its base, minor units) of each step
    parts      (person, share-days, use, return, refund, of it in money) of each member
    in_cash    part of each refund that is owed in money; the rest becomes capital
    proposal … text  of the proposal that asks the members, as in `ProposalMade`
    """

    division: int
    book: str
    unit: str
    since: date
    until: date
    result: int
    losses: int
    set_aside: tuple[tuple[str, str, int], ...]
    rate: str
    in_cash: str
    dividend: int
    refund: int
    rest: int
    rest_to: str
    parts: tuple[tuple[int, int, int, int, int, int], ...]
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class SurplusDivided:
    """A surplus went where the members decided."""

    division: int
    mandate: int
    unit: str
    minor: int
    divided_on: date
    journal: int
    root: str
