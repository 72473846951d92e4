"""Who sees which page of the books: every page, every role, by the statutes' own word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.ledger.tests.browsing import adopt, at, browser, codes, see, words
from tequio.ledger.tests.founding import DAY, NOON, Group, found
from tequio.ledger.urls import BOOKS, MANDATES
from tequio.membership import service as membership
from tequio.membership.tests.groups import browser_of, stranger

pytestmark = pytest.mark.django_db

OPEN = ("mandates", "mandate", "claims", "claim", "record_undecided")
"""What every member sees, whatever the statutes say of the books: what was decided, and what was
paid although nobody had decided it."""
OWN = ("passbook", "statement", "entry")
"""What a member sees of herself where the books are for officers."""
POST_ONLY = ("match_line",)


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


def given_for(group: Group) -> dict[str, list[object]]:
    """What each page's address takes beside the group."""
    mandate = group.allow("ledger.pay", 1_000, subject="soap")
    claim = ledger.record_undecided(
        group.act(), person=group.people["Bela"], account=group.cash, minor=1_000, unit="INR"
    ).facts["claim"]
    entry = ledger.save(
        group.act(), person=group.people["Chitra"], account=group.cash, minor=2_000, unit="INR"
    ).facts["transfer"]
    return {
        "statement": [group.cash],
        "change_limit": [group.cash],
        "close_account": [group.cash],
        "bank_lines": [group.bank],
        "match_line": [group.bank],
        "passbook": [group.people["Chitra"]],
        "claim": [claim],
        "entry": [entry],
        "reverse": [entry],
        "export_hledger": ["main"],
        "export_csv": ["main"],
        "mandate": [mandate],
    }


NAMES = sorted(str(pattern.name) for pattern in [*BOOKS, *MANDATES])


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_passers_by_find_nothing(group: Group, name: str) -> None:
    address = at(group, name, *given_for(group).get(name, []))
    left = browser(group, "Devi")
    membership.leave(group.act("Devi", later=timedelta(days=-9)))
    for visitor in (Client(), stranger(), left):
        assert visitor.get(address).status_code in (404, 405 if name in POST_ONLY else 404)
        assert visitor.post(address, {"key": "k"}).status_code in (404, 405)


@pytest.mark.parametrize("who", ["Asha", "Bela", "Devi"])
@pytest.mark.parametrize("name", NAMES)
def test_members_see_the_books_where_the_statutes_say_so(group: Group, name: str, who: str) -> None:
    answer = see(group, who, name, *given_for(group).get(name, []))
    if name in POST_ONLY:
        assert answer.status_code == 405
    elif name == "choose_bank":
        assert answer.status_code == 302
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_where_only_officers_see_the_books_a_member_is_told_so(group: Group, name: str) -> None:
    adopt(group, privacy_books="officers")
    given = given_for(group).get(name, [])
    member = see(group, "Devi", name, *given)
    if name in OPEN:
        assert member.status_code == 200
    elif name in POST_ONLY:
        assert member.status_code == 405
    else:
        assert member.status_code == 403
        assert codes(member) == ["books_not_shown"]
    assert see(group, "Bela", name, *given).status_code in (200, 302, 405)


def test_a_member_always_sees_her_own_passbook_account_and_receipts(group: Group) -> None:
    adopt(group, privacy_books="officers")
    saved = ledger.save(
        group.act(), person=group.people["Devi"], account=group.cash, minor=2_000, unit="INR"
    ).facts
    devi = group.people["Devi"]
    account = group.account("member-savings", f"person:{devi}")
    for name, number in zip(OWN, (devi, account, saved["transfer"]), strict=True):
        own = see(group, "Devi", name, number)
        assert own.status_code == 200
        assert "₹20.00" in words(own)
        assert see(group, "Asha", name, number).status_code == 200


def test_the_payments_under_a_mandate_are_for_who_sees_the_books(group: Group) -> None:
    adopt(group, privacy_books="officers")
    paid = group.pay(30_000, payee=group.people["Bela"], payee_text="for January")
    officer = words(see(group, "Bela", "mandate", paid.facts["mandate"]))
    member = words(see(group, "Devi", "mandate", paid.facts["mandate"]))
    assert "for January" in officer
    assert "for January" not in member
    for page in (officer, member):
        assert "₹300.00 of ₹500.00" in page, "what was spent of it concerns everybody"


def loan_paid_to(group: Group, who: str) -> int:
    """A loan's entry, as the lending room writes it."""
    mandate = group.allow("lending.loan", 20_000, subject="7")
    account = group.account("member-loan", "loan:7")
    transfer = Transfer("lending.loan", "7", account, group.cash, 20_000, "INR", mandate)
    note = ledger.Note(payee=group.people[who])
    return ledger.post(group.act(), value_date=DAY, transfers=[transfer], note=note).transfers[0]


def test_who_borrowed_stays_hidden_where_the_statutes_hide_it(group: Group) -> None:
    entry = loan_paid_to(group, "Chitra")
    account = group.account("member-loan", "loan:7")
    pages = (("books",), ("statement", group.cash), ("entry", entry))
    for rule, who, sees in (
        ("officers", "Bela", True),
        ("officers", "Devi", False),
        ("members", "Devi", True),
        ("self", "Bela", False),
    ):
        adopt(group, privacy_loans=rule)
        for name, *given in pages:
            shown = words(see(group, who, name, *given))
            assert ("Chitra" in shown) is sees, (rule, who, name)
            assert "loan 7" in shown
        assert see(group, who, "statement", account).status_code == (200 if sees else 404)
    assert "Chitra" in words(see(group, "Chitra", "entry", entry)), "it is her own"


def test_what_has_no_number_here_is_not_there(group: Group) -> None:
    other = found("other-group")
    for name in ("entry", "reverse", "claim", "mandate", "bank_lines", "statement", "passbook"):
        assert see(group, "Asha", name, 99_999).status_code == 404
    assert see(group, "Asha", "passbook", other.people["Devi"]).status_code == 404
    assert browser_of(other.people["Asha"]).get(at(group, "books")).status_code == 404
    assert see(group, "Asha", "export_csv", "another-book").status_code == 404
