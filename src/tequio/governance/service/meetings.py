"""Meetings: called with notice or held ad hoc, with attendance, until the minutes are closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import AttendanceRow, MeetingRow
from tequio.governance.queries import facts, objections, quorum
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.queries.sealing import digest_of_minutes
from tequio.governance.rules import events
from tequio.governance.rules import meetings as rules
from tequio.governance.rules import refusals as no
from tequio.kernel import Act, refuse
from tequio.membership import queries as members
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership

CALLS = "holds the office of chair or secretary"


@act(
    "governance.call_meeting",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_BODY,
        no.NO_SUCH_MEETING,
        no.NOTICE_TOO_SHORT,
        no.CALL_NOT_POSSIBLE,
        no.NO_SUCH_PROPOSAL,
        no.PROPOSAL_DECIDED,
        no.BEFORE_ANOTHER_BODY,
    ],
)
def call_meeting(
    act: Act,
    /,
    *,
    held_on: date,
    agenda: tuple[Id, ...] = (),
    place: Words = "",
    body: Id | None = None,
    after: Id | None = None,
) -> events.MeetingCalled:
    """Call a meeting with the notice that the statutes ask for.

    agenda  proposals to be decided, made to the body that meets
    after   the first meeting that lacked its quorum, when this is its second call: it repeats
            that agenda unchanged, before the same body
    """
    organisation = act.of_organisation
    call = 1 if after is None else 2
    refuse(objections.to_call_meeting(act, held_on=held_on, call=call))
    if after is not None:
        agenda = quorum.agenda_again(organisation, after)
        body = facts.meeting_row(organisation, after).body_id
    called = body_of(organisation, body)
    facts.on_agenda(organisation, agenda, body=called.id)
    row = MeetingRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        body_id=called.id,
        call=call,
        held_on=held_on,
        called_at=act.at,
        agenda=list(agenda),
        place_id=membership.write_text(organisation, body=place) if place else None,
    )
    told = members.digests_of_texts(organisation, [row.place_id] if row.place_id else [])
    return events.MeetingCalled(
        row.id, called.id, call, held_on, agenda, told.get(row.place_id or 0, "")
    )


@act(
    "governance.open_meeting",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_MEETING,
        no.NO_SUCH_BODY,
        no.MEETING_ALREADY_OPENED,
        no.MEETING_NOT_DUE,
        no.WAIT_NOT_OVER,
        no.NOT_ON_THE_ROLL,
    ],
)
def open_meeting(
    act: Act, /, *, present: tuple[Id, ...], meeting: Id | None = None, body: Id | None = None
) -> events.MeetingOpened:
    """Open a called meeting, or one that was not called if no meeting is named.

    present  members in the room
    """
    organisation = act.of_organisation
    refuse(objections.to_open_meeting(act, meeting))
    if meeting is None:
        meeting = hold_now(act, body=body)
    else:
        MeetingRow.objects.filter(organisation_id=organisation, id=meeting).update(opened_at=act.at)
    row = facts.meeting_row(organisation, meeting)
    roll = entitled(body_of(organisation, row.body_id), act.today)
    strangers = sorted(set(present) - set(roll))
    refuse(no.NOT_ON_THE_ROLL.because(person=person) for person in strangers)
    note_attendance(act, meeting, came=sorted(set(present)))
    return events.MeetingOpened(
        meeting, row.body_id, row.call, row.is_ad_hoc, tuple(sorted(set(present))), row.held_on
    )


def hold_now(act: Act, *, body: int | None = None, is_ad_hoc: bool = True) -> int:
    """Open a meeting that nobody called; its number.

    is_ad_hoc  the statutes say how many must be there to decide; not so on the group's own day
    """
    organisation = act.of_organisation
    row = MeetingRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        body_id=body_of(organisation, body).id,
        is_ad_hoc=is_ad_hoc,
        held_on=act.today,
        opened_at=act.at,
    )
    return row.id


def note_attendance(
    act: Act, meeting: int, *, came: Iterable[int] = (), left: Iterable[int] = ()
) -> None:
    """Write down who came and who left, in that order."""
    events_now = [*((one, True) for one in came), *((one, False) for one in left)]
    first = take_ids(act.of_organisation, len(events_now)) if events_now else 0
    AttendanceRow.objects.bulk_create(
        AttendanceRow(
            organisation_id=act.of_organisation,
            id=first + place,
            meeting_id=meeting,
            person_id=person,
            is_present=is_present,
            at=act.at,
        )
        for place, (person, is_present) in enumerate(events_now)
    )


@act(
    "governance.record_attendance",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_MEETING,
        no.MEETING_NOT_OPEN,
        no.NOT_ON_THE_ROLL,
    ],
)
def record_attendance(
    act: Act, /, *, meeting: Id, present: tuple[Id, ...]
) -> events.AttendanceRecorded:
    """Say who is in the room now; who came and who left follows from who was there before."""
    organisation = act.of_organisation
    now = facts.meeting_of(organisation, meeting)
    roll = entitled(body_of(organisation, now.body), act.today)
    standing = members.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_attendance(standing, now, present=present, roll=roll))
    came = tuple(sorted(set(present) - now.present))
    left = tuple(sorted(now.present - set(present)))
    note_attendance(act, meeting, came=came, left=left)
    return events.AttendanceRecorded(meeting, came, left)


@act(
    "governance.close_meeting",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_MEETING,
        no.MEETING_NOT_OPEN,
        no.BALLOTS_STILL_OPEN,
    ],
)
def close_meeting(act: Act, /, *, meeting: Id) -> events.MeetingClosed:
    """Close the meeting; its minutes are assembled from what happened and sealed by a digest."""
    refuse(objections.to_close_meeting(act, meeting))
    return events.MeetingClosed(meeting, end_meeting(act, meeting))


def end_meeting(act: Act, meeting: int) -> str:
    """Close a meeting; the digest of its minutes."""
    minutes = digest_of_minutes(act.of_organisation, meeting)
    MeetingRow.objects.filter(organisation_id=act.of_organisation, id=meeting).update(
        closed_at=act.at, minutes=minutes
    )
    return minutes
