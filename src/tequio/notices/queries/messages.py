"""Messages: what waits to be sent, what was sent to whom, and which one a reply is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef

from tequio.membership import queries as members
from tequio.notices import rules
from tequio.notices.models import MarkRow, MessageRow, TryRow
from tequio.notices.rules.sending import MOST_TRIES, SETTLED

AT_ONCE = 1000
"""Messages that one round of sending looks at."""


@dataclass(frozen=True)
class Unsettled:
    """A message that is to be sent, with what was tried."""

    id: int
    uid: str
    person: int
    text: int
    tries: tuple[rules.Try, ...]


@dataclass(frozen=True)
class Sent:
    """A message as a page shows it; the text is empty after erasure."""

    id: int
    person: int
    kind: str
    line: int
    part: int
    text: str
    made_at: datetime
    is_receipt: bool
    state: rules.State

    @property
    def words(self) -> str:
        """Where it stands, for translation."""
        return rules.STATES[self.state]

    @property
    def parts(self) -> int:
        """How many parts of a text message it takes."""
        return rules.measure(self.text).parts


def unsettled(organisation: int) -> list[Unsettled]:
    """What is not yet sent, refused, dropped or given up, oldest first.  Three queries."""
    here = {"organisation_id": OuterRef("organisation_id"), "message_id": OuterRef("id")}
    is_settled = Exists(MarkRow.objects.filter(**here, outcome__in=SETTLED))
    is_over = Exists(TryRow.objects.filter(**here, number__gte=MOST_TRIES))
    rows = MessageRow.objects.filter(~is_settled, ~is_over, organisation_id=organisation)
    listed = list(rows.order_by("id")[:AT_ONCE])
    tries = tries_of(organisation, [row.id for row in listed])
    return [Unsettled(row.id, row.uid, row.person_id, row.text_id, tries[row.id]) for row in listed]


def tries_of(organisation: int, messages: Iterable[int]) -> dict[int, tuple[rules.Try, ...]]:
    """What was tried with these messages, in order.  Two queries."""
    asked = list(messages)
    here: dict[str, Any] = {"organisation_id": organisation, "message_id__in": asked}
    marks = MarkRow.objects.filter(**here).values_list("message_id", "number", "outcome")
    outcomes = {(message, number): outcome for message, number, outcome in marks}
    found: dict[int, list[rules.Try]] = defaultdict(list)
    for row in TryRow.objects.filter(**here).order_by("number"):
        outcome = cast("Any", outcomes.get((row.message_id, row.number), ""))
        found[row.message_id].append(rules.Try(row.begun_at, outcome))
    return {number: tuple(found[number]) for number in asked}


def sent_to(organisation: int, person: int, *, limit: int = 30) -> list[Sent]:
    """The newest messages to a person, newest first.  Four queries."""
    rows = MessageRow.objects.filter(organisation_id=organisation, person_id=person)
    return _sent(organisation, list(rows.order_by("-id")[:limit]))


def message(organisation: int, number: int) -> Sent | None:
    """One message."""
    rows = MessageRow.objects.filter(organisation_id=organisation, id=number)
    return next(iter(_sent(organisation, list(rows))), None)


def _sent(organisation: int, rows: list[MessageRow]) -> list[Sent]:
    tries = tries_of(organisation, [row.id for row in rows])
    texts = members.texts(organisation, [row.text_id for row in rows])
    return [
        Sent(
            row.id,
            row.person_id,
            row.kind,
            row.line,
            row.part,
            texts[row.text_id].body if row.text_id in texts else "",
            row.made_at,
            row.is_receipt,
            rules.state_of(tries[row.id]),
        )
        for row in rows
    ]


def last_receipt(organisation: int, person: int) -> int | None:
    """The number of the last receipt that was written to a person here.  One query."""
    rows = MessageRow.objects.filter(
        organisation_id=organisation, person_id=person, is_receipt=True
    )
    return rows.order_by("-id").values_list("id", flat=True).first()


def receipt_on_phone(people: Iterable[int]) -> tuple[int, int, int] | None:
    """(organisation, message, person) of the last receipt that was sent by text message to any of
    these, who have one phone together: what a reply from this phone is about.  One query."""
    by_text = Exists(
        TryRow.objects.filter(
            organisation_id=OuterRef("organisation_id"),
            message_id=OuterRef("id"),
            channel="sms",
        )
    )
    rows = MessageRow.objects.filter(by_text, person_id__in=list(people), is_receipt=True)
    found = rows.order_by("-made_at", "-id").first()
    return (found.organisation_id, found.id, found.person_id) if found else None
