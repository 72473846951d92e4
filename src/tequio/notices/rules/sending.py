"""Where a message stands, and when it is tried again.  Pure.

A message is begun before the gateway is asked and marked after it answered.  What was begun and
never marked may have arrived: it is told as `sent?` and sent again under the same number, by which
the gateway knows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tequio.kernel import gettext_noop as _

Outcome = Literal["sent", "later", "unsure", "refused", "dropped"]
State = Literal["waiting", "sent?", "sent", "refused", "dropped", "given up"]
STATES = {
    "waiting": _("waits to be sent"),
    "sent?": _("perhaps sent"),
    "sent": _("sent"),
    "refused": _("refused by the gateway"),
    "dropped": _("not sent: she wants none, or nothing is known where to"),
    "given up": _("given up"),
}
SETTLED: Mapping[str, State] = {"sent": "sent", "refused": "refused", "dropped": "dropped"}
"""Outcomes after which nothing is tried any more."""
MOST_TRIES = 10
LONGEST_WAIT = timedelta(days=1)
HANGS_AFTER = timedelta(minutes=10)
"""A try that is not marked by then was cut off."""


@dataclass(frozen=True)
class Try:
    """One time that a gateway was asked; `outcome` is empty until it was marked."""

    begun_at: datetime
    outcome: Outcome | Literal[""] = ""


@dataclass(frozen=True)
class Message:
    """What a gateway gets.

    uid   the same whenever it is sent again
    to    phone number or e-mail address, as `channel` (sms, email) asks
    """

    uid: str
    channel: str
    to: str
    title: str
    text: str


def state_of(tries: Sequence[Try]) -> State:
    """Where a message stands after these tries, in their order."""
    if not tries:
        return "waiting"
    last = tries[-1].outcome
    if last in SETTLED:
        return SETTLED[last]
    if len(tries) >= MOST_TRIES:
        return "given up"
    return "waiting" if last == "later" else "sent?"


def is_due(tries: Sequence[Try], at: datetime) -> bool:
    """Whether a message should be tried now: at once, then after one minute, two, four …"""
    if state_of(tries) not in ("waiting", "sent?"):
        return False
    if not tries:
        return True
    wait = min(timedelta(minutes=2 ** (len(tries) - 1)), LONGEST_WAIT)
    if not tries[-1].outcome:
        wait = max(wait, HANGS_AFTER)
    return at >= tries[-1].begun_at + wait


def outcome_of_status(status: int) -> Outcome:
    """What the number of an HTTP answer says of the message."""
    if 200 <= status < 300:
        return "sent"
    if status in (408, 425, 429) or status >= 500:
        return "later"
    return "refused"
