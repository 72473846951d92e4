"""What a year of the books of money shows, and where they do not tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tequio.kernel import Unit
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.ledger.tests.founding import DAY, FOUNDED, Group, found
from tequio.mandates import service as mandates
from tequio.screening.queries.computing import Computed, Row, computed_facts
from tequio.screening.queries.computing.money import MODULE
from tequio.screening.rules.subjects import names_somebody, sense_of

pytestmark = pytest.mark.django_db
FACTS = [fact.removeprefix("practice.") for fact in MODULE.functions]


@pytest.fixture
def group() -> Group:
    return found()


def says(group: Group, on: date = DAY) -> dict[str, Computed | str]:
    said, silent = computed_facts(group.organisation, ["money"], on)
    found = {one.fact: one for one in said} | {one.fact: one.reason for one in silent}
    return {name: found[f"practice.{name}"] for name in FACTS}


def receives(group: Group, minor: int, subject: str = "", who: str = "", **more: object) -> int:
    """Money came in; who brought it: a person of the group, or what was noted."""
    payer = {"payer": group.people[who]} if who in group.people else {"payer_text": who}
    given = {"account": group.cash, "minor": minor, "unit": "INR", "value_date": FOUNDED}
    return int(
        ledger.receive(group.act(), subject=subject, **given | payer | more).facts["transfer"]
    )


def is_matched(group: Group, entry: int, minor: int) -> None:
    """A line of the bank's statement is this entry."""
    line = BankLine(FOUNDED, minor, "A1", "as the bank says")
    told = ledger.import_lines(group.act(), account=group.bank, lines=(line,)).facts
    ledger.match_line(group.act(), line=told["first"], transfer=entry)


def test_books_in_which_nothing_was_ever_written_say_nothing(group: Group) -> None:
    assert says(group) == {
        "active": "not_kept_here",
        **dict.fromkeys(FACTS[1:], "nothing_happened"),
    }


def test_income_is_told_apart_by_the_word_that_was_written_beside_it(group: Group) -> None:
    entries = [
        receives(group, 600, "milk sales", "Devi"),
        receives(group, 100, "fees"),
        receives(group, 200, "grant", "City of Pune"),
        receives(group, 100, "Grant 2026", "Oxfam"),
    ]
    said = says(group)
    assert {name: said[name].value for name in FACTS[:5]} == {
        "active": True,
        "trading_income": "3/5",
        "own_revenue": "7/10",
        "largest_funder": "1/5",
        "largest_client": "1",
    }
    assert {one.grade for one in said.values() if isinstance(one, Computed)} == {0}
    trade = said["trading_income"]
    assert (trade.since, trade.until, trade.query) == (FOUNDED, DAY, "money.trading_income")
    assert trade.rows == tuple(Row("entry", number, FOUNDED) for number in entries)


def test_one_receipt_without_a_word_for_what_it_was_leaves_every_part_unsaid(group: Group) -> None:
    receives(group, 600, "sales", "Devi")
    receives(group, 1, "", "Devi")
    said = says(group)
    assert said["active"].value is True
    assert {said[name] for name in FACTS[1:5]} == {"not_attributable"}


def test_a_note_that_only_repeats_what_it_was_names_nobody(group: Group) -> None:
    receives(group, 600, "sales", "the sales")
    receives(group, 300, "grant", "a gift")
    said = says(group)
    assert (said["largest_funder"], said["largest_client"]) == (("not_attributable",) * 2)
    assert said["trading_income"].value == "2/3"


def test_what_was_reversed_never_came_in_and_gifts_alone_are_no_activity(group: Group) -> None:
    wrong = receives(group, 600, "sales", "Devi")
    ledger.reverse(group.act(), transfer=wrong, value_date=DAY)
    receives(group, 100, "donation", "Oxfam", value_date=DAY)
    said = says(group)
    assert said["own_revenue"].value == "0"
    assert said["active"] == "too_young"
    later = says(group, FOUNDED + timedelta(days=365))
    assert later["active"].value is False
    assert says(group, FOUNDED + timedelta(days=800))["active"] == "not_kept_here"


def test_the_bank_proves_the_money_and_not_what_it_was_for(group: Group) -> None:
    entry = receives(group, 600, "sales", "Devi", account=group.bank)
    is_matched(group, entry, 600)
    said = says(group)
    assert (said["active"].grade, said["trading_income"].grade) == (3, 1)
    assert said["largest_client"].grade == 1
    receives(group, 100, "sales", "the hotel")
    said = says(group)
    assert (said["active"].grade, said["trading_income"].grade) == (3, 0)
    assert (said["largest_client"].value, said["largest_client"].grade) == ("6/7", 0)


def test_pay_is_compared_by_the_months_in_which_each_was_paid(group: Group) -> None:
    group.fill(10_000)
    group.allow("ledger.pay", 10_000)
    for who, minor, day in (("Asha", 900, 5), ("Asha", 900, 36), ("Devi", 300, 36)):
        paid_on = FOUNDED + timedelta(days=day)
        group.pay(minor, "wages", payee=group.people[who], value_date=paid_on)
    assert says(group)["pay_ratio"].value == "3"
    group.pay(50, "wages")
    assert says(group)["pay_ratio"] == "not_attributable"


def test_other_money_is_not_added_up(group: Group) -> None:
    receives(group, 600, "sales", "Devi")
    mandates.open_unit(group.organisation, Unit("EUR", 2))
    euros = group.account("cash", "euros", unit="EUR")
    group.allow("ledger.receive", None, unit="EUR")
    receives(group, 5, "sales", "Devi", account=euros, unit="EUR")
    assert says(group)["trading_income"] == "several_units"


@pytest.mark.parametrize(
    ("subject", "sense"),
    [
        ("Sales", "trade"),
        ("ventes-2026", "trade"),
        ("दूध बिक्री", "trade"),
        ("Grant (city)", "given"),
        ("membership fees", "dues"),
        ("nóminas", "pay"),
        ("sale of a gift", None),
        ("roof", None),
        ("", None),
    ],
)
def test_a_subject_says_what_it_was_or_nothing(subject: str, sense: str | None) -> None:
    assert sense_of(subject) == sense


def test_a_note_names_somebody_if_it_says_more_than_what_it_was() -> None:
    assert names_somebody("City of Pune", "grant")
    assert not names_somebody("the grant", "grant")
    assert not names_somebody("", "grant")
