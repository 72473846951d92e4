"""One entry for each kind: of whom the facts speak, and what they say."""

from __future__ import annotations

from datetime import date

from tequio.notices.rules import TELLINGS, Sum, persons_concerned
from tequio.notices.rules.telling import AT_THE_MEETING, HELPED, NOWHERE

SHEET = {
    "held_on": "2026-02-14",
    "lines": [
        [1, "present", 3, 1_500, 200, "", 0, 100, 0],
        [2, "absent", 0, 0, 0, "absent", 500, 0, 0],
        [3, "late", 0, 0, 0, "late", 100, 0, 7_000],
    ],
}


def test_a_circles_sheet_is_told_to_each_member_who_gave_or_got_something():
    notes = list(TELLINGS["circles.close_meeting"].notes(SHEET, NOWHERE))
    assert [(note.person, note.sentence) for note in notes] == [(1, AT_THE_MEETING), (3, HELPED)]
    assert notes[0].fields == {
        "day": date(2026, 2, 14),
        "shares": 3,
        "sum": Sum(1_500, ""),
        "social": Sum(200, ""),
        "fines": Sum(100, ""),
        "helped": Sum(0, ""),
    }
    assert persons_concerned("circles.close_meeting", SHEET) == {1, 3}


def test_a_kind_that_is_not_told_concerns_nobody():
    assert persons_concerned("ledger.pay", {"payee": 7}) == frozenset()
    assert persons_concerned("governance.call_meeting", {"held_on": "2026-02-14"}) == frozenset()
