"""What became of findings, and which verdicts of others are kept: ids, codes, days, digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FindingLapsed:
    """A finding counts no more before its time.

    trigger  a code of `lapsing.TRIGGERS`; day: on which it happened
    """

    examiner: int
    finding: int
    listed: int
    trigger: str
    day: date


@dataclass(frozen=True)
class VerdictTaken:
    """The verdict of another network is kept, as theirs.

    issuer_key   Ed25519, hexadecimal; content: SHA-256 of the credential
    is_followed  it signs a feed that this register follows
    """

    partner_verdict: int
    listed: int
    issuer_key: str
    pack: str
    verdict: str
    decided_on: date
    holds_until: date | None
    content: str
    is_followed: bool


@dataclass(frozen=True)
class VerdictDropped:
    """It is shown no more."""

    partner_verdict: int
    listed: int
