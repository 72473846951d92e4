"""The books in one look, statements, passbooks, vouchers, reversals, closing, files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.browsing import (
    HINDI,
    at,
    browser,
    codes,
    errors,
    is_grey,
    press,
    see,
    words,
)
from tequio.ledger.tests.founding import DAY, FOUNDED, NOON, Group, found
from tequio.membership import service as membership
from tequio.membership.service import NewPerson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    group.allow("ledger.pay", 50_000, subject="rent")
    return group


def save(group: Group, who: str, minor: int, on: date = DAY) -> int:
    receipt = ledger.save(
        group.act(),
        person=group.people[who],
        account=group.cash,
        minor=minor,
        unit="INR",
        value_date=on,
    )
    return int(receipt.facts["transfer"])


# In one look ----------------------------------------------------------------------------------


def test_the_book_in_one_look_shows_the_normal_side(group: Group) -> None:
    save(group, "Devi", 5_000)
    group.pay(30_000)
    shown = words(see(group, "Devi", "books"))
    assert "In the cash box ₹750.00" in shown
    assert "Savings of members ₹50.00" in shown
    assert "Expenses ₹300.00 rent ₹300.00" in shown
    assert "Income ₹1,000.00" in shown
    assert "-₹" not in shown, "no account stands on its wrong side"


def test_what_one_may_do_is_offered_and_the_rest_says_why_not(group: Group) -> None:
    treasurer, member = see(group, "Asha", "books"), see(group, "Devi", "books")
    assert f'href="{at(group, "pay")}"' in treasurer.content.decode()
    assert f'href="{at(group, "pay")}"' not in member.content.decode()
    assert "What you cannot do here, and why" not in words(treasurer)
    assert is_grey(member, "Count the cash")
    assert "Only these offices may do this: Treasurer" in words(member)


def test_settled_claims_and_hidden_lists_are_left_out(group: Group) -> None:
    for number in range(70):
        group.account("expense", f"purpose {number:02d}")
    shown = words(see(group, "Devi", "books"))
    assert "and 10 more" in shown
    assert "Paid without a decision (" not in shown


# Statements ------------------------------------------------------------------------------------


def test_a_statement_runs_from_the_balance_before_to_the_balance_now(group: Group) -> None:
    save(group, "Devi", 5_000, FOUNDED + timedelta(days=3))
    group.pay(30_000, payee=group.people["Bela"], payee_text="for January")
    page = see(group, "Devi", "statement", group.cash, since="2026-01-04", until="2026-02-14")
    shown = words(page)
    assert "4 January 2026 to 14 February 2026" in shown
    assert "Balance before 4 Jan 2026 ₹1,000.00" in shown
    assert "Saved Devi 4 Jan 2026 ₹50.00 ₹1,050.00" in shown
    assert "Payment: rent Bela · for January 14 Feb 2026 ₹300.00 ₹750.00" in shown
    assert "Balance now 14 Feb 2026 ₹50.00 ₹300.00 ₹750.00" in shown
    assert '<article class="sheet">' in page.content.decode()


def test_without_days_a_statement_shows_this_month_and_the_two_before(group: Group) -> None:
    begins = "1 January 2026 to 14 February 2026"
    assert begins in words(see(group, "Devi", "statement", group.cash)), "not before the founding"
    with time_machine.travel(NOON + timedelta(days=60), tick=False):
        later = words(see(group, "Devi", "statement", group.cash))
    assert "1 February 2026 to 15 April 2026" in later


@pytest.mark.parametrize("since", ["soon", "2026-13-01"])
def test_days_that_cannot_be_read_are_said_and_the_usual_ones_shown(
    group: Group, since: str
) -> None:
    page = see(group, "Devi", "statement", group.cash, since=since)
    assert page.status_code == 200
    assert "valid date" in errors(page)
    assert "1 January 2026 to" in words(page)


def test_a_passbook_shows_savings_and_what_was_given_back(group: Group) -> None:
    devi = group.people["Devi"]
    save(group, "Devi", 5_000, FOUNDED)
    save(group, "Bela", 7_000)
    ledger.withdraw(group.act(), person=devi, account=group.cash, minor=2_000, unit="INR")
    mine = see(group, "Devi", "passbook", devi)
    shown = words(mine)
    for told in ("My passbook", "Devi", "Saved ₹30.00", "Given back", "14 Feb 2026 ₹20.00 ₹30.00"):
        assert told in shown
    assert "₹70.00" not in shown
    assert "signature" in mine.content.decode()
    hers = words(see(group, "Asha", "passbook", devi))
    assert "My passbook" not in hers
    assert "Write down savings" in hers


def test_a_member_who_saved_nothing_has_an_empty_passbook(group: Group) -> None:
    assert "Nothing is saved yet" in words(see(group, "Devi", "passbook", group.people["Devi"]))


def test_an_erased_members_passbook_keeps_the_sums(group: Group) -> None:
    devi = group.people["Devi"]
    save(group, "Devi", 5_000)
    membership.erase_person(replace(group.act("Devi"), organisation=None), person=devi)
    shown = words(see(group, "Asha", "passbook", devi))
    assert "a person who was erased" in shown
    assert "₹50.00" in shown


# Vouchers and reversals ------------------------------------------------------------------------


def test_a_wrong_entry_is_reversed_and_both_stay(group: Group) -> None:
    entry = group.pay(30_000).facts["transfer"]
    assert not is_grey(see(group, "Asha", "entry", entry), "This entry is wrong")
    answer = press(group, "Asha", "reverse", entry, reason="written twice")
    mirror = queries.latest_payments(group.organisation, limit=1)[0]
    assert (answer.status_code, answer.url) == (302, at(group, "entry", mirror.transfer))
    reversal = words(see(group, "Devi", "entry", mirror.transfer))
    assert f"Reversal of entry {entry}" in reversal
    assert "written twice" in reversal
    original = see(group, "Asha", "entry", entry)
    assert f"Reversed by entry {mirror.transfer}" in words(original)
    assert is_grey(original, "This entry is wrong")
    assert group.held(group.cash) == 100_000
    again = press(group, "Asha", "reverse", entry, reason="again")
    assert (again.status_code, codes(again)) == (409, ["already_reversed"])
    back = press(group, "Asha", "reverse", mirror.transfer, reason="back")
    assert (back.status_code, codes(back)) == (409, ["is_a_reversal"])
    assert "reversed" in words(see(group, "Devi", "statement", group.cash))


def test_a_reversal_needs_a_reason_and_the_office(group: Group) -> None:
    entry = group.pay(30_000).facts["transfer"]
    silent = press(group, "Asha", "reverse", entry, reason="")
    assert (silent.status_code, "required" in errors(silent)) == (422, True)
    member = press(group, "Devi", "reverse", entry, reason="mine")
    assert (member.status_code, codes(member)) == (403, ["office_not_held"])
    assert is_grey(see(group, "Devi", "entry", entry), "This entry is wrong")
    assert group.held(group.cash) == 70_000


# Closing, opening, taking away -----------------------------------------------------------------


def test_a_closed_period_takes_no_more_entries(group: Group) -> None:
    page = see(group, "Asha", "close_period")
    assert 'value="2026-01-31"' in page.content.decode(), "the last month is offered"
    answer = press(group, "Asha", "close_period", through="2026-01-31")
    assert (answer.status_code, answer.url) == (302, at(group, "books"))
    assert "Closed up to 31 January 2026" in words(see(group, "Devi", "books"))
    late = press(
        group,
        "Asha",
        "pay",
        line="ledger.pay|rent",
        amount="1",
        payee_text="the landlord",
        account=group.cash,
        value_date="2026-01-31",
    )
    assert (late.status_code, codes(late)) == (409, ["period_closed"])
    again = press(group, "Asha", "close_period", through="2026-01-30")
    assert (again.status_code, codes(again)) == (409, ["period_already_closed"])


def test_a_period_that_is_not_over_is_not_closed(group: Group) -> None:
    answer = press(group, "Asha", "close_period", through=DAY.isoformat())
    assert (answer.status_code, codes(answer)) == (409, ["period_not_over"])
    empty = press(group, "Asha", "close_period", through="")
    assert empty.status_code == 422


def test_an_officer_opens_another_account_under_its_own_name(group: Group) -> None:
    fields = {"kind": "bank", "name": "Gramin Bank", "unit": "INR"}
    answer = press(group, "Bela", "add_account", **fields)
    number = queries.accounts(group.organisation)[-1].id
    assert answer.status_code == 302
    assert "Gramin Bank" in words(browser(group, "Devi").get(answer.url))
    assert "Gramin Bank" in words(see(group, "Devi", "books"))
    member = press(group, "Devi", "add_account", **fields | {"name": "Mine"})
    assert (member.status_code, codes(member)) == (403, ["office_not_held"])
    assert is_grey(see(group, "Devi", "add_account"), "Open it")
    strange = press(group, "Bela", "add_account", **fields | {"kind": "member-savings"})
    assert strange.status_code == 422
    assert number


def test_the_book_is_taken_away_for_hledger_and_as_a_table(group: Group) -> None:
    save(group, "Devi", 5_000)
    group.pay(30_000, payee=group.people["Devi"], payee_text="Devi's roof")
    assert at(group, "export_csv", "main") in see(group, "Devi", "export").content.decode()
    journal = see(group, "Devi", "export_hledger", "main")
    assert journal.headers["Content-Disposition"].startswith("attachment")
    assert "300.00 INR" in journal.content.decode()
    table = see(group, "Devi", "export_csv", "main")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.content.decode())))
    assert [row["amount"] for row in rows] == ["1000.00", "50.00", "300.00"]
    assert rows[-1]["debit"] == "expenses:rent"
    for file in (journal, table):
        assert "Devi" not in file.content.decode(), "numbers in the place of persons"


# Everywhere -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["books", "statement", "passbook", "entry", "reverse", "close_period", "add_account", "export"],
)
def test_these_pages_speak_hindi(group: Group, name: str) -> None:
    entry = group.pay(30_000).facts["transfer"]
    given = {
        "statement": [group.cash],
        "passbook": [group.people["Asha"]],
        "entry": [entry],
        "reverse": [entry],
    }
    page = browser(group, "Asha").get(at(group, name, *given.get(name, [])), **HINDI)
    assert '<html lang="hi">' in page.content.decode()


@pytest.mark.parametrize(("name", "most"), [("books", 75), ("statement", 24), ("passbook", 24)])
def test_a_full_book_costs_no_more_questions_than_an_empty_one(
    group: Group, name: str, most: int, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    people = membership.create_people([NewPerson(f"Member{n:02d}") for n in range(30)])
    membership.admit(group.organisation, people, since=FOUNDED)
    for person in people:
        ledger.save(group.act(), person=person, account=group.cash, minor=100, unit="INR")
    given = {"statement": [group.cash], "passbook": [people[-1]]}.get(name, [])
    visitor, address = browser(group, "Asha"), at(group, name, *given)
    with django_assert_max_num_queries(most):
        page = visitor.get(address)
    assert "Member29" in words(page)


def test_an_entry_names_the_decision_that_allowed_it_and_its_number_small(group: Group) -> None:
    mandate = group.allow("ledger.pay", 50_000, subject="soap")
    entry = group.pay(500, subject="soap").facts["transfer"]
    shown = words(see(group, "Asha", "entry", entry))
    assert f"Allowed by soap decided on 1 January 2026 · mandate {mandate}" in shown
    saved = ledger.save(
        group.act(), person=group.people["Devi"], account=group.cash, minor=5, unit="INR"
    )
    assert "Allowed by A member saves" in words(
        see(group, "Asha", "entry", saved.facts["transfer"])
    )


def test_the_field_of_a_sum_shows_its_unit(group: Group) -> None:
    for page in ("receive", "save", "count_cash", "move"):
        assert '<span class="unit">₹' in see(group, "Asha", page).content.decode()


# Limits and closing --------------------------------------------------------------------------


def test_limits_are_changed_on_a_page_as_the_account_shows_what_it_holds(group: Group) -> None:
    page = see(group, "Asha", "statement", group.bank).content.decode()
    assert at(group, "change_limit", group.bank) in page
    group.revoke(group.standing)
    shown = see(group, "Asha", "change_limit", group.bank)
    assert is_grey(shown, "Change the limits"), "no decision allows it any more"
    group.allow("ledger.limits", None, subject=str(group.bank))
    assert not is_grey(see(group, "Asha", "change_limit", group.bank), "Change the limits")
    press(group, "Asha", "change_limit", group.bank, most="900", overdraft="50")
    found = queries.account(group.organisation, group.bank)
    assert found is not None
    assert (found.floor, found.ceiling) == (-90_000, 5_000)
    again = see(group, "Asha", "change_limit", group.bank).content.decode()
    assert 'value="50.00"' in again
    assert 'value="900.00"' in again


def test_limits_that_contradict_each_other_are_said_so(group: Group) -> None:
    group.allow("ledger.limits", None)
    for fields, told in (
        ({"least": "5", "most": "4"}, "The least is more than the most."),
        ({"least": "5", "overdraft": "4"}, "has no least sum"),
        ({"most": "much"}, "is not an amount"),
    ):
        answer = press(group, "Asha", "change_limit", group.bank, **fields)
        assert answer.status_code == 422
        assert told in words(answer)


def test_an_empty_account_is_closed_on_a_page_and_a_full_one_says_why_not(group: Group) -> None:
    group.allow("ledger.limits", None)
    group.fill(500)
    full = see(group, "Asha", "close_account", group.cash)
    assert is_grey(full, "Close the account")
    assert "This account still holds" in words(full)
    press(group, "Asha", "close_account", group.bank)
    found = queries.account(group.organisation, group.bank)
    assert found is not None
    assert found.closed_on is not None
    closed = see(group, "Asha", "change_limit", group.bank)
    assert "was closed on" in words(closed)


def test_members_without_an_office_see_no_way_to_the_limits(group: Group) -> None:
    page = see(group, "Devi", "statement", group.bank).content.decode()
    assert at(group, "change_limit", group.bank) not in page
