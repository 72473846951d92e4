"""What the chronicle tells of a meeting: the words read aloud at its end, and its loans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tequio.chronicle import queries as chronicle

CLOSE = "circles.close_meeting"


@dataclass(frozen=True)
class Closing:
    """The line by which a meeting was written down; its digest is the words read aloud."""

    number: int
    digest: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Decided:
    """A loan on a sheet: asked for, or decided before and handed out.  `minor` in minor units.

    hands  yes, no, abstained; None where it was decided before
    """

    loan: int
    person: int
    minor: int
    is_agreed: bool
    is_handed_out: bool
    hands: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Claimed:
    """A claim on the social fund, in minor units; hands: yes, no, abstained."""

    person: int
    reason: str
    minor: int
    is_granted: bool
    hands: tuple[int, int, int] | None


@dataclass(frozen=True)
class PaidBack:
    """What was repaid on a loan, in minor units; `interest` is part of it."""

    loan: int
    person: int
    minor: int
    interest: int


def closing_of_sheet(organisation: int, number: int) -> Closing | None:
    """The line of a meeting."""
    found = chronicle.latest_of(organisation, CLOSE, "sheet", number)
    return Closing(found[0].number, found[1], found[0].facts) if found else None


def loans_told(facts: Mapping[str, Any]) -> list[Decided]:
    """The loans of a meeting out of its steps, in the order in which they were asked for."""
    asked = _by(facts, "lending.request", "loan")
    handed = _by(facts, "lending.pay_out", "loan")
    ended = _by(facts, "governance.close_ballot", "proposal")
    counted = _by(facts, "governance.record_hands", "ballot")
    found = []
    for loan, said in asked.items():
        end = ended.get(said["proposal"], {})
        hands = counted.get(end.get("ballot", 0))
        raised = (hands["yes"], hands["no"], hands["abstain"]) if hands else None
        is_agreed = end.get("outcome") == "adopted"
        found.append(
            Decided(loan, said["person"], said["minor"], is_agreed, loan in handed, raised)
        )
    before = (one for loan, one in handed.items() if loan not in asked)
    return found + [Decided(one["loan"], one["person"], one["minor"], True, True) for one in before]


def claims_told(facts: Mapping[str, Any]) -> list[Claimed]:
    """The claims of a meeting with the hands that were raised for each."""
    ended = _by(facts, "governance.close_ballot", "proposal")
    counted = _by(facts, "governance.record_hands", "ballot")
    found = []
    for person, reason, minor, proposal, is_granted in facts.get("claims", ()):
        hands = counted.get(ended.get(proposal, {}).get("ballot", 0))
        raised = (hands["yes"], hands["no"], hands["abstain"]) if hands else None
        found.append(Claimed(person, reason, minor, is_granted, raised))
    return found


def repayments_told(facts: Mapping[str, Any]) -> list[PaidBack]:
    """What was repaid in a meeting."""
    told = _by(facts, "lending.repay", "loan").values()
    return [PaidBack(one["loan"], one["person"], one["minor"], one["interest"]) for one in told]


def _by(facts: Mapping[str, Any], kind: str, name: str) -> dict[int, Mapping[str, Any]]:
    steps = (one["facts"] for one in facts["steps"] if one["kind"] == kind)
    return {int(one[name]): one for one in steps}
