"""Reversing, closing periods, limits and accounts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, Group, found, refused
from tequio.ledger.tests.test_claims import record

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 31)


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    return group


def test_a_wrong_entry_is_reversed_exactly_and_once(group: Group) -> None:
    group.allow("ledger.pay", 900, subject="rent")
    wrong = group.pay(900).facts["transfer"]
    turned = ledger.reverse(group.act(), transfer=wrong, reason="typed twice")
    assert (group.held(group.cash), group.held(group.account("expense", "rent"))) == (100_000, 0)
    assert refused(ledger.reverse, group.act(), transfer=wrong) == ["already_reversed"]
    again = turned.facts["transfer"]
    assert refused(ledger.reverse, group.act(), transfer=again) == ["is_a_reversal"]
    assert refused(ledger.reverse, group.act(), transfer=99_999) == ["no_such_transfer"]


def test_what_a_reversed_entry_had_spent_can_be_spent_again(group: Group) -> None:
    mandate = group.allow("ledger.pay", 900, subject="rent", period="month")
    wrong = group.pay(900).facts["transfer"]
    assert refused(group.pay, 1) == ["over_the_ceiling"]
    ledger.reverse(group.act(), transfer=wrong)
    group.pay(900)
    assert refused(group.pay, 1) == ["over_the_ceiling"]
    done = queries.decided(group.organisation, mandate, DAY)
    assert done is not None
    assert (done.done[0].spent.minor, done.done[0].payments) == (900, 1)


def test_a_claim_is_reversed_only_while_it_is_whole(group: Group) -> None:
    claim, other = record(group), record(group)
    ledger.recover_claim(group.act(), claim=claim, account=group.cash, minor=1)
    assert refused(ledger.reverse, group.act(), transfer=claim) == ["claim_settled_in_part"]
    ledger.reverse(group.act(), transfer=other)
    assert [one.transfer for one in queries.claims(group.organisation)] == [claim]


def test_a_reversal_stops_at_the_limits_of_the_accounts(group: Group) -> None:
    fields = {"person": group.people["Devi"], "account": group.cash, "unit": "INR"}
    saved = ledger.save(group.act(), minor=500, **fields).facts["transfer"]
    ledger.withdraw(group.act(), minor=1, **fields)
    assert refused(ledger.reverse, group.act(), transfer=saved) == ["below_the_floor"]
    ledger.save(group.act(), minor=1, **fields)
    ledger.reverse(group.act(), transfer=saved)


def test_in_a_closed_period_nothing_is_written(group: Group) -> None:
    group.allow("ledger.pay", None, subject="rent")
    group.pay(1, value_date=JANUARY)
    ledger.close_period(group.act(), through=JANUARY)
    assert refused(group.pay, 1, value_date=JANUARY) == ["period_closed"]
    group.pay(1, value_date=JANUARY + timedelta(days=1))
    assert queries.closed_through(group.organisation) == JANUARY


def test_a_period_is_closed_after_it_is_over_and_only_forwards(group: Group) -> None:
    assert refused(ledger.close_period, group.act(), through=DAY) == ["period_not_over"]
    assert refused(ledger.close_period, group.act("Devi"), through=JANUARY) == ["office_not_held"]
    ledger.close_period(group.act(), through=JANUARY)
    assert refused(ledger.close_period, group.act(), through=JANUARY) == ["period_already_closed"]
    ledger.close_period(group.act(), through=JANUARY + timedelta(days=1))


def test_an_overdraft_is_a_limit_that_a_decision_changes(group: Group) -> None:
    group.allow("ledger.pay", None, subject="rent")
    fields = {"account": group.bank, "value_date": DAY}
    assert refused(group.pay, 500, **fields) == ["above_the_limit"]
    ledger.change_limit(group.act(), account=group.bank, ceiling=500)
    group.pay(500, **fields)
    assert group.held(group.bank) == -500
    assert refused(ledger.change_limit, group.act(), account=group.bank, ceiling=499) == [
        "limit_passed"
    ]
    assert refused(ledger.change_limit, group.act("Devi"), account=group.bank) == [
        "office_not_held"
    ]
    assert refused(ledger.change_limit, group.act(), account=99_999) == ["no_such_account"]


def test_only_an_empty_account_is_closed_and_then_nothing_enters_it(group: Group) -> None:
    assert refused(ledger.close_account, group.act(), account=group.cash) == ["account_not_empty"]
    fields = {"minor": 100_000, "unit": "INR"}
    ledger.move(group.act(), source=group.cash, target=group.bank, **fields)
    ledger.close_account(group.act(), account=group.cash)
    back = {"source": group.bank, "target": group.cash, **fields}
    assert refused(ledger.move, group.act(), **back) == ["account_closed"]
    assert refused(ledger.close_account, group.act(), account=group.cash) == ["account_closed"]


def test_another_account_is_opened_by_an_officer(group: Group) -> None:
    opened = ledger.add_account(group.act(), kind="bank", unit="INR", name="Mobile money")
    listed = queries.account(group.organisation, opened.facts["account"])
    assert listed is not None
    assert (listed.kind, listed.minor) == ("bank", 0)
    assert listed.text is not None
    assert refused(ledger.add_account, group.act("Devi"), kind="bank", unit="INR") == [
        "office_not_held"
    ]
    assert refused(ledger.add_account, group.act(), kind="chest", unit="INR") == ["no_such_kind"]
    assert refused(ledger.add_account, group.act(), kind="bank", unit="EUR") == ["no_such_unit"]
    ledger.add_account(group.act(), kind="bank", unit="INR")
    assert refused(ledger.add_account, group.act(), kind="bank", unit="INR") == ["account_exists"]


def test_several_books_of_one_group_balance_each_by_itself(group: Group) -> None:
    box = ledger.add_account(group.act(), kind="cash", unit="INR", book="creche").facts["account"]
    ledger.receive(group.act(), account=box, minor=700, unit="INR")
    books = {one.book for one in queries.accounts(group.organisation)}
    assert books == {"main", "creche"}
    fields = {"source": group.cash, "target": box, "minor": 1, "unit": "INR"}
    assert refused(ledger.move, group.act(), **fields) == ["no_such_account"]
    assert list(queries.check(group.organisation)) == []
