"""Claims on the social fund: asked in the meeting, decided by raised hands, paid from the bag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tequio.chronicle.rules import Step, step
from tequio.chronicle.service import take_ids
from tequio.circles import rules
from tequio.circles.models import ClaimRow
from tequio.circles.queries.ground import Ground
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.service import sittings
from tequio.governance.service.proposals import made
from tequio.kernel import Act

HELP = "circle.help"


@dataclass(frozen=True)
class Granted:
    """By which mandate a claim is paid, and its subject there."""

    subject: str
    mandate: int


@dataclass(frozen=True)
class Helping:
    """What the meeting decided.

    given     (person, minor units): what is paid from the bag, small help with it
    granted   who was granted a claim: what its decision is for, and the mandate that it gave
    """

    given: tuple[tuple[int, int], ...]
    granted: Mapping[int, Granted] = field(default_factory=dict)
    claims: tuple[rules.ClaimTold, ...] = ()
    steps: tuple[Step, ...] = ()


def decide_claims(then: Act, meeting: int, help: Sequence[rules.Helped], ground: Ground) -> Helping:
    """Put each claim to the vote in the sitting; what has no hands is small help.

    then  the act as of the meeting's day
    """
    given: list[tuple[int, int]] = []
    granted: dict[int, Granted] = {}
    claims: list[rules.ClaimTold] = []
    steps: list[Step] = []
    for one in help:
        if one.hands is None:
            given.append((one.person, one.minor))
            continue
        subject = str(take_ids(then.of_organisation))
        proposal = governance.file_proposal(
            then, title="", effect=_allowing(one, subject, ground), about=one.person
        )
        told = step("governance.propose", made(proposal), then.at)
        done = sittings.decide_by_hands(then, meeting=meeting, proposal=proposal, hands=one.hands)
        is_granted = done.outcome == "adopted"
        claims.append((one.person, one.reason, one.minor, proposal.id, is_granted))
        steps += [told, *done.steps]
        if is_granted:
            given.append((one.person, one.minor))
            assert done.result is not None, "adopted and no mandate"
            granted[one.person] = Granted(subject, done.result)
    return Helping(tuple(given), granted, tuple(claims), tuple(steps))


def _allowing(one: rules.Helped, subject: str, ground: Ground) -> AllowPayment:
    return AllowPayment(
        kind="mandate",
        purpose=HELP,
        minor=one.minor,
        unit=ground.unit.code,
        offices=ground.statutes.offices("offices.pay"),
        subject=subject,
    )


def write_claims(organisation: int, sheet: int, claims: Sequence[rules.ClaimTold]) -> None:
    """Write down what was claimed on a sheet, granted or not."""
    ClaimRow.objects.bulk_create(
        ClaimRow(
            organisation_id=organisation,
            sheet_id=sheet,
            person_id=person,
            reason=reason,
            minor=minor,
            proposal_id=proposal,
            is_granted=is_granted,
        )
        for person, reason, minor, proposal, is_granted in claims
    )
