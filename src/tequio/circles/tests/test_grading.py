"""The five rules with their rows, and the grade of the weakest input."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.circles.rules import grading
from tequio.circles.rules.grading import Behind, Row

DAY = date(2026, 3, 2)


def sheet(number: int, some: int = 1, whole: int = 1, grade: grading.Grade | None = 2) -> Row:
    return Row(DAY + timedelta(weeks=number), "sheet", number, some, whole, grade)


BEHIND = Behind(
    planned=4,
    meetings=[sheet(0), sheet(1), sheet(2)],
    saving=[sheet(0, 9, 10), sheet(1, 8, 10), sheet(2, 10, 10)],
    lending=[Row(DAY, "balance", 0, 500, 1_000)],
    entries=[],
    instalments=[Row(DAY, "instalment", 7, 1, 1), Row(DAY, "instalment", 7, 0, 1)],
    repayments=[Row(DAY, "entry", 70, grade=3), Row(DAY, "entry", 71, grade=0)],
    books=[sheet(0), sheet(1, 0, 1), sheet(2)],
)


def test_each_rule_is_counted_from_its_rows() -> None:
    facts = {one.code: one for one in grading.facts_of(BEHIND, 500, 1_000)}
    parts = {code: one.part for code, one in facts.items()}
    assert parts == {
        "meetings": Fraction(3, 4),
        "saving": Fraction(9, 10),
        "lending": Fraction(1, 2),
        "repayment": Fraction(1, 2),
        "books": Fraction(2, 3),
    }
    assert list(facts) == list(grading.FACTS)


def test_a_fact_is_as_good_as_its_weakest_input() -> None:
    facts = {one.code: one for one in grading.facts_of(BEHIND, 500, 1_000)}
    assert facts["repayment"].grade == 0
    assert [row.number for row in facts["repayment"].weakest] == [71]
    assert facts["meetings"].grade == 2
    alone = Row(DAY, "entry", 9, grade=0)
    mixed = grading.facts_of(Behind(**{**vars(BEHIND), "entries": [alone]}), 500, 1_000)
    assert {one.code: one.grade for one in mixed}["lending"] == 0


def test_what_rests_on_nothing_has_no_grade() -> None:
    nothing = Behind(0, [], [], [], [], [], [], [])
    assert {(one.part, one.grade) for one in grading.facts_of(nothing, 0, 0)} == {(None, None)}


@pytest.mark.parametrize(
    ("proved", "held", "grade"), [(0, False, 0), (0, True, 0), (1, False, 2), (2, True, 3)]
)
def test_a_head_held_outside_lifts_only_a_sheet_that_another_confirmed(proved, held, grade) -> None:
    assert grading.grade_of_sheet(proved, is_held_outside=held) == grade


@pytest.mark.parametrize(
    ("sheet_grade", "matched", "grade"),
    [(None, False, 0), (None, True, 3), (2, False, 2), (0, True, 3)],
)
def test_an_entry_is_as_good_as_its_sheet_or_its_bank_line(sheet_grade, matched, grade) -> None:
    assert grading.grade_of_entry(sheet_grade, is_matched=matched) == grade


@pytest.mark.parametrize(
    ("every", "weekday", "days", "planned"),
    [
        ("week", "any", 28, 4),
        ("week", "monday", 29, 5),
        ("week", "tuesday", 29, 4),
        ("fortnight", "any", 28, 2),
        ("month", "any", 62, 2),
        ("week", "any", 0, 0),
    ],
)
def test_the_statutes_plan_so_many_meetings(every, weekday, days, planned) -> None:
    until = DAY + timedelta(days=days - 1)
    assert grading.meetings_planned(DAY, until, every=every, weekday=weekday) == planned


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-500, 500)), max_size=20))
def test_a_balance_over_days_is_what_each_day_held(changes) -> None:
    until = DAY + timedelta(days=30)
    dated = [(DAY + timedelta(days=at), minor) for at, minor in changes]
    whole, held = grading.over_days(dated, since=DAY, until=until)
    each = [
        sum(minor for day, minor in dated if day <= DAY + timedelta(days=at)) for at in range(31)
    ]
    assert whole == sum(each)
    assert held[-1][1] == each[-1]
