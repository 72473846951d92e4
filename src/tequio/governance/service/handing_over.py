"""Handing over an office in a minute: one meeting, one show of hands, one act."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tequio.chronicle.rules.inputs import Code, Id
from tequio.chronicle.service import act
from tequio.governance.models import BallotRow
from tequio.governance.queries import objections as objections_to
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules import events
from tequio.governance.rules import meetings as rules
from tequio.governance.rules import refusals as no
from tequio.governance.rules.effects import DECISION_TYPE, GiveOffice
from tequio.governance.service import effects
from tequio.governance.service.meetings import end_meeting, hold_now, note_attendance
from tequio.governance.service.proposals import file_proposal, made
from tequio.governance.service.resolving import ad_hoc_share
from tequio.governance.service.sittings import vote_by_hands
from tequio.kernel import Act, Refusal, Refused, digest, refuse
from tequio.membership import rules as membership_rules
from tequio.statutes.queries import statutes_on


@act(
    "governance.hand_over",
    may="holds an office and does not receive this one, before witnesses; any member where nobody "
    "else holds an office",
    refusals=[
        membership_rules.NOT_A_MEMBER,
        no.RECEIVES_IT_HERSELF,
        no.NO_OFFICER,
        no.NOT_ON_THE_ROLL,
        no.HANDS_DO_NOT_ADD_UP,
        no.WITNESSES_MISSING,
        no.PHOTO_NOT_A_DIGEST,
        no.TOO_FEW_PRESENT,
        no.NOT_ADOPTED,
        *effects.OF_AN_OFFICE,
    ],
)
def hand_over(
    act: Act,
    /,
    *,
    office: Code,
    person: Id,
    present: tuple[Id, ...],
    hands: rules.Hands,
    replaces: Id | None = None,
) -> events.OfficeHandedOver:
    """Give an office to another member by a meeting held now: the old treasurer left, the phone
    is lost.  The former holder may do nothing in that office from this moment.

    present   members in the room; the statutes say how many a meeting without notice needs
    replaces  who leaves the office, if anybody held it
    """
    organisation = act.of_organisation
    effect = GiveOffice("office", office, person, replaces)
    people = entitled(body_of(organisation, None), act.today)
    refuse(_objections(act, effect, present=present, hands=hands, roll=people))
    meeting = hold_now(act)
    note_attendance(act, meeting, came=sorted(set(present)))
    proposal = file_proposal(act, title="", effect=effect, about=person)
    ballot, counted, done = vote_by_hands(act, proposal, meeting, people, hands)
    if done.outcome != "adopted":
        raise Refused(no.NOT_ADOPTED.because(yes=hands.yes, needed=done.needed))
    return events.OfficeHandedOver(
        office=office,
        person=person,
        replaces=replaces,
        meeting=meeting,
        present=tuple(sorted(set(present))),
        minutes=end_meeting(act, meeting),
        resolution=done.resolution,
        certificate=done.certificate,
        resolved_on=act.today,
        **_of_the_vote(made(proposal), ballot),
        **_of_the_count(counted, hands),
    )


def _of_the_vote(filed: events.ProposalMade, ballot: BallotRow) -> dict[str, Any]:
    """What the line says of the proposal and of its ballot."""
    return {
        "body": filed.body,
        "proposal": filed.proposal,
        "effect": filed.effect,
        "text": filed.text,
        "ballot": ballot.id,
        "roll": ballot.roll,
        "entitled": ballot.entitled,
        "rule": digest(ballot.rule),
    }


def _of_the_count(number: int, hands: rules.Hands) -> dict[str, Any]:
    """What the line says of the raised hands."""
    return {
        "hands": number,
        "yes": hands.yes,
        "no": hands.no,
        "abstain": hands.abstain,
        "witnesses": tuple(sorted(hands.witnesses)),
        "photo": hands.photo,
    }


def _quorum(act: Act) -> Fraction:
    """Part of the members without whom nobody can be elected today."""
    statutes = statutes_on(act.of_organisation, act.today)
    return statutes.decision_rule(DECISION_TYPE["office"]).quorum


def _objections(
    act: Act, effect: GiveOffice, *, present: tuple[int, ...], hands: rules.Hands, roll: list[int]
) -> list[Refusal]:
    """Who enters it, who is in the room, what was counted, and whether the effect is possible."""
    organisation = act.of_organisation
    if outside := objections_to.to_enter_hand_over(
        act, person=effect.person, replaces=effect.replaces
    ):
        return outside
    strangers = sorted(set(present) - set(roll))
    objections = [no.NOT_ON_THE_ROLL.because(person=person) for person in strangers]
    needed = statutes_on(organisation, act.today).integer("hands.witnesses")
    objections += rules.objections_to_count(hands, present=present, by=act.by, needed=needed)
    here = len(set(present) & set(roll))
    share = max(ad_hoc_share(act), _quorum(act))
    objections += rules.objections_to_ad_hoc(present=here, members=len(roll), share=share)
    return objections + effects.objections_to_effect(act, effect)
