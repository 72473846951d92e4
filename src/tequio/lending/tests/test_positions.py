"""Where a loan stands: repayments, arrears and the portfolio, by cases and by properties."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tequio.lending import rules
from tequio.lending.tests.reading import A_DAY, a_loan, cases, minor, replay, terms
from tequio.lending.tests.strategies import days, histories, loans


@pytest.mark.parametrize("case", cases("repayments"))
def test_a_repayment_is_split_as_the_accountant_wrote(case):
    loan = terms(case["loan"])
    day = case["loan"]["paid_out_on"]
    made = replay(loan, day, [(one["day"], minor(one["pays"])) for one in case["payments"]])
    lines = rules.schedule(loan, day)
    for place, (one, payment) in enumerate(zip(case["payments"], made, strict=True)):
        assert payment.parts.interest == minor(one["interest"])
        assert payment.parts.principal == minor(one["principal"])
        standing = rules.position(loan, lines, made[: place + 1], one["day"])
        assert standing.owed == minor(one["owed"])


@pytest.mark.parametrize("case", cases("arrears"))
def test_arrears_count_from_the_oldest_unpaid_instalment(case):
    loan = a_loan()
    made = replay(loan, A_DAY, [(day, minor(paid)) for day, paid in case["paid"]])
    standing = rules.position(loan, rules.schedule(loan, A_DAY), made, case["day"])
    assert standing.days_late == case["days_late"]
    assert standing.overdue == minor(case["overdue"])


@pytest.mark.parametrize("case", cases("portfolio"))
def test_the_portfolio_at_risk_is_a_part_of_what_is_lent_out(case):
    running = [rules.Running(minor(left), late) for left, late in case["loans"]]
    expected = None if case["at_risk"] is None else Fraction(case["at_risk"])
    assert rules.portfolio_at_risk(running, days=case["days"]) == expected


@given(histories())
def test_repayments_never_exceed_what_is_owed_and_no_unit_is_lost(history):
    loan, day, made, on = history
    lines = rules.schedule(loan, day)
    standing = rules.position(loan, lines, made, on)
    paid = sum(payment.parts.principal for payment in made)
    assert standing.principal_left == loan.minor - paid >= 0
    steps = (standing.charges, *standing.due, standing.running, standing.ahead)
    assert all(min(s.interest, s.principal, s.fees, s.penalties) >= 0 for s in steps)
    charged = rules.interest_charged(loan, lines, made, on)
    interest = sum(payment.parts.interest for payment in made)
    assert standing.owed == loan.minor + sum(charged) - paid - interest


@given(histories())
def test_the_schedule_is_the_most_that_is_ever_owed(history):
    loan, day, made, on = history
    lines = rules.schedule(loan, day)
    charged = rules.interest_charged(loan, lines, made, on)
    assert all(0 <= now <= line.interest for now, line in zip(charged, lines, strict=True))


@given(histories())
def test_paying_what_is_owed_ends_the_loan_for_ever(history):
    loan, day, made, on = history
    lines = rules.schedule(loan, day)
    standing = rules.position(loan, lines, made, on)
    last = rules.Payment(on, rules.split(standing, standing.owed, loan.order))
    assert last.parts.minor == standing.owed
    for later in (on, lines[-1].due_on + timedelta(days=400)):
        ended = rules.position(loan, lines, [*made, last], max(on, later))
        assert (ended.owed, ended.overdue, ended.days_late) == (0, 0, 0)


@given(loans, days)
def test_paying_each_instalment_on_its_day_reproduces_the_schedule(loan, day):
    assume(loan.method == "declining" or loan.minor >= loan.count)
    lines = rules.schedule(loan, day)
    made = replay(loan, day, [(line.due_on, line.minor) for line in lines])
    assert [(p.parts.principal, p.parts.interest) for p in made] == [
        (line.principal, line.interest) for line in lines
    ]


@given(histories())
def test_whoever_is_late_owes_something_that_was_due(history):
    loan, day, made, on = history
    lines = rules.schedule(loan, day)
    standing = rules.position(loan, lines, made, on)
    assert (standing.overdue > 0) == (standing.days_late > 0) == (standing.late_since is not None)
    assert standing.overdue <= standing.due_now
    still = rules.still_to_come(loan, lines, made, on)
    oldest = next((line.due_on for line, one in zip(lines, still, strict=True) if one.minor), None)
    if standing.late_since:
        assert standing.late_since == oldest < on


@given(histories())
def test_what_is_still_to_come_is_what_is_paid_if_each_instalment_comes_on_its_day(history):
    loan, day, made, on = history
    lines = rules.schedule(loan, day)
    still = rules.still_to_come(loan, lines, made, on)
    later = []
    for line in lines:
        when = max(on, line.due_on)
        standing = rules.position(loan, lines, [*made, *later], when)
        if standing.due_now:
            parts = rules.split(standing, standing.due_now, loan.order)
            later.append(rules.Payment(when, parts))
    assert sum(one.minor for one in still) == sum(one.parts.minor for one in later)
    assert sum(one.interest for one in still) == sum(one.parts.interest for one in later)


def test_a_repayment_on_the_day_of_the_payout_is_told_as_it_was_paid():
    """600.00 at 5 % a month; 220.33 on the same day: all of it the loan itself."""
    loan = a_loan(loan="600.00", months=3, rate="5/100")
    lines = rules.schedule(loan, A_DAY)
    made = replay(loan, A_DAY, [(A_DAY, 22_033)])
    assert (made[0].parts.interest, made[0].parts.principal) == (0, 22_033)
    still = rules.still_to_come(loan, lines, made, A_DAY)
    assert [(one.principal, one.interest) for one in still] == [
        (0, 1_898),
        (16_985, 1_898),
        (20_982, 1_049),
    ]


@given(histories(), st.data())
def test_a_split_takes_all_of_the_sum_and_nothing_twice(history, data):
    loan, day, made, on = history
    standing = rules.position(loan, rules.schedule(loan, day), made, on)
    paid = data.draw(st.integers(0, standing.owed))
    parts = rules.split(standing, paid, loan.order)
    assert parts.minor == paid
    assert parts.principal <= standing.principal_left


FEES = rules.Parts(fees=300, penalties=200)


@pytest.mark.parametrize(
    ("order", "paid", "parts"),
    [
        ("interest_first", 250, rules.Parts(fees=250)),
        ("interest_first", 450, rules.Parts(fees=300, penalties=150)),
        ("interest_first", 2900, rules.Parts(fees=300, penalties=200, interest=2400)),
        ("interest_first", 3000, rules.Parts(300, 200, 2400, 100)),
        ("principal_first", 19023, rules.Parts(principal=19023)),
        ("principal_first", 21423, rules.Parts(interest=2400, principal=19023)),
        ("principal_first", 21523, rules.Parts(penalties=100, interest=2400, principal=19023)),
        ("principal_first", 21923, rules.Parts(300, 200, 2400, 19023)),
        ("principal_first", 21924, rules.Parts(300, 200, 2400, 19024)),
    ],
)
def test_fees_and_penalties_have_their_place_in_the_order(order, paid, parts):
    loan = a_loan(order=order)
    lines = rules.schedule(loan, A_DAY)
    standing = rules.position(loan, lines, [], lines[0].due_on, FEES)
    assert rules.split(standing, paid, order) == parts


def test_more_than_is_owed_cannot_be_split():
    loan = a_loan()
    standing = rules.position(loan, rules.schedule(loan, A_DAY), [], A_DAY)
    with pytest.raises(ValueError, match="more than"):
        rules.split(standing, 120001, loan.order)
