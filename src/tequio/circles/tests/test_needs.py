"""Which group needs help first: reasons in an order that people agreed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tequio.circles.rules.needs import ORDER, Seen, Sheet, first_of, needs_of
from tequio.kernel import Amount, Unit

INR = Unit("INR", 2)
TODAY = date(2026, 6, 1)


def meetings(*here: int, late: int = 0, last: date = TODAY) -> tuple[Sheet, ...]:
    """Sheets of weekly meetings of ten, the newest first; so many of them were entered late."""
    return tuple(
        Sheet(last - timedelta(weeks=place), place >= late, number, 10)
        for place, number in enumerate(here)
    )


WELL = Seen(
    today=TODAY,
    every="week",
    first_day=date(2026, 1, 5),
    sheets=meetings(9, 9, 9, 9, 9, 9),
    unanswered=Amount(0, INR),
    at_risk=Fraction(0),
    late_with_us=0,
    disagrees=False,
    is_witnessed=True,
    is_shown=True,
)
LATE = TODAY - timedelta(days=15)
TROUBLES = {
    "no_sheet": {"sheets": meetings(9, 9, 9, 9, 9, 9, last=LATE)},
    "no_sheet_yet": {"sheets": ()},
    "box_unanswered": {"unanswered": Amount(500, INR)},
    "books_disagree": {"disagrees": True},
    "late_with_us": {"late_with_us": 31},
    "at_risk": {"at_risk": Fraction(1, 5)},
    "sheets_late": {"sheets": meetings(9, 9, 9, 9, 9, 9, late=2)},
    "attendance_falls": {"sheets": meetings(7, 8, 8, 9, 9, 9)},
    "never_witnessed": {"is_witnessed": False},
}


def codes(seen: Seen) -> list[str]:
    return [one.code for one in needs_of(seen)]


def test_a_group_that_does_well_needs_nothing() -> None:
    assert needs_of(WELL) == []


@pytest.mark.parametrize("code", TROUBLES)
def test_each_trouble_is_said_in_words(code: str) -> None:
    seen = replace(WELL, **TROUBLES[code])
    assert codes(seen) == [code]
    assert "{" not in str(needs_of(seen)[0])


def test_every_reason_has_its_place_and_its_scene() -> None:
    assert list(TROUBLES) == list(ORDER)


def test_the_more_pressing_reason_comes_first_and_then_who_has_more_of_them() -> None:
    both = replace(WELL, sheets=(), is_witnessed=False)
    assert codes(both) == ["no_sheet_yet", "never_witnessed"]
    one = replace(WELL, sheets=())
    other = replace(WELL, at_risk=Fraction(1, 2), is_witnessed=False)
    keys = [first_of(needs_of(seen)) for seen in (WELL, other, one, both)]
    assert sorted(keys) == keys[::-1]


@pytest.mark.parametrize(("days", "needs"), [(14, []), (15, ["no_sheet"])])
def test_two_rhythms_are_waited_for_to_the_day(days: int, needs: list[str]) -> None:
    last = TODAY - timedelta(days=days)
    assert codes(replace(WELL, sheets=meetings(9, 9, 9, 9, 9, 9, last=last))) == needs


def test_attendance_needs_six_meetings_to_be_judged() -> None:
    assert codes(replace(WELL, sheets=meetings(1, 1, 1, 9, 9))) == []


def test_of_a_group_that_shows_nothing_only_what_stands_between_the_two_is_told() -> None:
    silent = replace(
        WELL,
        is_shown=False,
        sheets=(),
        unanswered=Amount(500, INR),
        at_risk=Fraction(1),
        is_witnessed=False,
    )
    assert needs_of(silent) == []
    assert codes(replace(silent, late_with_us=4)) == ["late_with_us"]
