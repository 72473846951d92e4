"""Paying, receiving, carrying, saving on pages: what happens, what is refused, what is grey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

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
from tequio.ledger.tests.founding import DAY, NOON, Group, found
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


RENT = "ledger.pay|rent"


def pay(group: Group, who: str = "Asha", **fields: object) -> object:
    given = {"line": RENT, "amount": "300", "account": group.cash, "value_date": DAY.isoformat()}
    if "payee" not in fields:
        given["payee_text"] = "Mr Dube"
    return press(group, who, "pay", **given | fields)


# Paying -------------------------------------------------------------------------------------


def test_the_treasurer_pays_what_was_decided(group: Group) -> None:
    shown = words(see(group, "Asha", "pay"))
    assert "rent ₹500.00 left of ₹500.00 · without end" in shown
    answer = pay(group, payee=str(group.people["Bela"]), payee_text="January")
    entry = queries.latest_payments(group.organisation, limit=1)[0]
    assert (answer.status_code, answer.url) == (302, at(group, "entry", entry.transfer))
    voucher = words(see(group, "Asha", "entry", entry.transfer))
    for told in ("Payment: rent", "₹300.00", "Bela", "January", "14 February 2026", "From box"):
        assert told in voucher
    assert "₹200.00 left of ₹500.00" in words(see(group, "Asha", "pay"))
    assert group.held(group.cash) == 70_000


def test_the_same_press_again_pays_once(group: Group) -> None:
    first = pay(group, key="one press")
    again = pay(group, key="one press")
    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert group.held(group.cash) == 70_000
    other = pay(group, key="one press", amount="301")
    assert (other.status_code, codes(other)) == (409, ["key_used_for_other_content"])


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1,00.50", None),
        ("100.50", 10050),
        ("₹ 1,000", 100000),
        ("१५०.५०", 15050),
        ("400/-", 40000),
    ],
)
def test_amounts_are_read_exactly_as_people_type_them(
    group: Group, typed: str, minor: int | None
) -> None:
    group.allow("ledger.pay", None, subject="seeds")
    answer = pay(group, line="ledger.pay|seeds", amount=typed)
    if minor is None:
        assert answer.status_code == 422
        assert "is not an amount" in errors(answer)
    else:
        assert answer.status_code == 302
        assert group.held(group.cash) == 100_000 - minor


@pytest.mark.parametrize(
    ("who", "fields", "status", "code"),
    [
        ("Asha", {"amount": "500.01"}, 409, "over_the_ceiling"),
        ("Asha", {"line": "ledger.pay|roof"}, 409, "no_mandate"),
        ("Asha", {"amount": "0"}, 422, "amount_not_positive"),
        ("Asha", {"value_date": (DAY + timedelta(1)).isoformat()}, 422, "date_not_reached"),
        ("Devi", {}, 403, "office_not_held"),
        ("Bela", {}, 403, "office_not_held"),
    ],
)
def test_what_is_refused_is_said_above_the_form_and_nothing_is_lost(
    group: Group, who: str, fields: dict[str, str], status: int, code: str
) -> None:
    answer = pay(group, who, payee_text="Mr Sharma", **fields)
    assert answer.status_code == status
    assert codes(answer) == [code]
    assert 'value="Mr Sharma"' in answer.content.decode()
    assert group.held(group.cash) == 100_000


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"amount": ""}, "required"),
        ({"amount": "much"}, "is not an amount"),
        ({"amount": "1.234"}, "more decimals"),
        ({"line": ""}, "required"),
        ({"line": "lending.loan|7"}, "Choose a decision"),
        ({"account": "99999"}, "Choose an account"),
        ({"account": "box"}, "whole number"),
        ({"payee": "99999"}, "Choose a person"),
        ({"value_date": "yesterday"}, "valid date"),
    ],
)
def test_what_cannot_be_read_is_said_under_its_field(
    group: Group, fields: dict[str, str], said: str
) -> None:
    answer = pay(group, **fields)
    assert answer.status_code == 422
    assert said in errors(answer)
    assert group.held(group.cash) == 100_000


def test_a_payment_to_nobody_is_refused_with_what_to_write(group: Group) -> None:
    answer = pay(group, payee_text="")
    assert (answer.status_code, codes(answer)) == (422, ["no_payee"])
    assert "the name of the shop" in words(answer)


@pytest.mark.parametrize(
    ("who", "is_grey_here"), [("Asha", False), ("Bela", True), ("Chitra", True), ("Devi", True)]
)
def test_the_button_is_grey_for_who_would_be_refused(
    group: Group, who: str, is_grey_here: bool
) -> None:
    page = see(group, who, "pay")
    assert is_grey(page, "Pay") is is_grey_here
    assert ("Only these offices may do this: Treasurer" in words(page)) is is_grey_here


def test_where_no_decision_allows_a_payment_two_ways_are_shown() -> None:
    empty = found()
    empty.revoke(empty.standing)
    page = see(empty, "Asha", "pay")
    assert "No decision allows a payment now" in words(page)
    assert at(empty, "record_undecided") in page.content.decode()


def test_a_decision_for_every_subject_asks_what_it_is_for(group: Group) -> None:
    group.allow("ledger.fee", None)
    assert "What for?" in words(see(group, "Asha", "pay"))
    answer = pay(group, line="ledger.fee|", subject="SMS charges", amount="17.70")
    assert answer.status_code == 302
    entry = queries.latest_payments(group.organisation, limit=1)[0]
    assert (entry.code, entry.subject) == ("ledger.fee", "SMS charges")


def test_a_named_subject_is_never_overwritten(group: Group) -> None:
    pay(group, subject="something else")
    assert queries.latest_payments(group.organisation, limit=1)[0].subject == "rent"


def test_a_link_fills_the_form_beforehand(group: Group) -> None:
    page = see(group, "Asha", "pay", amount="17.70", account=group.bank, value_date="2026-02-10")
    content = page.content.decode()
    assert 'value="17.70"' in content
    assert 'value="2026-02-10"' in content
    assert f'value="{group.bank}" required checked' in content


def test_in_a_large_group_a_person_is_named_in_words(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tequio.membership.visits.members.LISTED", 3)
    people = membership.create_people([NewPerson("Gita Rani", "+919876512345"), NewPerson("Gita")])
    membership.admit(group.organisation, people, since=DAY)
    assert "<select" not in see(group, "Asha", "pay").content.decode()
    for typed, said in (("Gi", "Several"), ("Zed", "Nobody"), ("bela", ""), ("+919876512345", "")):
        answer = pay(group, payee=typed, amount="1")
        assert (answer.status_code, said in errors(answer)) == (422 if said else 302, True)


# Coming in, carrying, saving ------------------------------------------------------------------


def test_money_that_comes_in_is_written_down(group: Group) -> None:
    fields = {"amount": "2,500.00", "account": group.bank, "subject": "grant", "payer_text": "City"}
    answer = press(group, "Asha", "receive", **fields)
    assert answer.status_code == 302
    assert group.held(group.bank) == 250_000
    voucher = words(browser(group, "Asha").get(answer.url))
    assert "Money received: grant" in voucher
    assert "City" in voucher


def test_money_is_carried_from_box_to_bank(group: Group) -> None:
    fields = {"amount": "400", "account": group.cash, "target": group.bank}
    assert press(group, "Asha", "move", **fields).status_code == 302
    assert (group.held(group.cash), group.held(group.bank)) == (60_000, 40_000)
    same = press(group, "Asha", "move", **fields | {"target": group.cash})
    assert (same.status_code, codes(same)) == (422, ["same_account"])
    over = press(group, "Asha", "move", **fields | {"amount": "600.01"})
    assert (over.status_code, codes(over)) == (409, ["above_the_limit"])


def test_members_save_one_after_the_other_and_withdraw_no_more_than_they_have(
    group: Group,
) -> None:
    devi = group.people["Devi"]
    form = {"key": "one", "person": devi, "amount": "50", "account": group.cash}
    saved = browser(group, "Asha").post(at(group, "save"), form, follow=True)
    assert saved.redirect_chain == [(f"{at(group, 'save')}?account={group.cash}", 302)]
    assert "Saved for Devi" in words(saved)
    over = press(group, "Asha", "withdraw", person=devi, amount="50.01", account=group.cash)
    assert (over.status_code, codes(over)) == (409, ["below_the_floor"])
    back = press(group, "Asha", "withdraw", person=devi, amount="20", account=group.cash)
    assert back.url == at(group, "passbook", devi)
    assert group.held(group.account("member-savings", f"person:{devi}")) == 3_000
    assert "Choose a person" in errors(
        press(group, "Asha", "withdraw", person=group.people["Bela"], amount="1")
    ), "she has nothing to take back"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("receive", "Write it down"),
        ("move", "Write it down"),
        ("save", "Write it down"),
        ("withdraw", "Give back"),
        ("record_undecided", "Write it down"),
        ("count_cash", "Counted"),
        ("close_period", "Close for good"),
    ],
)
def test_each_press_is_grey_for_who_would_be_refused_and_the_act_refuses_too(
    group: Group, name: str, label: str
) -> None:
    assert not is_grey(see(group, "Asha", name), label)
    assert is_grey(see(group, "Devi", name), label)
    ledger.save(
        group.act(), person=group.people["Devi"], account=group.cash, minor=9_000, unit="INR"
    )
    person = str(group.people["Devi"])
    sent = {
        "amount": "1",
        "account": group.cash,
        "target": group.bank,
        "person": person,
        "answerable": person,
        "through": "2026-01-31",
    }
    answer = press(group, "Devi", name, **sent)
    assert (answer.status_code, codes(answer)) == (403, ["office_not_held"])


@pytest.mark.parametrize("name", ["pay", "receive", "move", "save", "withdraw", "turn_key"])
def test_these_pages_speak_hindi(group: Group, name: str) -> None:
    page = browser(group, "Asha").get(at(group, name), **HINDI)
    assert '<html lang="hi">' in page.content.decode()


def test_a_form_without_its_key_is_refused(group: Group) -> None:
    answer = pay(group, key="")
    assert (answer.status_code, codes(answer)) == (422, ["key_not_usable"])
