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
    """What was asked for under a notice was given back."""

    journal: int
    transfer: int
    mandate: int
    notice: int
    person: int
    account: int
    unit: str
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
