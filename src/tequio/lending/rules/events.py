"""What happened, in the past tense: ids, sums in minor units, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LoanRequested:
    """A member asked.  `rate` is a fraction such as "1/50" for each `rate_period`; `order` says
    what a repayment pays first (lines before this was told lack it).

    purpose, text  digests of the texts; effect: digest of what the proposal would allow
    """

    loan: int
    person: int
    minor: int
    unit: str
    count: int
    step: str
    rate: str
    rate_period: str
    method: str
    order: str
    guarantors: tuple[int, ...]
    purpose: str
    proposal: int
    effect: str
    text: str
    body: int


@dataclass(frozen=True)
class LoanGuaranteed:
    """`most`: up to how much she stands for it; None: for an equal part."""

    loan: int
    person: int
    most: int | None = None


@dataclass(frozen=True)
class RequestWithdrawn:
    """`taken_back`: its proposal, unless the members vote on it or have decided."""

    loan: int
    taken_back: int | None


@dataclass(frozen=True)
class LoanPaidOut:
    """`schedule` is the digest of the instalments; `root` the Merkle root of the journal."""

    loan: int
    person: int
    minor: int
    unit: str
    mandate: int
    account: int
    paid_out_on: date
    journal: int
    root: str
    schedule: str


@dataclass(frozen=True)
class LoanRepaid:
    loan: int
    person: int
    payment: int
    minor: int
    unit: str
    interest: int
    principal: int
    account: int
    paid_on: date
    journal: int
    root: str


@dataclass(frozen=True)
class LoanWrittenOff:
    """`from_provision`: how much of it was set aside before; the rest is an expense."""

    loan: int
    person: int
    write_off: int
    minor: int
    unit: str
    from_provision: int
    mandate: int
    written_off_on: date
    journal: int
    root: str


@dataclass(frozen=True)
class LoanRecovered:
    """Something came back of a loan that was written off."""

    loan: int
    person: int
    recovery: int
    minor: int
    unit: str
    account: int
    received_on: date
    journal: int
    root: str


@dataclass(frozen=True)
class LossesProvided:
    """What is set aside for late loans was brought to what a table asks: `held` before, `needed`
    now."""

    provision: int
    table: str
    needed: int
    held: int
    unit: str
    book: str
    mandate: int
    provided_on: date
    journal: int
    root: str


@dataclass(frozen=True)
class Paid:
    """What one who stands for a loan paid of it, from which account, as which repayment."""

    call: int
    person: int
    minor: int
    payment: int
    interest: int
    principal: int
    account: int


@dataclass(frozen=True)
class GuarantorsCalled:
    """Those who stand for a loan paid; the borrower owes it to them."""

    loan: int
    borrower: int
    minor: int
    unit: str
    mandate: int
    called_on: date
    paid: tuple[Paid, ...]
    journal: int
    root: str


@dataclass(frozen=True)
class Returned:
    """What one who had paid got back, as her savings."""

    returned: int
    call: int
    minor: int


@dataclass(frozen=True)
class GuarantorsPaidBack:
    """The borrower brought money for those who had paid for her."""

    loan: int
    borrower: int
    minor: int
    unit: str
    account: int
    paid_on: date
    parts: tuple[Returned, ...]
    journal: int
    root: str


@dataclass(frozen=True)
class NewScheduleAsked:
    """Somebody asked the members for a new schedule of what is left of a loan."""

    schedule: int
    loan: int
    count: int
    step: str
    proposal: int
    effect: str
    text: str
    body: int


@dataclass(frozen=True)
class LoanRescheduled:
    """The new schedule holds; `lines` is the digest of its instalments."""

    loan: int
    person: int
    schedule: int
    rescheduling: int
    from_day: date
    principal: int
    carried: int
    mandate: int
    lines: str
