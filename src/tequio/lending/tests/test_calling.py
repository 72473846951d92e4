"""Those who stand for a loan: called on by a decision, paid back before anybody else."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.lending import queries, rules
from tequio.lending import service as lending
from tequio.lending.queries import objections
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.lending.tests.reading import cases, minor
from tequio.lending.tests.scenes_of_calls import pays_back
from tequio.lending.tests.test_pages import look, on, press, text
from tequio.lending.tests.test_tables import nothing_waits, without_guards

pytestmark = pytest.mark.django_db
SPRING = date(2026, 4, 15)


@pytest.mark.parametrize("case", cases("guarantees"))
def test_each_pays_in_proportion_to_what_she_stands_for(case):
    promised = [None if said is None else minor(said) for said in case["promised"]]
    caps = rules.caps(minor(case["loan"]), promised)
    assert caps == [minor(cap) for cap in case["caps"]]
    paid = rules.called(minor(case["called"]), dict(enumerate(caps)))
    assert [paid.get(place, 0) for place in range(len(caps))] == [minor(p) for p in case["paid"]]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.data())
def test_nobody_pays_more_than_she_stands_for_and_no_unit_is_lost(left, data):
    asked = data.draw(st.integers(0, sum(left)))
    if not sum(left):
        return
    paid = rules.called(asked, dict(enumerate(left)))
    assert sum(paid.values()) == asked
    assert all(part <= left[place] for place, part in paid.items())


@pytest.fixture
def group():
    """Asma's loan of 1,200.00 is late by two instalments; Esha stands for 300.00 of it, Fatima
    for an equal part, 600.00."""
    group = stage.found()
    group.saves("Esha", 30_000)
    group.today = stage.DECIDED
    return group


def late_loan(group):
    loan = group.asks(guarantors=tuple(group.person[who] for who in ("Esha", "Fatima")))
    group.does("Esha", lending.guarantee, loan=loan, most=30_000)
    group.stands("Fatima", loan)
    group.decides(loan)
    group.pays_out(loan)
    group.permits("lending.call", 90_000, subject=str(loan))
    group.today = SPRING
    return loan


def calls(group, loan, minor=42_846, **more):
    given = {"loan": loan, "minor": minor, "account": group.account()} | more
    return group.does("Bina", lending.call_guarantees, **given)


def savings(group, who):
    name = f"person:{group.person[who]}"
    accounts = books.accounts(group.organisation)
    return sum(one.minor for one in accounts if (one.kind, one.ref) == ("member-savings", name))


def test_what_is_late_is_paid_by_those_who_stand_for_it_and_owed_to_them(group):
    loan = late_loan(group)
    assert find_loan(group.organisation, loan).position(SPRING).overdue == 42_846
    box = group.holds()
    told = calls(group, loan, from_savings=(group.person["Esha"],))
    assert [(one["person"], one["minor"]) for one in told["paid"]] == [
        (group.person["Esha"], 14_282),
        (group.person["Fatima"], 28_564),
    ]
    assert savings(group, "Esha") == 30_000 - 14_282
    assert group.holds() == box + 28_564
    found = find_loan(group.organisation, loan)
    assert (found.position(SPRING).overdue, found.claimed) == (0, 42_846)
    assert sum(found.caps_left.values()) == 90_000 - 42_846
    assert stage.everything_holds(group)


def test_what_she_brings_goes_to_them_first_and_then_to_the_group(group):
    loan = late_loan(group)
    calls(group, loan)
    with pytest.raises(Refused) as refused:
        group.repays(loan, 100)
    assert str(refused.value.refusals[0]) == (
        "Of this loan 428.46 INR were paid by those who stand for it; they come first."
    )
    given = {"loan": loan, "account": group.account()}
    group.does("Bina", lending.pay_back_guarantors, minor=10_000, **given)
    assert (savings(group, "Esha"), savings(group, "Fatima")) == (30_000 + 3_333, 6_667)
    found = find_loan(group.organisation, loan)
    assert [(one.back, one.left) for one in found.called] == [(3_333, 10_949), (6_667, 21_897)]
    group.does("Bina", lending.pay_back_guarantors, minor=found.claimed, **given)
    assert find_loan(group.organisation, loan).claimed == 0
    group.repays(loan, 100)
    assert stage.everything_holds(group)


def test_where_nothing_takes_in_savings_the_refusal_names_what_is_missing():
    purposes = ["ledger.claim", "ledger.opening", "lending.interest"]
    group = stage.found(**{"standing.purposes": purposes, "lending.multiple_of_savings": "0"})
    with pytest.raises(Refused) as refused:
        pays_back(group)
    (refusal,) = refused.value.refusals
    assert str(refusal).startswith("What a borrower brings for those who paid becomes their")
    assert "without a vote" in refusal.remedy


def test_a_call_that_is_reversed_leaves_no_claim(group):
    loan = late_loan(group)
    calls(group, loan)
    paid = find_loan(group.organisation, loan).received[0]
    group.does("Bina", ledger.reverse, transfer=paid.transfer)
    found = find_loan(group.organisation, loan)
    assert found.called[0].is_reversed
    assert stage.everything_holds(group)


def test_a_loan_that_others_repaid_is_not_called_repaid():
    group = stage.found(**{"lending.rate": "0"})
    loan = group.asks(minor=1_000, months=1)
    group.stands("Esha", loan)
    group.stands("Fatima", loan)
    group.decides(loan)
    group.pays_out(loan)
    group.allow("lending.call")
    group.today = SPRING
    calls(group, loan, 1_000)
    assert state(group, loan) == "called"
    group.does("Bina", lending.pay_back_guarantors, loan=loan, minor=1_000, account=group.account())
    assert state(group, loan) == "repaid"


def state(group, loan):
    standing = objections.members.standing(group.person["Asma"], group.organisation, group.today)
    return queries.loan_view(group.organisation, loan, standing, group.today).state


def test_what_others_paid_counts_when_she_asks_again(group):
    loan = late_loan(group)
    act = group.act("Asma")
    before = objections.wanted(act, objections.Wish(minor=1, months=1)).borrower.owed
    paid = calls(group, loan)["paid"]
    after = objections.wanted(act, objections.Wish(minor=1, months=1)).borrower.owed
    assert after - before == sum(one["interest"] for one in paid)


@pytest.fixture
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


def test_the_pages_take_a_promise_call_on_it_and_pay_it_back(group, clock):
    loan = group.asks()
    press(group, "Esha", "loan", loan, do="guarantee", most="300")
    press(group, "Fatima", "loan", loan, do="guarantee", most="")
    assert find_loan(group.organisation, loan).caps_left == {
        group.person["Esha"]: 30_000,
        group.person["Fatima"]: 60_000,
    }
    group.decides(loan)
    group.pays_out(loan)
    on(group, clock, SPRING)
    assert "No decision of the members allows this" in text(look(group, "Bina", "call", loan))
    group.permits("lending.call", 90_000, subject=str(loan))
    assert 'value="428.46"' in text(look(group, "Bina", "call", loan))
    esha = group.person["Esha"]
    sent = {"account": str(group.account()), "amount": "300", "value_date": ""}
    answer = press(group, "Bina", "call", loan, **sent, **{f"source_{esha}": "savings"})
    assert "Those who stand for it have paid." in text(answer)
    assert savings(group, "Esha") == 20_000
    for who in ("Asma", "Esha", "Bina"):
        page = text(look(group, who, "loan", loan))
        assert "Paid by those who stand for it" in page
        assert "₹200.00" in page
    sent = {"account": str(group.account()), "amount": "30", "value_date": ""}
    answer = press(group, "Bina", "pay_back", loan, **sent)
    assert "It is written down as the savings of those who paid." in text(answer)
    assert savings(group, "Esha") == 21_000
    assert stage.everything_holds(group)


def test_a_promise_that_cannot_be_is_refused_on_the_page(group):
    loan = group.asks()
    answer = press(group, "Esha", "loan", loan, do="guarantee", most="1300")
    assert answer.status_code == 422
    assert "stands for more than nothing and at most ₹1,200.00" in text(answer)


CHANGES = {
    "UPDATE lending_callrow SET minor = minor + 1": "call_differs",
    "DELETE FROM lending_callrow": "told_otherwise",
    "UPDATE lending_guaranteerow SET most = 40000": "told_otherwise",
    "UPDATE lending_paybackrow SET minor = minor + 1": "return_differs",
    "UPDATE lending_paybackrow SET transfer_id = transfer_id + 1": "return_differs",
    "DELETE FROM lending_paybackrow": "told_otherwise",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(group, change):
    loan = late_loan(group)
    calls(group, loan)
    given = {"loan": loan, "minor": 100, "account": group.account()}
    group.does("Bina", lending.pay_back_guarantors, **given)
    assert stage.everything_holds(group)
    nothing_waits()
    without_guards(change)
    assert CHANGES[change] in {finding.code for finding in queries.check(group.organisation)}
