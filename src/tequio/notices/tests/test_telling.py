"""One entry for each kind: of whom the facts speak, and what they say."""

from __future__ import annotations

from datetime import date

from tequio.notices.rules import TELLINGS, Sum, persons_concerned
from tequio.notices.rules.telling import AT_THE_MEETING, HELPED, NOWHERE, SHARED_OUT

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


def test_a_share_out_is_told_to_each_who_had_a_part():
    facts = {
        "shared_on": "2026-11-30",
        "parts": [[1, 30, 18_000, 2_000, 16_000, 0], [2, 10, 6_000, 0, 6_000, 0]],
    }
    first, second = TELLINGS["circles.share_out"].notes(facts, NOWHERE)
    assert (first.person, first.sentence, second.person) == (1, SHARED_OUT, 2)
    assert first.fields["paid"] == Sum(16_000, "")
    assert persons_concerned("circles.share_out", facts) == {1, 2}


def test_who_leaves_a_circle_is_told_what_she_took_along():
    facts = {"left_on": "2026-11-30", "person": 7, "saved": 900, "set_off": 100, "paid": 800}
    (note,) = TELLINGS["circles.leave"].notes(facts, NOWHERE)
    assert (note.person, note.fields["worth"]) == (7, Sum(900, ""))
