"""What stands against an act now: the services ask before they write, and the pages before a
button is pressed, so that a grey button and a refusal always say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.governance.models import ProposalRow
from tequio.governance.queries import facts
from tequio.governance.queries.rolls import Voters, body_of, entitled, excused, voters
from tequio.governance.rules import meetings as rules
from tequio.governance.rules.interests import Interest, objections_to_declare_interest
from tequio.kernel import Act, Refusal
from tequio.membership import queries as members
from tequio.membership.rules import Standing
from tequio.statutes.queries import statutes_on


def standing_of(act: Act) -> Standing:
    """How whoever acts stands to the organisation on the day of the act."""
    return members.standing(act.by, act.of_organisation, act.today)


def notice_days(act: Act) -> int:
    """Days of notice that the statutes of today ask for."""
    return statutes_on(act.of_organisation, act.today).integer("notice.days")


def to_call_meeting(act: Act, *, held_on: date, call: int) -> list[Refusal]:
    """Against calling a meeting for a day, for the first or the second time."""
    return rules.objections_to_call_meeting(
        standing_of(act),
        held_on=held_on,
        today=act.today,
        notice_days=notice_days(act),
        call=call,
    )


def to_open_meeting(act: Act, meeting: int | None) -> list[Refusal]:
    """Against opening a called meeting, or one that nobody called.  Raises no_such_meeting."""
    if meeting is None:
        return rules.objections_to_calling(standing_of(act))
    now = facts.meeting_of(act.of_organisation, meeting)
    statutes = statutes_on(act.of_organisation, act.today)
    wait = statutes.integer("second_call.wait_minutes")
    return rules.objections_to_open_meeting(standing_of(act), now, at=act.at, wait_minutes=wait)


def to_close_meeting(act: Act, meeting: int) -> list[Refusal]:
    """Against closing a meeting.  Raises no_such_meeting."""
    return rules.objections_to_close_meeting(
        standing_of(act),
        facts.meeting_of(act.of_organisation, meeting),
        open_ballots=facts.open_ballots(act.of_organisation, meeting),
    )


def to_enter_hand_over(
    act: Act, *, person: int | None = None, replaces: int | None = None
) -> list[Refusal]:
    """What stands against entering that an office was handed over.

    Before it is known who leaves (a page that is only shown), a sole officer is taken to leave.
    """
    held = members.terms(act.of_organisation, act.today)
    officers = {term.person for term in held}
    if person is None and len(officers) == 1:
        replaces = next(iter(officers))
    return rules.objections_to_enter_hand_over(
        standing_of(act), person=person, replaces=replaces, officers=officers
    )


def to_propose(act: Act, *, title: str) -> list[Refusal]:
    """Against making a proposal, whatever its effect."""
    return rules.objections_to_propose(standing_of(act), title=title)


def to_withdraw(act: Act, proposal: int) -> list[Refusal]:
    """Against taking a proposal back.  Raises no_such_proposal."""
    row = facts.proposal_row(act.of_organisation, proposal)
    return rules.objections_to_withdraw(
        standing_of(act),
        rules.Proposal(row.id, row.by_id, facts.is_over(row)),
        has_open_ballot=facts.has_open_ballot(act.of_organisation, proposal),
    )


def to_declare_interest(act: Act, proposal: int) -> list[Refusal]:
    """Against standing aside from a proposal.  Raises no_such_proposal."""
    row = facts.proposal_row(act.of_organisation, proposal)
    of_the_body = entitled(body_of(row.organisation_id, row.body_id), act.today)
    return objections_to_declare_interest(
        Interest(
            row.id,
            act.by in of_the_body,
            facts.is_over(row),
            facts.has_open_ballot(row.organisation_id, row.id),
            act.by in excused(row.organisation_id, row.id),
        )
    )


@dataclass(frozen=True)
class Asked:
    """A ballot that somebody wants to open."""

    proposal: int
    way: str
    meeting: int | None = None
    closes_on: date | None = None


def to_open_ballot(act: Act, asked: Asked) -> list[Refusal]:
    """Against opening the vote on a proposal.  Raises no_such_proposal, no_such_meeting."""
    organisation = act.of_organisation
    row = facts.proposal_row(organisation, asked.proposal)
    meeting = None if asked.meeting is None else facts.meeting_of(organisation, asked.meeting)
    return rules.objections_to_open_ballot(
        standing_of(act),
        _opening(row, asked, voters(row, act.today)),
        meeting=meeting,
        today=act.today,
        notice_days=notice_days(act),
    )


def to_decide(act: Act, row: ProposalRow, meeting: rules.Meeting, who: Voters) -> list[Refusal]:
    """Against a vote by hands on a proposal, by an act that says itself who may do it."""
    asked = Asked(row.id, "hands", meeting.id)
    return rules.objections_to_vote(
        _opening(row, asked, who),
        meeting=meeting,
        today=act.today,
        notice_days=notice_days(act),
    )


def _opening(row: ProposalRow, asked: Asked, who: Voters) -> rules.Opening:
    return rules.Opening(
        asked.proposal,
        asked.way,
        asked.closes_on,
        facts.is_over(row),
        facts.has_open_ballot(row.organisation_id, row.id),
        len(who.people),
        row.body_id,
        who.aside,
    )


def to_cast(act: Act, ballot: int, *, kind: str) -> list[Refusal]:
    """Against voting in a ballot of this kind, question or budget.  Raises no_such_ballot."""
    row = facts.ballot_row(act.of_organisation, ballot)
    return rules.objections_to_cast(
        facts.ballot_of(row),
        kind=kind,
        person=act.by,
        is_entitled=facts.is_entitled(row, act.by),
        today=act.today,
    )


def to_enter_hands(act: Act, ballot: int) -> list[Refusal]:
    """Against entering any count of hands now.  Raises no_such_ballot."""
    row = facts.ballot_row(act.of_organisation, ballot)
    meeting = facts.meeting_of(act.of_organisation, row.meeting_id) if row.meeting_id else None
    return rules.objections_to_enter_hands(standing_of(act), facts.ballot_of(row), meeting=meeting)


def to_hands(act: Act, ballot: int, hands: rules.Hands) -> list[Refusal]:
    """Against this count of hands.  Raises no_such_ballot."""
    organisation = act.of_organisation
    row = facts.ballot_row(organisation, ballot)
    meeting = facts.meeting_of(organisation, row.meeting_id) if row.meeting_id else None
    return rules.objections_to_hands(
        standing_of(act),
        facts.ballot_of(row),
        hands,
        meeting=meeting,
        roll=facts.roll_of(row),
        needed=statutes_on(organisation, act.today).integer("hands.witnesses"),
    )


def to_close_ballot(act: Act, ballot: int) -> list[Refusal]:
    """Against closing a ballot.  Raises no_such_ballot."""
    row = facts.ballot_row(act.of_organisation, ballot)
    return rules.objections_to_close_ballot(
        standing_of(act),
        facts.ballot_of(row),
        today=act.today,
        has_hands=row.way == "hands" and facts.latest_hands(row) is not None,
    )
