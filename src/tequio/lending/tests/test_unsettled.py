"""Loans that are over are not read where only the others are shown."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.ledger import service as ledger
from tequio.lending import queries
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.queries.loans import loans_of
from tequio.lending.queries.unsettled import unsettled
from tequio.lending.tests import stage
from tequio.membership import queries as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return stage.found(**{"lending.guarantors": 0, "lending.largest": 0})


def standing(group, who="Bina"):
    return members.standing(group.person[who], group.organisation, group.today)


def a_repaid_loan(group, minor=6_000):
    loan = group.a_loan(guarantors=(), minor=minor)
    view = queries.loan_view(group.organisation, loan, standing(group), group.today)
    group.repays(loan, view.standing.owed)
    return loan


def a_loan_in_each_state(group):
    """State → number of a loan in it."""
    found = {"lapsed": group.a_loan(guarantors=(), minor=1_000, stage="decided")}
    group.later(200)
    found["asked"] = group.asks(minor=1_000)
    found["declined"] = group.asks(minor=1_000)
    group.decides(found["declined"], yes=0)
    found["allowed"] = group.a_loan(guarantors=(), minor=1_000, stage="decided")
    found["withdrawn"] = group.asks(minor=1_000)
    group.does("Asma", lending.withdraw_request, loan=found["withdrawn"])
    found["running"] = group.a_loan(guarantors=(), minor=5_000)
    found["repaid"] = a_repaid_loan(group)
    found["reversed"] = group.a_loan(guarantors=(), minor=5_000)
    paid = find_loan(group.organisation, found["reversed"]).payout
    group.does("Bina", ledger.reverse, transfer=paid.transfer, reason="wrong")
    return found


def test_a_loan_is_unsettled_as_long_as_its_state_is_not_an_end(group):
    found = a_loan_in_each_state(group)
    told = {
        state: queries.loan_view(group.organisation, number, standing(group), group.today).state
        for state, number in found.items()
    }
    assert told == {state: state for state in found}, "the scene is what it says"
    waited_for = {found[state] for state in ("asked", "allowed", "running")}
    assert unsettled(group.organisation, group.today) == waited_for
    listed = queries.loans(group.organisation, standing(group), group.today)
    assert {line.loan.id for line in listed} == waited_for
    over, older = queries.ended_loans(group.organisation, standing(group), group.today)
    assert {line.loan.id for line in over} == set(found.values()) - waited_for
    assert all(line.is_ended for line in over)
    assert older is None


def test_interest_that_is_left_keeps_a_loan_among_those_that_run():
    group = stage.found(**{"lending.guarantors": 0, "lending.order_of_payment": "principal_first"})
    loan = group.a_loan(guarantors=(), minor=6_000)
    (line,) = queries.loans(group.organisation, standing(group), group.later(400).today)
    group.repays(loan, line.standing.owed - 1)
    (line,) = queries.loans(group.organisation, standing(group), group.today)
    assert (line.loan.id, line.standing.principal_left, line.standing.owed) == (loan, 0, 1)
    group.repays(loan, 1)
    assert queries.loans(group.organisation, standing(group), group.today) == []


def test_loans_that_are_over_go_back_page_by_page(group):
    loans = [a_repaid_loan(group) for _ in range(3)]
    seen, before = [], None
    for _page in range(2):
        lines, before = queries.ended_loans(
            group.organisation, standing(group), group.today, before=before, limit=2
        )
        seen += [line.loan.id for line in lines]
    assert (seen, before) == (loans[::-1], None)


def test_whoever_sees_only_her_own_finds_ended_ones_for_which_she_stood():
    group = stage.found(**{"privacy.loans": "self", "lending.guarantors": 1})
    loan = group.a_loan(guarantors=("Esha",), minor=6_000, stage="guaranteed")
    group.does("Asma", lending.withdraw_request, loan=loan)
    for who, numbers in (("Esha", [loan]), ("Gita", []), ("Asma", []), ("Bina", [loan])):
        lines, _older = queries.ended_loans(group.organisation, standing(group, who), group.today)
        assert [line.loan.id for line in lines] == numbers, f"{who}: her own stand elsewhere"


def rows_read(group):
    """How many questions the list asks, and how many loans are read with their schedules."""
    with CaptureQueriesContext(connection) as told:
        listed = queries.loans(group.organisation, standing(group), group.today)
    return len(told), len(listed)


def test_each_loan_that_was_repaid_adds_neither_a_question_nor_a_row(group):
    group.a_loan(guarantors=(), minor=5_000)
    before = rows_read(group)
    for _ in range(4):
        a_repaid_loan(group)
    assert rows_read(group) == before
    assert len(loans_of(group.organisation)) == 5
    assert before[1] == 1


@pytest.mark.parametrize("order", ["interest_first", "principal_first"])
def test_a_loan_whose_last_repayment_was_reversed_runs_again(order):
    group = stage.found(**{"lending.guarantors": 0, "lending.order_of_payment": order})
    group.permits("ledger.reverse", 100_000)
    loan = group.a_loan(guarantors=(), minor=6_000)
    (line,) = queries.loans(group.organisation, standing(group), group.later(400).today)
    owed = line.standing.owed
    group.repays(loan, 6_000)
    group.repays(loan, owed - 6_000)
    assert unsettled(group.organisation, group.today) == set()
    last = find_loan(group.organisation, loan).received[-1]
    group.does("Bina", ledger.reverse, transfer=last.transfer, reason="wrong")
    assert unsettled(group.organisation, group.today) == {loan}
    (line,) = queries.loans(group.organisation, standing(group), group.today)
    assert line.standing.owed == owed - 6_000
    assert stage.everything_holds(group)
    group.repays(loan, owed - 6_000)
    assert unsettled(group.organisation, group.today) == set()
    assert stage.everything_holds(group)


def test_a_payout_that_was_reversed_is_over_whatever_is_repaid_first():
    group = stage.found(**{"lending.guarantors": 0, "lending.order_of_payment": "principal_first"})
    group.permits("ledger.reverse", 100_000)
    loan = group.a_loan(guarantors=(), minor=6_000)
    assert unsettled(group.organisation, group.today) == {loan}
    paid = find_loan(group.organisation, loan).payout
    group.does("Bina", ledger.reverse, transfer=paid.transfer)
    assert unsettled(group.organisation, group.today) == set()
