"""The meeting sheet: what it adds up to, and every reason why it is not taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.circles import rules
from tequio.circles.rules import Line, Sheet

AMA, BEA, CARO = 1, 2, 3
TERMS = rules.Terms(500, 5, 50, {"late": 100, "absent": 200})
BEFORE = rules.Before(frozenset({AMA, BEA, CARO}), 73_500, 1_000, {CARO: 200})
LINES = (
    Line(AMA, "present", shares=3, social=50),
    Line(BEA, "late", shares=1, social=50, fine="late", fine_paid=100),
    Line(CARO, "sent", shares=2, social=100, fine_paid=200),
)
SHEET = Sheet(LINES, 87_800, 950, repayments=((7, 11_000),), help=((BEA, 250),))


def test_a_meeting_adds_up_as_the_treasurer_counts() -> None:
    assert rules.objections_to_sheet(SHEET, TERMS, BEFORE) == []
    assert rules.totals(SHEET, TERMS) == rules.Totals(6, 3000, 200, 100, 300, 11_000, 250)
    assert rules.expected(SHEET, TERMS, BEFORE) == (87_800, 950)
    assert rules.differences(SHEET, TERMS, BEFORE) == (0, 0)


def test_what_is_missing_is_said_and_does_not_stop_the_sheet() -> None:
    short = replace(SHEET, counted=87_700, social_counted=960)
    assert rules.objections_to_sheet(short, TERMS, BEFORE) == []
    assert rules.differences(short, TERMS, BEFORE) == (-100, 10)


def with_line(place: int, **changed: Any) -> Sheet:
    lines = list(LINES)
    lines[place] = replace(lines[place], **changed)
    return replace(SHEET, lines=tuple(lines))


WRONG = {
    "twice_on_the_sheet": replace(SHEET, lines=(*LINES, LINES[0])),
    "not_on_the_sheets_roll": replace(SHEET, lines=(*LINES, Line(9, "present"))),
    "member_not_on_the_sheet": replace(SHEET, lines=LINES[:2]),
    "nobody_is_here": replace(SHEET, lines=tuple(Line(p, "absent") for p in (AMA, BEA, CARO))),
    "written_below_zero": with_line(0, shares=-1),
    "absent_and_gives": with_line(0, attendance="absent"),
    "shares_over_the_most": with_line(0, shares=6),
    "contribution_differs": with_line(0, social=75),
    "fine_overpaid": with_line(0, fine_paid=1),
    "too_little_in_the_social_box": replace(SHEET, help=((BEA, 1_201),)),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_sheet_that_cannot_be_says_why(code: str) -> None:
    found = rules.objections_to_sheet(WRONG[code], TERMS, BEFORE)
    assert [refusal.code for refusal in found] == [code]


@pytest.mark.parametrize(
    "sheet", [replace(SHEET, counted=-1), replace(SHEET, repayments=((7, -1),))]
)
def test_no_sum_of_the_meeting_is_below_zero(sheet: Sheet) -> None:
    found = rules.objections_to_sheet(sheet, TERMS, BEFORE)
    assert [refusal.code for refusal in found] == ["written_below_zero"]


def test_the_last_paisa_of_the_social_fund_may_be_given() -> None:
    assert rules.objections_to_sheet(replace(SHEET, help=((BEA, 1_200),)), TERMS, BEFORE) == []


def test_a_fine_that_the_rules_do_not_price_costs_nothing() -> None:
    assert rules.fine_of(Line(AMA, "present", fine="rules"), TERMS) == 0


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Sheet, rules.Before]:
    roll = range(1, draw(st.integers(2, 30)))
    lines = tuple(
        Line(
            person,
            draw(st.sampled_from(["present", "late", "sent"])),
            draw(st.integers(0, TERMS.most)),
            TERMS.contribution * draw(st.integers(0, 3)),
            draw(st.sampled_from(["", "late", "absent", "rules"])),
        )
        for person in roll
    )
    due = {line.person: draw(st.integers(0, 900)) for line in lines}
    lines = tuple(
        replace(line, fine_paid=draw(st.integers(0, due[line.person] + rules.fine_of(line, TERMS))))
        for line in (replace(lines[0], attendance="present"), *lines[1:])
    )
    before = rules.Before(
        frozenset(roll), draw(st.integers(0, 10**7)), draw(st.integers(0, 10**6)), due
    )
    sums = st.integers(0, 10**6)
    paid = tuple((loan, draw(sums)) for loan in range(draw(st.integers(0, 4))))
    return Sheet(lines, draw(sums), draw(sums), paid), before


@given(meetings())
def test_both_boxes_hold_what_was_there_and_what_came_and_went(meeting: Any) -> None:
    sheet, before = meeting
    assert rules.objections_to_sheet(sheet, TERMS, before) == []
    added = rules.totals(sheet, TERMS)
    box, social = rules.expected(sheet, TERMS, before)
    came = added.saved + added.fines_paid + added.repaid + added.social - added.helped
    assert box + social == before.box + before.social_box + came
    assert rules.differences(replace(sheet, counted=box, social_counted=social), TERMS, before) == (
        0,
        0,
    )
