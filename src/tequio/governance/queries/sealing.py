"""Minutes of one meeting, sealed when it closes."""

from __future__ import annotations

from tequio.governance.models import AttendanceRow, MeetingRow, ResolutionRow
from tequio.governance.rules import minutes


def digest_of_minutes(organisation: int, meeting: int) -> str:
    """The digest of a meeting's minutes: attendance in order and resolutions in order."""
    row = MeetingRow.objects.get(organisation_id=organisation, id=meeting)
    attendance = AttendanceRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    resolutions = ResolutionRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    return minutes.digest_of_minutes(
        {
            "agenda": row.agenda,
            "body": row.body_id,
            "call": row.call,
            "held_on": row.held_on,
            "meeting": meeting,
        },
        attendance=list(attendance.order_by("id").values_list("person_id", "is_present")),
        resolutions=list(resolutions.order_by("id").values_list("digest", flat=True)),
    )
