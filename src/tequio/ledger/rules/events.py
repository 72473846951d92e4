"""What happened in the books, for the chronicle: numbers, sums, days and codes; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AccountOpened:
    """`ref` is the account's name in the book: empty, or `text:` and the number of a text."""

    account: int
    book: str
    unit: str
    kind: str
    ref: str


@dataclass(frozen=True)
class AccountClosed:
    account: int
    closed_on: date
    mandate: int


@dataclass(frozen=True)
class LimitChanged:
    account: int
    floor: int | None
    ceiling: int | None
    mandate: int


@dataclass(frozen=True)
class PaymentMade:
    """`text` is the digest of what was noted about the payee, if anything."""

    journal: int
    transfer: int
    mandate: int
    purpose: str
    subject: str
    account: int
    unit: str
    minor: int
    value_date: date
    payee: int | None
    text: str
    root: str


@dataclass(frozen=True)
class MoneyReceived:
    journal: int
    transfer: int
    mandate: int
    purpose: str
    subject: str
    account: int
    unit: str
    minor: int
    value_date: date
    payer: int | None
    text: str
    root: str


@dataclass(frozen=True)
class MoneyMoved:
    journal: int
    transfer: int
    mandate: int
    source: int
    target: int
    unit: str
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class MemberSaved:
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
class MemberWithdrew:
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
class PaymentPrepared:
    prepared: int
    mandate: int
    payment: str
    purpose: str
    subject: str
    account: int
    unit: str
    minor: int
    payee: int | None
    text: str


@dataclass(frozen=True)
class UndecidedPaymentRecorded:
    """`claim` is the entry's number, under which it is accepted or taken back."""

    journal: int
    claim: int
    mandate: int
    person: int
    office: str
    subject: str
    account: int
    unit: str
    minor: int
    value_date: date
    payee: int | None
    text: str
    root: str


@dataclass(frozen=True)
class ClaimRatified:
    journal: int
    transfer: int
    mandate: int
    claim: int
    unit: str
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class ClaimRecovered:
    journal: int
    transfer: int
    mandate: int
    claim: int
    account: int
    unit: str
    minor: int
    value_date: date
    root: str


@dataclass(frozen=True)
class CashCounted:
    """`journal`, `transfer` and `mandate` are None and `root` empty where nothing differed."""

    count: int
    account: int
    unit: str
    counted_minor: int
    booked_minor: int
    counted_on: date
    answerable: int
    journal: int | None
    transfer: int | None
    mandate: int | None
    root: str


@dataclass(frozen=True)
class EntryReversed:
    """`together`: the other entries that were turned around with it, each by one of its own."""

    journal: int
    transfer: int
    mandate: int
    reverses: int
    together: tuple[int, ...]
    unit: str
    minor: int
    value_date: date
    text: str
    root: str


@dataclass(frozen=True)
class PeriodClosed:
    closed_through: date
    mandate: int


@dataclass(frozen=True)
class LinesImported:
    account: int
    first: int
    lines: int
    left_out: int
    proof: str


@dataclass(frozen=True)
class LineMatched:
    line: int
    transfer: int
    account: int


@dataclass(frozen=True)
class LineUnmatched:
    line: int
    transfer: int
