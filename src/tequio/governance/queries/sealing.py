"""Minutes are assembled from what happened; their digest covers ids, counts and outcomes."""

from __future__ import annotations

from tequio.governance.models import AttendanceRow, MeetingRow, ResolutionRow
from tequio.kernel import digest


def digest_of_minutes(organisation: int, meeting: int) -> str:
    """The digest of a meeting's minutes: attendance in order and resolutions in order."""
    row = MeetingRow.objects.get(organisation_id=organisation, id=meeting)
    attendance = AttendanceRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    resolutions = ResolutionRow.objects.filter(organisation_id=organisation, meeting_id=meeting)
    return digest(
        {
            "agenda": row.agenda,
            "attendance": [
                [event.person_id, event.is_present] for event in attendance.order_by("id")
            ],
            "body": row.body_id,
            "call": row.call,
            "held_on": row.held_on,
            "meeting": meeting,
            "resolutions": list(resolutions.order_by("id").values_list("digest", flat=True)),
        }
    )
