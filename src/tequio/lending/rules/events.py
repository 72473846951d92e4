"""What happened, in the past tense: ids, sums in minor units, days, digests; never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LoanRequested:
    """A member asked.  `rate` is a fraction such as "1/50" for each `rate_period`.

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
    guarantors: tuple[int, ...]
    purpose: str
    proposal: int
    effect: str
    text: str
    body: int


@dataclass(frozen=True)
class LoanGuaranteed:
    loan: int
    person: int


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
