"""Meetings and their minutes, assembled from what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tequio.governance.models import AttendanceRow, BodyRow, MeetingRow
from tequio.governance.queries.ballots import BallotView, ballots_of
from tequio.governance.queries.proposals import (
    ProposalView,
    ResolutionView,
    proposals,
    resolutions_of_meeting,
)
from tequio.membership import queries as members


@dataclass(frozen=True)
class BodyView:
    """Who decides together."""

    id: int
    code: str
    member_class: str
    offices: tuple[str, ...]


@dataclass(frozen=True)
class MeetingView:
    """A meeting.  `state`: called, open or closed; `minutes`: digest, once it is closed."""

    id: int
    body: int
    call: int
    is_ad_hoc: bool
    held_on: date
    place: str
    agenda: tuple[int, ...]
    called_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes: str
    state: str


@dataclass(frozen=True)
class Attendance:
    """Somebody came or left."""

    person: int
    is_present: bool
    at: datetime


@dataclass(frozen=True)
class Minutes:
    """Everything that the minutes of a meeting say.

    present  persons in the room at the end (or now), names beside them
    """

    meeting: MeetingView
    attendance: tuple[Attendance, ...]
    present: tuple[int, ...]
    names: dict[int, str]
    agenda: tuple[ProposalView, ...]
    ballots: tuple[BallotView, ...]
    resolutions: tuple[ResolutionView, ...]


def bodies(organisation: int) -> list[BodyView]:
    """The bodies of an organisation, the assembly first."""
    rows = BodyRow.objects.filter(organisation_id=organisation).order_by("id")
    return [BodyView(row.id, row.code, row.member_class, tuple(row.offices)) for row in rows]


def meetings(
    organisation: int, *, limit: int = 50, only_open: bool = False, before: int | None = None
) -> list[MeetingView]:
    """Meetings, newest first; `before` the last one of the page before.  Three queries at most."""
    rows = MeetingRow.objects.filter(organisation_id=organisation).order_by("-held_on", "-id")
    last = rows.filter(id=before).first() if before is not None else None
    if last is not None:
        same_day = Q(held_on=last.held_on, id__lt=last.id)
        rows = rows.filter(Q(held_on__lt=last.held_on) | same_day)
    if only_open:
        rows = rows.filter(closed_at=None)
    return _views(organisation, list(rows[:limit]))


def meeting(organisation: int, number: int) -> MeetingView | None:
    """One meeting, or None."""
    rows = MeetingRow.objects.filter(organisation_id=organisation, id=number)
    found = _views(organisation, list(rows))
    return found[0] if found else None


def _views(organisation: int, rows: list[MeetingRow]) -> list[MeetingView]:
    places = members.texts(organisation, [row.place_id for row in rows if row.place_id])
    return [
        MeetingView(
            row.id,
            row.body_id,
            row.call,
            row.is_ad_hoc,
            row.held_on,
            places[row.place_id].body if row.place_id in places else "",
            tuple(row.agenda),
            row.called_at,
            row.opened_at,
            row.closed_at,
            row.minutes,
            "closed" if row.closed_at else "open" if row.opened_at else "called",
        )
        for row in rows
    ]


def minutes(organisation: int, number: int) -> Minutes | None:
    """The minutes of a meeting, or how far it is.  A bounded number of queries."""
    found = meeting(organisation, number)
    if found is None:
        return None
    rows = AttendanceRow.objects.filter(organisation_id=organisation, meeting_id=number)
    came_and_left = tuple(
        Attendance(row.person_id, row.is_present, row.at) for row in rows.order_by("id")
    )
    latest = {one.person: one.is_present for one in came_and_left}
    ballots = tuple(reversed(ballots_of(organisation, meeting=number)))
    on_agenda = {*found.agenda, *(one.proposal for one in ballots)}
    witnesses = [w for one in ballots if one.hands for w in one.hands["witnesses"]]
    return Minutes(
        found,
        came_and_left,
        tuple(sorted(person for person, is_present in latest.items() if is_present)),
        members.person_names([*latest, *witnesses]),
        tuple(sorted(proposals(organisation, ids=on_agenda), key=lambda one: one.id)),
        ballots,
        tuple(resolutions_of_meeting(organisation, number)),
    )
