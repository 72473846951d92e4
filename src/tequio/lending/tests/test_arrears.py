"""Who is late: by age for those who work with it, and reminders for the borrower alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.lending import queries, rules
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.lending.tests.reading import cases, minor
from tequio.lending.tests.test_pages import look, press, text
from tequio.membership import queries as members

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def group():
    return stage.found(**{"lending.guarantors": 0, "lending.multiple_of_savings": "0"})


def on(group, clock, day):
    group.today = day
    clock.move_to(f"{day.isoformat()}T12:00:00Z")
    return group


@pytest.mark.parametrize("case", cases("ageing"))
def test_every_running_loan_stands_in_one_age(case):
    found = rules.ageing(rules.Running(minor(left), late) for left, late in case["loans"])
    assert [(age.loans, age.minor) for age in found.ages] == [
        (many, minor(left)) for many, left in case["ages"]
    ]
    assert found.at_risk == {
        days: None if part is None else Fraction(part) for days, part in case["at_risk"].items()
    }


def two_loans(group, clock):
    """One that will be late by 46 days on 29 April, and one that is repaid on its days."""
    late = group.a_loan(guarantors=(), minor=60_000)
    on(group, clock, date(2026, 4, 1))
    good = group.a_loan(guarantors=(), minor=20_000)
    on(group, clock, date(2026, 4, 29))
    return late, good


def test_ages_and_parts_at_risk_are_read_from_the_book(group, clock):
    late, _good = two_loans(group, clock)
    found = queries.arrears(group.organisation, group.today)
    assert str(found.lent_out) == "800.00 INR"
    assert [(age.loans, age.minor) for age in found.ageing.ages] == [
        (1, 20_000),
        (0, 0),
        (1, 60_000),
        (0, 0),
        (0, 0),
    ]
    assert found.ageing.at_risk == {1: Fraction(3, 4), 30: Fraction(3, 4), 90: Fraction(0)}
    assert [(one.loan.id, one.days_late) for one in found.late] == [(late, 46)]


def test_each_is_reminded_of_what_is_due_soon_or_late(group, clock):
    late, good = two_loans(group, clock)
    found = queries.due_soon(group.organisation, group.today)
    assert [(due.loan, due.person, due.due_on, due.days_late) for due in found] == [
        (late, group.person["Asma"], date(2026, 3, 14), 46),
        (good, group.person["Asma"], date(2026, 5, 1), 0),
    ]
    assert [due.amount.minor for due in found] == [
        find_loan(group.organisation, late).position(group.today).due_now,
        find_loan(group.organisation, good).instalments[0].minor,
    ]
    (only,) = queries.due_soon(group.organisation, group.today, days=1)
    assert only.loan == late
    group.repays(late, find_loan(group.organisation, late).position(group.today).owed)
    assert [due.loan for due in queries.due_soon(group.organisation, group.today)] == [good]


def test_reminders_cost_the_same_however_many_there_are(group):
    def asked():
        with CaptureQueriesContext(connection) as told:
            queries.due_soon(group.organisation, date(2026, 3, 20))
            queries.arrears(group.organisation, date(2026, 3, 20))
        return len(told)

    group.a_loan(guarantors=(), minor=1_000)
    before = asked()
    for _ in range(4):
        group.a_loan(guarantors=(), minor=1_000)
    assert asked() == before


def test_the_page_of_what_is_late_is_for_those_who_work_with_it(group, clock):
    two_loans(group, clock)
    page = text(look(group, "Bina", "arrears"))
    for told in ("46 days late", "PAR30", "75%", "31–60", "Asma: ₹600.00"):
        assert told in page
    for who in ("Asma", "Esha", "Gita"):
        assert look(group, who, "arrears").status_code == 404
        assert "What is late" not in text(look(group, who, "loans"))


def test_no_list_tells_all_members_who_is_late(group, clock):
    two_loans(group, clock)
    for told in ("46 days late", "A payment is late"):
        assert told not in text(look(group, "Gita", "loans"))
        assert told in text(look(group, "Bina", "loans"))
    assert "46 days late" in text(look(group, "Asma", "loans")), "her own"


@pytest.mark.parametrize(
    ("rule", "seeing"),
    [("members", "Bina Chand Deepa"), ("officers", "Bina Chand Deepa"), ("self", "Bina")],
)
def test_the_statutes_decide_which_officers_see_what_is_late(rule, seeing):
    group = stage.found(**{"privacy.loans": rule, "offices.book": ["treasurer"]})
    for who in group.person:
        standing = members.standing(group.person[who], group.organisation, group.today)
        may = queries.sees_arrears(group.organisation, standing, group.today)
        assert may == (who in seeing.split()), who


def test_everything_is_paid_back_in_one_press(group, clock):
    loan = group.a_loan(guarantors=())
    on(group, clock, date(2026, 3, 14))
    page = text(look(group, "Bina", "repay", loan))
    assert "Everything back today: ₹1,224.00" in page
    assert 'name="whole" value="122400"' in page
    sent = {"account": str(group.account()), "amount": "214.23", "value_date": ""}
    answer = press(group, "Bina", "repay", loan, **sent, whole="122400")
    assert "The repayment is written down." in text(answer)
    assert find_loan(group.organisation, loan).position(group.today).owed == 0
    assert stage.everything_holds(group)
