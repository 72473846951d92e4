"""What only the members can decide about a loan is brought to them by one press."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from tequio.lending import queries
from tequio.lending.tests import stage
from tequio.lending.tests.test_pages import address, look, on, press, text
from tequio.membership.tests.groups import browser_of

pytestmark = pytest.mark.django_db
AUTUMN = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def group():
    return stage.found()


def brings(group, name, *given):
    """A press on "Bring it to the assembly"; the number of the proposal that it leads to."""
    answer = browser_of(group.person["Bina"]).post(
        address(group, name, *given), {"key": f"{name}-{given}"}, follow=True
    )
    assert "The proposal is made." in text(answer)
    (number,) = re.findall(r"/proposals/(\d+)/", answer.redirect_chain[-1][0])
    return int(number)


def test_what_is_left_of_a_loan_is_brought_decided_and_written_off(group, clock):
    loan = group.a_loan(minor=60_000)
    on(group, clock, AUTUMN)
    assert "Bring it to the assembly" in text(look(group, "Bina", "write_off", loan))
    group.resolves(brings(group, "bring_loan", loan, "write-off"))
    page = text(look(group, "Bina", "write_off", loan))
    assert "Bring it to the assembly" not in page
    assert "The loan is written off." in text(press(group, "Bina", "write_off", loan))


def test_calling_on_those_who_stand_for_it_is_brought_decided_and_done(group, clock):
    loan = group.a_loan(minor=60_000)
    on(group, clock, AUTUMN)
    group.resolves(brings(group, "bring_loan", loan, "call"))
    assert "Bring it to the assembly" not in text(look(group, "Bina", "call", loan))
    sent = {"account": str(group.account()), "amount": "10", "value_date": ""}
    answer = press(group, "Bina", "call", loan, **sent)
    assert "Those who stand for it have paid." in text(answer)


def test_setting_aside_is_brought_decided_and_done(group, clock):
    group.a_loan(minor=60_000)
    on(group, clock, AUTUMN)
    group.resolves(brings(group, "bring_provision", "arkansas"))
    press(group, "Bina", "arrears", table="arkansas")
    found = {one.table.name: one for one in queries.provided_by_tables(group.organisation, AUTUMN)}
    assert found["arkansas"].held == found["arkansas"].needed


def test_nothing_is_brought_of_what_is_not_there_or_not_owed(group, clock):
    loan = group.a_loan(minor=60_000, stage="guaranteed")
    browser = browser_of(group.person["Bina"])
    for name, given in (
        ("bring_loan", [loan, "write-off"]),
        ("bring_loan", [99_999, "call"]),
        ("bring_provision", ["basel"]),
    ):
        assert browser.post(address(group, name, *given), {"key": "k"}).status_code == 404
    assert browser.get(address(group, "bring_loan", loan, "call")).status_code == 405
