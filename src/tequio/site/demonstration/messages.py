"""Two women of the savings circle read text messages; one of them answers that hers is wrong.

The messages lie in the folder `messages` of the demonstration's data, where the file gateway puts
them: nothing leaves the machine.  The numbers are invented.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tequio.notices import service as notices
from tequio.site.demonstration.stage import Group

READERS = {"Maame": "+233200000119", "Zainab": "+233200000120"}
"""Whose phones are known to the group."""
DOUBTS = "Maame"


def are_wanted(group: Group) -> None:
    """From now on both are told what is written down for them."""
    for name in READERS:
        group.does(name, notices.choose_channel, person=group.person[name], channel="sms")


def are_sent_and_one_answers_no(group: Group) -> None:
    """The node reads on and sends; an answer of NO waits for the next meeting."""
    at = group.act(DOUBTS).at
    notices.read_on(group.organisation, at)
    ways = {"sms": notices.Folder(Path(settings.DATA_DIRECTORY) / "messages")}
    notices.send_waiting(group.organisation, ways, lambda: max(at, timezone.localtime()))
    group.does(DOUBTS, notices.receive_reply, person=group.person[DOUBTS], answer="no")
