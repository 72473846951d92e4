"""Loans that do not come back: set aside by a table, given up by a decision, and what returns."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.lending import queries, rules
from tequio.lending import service as lending
from tequio.lending.queries import objections
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.queries.provisions import provided, provision_tables
from tequio.lending.tests import stage
from tequio.lending.tests.reading import cases, minor
from tequio.lending.tests.test_pages import address, look, on, press, text
from tequio.lending.tests.test_tables import nothing_waits, without_guards
from tequio.membership import queries as members
from tequio.membership.tests.groups import browser_of
from tequio.statutes.rules.schema import SchemaError

pytestmark = pytest.mark.django_db
AUTUMN = date(2026, 10, 1)


@pytest.fixture
def group():
    return stage.found(**{"lending.guarantors": 0, "lending.multiple_of_savings": "0"})


@pytest.mark.parametrize("case", cases("provisions"))
def test_a_table_asks_to_set_aside_what_the_accountant_wrote(case):
    version = provision_tables()[case["table"]].on(case["day"])
    late = [rules.LateLoan(minor(left), since) for left, since in case["loans"]]
    assert rules.needed_provision(version, late, case["day"]) == minor(case["needed"])


def test_each_table_says_where_it_was_read_and_that_nobody_compared_it():
    assert set(provision_tables()) == {"arkansas", "pearls"}
    for table in provision_tables().values():
        for version in table.versions:
            assert version.source
            assert not version.verified
        assert table.on(date(2025, 12, 31)) is None, "from before it was read nothing is known"


WRONG = """
table: wrong
title: Wrong
values: [{since: 2026-01-01, dated: day, source: x, read: no, verified: false,
  parts: [{over_months: 2, part: "11/10"}]}]
"""


def test_a_table_that_asks_for_more_than_the_loan_is_refused():
    with pytest.raises(SchemaError, match="between 0 and 1"):
        rules.load_table(WRONG.replace("read: no", 'read: "no"'), where="wrong.yaml")


def provides(group, table="arkansas", **more):
    return group.does("Bina", lending.provide, table=table, **more)


def test_what_is_set_aside_is_brought_to_what_the_table_asks_and_back(group):
    loan = group.a_loan(guarantors=(), minor=60_000)
    group.permits("lending.provide", 100_000)
    group.today = AUTUMN  # late since 14 March: more than six months
    told = provides(group)
    assert (told["held"], told["needed"]) == (0, 15_000)
    assert (group.holds("loan-provision"), group.holds("expense")) == (15_000, 15_000)
    group.repays(loan, find_loan(group.organisation, loan).position(group.today).due_now - 100)
    found = provided(group.organisation, "arkansas", group.today)
    assert (found.held.minor, found.needed.minor) == (15_000, 0)
    provides(group)
    assert (group.holds("loan-provision"), group.holds("expense")) == (0, 0)
    assert stage.everything_holds(group)


def lost_loan(group, *, aside=True):
    """A loan of 600.00 of which 100.00 came back, given up in October."""
    loan = group.a_loan(guarantors=(), minor=60_000)
    group.repays(loan, 10_000)
    group.today = AUTUMN
    if aside:
        group.permits("lending.provide", 100_000)
        provides(group)
    group.permits("lending.write_off", 100_000, subject=str(loan))
    return loan, group.does("Bina", lending.write_off, loan=loan)


def test_a_loan_that_is_given_up_goes_first_against_what_was_set_aside(group):
    loan, told = lost_loan(group)
    assert (told["minor"], told["from_provision"]) == (50_000, 12_500)
    assert group.holds("loan-provision") == 0
    written_off = {one.ref: one.minor for one in books.accounts(group.organisation)}["write_off"]
    assert written_off == 37_500
    assert group.holds("member-loan") == 0
    found = find_loan(group.organisation, loan)
    assert (found.position(group.today).owed, found.lost) == (0, 50_000)
    assert stage.everything_holds(group)


def test_what_was_set_aside_may_cover_all_of_it(group):
    loan = group.a_loan(guarantors=(), minor=1_000)
    group.a_loan(guarantors=(), minor=60_000)
    group.today = AUTUMN
    group.permits("lending.provide", 100_000)
    provides(group)
    group.permits("lending.write_off", 60_000)
    told = group.does("Bina", lending.write_off, loan=loan)
    assert told["from_provision"] == told["minor"] == 1_000
    assert stage.everything_holds(group)


def test_the_debt_stays_hers_and_what_comes_back_is_income(group):
    loan, _told = lost_loan(group, aside=False)
    standing = {
        who: members.standing(group.person[who], group.organisation, group.today)
        for who in ("Asma", "Bina")
    }
    for looks in standing.values():
        view = queries.loan_view(group.organisation, loan, looks, group.today)
        assert (view.state, view.lost.minor) == ("written_off", 50_000)
    box = group.holds()
    given = {"loan": loan, "account": group.account()}
    told = group.does("Bina", lending.recover, minor=20_000, **given)
    assert told["person"] == group.person["Asma"]
    assert (group.holds() - box, group.holds("income")) == (20_000, 20_000)
    assert find_loan(group.organisation, loan).lost == 30_000
    group.does("Bina", lending.recover, minor=30_000, **given)
    view = queries.loan_view(group.organisation, loan, standing["Asma"], group.today)
    assert view.state == "repaid"
    assert stage.everything_holds(group)


def test_what_was_given_up_still_counts_when_she_asks_again():
    group = stage.found(**{"lending.guarantors": 0})
    lost_loan(group, aside=False)
    act = group.act("Asma")
    wanted = objections.wanted(act, objections.Wish(minor=1, months=1))
    assert wanted.borrower.owed == 50_000


def test_a_write_off_that_is_reversed_does_not_count(group):
    loan, told = lost_loan(group)
    entry = find_loan(group.organisation, loan).loss.transfer
    group.does("Bina", ledger.reverse, transfer=entry)
    found = find_loan(group.organisation, loan)
    assert (found.loss, found.lost, found.position(group.today).principal_left) == (None, 0, 50_000)
    assert stage.everything_holds(group)
    assert group.does("Bina", lending.write_off, loan=loan)["write_off"] != told["write_off"]
    assert stage.everything_holds(group)


def test_a_lost_loan_stands_among_the_ended_ones(group):
    loan, _told = lost_loan(group)
    standing = members.standing(group.person["Bina"], group.organisation, group.today)
    assert queries.loans(group.organisation, standing, group.today) == []
    lines, _older = queries.ended_loans(group.organisation, standing, group.today)
    assert [line.loan.id for line in lines] == [loan]
    assert queries.due_soon(group.organisation, group.today) == []
    assert queries.arrears(group.organisation, group.today).lent_out.minor == 0


@pytest.fixture
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


def test_the_pages_set_aside_write_off_and_take_in_what_comes_back(group, clock):
    loan = group.a_loan(guarantors=(), minor=60_000)
    group.permits("lending.provide", 100_000)
    on(group, clock, AUTUMN)
    page = text(look(group, "Bina", "arrears"))
    for told in ("Arkansas Code § 23-35-607", "not compared with the official text", "₹150.00"):
        assert told in page
    press(group, "Bina", "arrears", table="arkansas")
    assert group.holds("loan-provision") == 15_000
    assert "No decision of the members allows this" in text(look(group, "Bina", "write_off", loan))
    group.permits("lending.write_off", 60_000, subject=str(loan))
    answer = press(group, "Bina", "write_off", loan)
    assert "The loan is written off." in text(answer)
    assert "Written off, and still owed" in text(answer)
    sent = {"account": str(group.account()), "amount": "50", "value_date": ""}
    assert "What came back is written down." in text(press(group, "Bina", "recover", loan, **sent))
    mine = text(look(group, "Asma", "loan", loan))
    assert "You still owe it: whatever you bring back helps." in mine
    assert "₹550.00" in mine
    assert "Take in what comes back" not in mine


def test_what_no_decision_allows_is_refused_on_the_page(group, clock):
    group.a_loan(guarantors=(), minor=60_000)
    on(group, clock, AUTUMN)
    browser = browser_of(group.person["Bina"])
    sent = {"key": "k1", "table": "basel"}
    assert browser.post(address(group, "arrears"), sent).status_code == 422
    sent = {"key": "k2", "table": "pearls"}
    assert browser.post(address(group, "arrears"), sent).status_code == 409


CHANGES = {
    "UPDATE lending_writeoffrow SET minor = minor + 1": "write_off_differs",
    "UPDATE lending_writeoffrow SET from_provision = from_provision - 1": "loss_differs",
    "UPDATE lending_writeoffrow SET written_off_on = '2026-09-30'": "told_otherwise",
    "DELETE FROM lending_writeoffrow": "entry_unknown",
    "UPDATE lending_recoveryrow SET minor = minor - 1": "loss_differs",
    "UPDATE lending_recoveryrow SET account_id = account_id + 1": "told_otherwise",
    "DELETE FROM lending_recoveryrow": "loss_differs",
    "UPDATE lending_provisionrow SET needed = needed + 1": "loss_differs",
    "UPDATE lending_provisionrow SET provided_on = '2026-09-30'": "told_otherwise",
    "DELETE FROM lending_provisionrow": "not_there",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(group, change):
    loan, _told = lost_loan(group)
    group.does("Bina", lending.recover, loan=loan, minor=100, account=group.account())
    assert stage.everything_holds(group)
    nothing_waits()
    without_guards(change)
    assert CHANGES[change] in {finding.code for finding in queries.check(group.organisation)}
