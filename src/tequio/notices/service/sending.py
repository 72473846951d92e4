"""Sending what waits: begun before the gateway is asked, marked after it answered.

Promises: what was marked as sent is never sent again; what was begun and not marked is sent again
under the same number once it has surely been cut off; two that send at once never begin the same
try.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from tequio.membership import queries as members
from tequio.membership.queries.contacts import Contact, contacts_of
from tequio.notices import rules
from tequio.notices.models import MarkRow, TryRow
from tequio.notices.queries.choosing import Choices, choices
from tequio.notices.queries.messages import Unsettled, unsettled
from tequio.notices.service.gateways import Gateway

logger = logging.getLogger("tequio.notices")


@dataclass(frozen=True)
class _Ready:
    """A message with where it goes; `channel` none: nowhere any more."""

    found: Unsettled
    channel: str
    to: str
    title: str
    text: str


def send_waiting(
    organisation: int, ways: Mapping[str, Gateway], clock: Callable[[], datetime]
) -> Counter[str]:
    """Send what is due; how many ended in which way, `no_gateway` among them.

    clock  tells the time: a gateway may take long
    """
    ended: Counter[str] = Counter()
    for ready in _ready(organisation, clock()):
        if ready.channel != "none" and ready.channel not in ways:
            ended["no_gateway"] += 1
            continue
        outcome = _try(organisation, ready, ways, clock)
        if outcome is not None:
            ended[outcome] += 1
    return ended


def _ready(organisation: int, at: datetime) -> list[_Ready]:
    """What is due now, with its words and its address.  Six queries, however many."""
    due = [one for one in unsettled(organisation) if rules.is_due(one.tries, at)]
    chosen = choices(organisation)
    known = contacts_of({one.person for one in due})
    texts = members.texts(organisation, [one.text for one in due])
    group = members.organisation(organisation)
    title = rules.one_line(group.name) if group else ""
    return [
        _addressed(one, chosen, known.get(one.person, Contact()), title, texts[one.text].body)
        for one in due
    ]


def _addressed(one: Unsettled, chosen: Choices, contact: Contact, title: str, text: str) -> _Ready:
    channel = chosen.channel(one.person)
    to = {"sms": contact.phone, "email": contact.email}.get(channel, "")
    if not to or not text:
        return _Ready(one, "none", "", title, "")
    return _Ready(one, channel, to, title, text)


def _try(
    organisation: int, ready: _Ready, ways: Mapping[str, Gateway], clock: Callable[[], datetime]
) -> rules.Outcome | None:
    """Begin, ask, mark.  None if another has just begun this very try."""
    place = {
        "organisation_id": organisation,
        "message_id": ready.found.id,
        "number": len(ready.found.tries) + 1,
    }
    try:
        with transaction.atomic():
            TryRow.objects.create(**place, channel=ready.channel, begun_at=clock())
    except IntegrityError:
        return None
    outcome: rules.Outcome = "dropped"
    if ready.channel != "none":
        message = rules.Message(ready.found.uid, ready.channel, ready.to, ready.title, ready.text)
        outcome = ways[ready.channel].send(message)
    MarkRow.objects.create(**place, outcome=outcome, at=clock())
    logger.info("message", extra={"uid": ready.found.uid, "outcome": outcome})
    return outcome
