"""The lending group with phones, what it does in notices, and a gateway that can be cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.lending.tests import stage
from tequio.membership.models import PersonRow
from tequio.notices import queries
from tequio.notices import service as notices
from tequio.notices.models import MessageRow
from tequio.notices.rules import Message, Outcome


def found(**more: Any) -> stage.Group:
    """Ten members, each with a phone and an address, none of whom wants messages yet."""
    group = stage.found(**more)
    for place, number in enumerate(group.person.values()):
        PersonRow.objects.filter(pk=number).update(
            phone=f"+9198765{number:05d}", email=f"member{place}@example.org"
        )
    return group


def wants(group: stage.Group, who: str = "Asma", channel: str = "sms", **more: Any) -> None:
    """Somebody chooses where her messages go."""
    group.does(who, notices.choose_channel, person=group.person[who], channel=channel, **more)


def noon(group: stage.Group) -> datetime:
    """The time of the group's acts."""
    return datetime(group.today.year, group.today.month, group.today.day, 12, tzinfo=UTC)


def reads(group: stage.Group) -> notices.Read:
    """The node reads on in the group's chronicle."""
    return notices.read_on(group.organisation, noon(group))


def messages(group: stage.Group, who: str | None = None) -> list[str]:
    """The texts of all messages, or of hers, oldest first."""
    people = group.person.values() if who is None else [group.person[who]]
    sent = [one for number in people for one in queries.sent_to(group.organisation, number)]
    return [one.text for one in sorted(sent, key=lambda one: one.id)]


def receipts(group: stage.Group, who: str = "Asma") -> list[queries.Sent]:
    """Her receipts, newest first."""
    return [one for one in queries.sent_to(group.organisation, group.person[who]) if one.is_receipt]


def proof(group: stage.Group, message: queries.Sent) -> str:
    """What the message must end with."""
    digest = chronicle.digest_at(group.organisation, message.line)
    assert digest is not None
    return digest[:10]


def rows(group: stage.Group) -> int:
    """How many messages there are."""
    return MessageRow.objects.filter(organisation_id=group.organisation).count()


class Cut(Exception):
    """The machine stops while a message is on its way."""


@dataclass
class Box:
    """A gateway that keeps what it gets and answers what it is told to; `cut` stops the node."""

    answers: list[Outcome | str] = field(default_factory=list)
    got: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Outcome:
        self.got.append(message)
        answer = self.answers.pop(0) if self.answers else "sent"
        if answer == "cut":
            raise Cut
        return answer  # type: ignore[return-value]


def sends(group: stage.Group, box: Box, at: datetime | None = None) -> dict[str, int]:
    """The node sends what waits."""
    clock: Callable[[], datetime] = lambda: at or noon(group)
    return dict(notices.send_waiting(group.organisation, {"sms": box, "email": box}, clock))


def minutes_later(group: stage.Group, minutes: float) -> datetime:
    """Some minutes after noon."""
    return noon(group) + timedelta(minutes=minutes)
