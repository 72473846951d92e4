"""The group's first page: what waits, what I may do, money in one look, what nobody decided."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment, AmendStatutes
from tequio.governance.rules.founding import Opening
from tequio.governance.tests.hall import Hall, found, payment, person
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.lending import service as lending
from tequio.mandates import service as mandates
from tequio.membership import service as membership

pytestmark = pytest.mark.django_db

HINDI = {"HTTP_ACCEPT_LANGUAGE": "hi"}


@pytest.fixture
def hall() -> Hall:
    return found(opening=(Opening("cash", 1_000_000), Opening("bank", 500_000)), days_ago=2)


def account(hall: Hall, kind: str = "cash") -> int:
    return next(one.id for one in books.accounts(hall.organisation) if one.kind == kind)


def home(hall: Hall, who: str, **more: Any) -> Any:
    return hall.enters(who).get(reverse("home", args=[hall.slug]), **more)


def words(answer: Any) -> str:
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain)).strip()


def section(answer: Any, name: str) -> str:
    """The words of the part with this name; nothing where it is not there."""
    found_in = re.search(
        rf'<section[^>]*aria-labelledby="{name}">(.*?)</section>', answer.content.decode(), re.S
    )
    plain = re.sub(r"<[^>]+>", " ", found_in.group(1) if found_in else "")
    return re.sub(r"\s+", " ", html.unescape(plain)).strip()


def undecided(hall: Hall, minor: int = 18_000, **more: Any) -> int:
    fields = {"person": hall.people["Chitra"], "account": account(hall), "unit": "INR"}
    told = {"subject": "taxi"} | fields | more
    return int(ledger.record_undecided(hall.act("Chitra"), minor=minor, **told).facts["claim"])


# Who sees it ----------------------------------------------------------------------------------


def test_strangers_and_those_who_left_find_nothing(hall: Hall) -> None:
    address = reverse("home", args=[hall.slug])
    _number, stranger = person()
    gone = hall.enters("Lata")
    membership.leave(hall.act("Lata"))
    assert gone.get(address).status_code == 404
    for visitor in (Client(), stranger):
        assert visitor.get(address).status_code == 404
    assert home(hall, "Devi").status_code == 200


def test_the_page_says_where_one_is_and_as_what(hall: Hall) -> None:
    shown = words(home(hall, "Chitra"))
    assert "Self-help group · 12 members · your office: Treasurer" in shown
    assert "Read aloud:" in shown, "the six words of the head"
    assert "Invented data" not in shown
    assert "your office" not in words(home(hall, "Devi"))


def test_an_invented_group_says_so() -> None:
    group = membership.create_organisation(
        {
            "slug": "demo",
            "name": "Demo",
            "kind": "association",
            "unit": "INR",
            "founded_on": found(days_ago=1).today,
            "is_invented": True,
        }
    )
    number, browser = person("Asha")
    membership.admit(group, [number], since=found("Other", days_ago=1).today)
    assert "Invented data" in words(browser.get(reverse("home", args=["demo"])))


# To be decided --------------------------------------------------------------------------------


def test_a_vote_that_waits_for_me_comes_first_until_i_have_voted(hall: Hall) -> None:
    other = hall.proposes(title="Lamps")
    mine = hall.proposes(title="Tyres")
    ballot = governance.open_ballot(
        hall.act(), proposal=mine, way="phone", closes_on=hall.today + timedelta(9)
    ).facts["ballot"]
    shown = section(home(hall, "Devi"), "to-decide")
    assert shown.index("Tyres") < shown.index("Lamps")
    assert "Vote now" in shown
    governance.cast(hall.act("Devi"), ballot=ballot, choice="yes")
    after = section(home(hall, "Devi"), "to-decide")
    assert "You voted" in after
    assert "Vote now" not in after
    assert "Vote now" in section(home(hall, "Esha"), "to-decide")
    assert other


def test_meetings_that_were_called_and_one_that_is_open_are_shown(hall: Hall) -> None:
    governance.call_meeting(
        hall.act(), held_on=hall.today + timedelta(20), place="Under the tree", agenda=()
    )
    assert "Under the tree" in section(home(hall, "Devi"), "to-decide")
    assert "A meeting is open." not in words(home(hall, "Devi"))
    hall.opens()
    assert "A meeting is open." in words(home(hall, "Devi"))


def test_where_nothing_waits_the_page_says_so(hall: Hall) -> None:
    assert "Nothing waits for a decision." in section(home(hall, "Devi"), "to-decide")


def test_who_waits_to_be_admitted_is_shown_to_the_keeper_of_the_roll(hall: Hall) -> None:
    membership.register_person(hall.act(), name="Mina Kumari")
    assert "Mina Kumari" in section(home(hall, "Asha"), "to-decide")
    assert "Mina Kumari" not in section(home(hall, "Devi"), "to-decide")


def test_the_last_decisions_are_shown(hall: Hall) -> None:
    hall.decides(payment(subject="rent"))
    assert "New tyres" in section(home(hall, "Devi"), "decided")


# Without a decision ---------------------------------------------------------------------------


def test_what_nobody_decided_stands_there_until_it_is_settled(hall: Hall) -> None:
    assert not section(home(hall, "Devi"), "claims")
    number = undecided(hall)
    for who in ("Asha", "Devi"):
        shown = section(home(hall, who), "claims")
        assert "Paid without a decision: taxi" in shown
        assert "Chitra answers for it" in shown
        assert "₹180.00" in shown
    ledger.recover_claim(hall.act("Chitra"), claim=number, account=account(hall), minor=8_000)
    assert "₹100.00" in section(home(hall, "Devi"), "claims")
    ledger.recover_claim(hall.act("Chitra"), claim=number, account=account(hall), minor=10_000)
    assert not section(home(hall, "Devi"), "claims")


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        (975_000, "Missing in the cash box Chitra answers for it"),
        (1_000_500, "More in the cash box than in the book"),
    ],
)
def test_a_difference_of_the_box_names_who_answers_for_it(
    hall: Hall, counted: int, told: str
) -> None:
    ledger.count_cash(
        hall.act("Chitra"),
        account=account(hall),
        counted_minor=counted,
        answerable=hall.people["Chitra"],
    )
    assert told in section(home(hall, "Devi"), "claims")


def test_books_for_officers_hide_sums_but_never_what_nobody_decided(hall: Hall) -> None:
    hall.decides(AmendStatutes("amendment", {"privacy.books": "officers"}, hall.today))
    undecided(hall)
    ledger.save(
        hall.act("Chitra"),
        person=hall.people["Devi"],
        account=account(hall),
        minor=4_500,
        unit="INR",
    )
    member, officer = home(hall, "Devi"), home(hall, "Bela")
    assert "₹180.00" in section(member, "claims")
    money = section(member, "money")
    assert "In the cash box" not in money
    assert "those who hold an office see the books" in money
    assert "My savings ₹45.00" in money, "her own is hers"
    assert "In the cash box ₹9,865.00" in section(officer, "money")


# Money ----------------------------------------------------------------------------------------


def test_money_in_one_look_in_the_manner_of_the_unit(hall: Hall) -> None:
    shown = section(home(hall, "Devi"), "money")
    assert "In the cash box ₹10,000.00" in shown
    assert "At the bank ₹5,000.00" in shown
    assert "Savings of members" not in shown, "nothing is saved yet"


def test_lines_of_the_bank_that_match_nothing_are_counted(hall: Hall) -> None:
    line = BankLine(hall.today, -1_770, "SMS charges")
    ledger.import_lines(hall.act("Chitra"), account=account(hall, "bank"), lines=(line,))
    assert "1 line of the bank matches nothing" in section(home(hall, "Devi"), "money")


# What I may do --------------------------------------------------------------------------------


def presses(answer: Any) -> tuple[set[str], set[str]]:
    """Words of what is offered as a link, and of what is grey."""
    now = re.search(r'aria-labelledby="now">(.*?)</section>', answer.content.decode(), re.S)
    assert now is not None
    links = re.findall(r'<a class="button[^>]*>(.*?)</a>', now.group(1), re.S)
    grey = re.findall(r"<button[^>]*disabled[^>]*>(.*?)</button>", now.group(1), re.S)
    return {_plain(one) for one in links}, {_plain(one) for one in grey}


def _plain(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", marked)).strip()


@pytest.mark.parametrize(
    ("who", "offered", "grey"),
    [
        (
            "Devi",
            {"Make a proposal", "Ask for a loan"},
            {"Call a meeting", "Pay"},
        ),
        ("Asha", {"Make a proposal", "Call a meeting", "Hold a meeting now"}, {"Pay"}),
        (
            "Chitra",
            {"Pay", "A member saves", "Count the cash"},
            {"Call a meeting"},
        ),
    ],
)
def test_each_office_finds_what_it_may_do_and_why_not_the_rest(
    hall: Hall, who: str, offered: set[str], grey: set[str]
) -> None:
    hall.decides(payment(subject="rent"))
    links, refused = presses(home(hall, who))
    assert offered <= links
    assert grey <= refused
    assert not links & refused


def test_a_payment_that_waits_for_my_key_is_shown_to_me_alone(hall: Hall) -> None:
    group = found(
        "Locked",
        values={"keys.pay": 2, "offices.keys": ["secretary", "chair"]},
        opening=(Opening("cash", 100_000),),
        days_ago=2,
    )
    offices = ("treasurer", "secretary", "chair")
    group.decides(
        AllowPayment("mandate", "ledger.pay", 9_000, "INR", offices, subject="rent", keys=2)
    )
    laid = ledger.prepare_payment(
        group.act("Chitra"),
        purpose="ledger.pay",
        account=account(group),
        minor=5_000,
        unit="INR",
        subject="rent",
        payee_text="the landlord",
    )
    assert "A payment waits for your key" in section(home(group, "Asha"), "waiting")
    assert not section(home(group, "Devi"), "waiting")
    keys = {"mandate": laid.facts["mandate"], "payment_hash": laid.facts["payment"]}
    mandates.turn_key(replace(group.act("Asha"), at=timezone.localtime()), **keys)
    ready = section(home(group, "Chitra"), "waiting")
    assert "A payment is ready to be paid" in ready
    assert "waits for your key" not in ready
    assert not section(home(group, "Devi"), "waiting")


def test_a_loan_waits_for_whom_was_asked_to_stand_and_then_for_the_office(hall: Hall) -> None:
    for name in ("Devi", "Esha", "Farida"):
        ledger.save(
            hall.act("Chitra"),
            person=hall.people[name],
            account=account(hall),
            minor=50_000,
            unit="INR",
        )
    asked = hall.numbers(("Esha", "Farida"))
    lending.request(
        hall.act("Devi"), minor=40_000, months=3, guarantors=asked, purpose_text="a sewing machine"
    )
    assert "You were asked to stand for a loan" in section(home(hall, "Esha"), "waiting")
    assert not section(home(hall, "Gita"), "waiting")


# Everywhere -----------------------------------------------------------------------------------


def test_the_page_speaks_hindi(hall: Hall) -> None:
    undecided(hall)
    assert '<html lang="hi">' in home(hall, "Devi", **HINDI).content.decode()


def test_a_busy_group_costs_a_bounded_number_of_questions(
    hall: Hall, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        undecided(hall, 100 + number)
        hall.proposes(payment(subject=f"purpose {number}"), title=f"Proposal {number}")
    visitor, address = hall.enters("Chitra"), reverse("home", args=[hall.slug])
    with django_assert_max_num_queries(80):
        shown = words(visitor.get(address))
    assert "Proposal 7" in shown
