"""A new schedule for what is left: decided on its exact terms, the old one kept."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tequio.ledger import service as ledger
from tequio.lending import queries, rules
from tequio.lending import service as lending
from tequio.lending.queries.across import ageing_across
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.lending.tests.strategies import histories
from tequio.lending.tests.test_pages import look, on, press, text
from tequio.lending.tests.test_tables import nothing_waits, without_guards

pytestmark = pytest.mark.django_db
SPRING = date(2026, 4, 15)


@given(histories(), st.integers(1, 24), st.sampled_from(["week", "fortnight", "month"]))
def test_a_new_schedule_repays_exactly_what_was_left_and_owed(history, count, step):
    loan, day, made, today = history
    standing = rules.position(loan, rules.schedule(loan, day), made, today)
    if not standing.principal_left:
        return
    left, carried = standing.principal_left, rules.carried_interest(standing)
    plan = rules.Plan(today, count, step, left, carried)
    lines = rules.new_schedule(loan, plan)
    assert sum(line.principal for line in lines) == left
    now = rules.position(plan.terms(loan), lines, [], today)
    assert (now.owed, now.overdue, now.days_late) == (left + carried, 0, 0)
    rows = [(line.number, line.due_on, line.principal, line.interest) for line in lines]
    assert rules.lines_of(plan, rows) == lines


@given(histories(), st.integers(1, 24))
def test_paying_what_a_new_schedule_says_on_its_days_ends_the_loan(history, count):
    loan, day, made, today = history
    standing = rules.position(loan, rules.schedule(loan, day), made, today)
    if not standing.principal_left:
        return
    carried = rules.carried_interest(standing)
    plan = rules.Plan(today, count, "month", standing.principal_left, carried)
    lines, terms = rules.new_schedule(loan, plan), plan.terms(loan)
    paid = []
    for line in lines:
        now = rules.position(terms, lines, paid, line.due_on)
        assert now.due_now <= line.minor, "flat interest ends with the loan"
        paid.append(rules.Payment(line.due_on, rules.split(now, now.due_now, loan.order)))
    assert rules.position(terms, lines, paid, lines[-1].due_on).owed == 0


@pytest.fixture
def group():
    return stage.found(**{"lending.guarantors": 0, "lending.multiple_of_savings": "0"})


def late_loan(group):
    """1,200.00 in six months, of which nothing came back; two instalments are late."""
    loan = group.a_loan(guarantors=())
    group.today = SPRING
    return loan


def asks(group, loan, who="Asma", **more):
    given = more or {"months": 10}
    return group.does(who, lending.ask_new_schedule, loan=loan, **given)


def rescheduled(group, loan, **more):
    asked = asks(group, loan, **more)
    group.resolves(asked["proposal"])
    return group.does("Bina", lending.reschedule, schedule=asked["schedule"])


def test_the_members_decide_on_a_new_schedule_and_nothing_is_late_any_more(group):
    loan = late_loan(group)
    before = find_loan(group.organisation, loan).position(SPRING)
    told = rescheduled(group, loan)
    assert (told["principal"], told["carried"]) == (120_000, rules.carried_interest(before))
    found = find_loan(group.organisation, loan)
    standing = found.position(SPRING)
    assert (standing.owed, standing.overdue) == (before.owed, 0)
    assert len(found.instalments) == 6, "the old one is kept"
    lines = found.still_to_come(SPRING)
    assert [line.due_on for line, _left in lines][:2] == [date(2026, 5, 15), date(2026, 6, 15)]
    assert len(lines) == 10
    assert found.position(date(2026, 4, 1)).overdue, "on a day before it the old one holds"
    assert stage.everything_holds(group)


def test_repayments_count_on_the_new_schedule(group):
    loan = late_loan(group)
    group.repays(loan, 10_000)
    rescheduled(group, loan, fortnights=5)
    group.repays(loan, 5_000)
    group.later(14)
    line, left = find_loan(group.organisation, loan).still_to_come(group.today)[0]
    assert left.minor < line.minor
    group.repays(loan, left.minor)
    group.later(60)
    group.repays(loan, find_loan(group.organisation, loan).position(group.today).owed)
    assert find_loan(group.organisation, loan).position(group.today).owed == 0
    assert stage.everything_holds(group)


def test_looking_across_groups_reads_the_schedule_that_holds(group):
    loan = late_loan(group)
    group.repays(loan, 10_000)
    before = ageing_across([group.organisation], SPRING)[group.organisation]
    assert before.at_risk[1] == 1
    rescheduled(group, loan)
    renewed = ageing_across([group.organisation], SPRING)[group.organisation]
    assert (renewed.at_risk[1], renewed.minor) == (0, before.minor)
    group.repays(loan, 5_000)
    group.later(45)
    found = queries.arrears(group.organisation, group.today).ageing
    assert found.at_risk[1] == 1
    assert ageing_across([group.organisation], group.today)[group.organisation] == found


def test_a_loan_can_get_a_new_schedule_again(group):
    loan = late_loan(group)
    rescheduled(group, loan)
    group.today = date(2026, 6, 20)
    assert find_loan(group.organisation, loan).position(group.today).overdue
    told = rescheduled(group, loan, weeks=20)
    assert told["carried"]
    assert not find_loan(group.organisation, loan).position(group.today).overdue
    assert stage.everything_holds(group)


def test_a_repayment_from_before_that_is_reversed_is_owed_again_at_once(group):
    loan = late_loan(group)
    group.repays(loan, 10_000)
    rescheduled(group, loan)
    paid = find_loan(group.organisation, loan).received[0]
    group.does("Bina", ledger.reverse, transfer=paid.transfer)
    standing = find_loan(group.organisation, loan).position(group.today)
    assert standing.principal_left == 120_000
    assert standing.due_now == paid.payment.parts.principal
    assert stage.everything_holds(group)


CHANGES = {
    "UPDATE lending_newschedulerow SET count = count + 1": "schedule_changed",
    "DELETE FROM lending_newschedulerow": "told_otherwise",
    "UPDATE lending_reschedulingrow SET principal = principal - 1": "schedule_changed",
    "UPDATE lending_reschedulingrow SET mandate_id = mandate_id + 1": "told_otherwise",
    "DELETE FROM lending_reschedulingrow": "told_otherwise",
    "UPDATE lending_newinstalmentrow SET interest = 0": "schedule_changed",
    "DELETE FROM lending_newinstalmentrow WHERE number = 10": "schedule_changed",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(group, change):
    rescheduled(group, late_loan(group))
    assert stage.everything_holds(group)
    nothing_waits()
    without_guards(change)
    assert CHANGES[change] in {finding.code for finding in queries.check(group.organisation)}


@pytest.fixture
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


def test_the_page_asks_for_a_new_schedule_and_lets_it_hold(group, clock):
    loan = group.a_loan(guarantors=())
    on(group, clock, SPRING)
    assert "Ask for a new schedule" not in text(look(group, "Gita", "loan", loan))
    answer = press(group, "Asma", "loan", loan, do="new_schedule", count="10", step="month")
    assert "Asked. Now the members decide." in text(answer)
    page = text(look(group, "Bina", "loan", loan))
    assert "10 monthly instalments" in page
    assert "No decision of the members allows this" in page
    (asked,) = find_loan(group.organisation, loan).schedules
    group.resolves(asked.proposal)
    answer = press(group, "Bina", "loan", loan, do="reschedule", schedule=str(asked.id))
    assert "The new schedule holds from today." in text(answer)
    assert "The schedule before" in text(look(group, "Asma", "loan", loan))
