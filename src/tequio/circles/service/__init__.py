"""Acts of circles: a cycle begins, meetings are written down, a member leaves, the fund is shared
out."""

from tequio.circles.service.cycles import end_cycle, start_cycle
from tequio.circles.service.leaving import leave
from tequio.circles.service.meetings import close_meeting
from tequio.circles.service.sharing import propose_share_out, share_out

__all__ = [
    "close_meeting",
    "end_cycle",
    "leave",
    "propose_share_out",
    "share_out",
    "start_cycle",
]
