"""A whole meeting inside of one act: opened, decided in by raised hands, and closed.

A savings group enters its meeting as one sheet, often days later.  Everything here is dated by the
act that is given (`dated`): the meeting's day, not the day of typing.  Each part gives the step
that the ordinary act would have told as its line.  The act above says who may do it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from tequio.chronicle.rules import Step, step
from tequio.governance.models import BallotRow, ProposalRow
from tequio.governance.queries import facts, objections
from tequio.governance.queries.rolls import body_of, entitled, voters
from tequio.governance.rules import events
from tequio.governance.rules import meetings as rules
from tequio.governance.rules import refusals as no
from tequio.governance.rules.interests import NOBODY_LEFT
from tequio.governance.service import ballots
from tequio.governance.service.meetings import end_meeting, hold_now, note_attendance
from tequio.governance.service.resolving import Resolved, resolve
from tequio.kernel import Act, refuse
from tequio.statutes.queries import statutes_on

OF_A_SITTING = (
    no.NOT_ON_THE_ROLL,
    no.HANDS_DO_NOT_ADD_UP,
    no.WITNESSES_MISSING,
    no.PHOTO_NOT_A_DIGEST,
)
"""What an act declares that holds a meeting and decides in it on proposals that it files itself."""
OF_AN_OLDER_PROPOSAL = (
    no.PROPOSAL_DECIDED,
    no.BALLOT_ALREADY_OPEN,
    no.BEFORE_ANOTHER_BODY,
    NOBODY_LEFT,
)
"""And what it declares besides if it decides on proposals that were filed before."""


@dataclass(frozen=True)
class Decided:
    """How a proposal ended.

    outcome     adopted, rejected, no_quorum or impossible: each is an answer, none a refusal
    result      the number of what its effect made, if it was adopted and made something
    resolution  its number
    steps       the ballot opened, the hands counted, the ballot closed
    """

    outcome: str
    result: int | None
    resolution: int
    steps: tuple[Step, ...]


def dated(act: Act, held_on: date) -> Act:
    """The same act as on the day of the meeting: noon of an earlier day, in the zone of the act."""
    if act.today == held_on:
        return act
    return replace(act, at=datetime.combine(held_on, time(12), act.at.tzinfo))


def hold_sitting(
    act: Act, *, present: Sequence[int], is_regular: bool, held_on: date
) -> tuple[int, Step]:
    """Open a meeting of the assembly that is held and closed in one act; its number and its step.

    is_regular  held on the group's own day, which the statutes name to everybody: it decides as a
                called meeting does.  Any other one is held without notice (`meeting.ad_hoc`)
    held_on     the day of `act` (see `dated`)

    Refused: `not_on_the_roll` for somebody who was no member on that day.
    """
    assert held_on == act.today, "a sitting is dated by its act"
    here = tuple(sorted(set(present)))
    body = body_of(act.of_organisation, None)
    roll = set(entitled(body, act.today))
    refuse(no.NOT_ON_THE_ROLL.because(person=person) for person in here if person not in roll)
    meeting = hold_now(act, is_ad_hoc=not is_regular)
    note_attendance(act, meeting, came=here)
    opened = events.MeetingOpened(meeting, body.id, 1, not is_regular, here, held_on)
    return meeting, step("governance.open_meeting", opened, act.at)


def decide_by_hands(
    act: Act, *, meeting: int, proposal: ProposalRow, hands: rules.Hands
) -> Decided:
    """Put a filed proposal to the vote in a sitting: count the raised hands, resolve, and do what
    was decided.

    Refused with the reasons of `OF_A_SITTING`, and of `OF_AN_OLDER_PROPOSAL` for one that was not
    filed in the same act.  What the hands decide is an answer and no refusal.
    """
    now = facts.meeting_of(act.of_organisation, meeting)
    who = voters(proposal, act.today, body=now.body)
    people = list(who.people)
    refuse(objections.to_decide(act, proposal, now, who))
    needed = statutes_on(act.of_organisation, act.today).integer("hands.witnesses")
    present = now.present & set(people)
    refuse(rules.objections_to_count(hands, present=present, by=act.by, needed=needed))
    ballot, number, done = vote_by_hands(act, proposal, meeting, people, hands)
    told = (
        ("governance.open_ballot", ballots.opened(ballot)),
        ("governance.record_hands", ballots.counted(ballot.id, hands, number)),
        ("governance.close_ballot", ballots.closed(act, ballot, done)),
    )
    steps = tuple(step(kind, event, act.at) for kind, event in told)
    return Decided(done.outcome, done.result, done.resolution, steps)


def vote_by_hands(
    act: Act, proposal: ProposalRow, meeting: int, people: list[int], hands: rules.Hands
) -> tuple[BallotRow, int, Resolved]:
    """Freeze the ballot, write the hands, resolve: the ballot, the count's number, what came of it.

    people  who may vote on that day
    """
    columns = {"way": "hands", "meeting_id": meeting, "closes_on": None}
    ballot = ballots.freeze_ballot(act, proposal, people, columns)
    number = ballots.write_hands(act, ballot, hands)
    return ballot, number, resolve(act, proposal, ballot)


def end_sitting(act: Act, meeting: int) -> Step:
    """Close the meeting; its minutes are sealed by a digest."""
    closed = events.MeetingClosed(meeting, end_meeting(act, meeting))
    return step("governance.close_meeting", closed, act.at)
