"""Schedules: the reference's examples, and that no unit is ever lost."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from tequio.kernel import Rate
from tequio.lending import rules
from tequio.lending.tests.reading import A_DAY, a_loan, cases, minor, terms
from tequio.lending.tests.strategies import days, loans


@pytest.mark.parametrize("case", cases("schedules"))
def test_a_schedule_is_what_the_accountant_wrote(case):
    loan = terms(case)
    lines = rules.schedule(loan, case["paid_out_on"])
    assert [line.minor for line in lines] == [minor(text) for text in case["pays"]]
    assert [line.interest for line in lines] == [minor(text) for text in case["interest"]]
    assert sum(line.interest for line in lines) == minor(case["all_interest"])
    assert [line.due_on for line in lines] == case.get("due", [line.due_on for line in lines])
    if "true_rate" in case:
        assert f"{float(rules.equivalent_rate(loan) * 100):.3f} %" == case["true_rate"]


@given(loans, days)
def test_the_parts_of_the_loan_add_up_to_the_loan(loan, day):
    lines = rules.schedule(loan, day)
    assert len(lines) == loan.count
    assert sum(line.principal for line in lines) == loan.minor
    assert all(line.interest >= 0 and line.principal >= 0 for line in lines)


@given(loans, days)
def test_what_is_left_before_a_line_is_what_the_lines_before_it_left(loan, day):
    left = loan.minor
    for line in rules.schedule(loan, day):
        assert line.before == left
        left -= line.principal
    assert left == 0


@given(loans, days)
def test_days_follow_each_other_from_the_payout_on(loan, day):
    lines = rules.schedule(loan, day)
    assert lines[0].begins_on == day
    assert all(line.begins_on < line.due_on for line in lines)
    assert all(a.due_on == b.begins_on for a, b in pairwise(lines))


@given(loans, days)
def test_all_but_the_last_instalment_of_a_declining_loan_are_equal_or_clear_it(loan, day):
    if loan.method == "flat":
        sums = {line.minor for line in rules.schedule(loan, day)}
        assert max(sums) - min(sums) <= 1
    else:
        lines = rules.schedule(loan, day)[:-1]
        assert all(line.minor == rules.annuity(loan) for line in lines if line.before > line.minor)


@given(loans)
def test_the_true_rate_is_exact_to_the_thousandth_of_a_percent(loan):
    told = rules.equivalent_rate(loan)
    if loan.method == "declining":
        assert told == loan.rate_of_step
        return
    payments = [line.minor for line in rules.schedule(loan, A_DAY)]
    half = Fraction(1, 200_000)

    def left_at(rate: Fraction) -> Fraction:
        left = Fraction(loan.minor)
        for payment in payments:
            left = left * (1 + rate) - payment
        return left

    assert left_at(told + half) > 0
    assert told == 0 or left_at(told - half) <= 0


def test_a_flat_rate_is_never_the_true_rate_of_more_than_one_instalment():
    flat = a_loan(method="flat")
    assert rules.equivalent_rate(flat) == Fraction(3337, 100_000) > flat.rate_of_step
    assert rules.equivalent_rate(a_loan(method="flat", months=1)) == Fraction(2, 100)


def test_a_year_is_twelve_months_and_fifty_two_weeks():
    yearly = Rate(Fraction(12, 100), "year")
    assert rules.Terms(1, 1, "month", yearly).rate_of_step == Fraction(1, 100)
    assert rules.Terms(1, 1, "week", yearly).rate_of_step == Fraction(12, 5200)
    monthly = Rate(Fraction(13, 100), "month")
    assert rules.Terms(1, 1, "week", monthly).rate_of_step == Fraction(3, 100)


def test_a_day_that_a_month_does_not_have_is_its_last_and_does_not_stay_it():
    assert rules.due_day(date(2026, 1, 31), "month", 1) == date(2026, 2, 28)
    assert rules.due_day(date(2026, 1, 31), "month", 2) == date(2026, 3, 31)
