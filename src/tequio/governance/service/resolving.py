"""Resolutions: certificates with their arithmetic, and the effect carried out with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.chronicle.service import take_ids
from tequio.governance.models import BallotRow, ProposalRow, ResolutionRow
from tequio.governance.queries import facts
from tequio.governance.rules import refusals as no
from tequio.governance.rules.meetings import Meeting, objections_to_ad_hoc
from tequio.governance.rules.tallying import Result, judge, rule_from, tally_of
from tequio.governance.service import effects
from tequio.kernel import Act, Refused, canonical, digest, plain, refuse
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Tally


@dataclass(frozen=True)
class Resolved:
    """A resolution as it was just written.

    needed  yes votes that it needed (nothing for a budget)
    result  the number of what its effect made: a mandate, a membership, a term
    """

    resolution: int
    outcome: str
    certificate: str
    result: int | None = None
    needed: int = 0


def write_resolution(
    organisation: int,
    *,
    on: date,
    certificate: Mapping[str, Any],
    outcome: str = "adopted",
    about: tuple[int, int, int | None] = (0, 0, None),
) -> effects.Source:
    """Write a resolution down; its number and the digest of its certificate.

    about  (proposal, ballot, meeting); a founding has none of them
    """
    proof = digest(dict(certificate))
    proposal, ballot, meeting = about
    row = ResolutionRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        proposal_id=proposal,
        ballot_id=ballot,
        meeting_id=meeting,
        outcome=outcome,
        certificate=canonical(dict(certificate)),
        digest=proof,
        resolved_on=on,
    )
    return effects.Source(row.id, proof)


def resolve(act: Act, proposal: ProposalRow, ballot: BallotRow) -> Resolved:
    """Count, hold the count against the statutes, write the resolution, carry out its effect."""
    organisation = act.of_organisation
    meeting = facts.meeting_of(organisation, ballot.meeting_id) if ballot.meeting_id else None
    tally, counted = count(ballot, meeting)
    if meeting is not None and meeting.is_ad_hoc:
        share = statutes_on(organisation, act.today).fraction("meeting.ad_hoc")
        refuse(objections_to_ad_hoc(present=tally.present, members=ballot.entitled, share=share))
    result = judge(rule_from(ballot.rule), tally, call=meeting.call if meeting else 1)
    source = write_resolution(
        organisation,
        on=act.today,
        certificate=certificate_of(proposal, ballot, result, counted),
        outcome=result.outcome,
        about=(proposal.id, ballot.id, ballot.meeting_id),
    )
    gave = None
    if result.outcome == "adopted":
        effect = effects.read_effect(proposal.effect)
        refuse(effects.objections_to_effect(act, effect))
        gave = effects.carry_out(act, effect, source)
    close(act, proposal, ballot, is_decided=result.outcome != "no_quorum")
    return Resolved(source.resolution, result.outcome, source.digest, gave, result.majority.needed)


def certificate_of(
    proposal: ProposalRow, ballot: BallotRow, result: Result, counted: Mapping[str, Any]
) -> dict[str, Any]:
    """What the resolution proves: the rule, the roll, the count and the arithmetic."""
    return {
        "ballot": ballot.id,
        "counted": dict(counted),
        "effect": proposal.effect_digest,
        "proposal": proposal.id,
        "result": plain(result),
        "roll": ballot.roll,
        "rule": ballot.rule,
    }


def count(ballot: BallotRow, meeting: Meeting | None) -> tuple[Tally, dict[str, Any]]:
    """The tally of a ballot, and what was counted as the certificate keeps it.

    Whoever takes part counts for the quorum: the voters of a ballot by phone, and those in the
    room of a vote by hands.
    """
    if ballot.way == "hands":
        hands = facts.latest_hands(ballot)
        if hands is None or meeting is None:
            raise Refused(no.HANDS_MISSING.because(ballot=ballot.id))
        present = len(meeting.present & set(facts.roll_of(ballot)))
        tally = Tally(hands.yes, hands.no, hands.abstain, present, ballot.entitled)
        return tally, {
            "entered_by": hands.entered_by_id,
            "photo": hands.photo,
            "way": "hands",
            "witnesses": list(hands.witnesses),
        }
    votes = facts.latest_votes(ballot)
    present = len(
        votes.keys() | (meeting.present & set(facts.roll_of(ballot)) if meeting else set())
    )
    tally = tally_of(
        (vote.choice for vote in votes.values()), members=ballot.entitled, present=present
    )
    named = {str(person): vote.choice for person, vote in sorted(votes.items())}
    return tally, {"votes": digest(named), "way": "phone"}


def close(act: Act, proposal: ProposalRow, ballot: BallotRow, *, is_decided: bool = True) -> None:
    """Mark the ballot closed, and the proposal decided; without a quorum nothing was decided, and
    the proposal waits for a second call or another ballot."""
    BallotRow.objects.filter(pk=ballot.pk).update(closed_at=act.at)
    if is_decided:
        ProposalRow.objects.filter(pk=proposal.pk).update(decided_at=act.at)
