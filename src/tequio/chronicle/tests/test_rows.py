"""Rows are made again from the lines that tell of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tequio.chronicle.rules import Line
from tequio.chronicle.rules.rows import AT, BY, ITEM, Is, Sealed, Writes, rows_here, rows_told
from tequio.kernel import digest

AT_NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DECLARED = (
    Writes(
        "open",
        "watch",
        ("watch",),
        {"title": Sealed("title"), "person_id": BY, "opened_at": AT, "closed_at": Is(None)},
    ),
    Writes("close", "watch", ("watch",), {"closed_at": AT}, changes=True),
    Writes("join", "joined", ("practice", ITEM), {"joined_at": AT}, each="observations"),
    Writes("join", "note", ("note",), {"text_id": "note"}, when="note"),
)


def line(kind: str, **facts: object) -> Line:
    return Line("c" * 64, 1, f"room.{kind}", "Event", "k", 7, AT_NOON, facts, "")


def test_a_row_that_was_written_and_changed_is_made_again():
    opened = line("open", watch=3, title=digest("Tuesday"))
    closed = replace(line("close", watch=3), at=AT_NOON.replace(hour=13))
    told = rows_told("room", [opened, closed], DECLARED)
    row = {
        "id": 3,
        "title": "Tuesday",
        "person_id": 7,
        "opened_at": AT_NOON,
        "closed_at": AT_NOON.replace(hour=13),
    }
    assert told["watch"] == rows_here([row], DECLARED, "watch", ("id",))
    assert told["watch"] != rows_here([row | {"title": "Monday"}], DECLARED, "watch", ("id",))


def test_one_act_writes_a_row_for_each_and_none_where_nothing_is_said():
    told = rows_told("room", [line("join", practice=1, observations=[4, 5], note=None)], DECLARED)
    assert set(told["joined"]) == {(1, 4), (1, 5)}
    assert told["note"] == {}
