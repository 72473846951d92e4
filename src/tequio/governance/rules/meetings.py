"""May a meeting be called, opened, attended, closed?  May a ballot be opened, cast, closed?  Pure.

Each check takes the few facts it needs and gives every objection at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from tequio.chronicle.rules.inputs import Id, Number, Reference
from tequio.governance.rules import refusals as no
from tequio.governance.rules.interests import NOBODY_LEFT
from tequio.kernel import Refusal
from tequio.membership.rules import (
    NOT_A_MEMBER,
    OFFICE_NOT_HELD,
    Standing,
    holds_any,
    is_member,
    is_officer,
)
from tequio.statutes.rules import threshold_of_ad_hoc

CALLERS = ("chair", "secretary")
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Meeting:
    """A meeting as it stands.  `present`: persons in the room now."""

    id: int
    body: int
    call: int
    is_ad_hoc: bool
    held_on: date
    is_open: bool
    is_closed: bool
    present: frozenset[int]
    called_at: datetime | None = None
    agenda: tuple[int, ...] = ()

    @property
    def is_regular(self) -> bool:
        """Whether the statutes themselves call it: it is held on the group's own day."""
        return self.called_at is None and not self.is_ad_hoc


@dataclass(frozen=True)
class Ballot:
    """A ballot as it stands.  `way`: phone or hands; `entitled`: persons on the frozen roll."""

    id: int
    proposal: int
    meeting: int | None
    way: str
    kind: str
    is_closed: bool
    closes_on: date | None
    entitled: int
    cast: int


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands; `is_decided` also when it was withdrawn."""

    id: int
    by: int | None
    is_decided: bool


@dataclass(frozen=True)
class Hands:
    """A count of raised hands as the secretary enters it."""

    yes: Number
    no: Number
    abstain: Number
    witnesses: tuple[Id, ...]
    photo: Reference = ""

    @property
    def total(self) -> int:
        return self.yes + self.no + self.abstain


def objections_to_calling(standing: Standing) -> list[Refusal]:
    """Chair and secretary call, open and close meetings and ballots."""
    if holds_any(standing, CALLERS):
        return []
    return [OFFICE_NOT_HELD.because(offices=", ".join(CALLERS))]


def first_day(today: date, notice_days: int) -> date:
    """The first day on which something can be held that needs so many days of notice."""
    return today + timedelta(days=notice_days)


def objections_to_call_meeting(
    standing: Standing, *, held_on: date, today: date, notice_days: int, call: int
) -> list[Refusal]:
    """The notice period of the statutes must lie between today and the meeting.

    A second call follows its own waiting time and needs no new notice.
    """
    objections = objections_to_calling(standing)
    first = first_day(today, notice_days if call == 1 else 0)
    if held_on < first:
        objections.append(no.NOTICE_TOO_SHORT.because(days=notice_days, first=first))
    if call not in (1, 2):
        objections.append(no.CALL_NOT_POSSIBLE.because())
    return objections


def objections_to_open_meeting(
    standing: Standing, meeting: Meeting, *, at: datetime, wait_minutes: int
) -> list[Refusal]:
    """A called meeting is opened once, not before its day, the second call after its wait."""
    objections = objections_to_calling(standing)
    if meeting.is_open or meeting.is_closed:
        objections.append(no.MEETING_ALREADY_OPENED.because(meeting=meeting.id))
        return objections
    if at.date() < meeting.held_on:
        objections.append(no.MEETING_NOT_DUE.because(held_on=meeting.held_on))
    if meeting.call == 2 and meeting.called_at is not None:
        until = meeting.called_at + timedelta(minutes=wait_minutes)
        if at < until:
            objections.append(no.WAIT_NOT_OVER.because(minutes=wait_minutes, until=until))
    return objections


def objections_to_belong(standing: Standing) -> list[Refusal]:
    """What every member may do."""
    return [] if is_member(standing) else [NOT_A_MEMBER.because()]


def objections_to_enter_hand_over(
    standing: Standing, *, person: int | None, replaces: int | None, officers: Collection[int]
) -> list[Refusal]:
    """Whoever enters it holds an office and does not receive this one.

    Where nobody else holds an office any more, any member enters it: a group whose only officer
    left must not be locked out of its own book.

    person    who receives the office; None while a page does not know yet
    officers  everybody who holds an office today
    """
    if not is_member(standing):
        return [NOT_A_MEMBER.because()]
    if standing.person == person:
        return [no.RECEIVES_IT_HERSELF.because()]
    if set(officers) - {replaces} and standing.person not in officers:
        return [no.NO_OFFICER.because()]
    return []


def objections_to_body(*, is_assembly: bool, is_ordinary: bool) -> list[Refusal]:
    """Money, rules, members and offices are decided by the assembly, not by a part of it."""
    return [] if is_assembly or is_ordinary else [no.ASSEMBLY_DECIDES.because()]


def objections_to_attendance(
    standing: Standing, meeting: Meeting, *, present: Collection[int], roll: Collection[int]
) -> list[Refusal]:
    """Only members of the body attend as members, and only while the meeting is open."""
    objections = objections_to_calling(standing)
    if not meeting.is_open:
        objections.append(no.MEETING_NOT_OPEN.because(meeting=meeting.id))
    strangers = sorted(set(present) - set(roll))
    objections += [no.NOT_ON_THE_ROLL.because(person=person) for person in strangers]
    return objections


def objections_to_close_meeting(
    standing: Standing, meeting: Meeting, *, open_ballots: Sequence[int]
) -> list[Refusal]:
    """A meeting is closed when no ballot of it is open any more."""
    objections = objections_to_calling(standing)
    if not meeting.is_open:
        objections.append(no.MEETING_NOT_OPEN.because(meeting=meeting.id))
    objections += [no.BALLOTS_STILL_OPEN.because(ballot=ballot) for ballot in open_ballots]
    return objections


def objections_to_propose(standing: Standing, *, title: str) -> list[Refusal]:
    """Every member may propose, under a title of one line."""
    objections = objections_to_belong(standing)
    if not title.strip():
        objections.append(no.TITLE_MISSING.because())
    return objections + no.objections_to_length(title.strip(), most=LONGEST_TITLE)


def objections_to_withdraw(
    standing: Standing, proposal: Proposal, *, has_open_ballot: bool
) -> list[Refusal]:
    """Whoever made it, or the secretary, takes a proposal back before it is voted on."""
    is_own = standing.person is not None and proposal.by == standing.person
    if not is_own and not holds_any(standing, ["secretary"]):
        return [no.NOT_THE_PROPOSER.because()]
    if proposal.is_decided:
        return [no.PROPOSAL_DECIDED.because(proposal=proposal.id)]
    return [no.BALLOT_ALREADY_OPEN.because(proposal=proposal.id)] if has_open_ballot else []


@dataclass(frozen=True)
class Opening:
    """What is asked for when a ballot is opened.

    roll_size  how many would vote
    body       to which the proposal was made
    aside      how many stand aside from it
    """

    proposal: int
    way: str
    closes_on: date | None
    is_decided: bool
    has_open_ballot: bool
    roll_size: int
    body: int
    aside: int = 0


def objections_to_open_ballot(
    standing: Standing, opening: Opening, *, meeting: Meeting | None, today: date, notice_days: int
) -> list[Refusal]:
    """A proposal is voted on once at a time; without a meeting, only after the days of notice."""
    return objections_to_calling(standing) + objections_to_vote(
        opening, meeting=meeting, today=today, notice_days=notice_days
    )


def objections_to_vote(
    opening: Opening, *, meeting: Meeting | None, today: date, notice_days: int
) -> list[Refusal]:
    """The same whoever opens it."""
    objections: list[Refusal] = []
    if opening.is_decided:
        objections.append(no.PROPOSAL_DECIDED.because(proposal=opening.proposal))
    if opening.has_open_ballot:
        objections.append(no.BALLOT_ALREADY_OPEN.because(proposal=opening.proposal))
    objections += objections_to_roll(opening)
    if opening.way not in ("phone", "hands"):
        objections.append(no.WRONG_WAY.because(way="phone, hands"))
    if meeting is None:
        objections += _without_meeting(opening, today=today, notice_days=notice_days)
    else:
        objections += _in_meeting(opening, meeting, notice_days=notice_days)
    return objections


def objections_to_roll(opening: Opening) -> list[Refusal]:
    """Somebody must be left to vote."""
    if opening.roll_size:
        return []
    everybody = NOBODY_LEFT.because(proposal=opening.proposal)
    return [everybody] if opening.aside else [no.ROLL_EMPTY.because()]


def _in_meeting(opening: Opening, meeting: Meeting, *, notice_days: int) -> list[Refusal]:
    """A body decides what was proposed to it, by its own quorum; where the statutes ask for
    notice, a called meeting decides what it was called for.  A meeting on the group's own day has
    no agenda: everybody knows the day, and that the group decides on it."""
    if not meeting.is_open:
        return [no.MEETING_NOT_OPEN.because(meeting=meeting.id)]
    if meeting.body != opening.body:
        return [no.BEFORE_ANOTHER_BODY.because(proposal=opening.proposal)]
    is_open_to_all = meeting.is_ad_hoc or meeting.is_regular
    if notice_days and not is_open_to_all and opening.proposal not in meeting.agenda:
        return [no.NOT_ON_THE_AGENDA.because(proposal=opening.proposal)]
    return []


def _without_meeting(opening: Opening, *, today: date, notice_days: int) -> list[Refusal]:
    if opening.way == "hands":
        return [no.MEETING_NEEDED.because()]
    first = first_day(today, notice_days)
    if opening.closes_on is None or opening.closes_on < first:
        return [no.NOTICE_TOO_SHORT.because(days=notice_days, first=first)]
    return []


def objections_to_cast(
    ballot: Ballot, *, kind: str, person: int | None, is_entitled: bool, today: date
) -> list[Refusal]:
    """Whoever is on the frozen roll votes while the ballot is open, and may change her mind."""
    objections = []
    if not is_entitled:
        objections.append(no.NOT_ON_THE_ROLL.because(person=person or 0))
    if ballot.way != "phone" or ballot.kind != kind:
        way = ballot.way if ballot.kind == kind else ballot.kind
        objections.append(no.WRONG_WAY.because(way=way))
    if ballot.is_closed or (ballot.closes_on is not None and today > ballot.closes_on):
        objections.append(no.BALLOT_CLOSED.because(ballot=ballot.id))
    return objections


def objections_to_enter_hands(
    standing: Standing, ballot: Ballot, *, meeting: Meeting | None
) -> list[Refusal]:
    """Hands are counted while their ballot and its meeting are open."""
    objections = objections_to_calling(standing)
    if ballot.way != "hands":
        objections.append(no.WRONG_WAY.because(way=ballot.way))
    if ballot.is_closed:
        objections.append(no.BALLOT_CLOSED.because(ballot=ballot.id))
    if meeting is None or not meeting.is_open:
        objections.append(no.MEETING_NOT_OPEN.because(meeting=ballot.meeting or 0))
    return objections


def objections_to_hands(
    standing: Standing,
    ballot: Ballot,
    hands: Hands,
    *,
    meeting: Meeting | None,
    roll: Collection[int],
    needed: int,
) -> list[Refusal]:
    """Hands are counted in an open meeting, before named witnesses other than who enters them.

    roll    persons on the frozen roll; no other hands count
    needed  how many witnesses the statutes ask for
    """
    objections = objections_to_enter_hands(standing, ballot, meeting=meeting)
    if meeting is None or not meeting.is_open:
        return objections
    return objections + objections_to_count(
        hands, present=meeting.present & set(roll), by=standing.person, needed=needed
    )


def objections_to_count(
    hands: Hands, *, present: Collection[int], by: int | None, needed: int
) -> list[Refusal]:
    """The hands fit into the room, and enough persons present vouch for the count."""
    objections = []
    if min(hands.yes, hands.no, hands.abstain) < 0 or hands.total > len(present):
        objections.append(no.HANDS_DO_NOT_ADD_UP.because(hands=hands.total, present=len(present)))
    vouching = (set(hands.witnesses) & set(present)) - {by}
    if len(vouching) < needed or len(vouching) < len(hands.witnesses):
        objections.append(no.WITNESSES_MISSING.because(needed=needed))
    if hands.photo and not is_digest(hands.photo):
        objections.append(no.PHOTO_NOT_A_DIGEST.because())
    return objections


def is_digest(text: str) -> bool:
    """Whether this is a SHA-256 digest in hexadecimal."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def objections_to_close_ballot(
    standing: Standing, ballot: Ballot, *, today: date, has_hands: bool
) -> list[Refusal]:
    """A ballot by phone runs its time unless all have voted; one by hands needs its count."""
    objections = objections_to_calling(standing)
    if ballot.is_closed:
        objections.append(no.BALLOT_CLOSED.because(ballot=ballot.id))
        return objections
    if ballot.way == "hands" and not has_hands:
        objections.append(no.HANDS_MISSING.because(ballot=ballot.id))
    runs = ballot.closes_on is not None and today <= ballot.closes_on
    if ballot.way == "phone" and runs and ballot.cast < ballot.entitled:
        missing = ballot.entitled - ballot.cast
        assert ballot.closes_on is not None
        objections.append(no.BALLOT_STILL_RUNS.because(until=ballot.closes_on, missing=missing))
    return objections


def sees_votes(standing: Standing, privacy: str) -> bool:
    """Whether she may see how others voted, by `privacy.votes`: members, officers or self."""
    if privacy == "members":
        return is_member(standing)
    return privacy == "officers" and is_officer(standing)


def objections_to_ad_hoc(*, present: int, members: int, share: Fraction) -> list[Refusal]:
    """A meeting without notice decides only if this share of all members is in the room."""
    enough = threshold_of_ad_hoc(share, members=members, present=present)
    if enough.holds:
        return []
    return [no.TOO_FEW_PRESENT.because(needed=enough.needed, members=members, present=present)]
