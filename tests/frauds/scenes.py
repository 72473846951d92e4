"""What every fraud begins with, and the eyes by which it is seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from tequio.circles import queries as circles
from tequio.membership.models import PersonRow
from tequio.notices import queries as notices
from tequio.notices import service as telling
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.verification import findings
from tests.circles.groups import WOMEN, ten


def met(**values: Any) -> Savers:
    """The ten after their first meeting, on the morning of the second."""
    savers = ten(**values)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    return savers


def lends(savers: Savers, who: str, minor: int, hands: tuple[int, int, int] = (10, 0, 0)) -> int:
    """A loan asked for and handed out in today's meeting; its number."""
    told = savers.meets(Told({}, asks=[Asks(who, minor, hands, months=1)]))
    savers.group.stage.later(7)
    return next(int(s["facts"]["loan"]) for s in told["steps"] if s["kind"] == "lending.request")


def has_a_phone(savers: Savers, who: str) -> None:
    """A member who wants to be told what is written down for her."""
    number = savers.group.person[who]
    PersonRow.objects.filter(pk=number).update(phone=f"+2332000{number:05d}")
    savers.group.does(who, telling.choose_channel, person=number, channel="sms")


def is_told(savers: Savers, who: str) -> list[notices.Sent]:
    """What she was told until now, newest first."""
    day = savers.group.stage.today
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    telling.read_on(savers.group.organisation, noon)
    return notices.sent_to(savers.group.organisation, savers.group.person[who])


def says_no(savers: Savers, who: str) -> list[notices.Dispute]:
    """She answers NO to her last receipt; what lies open for the next meeting."""
    message = next(one for one in is_told(savers, who) if one.is_receipt)
    savers.group.does(
        who,
        telling.receive_reply,
        person=savers.group.person[who],
        message=message.id,
        answer="no",
    )
    return notices.disputes(savers.group.organisation, only_open=True)


def by_hand(statement: str) -> None:
    """The owner of the machine drops what forbids it, and changes what she likes."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


def verify() -> set[str]:
    """The codes of everything that `./tequio verify` finds."""
    return {finding.code for _where, finding in findings()} - {"guard_missing", "guard_differs"}


def fund(savers: Savers) -> circles.Fund:
    """The fund as the book has it today."""
    found = circles.fund_of(savers.group.organisation, "main", on=savers.group.stage.today)
    assert found is not None
    return found
