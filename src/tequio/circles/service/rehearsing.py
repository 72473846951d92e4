"""What a meeting would write: done whole, and taken back before anybody could see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tequio.chronicle.service import Receipt
from tequio.circles.service.meetings import close_meeting
from tequio.kernel import Act


class _TakenBack(Exception):
    """Nothing of it stays."""


def rehearse(act: Act, /, sheet: Mapping[str, Any]) -> Receipt:
    """The receipt that `close_meeting` would give for this sheet, so that the group reads the sums
    aloud before it writes them.  Refused with what the act itself refuses; nothing is written."""
    told: list[Receipt] = []
    try:
        with transaction.atomic():
            told.append(close_meeting(act, **sheet))
            raise _TakenBack
    except _TakenBack:
        return told[0]
