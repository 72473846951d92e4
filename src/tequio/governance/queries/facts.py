"""The few facts that acts of governance read, under the head's lock."""

from __future__ import annotations

from collections.abc import Collection

from tequio.governance.models import (
    AttendanceRow,
    BallotRow,
    ExcusedRow,
    HandsRow,
    MeetingRow,
    ProjectRow,
    ProposalRow,
    RollRow,
    VoteRow,
)
from tequio.governance.rules import meetings as rules
from tequio.governance.rules import refusals as no
from tequio.kernel import Refused, refuse


def meeting_row(organisation: int, meeting: int) -> MeetingRow:
    """A meeting as it is stored.  Raises Refused `no_such_meeting`."""
    row = MeetingRow.objects.filter(organisation_id=organisation, id=meeting).first()
    if row is None:
        raise Refused(no.NO_SUCH_MEETING.because(meeting=meeting))
    return row


def meeting_of(organisation: int, meeting: int) -> rules.Meeting:
    """A meeting with who is in the room now.  Raises Refused `no_such_meeting`."""
    row = meeting_row(organisation, meeting)
    return rules.Meeting(
        id=row.id,
        body=row.body_id,
        call=row.call,
        is_ad_hoc=row.is_ad_hoc,
        held_on=row.held_on,
        is_open=row.opened_at is not None and row.closed_at is None,
        is_closed=row.closed_at is not None,
        present=present_in(organisation, meeting),
        called_at=row.called_at,
        agenda=tuple(row.agenda),
    )


def present_in(organisation: int, meeting: int, *, before: int | None = None) -> frozenset[int]:
    """Who is in the room: those whose latest event is that they came.

    before  number of something written down later: who was in the room then
    """
    rows = AttendanceRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    if before is not None:
        rows = rows.filter(id__lt=before)
    latest = dict(rows.order_by("id").values_list("person_id", "is_present"))
    return frozenset(person for person, is_present in latest.items() if is_present)


def proposal_row(organisation: int, proposal: int) -> ProposalRow:
    """A proposal as it is stored.  Raises Refused `no_such_proposal`."""
    row = ProposalRow.objects.filter(organisation_id=organisation, id=proposal).first()
    if row is None:
        raise Refused(no.NO_SUCH_PROPOSAL.because(proposal=proposal))
    return row


def is_over(row: ProposalRow) -> bool:
    """Whether a proposal was decided or withdrawn."""
    return row.decided_at is not None or row.withdrawn_at is not None


def ballot_row(organisation: int, ballot: int) -> BallotRow:
    """A ballot as it is stored.  Raises Refused `no_such_ballot`."""
    row = BallotRow.objects.filter(organisation_id=organisation, id=ballot).first()
    if row is None:
        raise Refused(no.NO_SUCH_BALLOT.because(ballot=ballot))
    return row


def ballot_of(row: BallotRow) -> rules.Ballot:
    """A ballot with how many have voted so far."""
    votes = VoteRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return rules.Ballot(
        id=row.id,
        proposal=row.proposal_id,
        meeting=row.meeting_id,
        way=row.way,
        kind=row.kind,
        is_closed=row.closed_at is not None,
        closes_on=row.closes_on,
        entitled=row.entitled,
        cast=votes.values("person_id").distinct().count() if row.way == "phone" else 0,
    )


def is_entitled(row: BallotRow, person: int | None) -> bool:
    """Whether a person stands on the frozen roll."""
    rolls = RollRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return person is not None and rolls.filter(person_id=person).exists()


def roll_of(row: BallotRow) -> list[int]:
    """Persons on the frozen roll, in order of number."""
    rolls = RollRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return list(rolls.order_by("person_id").values_list("person_id", flat=True))


def latest_votes(row: BallotRow) -> dict[int, VoteRow]:
    """Each person's latest vote; one query."""
    votes = VoteRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return {vote.person_id: vote for vote in votes.order_by("id")}


def latest_hands(row: BallotRow) -> HandsRow | None:
    """The count of hands that was entered last."""
    hands = HandsRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return hands.order_by("-id").first()


def open_ballots(organisation: int, meeting: int) -> list[int]:
    """Ballots of a meeting that are still open."""
    rows = BallotRow.objects.filter(
        organisation_id=organisation, meeting_id=meeting, closed_at=None
    )
    return list(rows.order_by("id").values_list("id", flat=True))


def on_agenda(organisation: int, proposals: Collection[int], *, body: int) -> None:
    """Every proposal of an agenda is there, undecided, and made to the body that meets; Raises
    Refused for one that is not."""
    open_ones = set(undecided(organisation, proposals))
    for proposal in proposals:
        if proposal not in open_ones:
            proposal_row(organisation, proposal)
            raise Refused(no.PROPOSAL_DECIDED.because(proposal=proposal))
    rows = ProposalRow.objects.filter(organisation_id=organisation, id__in=proposals)
    others = rows.exclude(body_id=body).order_by("id").values_list("id", flat=True)
    refuse(no.BEFORE_ANOTHER_BODY.because(proposal=proposal) for proposal in others)


def undecided(organisation: int, proposals: Collection[int]) -> list[int]:
    """Which of these proposals are neither decided nor withdrawn; in the given order."""
    rows = ProposalRow.objects.filter(
        organisation_id=organisation, id__in=proposals, decided_at=None, withdrawn_at=None
    )
    left = set(rows.values_list("id", flat=True))
    return [proposal for proposal in proposals if proposal in left]


def aside_before(row: BallotRow) -> int:
    """How many stood aside from a proposal when the roll of this ballot was frozen."""
    rows = ExcusedRow.objects.filter(
        organisation_id=row.organisation_id, proposal_id=row.proposal_id, id__lt=row.id
    )
    return rows.count()


def has_open_ballot(organisation: int, proposal: int) -> bool:
    """Whether a proposal is being voted on."""
    rows = BallotRow.objects.filter(organisation_id=organisation, proposal_id=proposal)
    return rows.filter(closed_at=None).exists()


def projects_of(row: BallotRow) -> list[ProjectRow]:
    """The projects on the ballot of a budget, in the order in which they were proposed."""
    rows = ProjectRow.objects.filter(organisation_id=row.organisation_id, ballot_id=row.id)
    return list(rows.order_by("place"))
