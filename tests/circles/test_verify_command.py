"""`./tequio verify` in a process of its own knows the meetings of savings groups."""

from __future__ import annotations

from tests.circles.groups import WOMEN, ten
from tests.lanes.copies import Copy


def test_a_meeting_holds_for_a_process_that_wrote_none(committed: Copy) -> None:
    savers = ten()
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    done = committed.run("verify")
    assert "Everything holds" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
