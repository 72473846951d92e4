"""Ballots: the roll frozen at the opening, votes by phone or raised hands, the close."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import BallotRow, HandsRow, ProposalRow, VoteRow
from tequio.governance.queries import facts, objections
from tequio.governance.queries.rolls import voters
from tequio.governance.rules import events
from tequio.governance.rules import meetings as rules
from tequio.governance.rules import refusals as no
from tequio.governance.rules.interests import NOBODY_LEFT
from tequio.governance.service.bodies import freeze_roll, root_of
from tequio.governance.service.budget_count import resolve_budget
from tequio.governance.service.meetings import CALLS
from tequio.governance.service.resolving import Resolved, resolve
from tequio.kernel import Act, digest, plain, refuse
from tequio.membership import rules as membership_rules
from tequio.statutes.queries import statutes_on

Way = Literal["phone", "hands"]


@act(
    "governance.open_ballot",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_PROPOSAL,
        no.NO_SUCH_MEETING,
        no.PROPOSAL_DECIDED,
        no.BALLOT_ALREADY_OPEN,
        no.ROLL_EMPTY,
        NOBODY_LEFT,
        no.MEETING_NEEDED,
        no.MEETING_NOT_OPEN,
        no.BEFORE_ANOTHER_BODY,
        no.NOT_ON_THE_AGENDA,
        no.NOTICE_TOO_SHORT,
    ],
)
def open_ballot(
    act: Act,
    /,
    *,
    proposal: Id,
    way: Way,
    meeting: Id | None = None,
    closes_on: date | None = None,
) -> events.BallotOpened:
    """Open the vote on a proposal: the roll and the rule of the statutes are frozen now.

    Who stands aside from it (`governance.declare_interest`) is not on the roll.

    way        phone (each member votes from her own) or hands (counted in the room)
    closes_on  last day of a ballot that is held outside a meeting
    """
    organisation = act.of_organisation
    asked = objections.Asked(proposal, way, meeting, closes_on)
    refuse(objections.to_open_ballot(act, asked))
    row = facts.proposal_row(organisation, proposal)
    people = list(voters(row, act.today).people)
    ballot = freeze_ballot(
        act, row, people, {"way": way, "meeting_id": meeting, "closes_on": closes_on}
    )
    return opened(ballot)


def opened(ballot: BallotRow) -> events.BallotOpened:
    """The event of a ballot that was just opened."""
    return events.BallotOpened(
        ballot.id,
        ballot.proposal_id,
        ballot.meeting_id,
        ballot.way,
        ballot.roll,
        ballot.entitled,
        digest(ballot.rule),
        ballot.closes_on,
    )


def freeze_ballot(
    act: Act, proposal: ProposalRow, people: list[int], columns: dict[str, Any]
) -> BallotRow:
    """Write a ballot with its roll and the rule of today's statutes."""
    organisation = act.of_organisation
    rule = statutes_on(organisation, act.today).decision_rule(proposal.decision_type)
    ballot = BallotRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        proposal_id=proposal.id,
        rule=plain(rule),
        roll=root_of(people),
        entitled=len(people),
        opened_at=act.at,
        **columns,
    )
    freeze_roll(organisation, ballot.id, people)
    return ballot


@act(
    "governance.cast",
    may="whoever stands on the frozen roll",
    refusals=[
        no.NO_SUCH_BALLOT,
        no.NOT_ON_THE_ROLL,
        no.WRONG_WAY,
        no.BALLOT_CLOSED,
    ],
)
def cast(act: Act, /, *, ballot: Id, choice: Literal["yes", "no", "abstain"]) -> events.VoteCast:
    """Vote, or change one's vote while the ballot is open.  One member, one vote."""
    row = facts.ballot_row(act.of_organisation, ballot)
    refuse(objections.to_cast(act, row.id, kind="question"))
    return events.VoteCast(ballot, choice, write_vote(act, row, choice=choice))


def write_vote(
    act: Act, row: BallotRow, *, choice: str = "", projects: tuple[int, ...] = ()
) -> int:
    """Add a vote; the latest of a person counts.  Its number."""
    assert act.by is not None, "whoever stands on a roll is somebody"
    vote = VoteRow.objects.create(
        organisation_id=row.organisation_id,
        id=take_ids(row.organisation_id),
        ballot_id=row.id,
        person_id=act.by,
        choice=choice,
        projects=list(projects),
        at=act.at,
    )
    return vote.id


@act(
    "governance.approve_projects",
    may="whoever stands on the frozen roll",
    refusals=[
        no.NO_SUCH_BALLOT,
        no.NOT_ON_THE_ROLL,
        no.WRONG_WAY,
        no.BALLOT_CLOSED,
        no.PROJECT_UNKNOWN,
    ],
)
def approve_projects(
    act: Act, /, *, ballot: Id, projects: tuple[Id, ...]
) -> events.ProjectsApproved:
    """Approve as many projects of a participatory budget as one likes; the latest ballot counts."""
    row = facts.ballot_row(act.of_organisation, ballot)
    refuse(objections.to_cast(act, row.id, kind="budget"))
    on_ballot = {project.id for project in facts.projects_of(row)}
    refuse(
        no.PROJECT_UNKNOWN.because(project=project)
        for project in projects
        if project not in on_ballot
    )
    chosen = tuple(sorted(set(projects)))
    return events.ProjectsApproved(ballot, chosen, write_vote(act, row, projects=chosen))


@act(
    "governance.record_hands",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_BALLOT,
        no.WRONG_WAY,
        no.BALLOT_CLOSED,
        no.MEETING_NOT_OPEN,
        no.HANDS_DO_NOT_ADD_UP,
        no.WITNESSES_MISSING,
        no.PHOTO_NOT_A_DIGEST,
    ],
)
def record_hands(act: Act, /, *, ballot: Id, hands: rules.Hands) -> events.HandsCounted:
    """Enter the count of raised hands with the witnesses who saw it.

    hands.photo  SHA-256 of a photograph of the paper sheet, if there is one
    """
    refuse(objections.to_hands(act, ballot, hands))
    row = facts.ballot_row(act.of_organisation, ballot)
    return counted(ballot, hands, write_hands(act, row, hands))


def counted(ballot: int, hands: rules.Hands, number: int) -> events.HandsCounted:
    """The event of a count of hands that was just written under a number."""
    return events.HandsCounted(
        ballot,
        hands.yes,
        hands.no,
        hands.abstain,
        tuple(sorted(hands.witnesses)),
        hands.photo,
        number,
    )


def write_hands(act: Act, row: BallotRow, hands: rules.Hands) -> int:
    """Add a count of hands; the latest of a ballot counts.  Its number."""
    assert act.by is not None, "whoever enters a count is somebody"
    count = HandsRow.objects.create(
        organisation_id=row.organisation_id,
        id=take_ids(row.organisation_id),
        ballot_id=row.id,
        yes=hands.yes,
        no=hands.no,
        abstain=hands.abstain,
        witnesses=sorted(hands.witnesses),
        photo=hands.photo,
        entered_by_id=act.by,
        at=act.at,
    )
    return count.id


@act(
    "governance.close_ballot",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_BALLOT,
        no.BALLOT_CLOSED,
        no.HANDS_MISSING,
        no.BALLOT_STILL_RUNS,
    ],
)
def close_ballot(act: Act, /, *, ballot: Id) -> events.BallotClosed:
    """Close the ballot: count, hold the count against the statutes, and do what was decided."""
    organisation = act.of_organisation
    row = facts.ballot_row(organisation, ballot)
    refuse(objections.to_close_ballot(act, ballot))
    proposal = facts.proposal_row(organisation, row.proposal_id)
    settle = resolve_budget if row.kind == "budget" else resolve
    return closed(act, row, settle(act, proposal, row))


def closed(act: Act, row: BallotRow, done: Resolved) -> events.BallotClosed:
    """The event of a ballot that was just resolved."""
    return events.BallotClosed(
        row.id,
        row.proposal_id,
        done.resolution,
        done.outcome,
        done.certificate,
        done.result,
        act.today,
    )
