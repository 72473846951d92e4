"""Resolutions: certificates with their arithmetic, and the effect carried out with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction

from tequio.chronicle.service import take_ids
from tequio.governance.models import BallotRow, ProposalRow, ResolutionRow
from tequio.governance.queries import facts
from tequio.governance.rules import refusals as no
from tequio.governance.rules.certificates import (
    count_of_hands,
    count_of_votes,
    counted_without,
)
from tequio.governance.rules.effects import on_the_day, read_effect
from tequio.governance.rules.meetings import Hands, Meeting
from tequio.governance.rules.tallying import Result, judge, rule_from
from tequio.governance.service import effects
from tequio.kernel import Act, Refusal, Refused, canonical, digest, plain, refuse
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
    tally, found = count(ballot, meeting)
    counted = counted_without(found, facts.aside_before(ballot))
    result = judge(
        rule_from(ballot.rule),
        tally,
        call=meeting.call if meeting else 1,
        ad_hoc=ad_hoc_share(act) if meeting and meeting.is_ad_hoc else None,
    )
    decision = Decision(act, proposal, ballot, result, counted)
    done = adopt(decision) if result.outcome == "adopted" else decision.write(result.outcome)
    close(act, proposal, ballot, is_decided=done.outcome != "no_quorum")
    return done


def ad_hoc_share(act: Act) -> Fraction:
    """Part of the members that must be there when nobody called the meeting."""
    return statutes_on(act.of_organisation, act.today).fraction("meeting.ad_hoc")


@dataclass(frozen=True)
class Decision:
    """Everything from which a resolution is written."""

    act: Act
    proposal: ProposalRow
    ballot: BallotRow
    result: Result
    counted: Mapping[str, Any]

    def write(self, outcome: str, *, hindered: Iterable[Refusal] = ()) -> Resolved:
        """Write the resolution down; `hindered`: why what was adopted could not be done."""
        facts_of_it = certificate_of(self.proposal, self.ballot, self.result, self.counted)
        if hindered:
            facts_of_it["hindered"] = kept_with(hindered)
        source = write_resolution(
            self.act.of_organisation,
            on=self.act.today,
            certificate=facts_of_it,
            outcome=outcome,
            about=(self.proposal.id, self.ballot.id, self.ballot.meeting_id),
        )
        needed = self.result.majority.needed
        return Resolved(source.resolution, outcome, source.digest, needed=needed)


def kept_with(hindered: Iterable[Refusal]) -> list[dict[str, Any]]:
    """The reasons as a certificate keeps them (read back by `rules.hindrances`)."""
    return [{"code": one.code, "fields": plain(dict(one.fields))} for one in hindered]


def adopt(decision: Decision) -> Resolved:
    """Write the resolution and do what it says, or neither: what has become impossible since it
    was proposed is resolved as `impossible`, with the reasons, so that the vote can be closed."""
    act = decision.act
    try:
        with transaction.atomic():
            effect = on_the_day(read_effect(decision.proposal.effect), act.today)
            refuse(effects.objections_to_effect(act, effect))
            done = decision.write("adopted")
            source = effects.Source(done.resolution, done.certificate)
            return replace(done, result=effects.carry_out(act, effect, source))
    except Refused as refused:
        return decision.write("impossible", hindered=refused.refusals)


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
    room when the hands were counted; who came or left later changes nothing.
    """
    if ballot.way == "hands":
        hands = facts.latest_hands(ballot)
        if hands is None or meeting is None:
            raise Refused(no.HANDS_MISSING.because(ballot=ballot.id))
        here = facts.present_in(ballot.organisation_id, meeting.id, before=hands.id)
        return count_of_hands(
            Hands(hands.yes, hands.no, hands.abstain, tuple(hands.witnesses), hands.photo),
            entered_by=hands.entered_by_id,
            present=len(here & set(facts.roll_of(ballot))),
            entitled=ballot.entitled,
        )
    votes = facts.latest_votes(ballot)
    present = len(
        votes.keys() | (meeting.present & set(facts.roll_of(ballot)) if meeting else set())
    )
    choices = {person: vote.choice for person, vote in votes.items()}
    return count_of_votes(choices, present=present, entitled=ballot.entitled)


def close(act: Act, proposal: ProposalRow, ballot: BallotRow, *, is_decided: bool = True) -> None:
    """Mark the ballot closed, and the proposal decided; without a quorum nothing was decided, and
    the proposal waits for a second call or another ballot."""
    BallotRow.objects.filter(pk=ballot.pk).update(closed_at=act.at)
    if is_decided:
        ProposalRow.objects.filter(pk=proposal.pk).update(decided_at=act.at)
