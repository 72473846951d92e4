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
from tequio.ledger.tests.founding import DAY, NOON, Group, found, refused
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


# Keys ---------------------------------------------------------------------------------------


@pytest.fixture
def locked(group: Group) -> Group:
    group.allow(
        "ledger.pay", 90_000, subject="maize", offices=("treasurer", "chair", "keyholder"), keys=2
    )
    return group


def test_a_payment_that_needs_keys_is_laid_before_the_others(locked: Group) -> None:
    assert "2 keys" in words(see(locked, "Asha", "pay"))
    answer = pay(locked, line="ledger.pay|maize", payee_text="Mr Dube")
    assert (answer.status_code, answer.url) == (302, at(locked, "turn_key"))
    assert locked.held(locked.cash) == 100_000
    waiting = see(locked, "Asha", "turn_key")
    for told in ("Payment: maize", "₹300.00", "Mr Dube", "Keys turned 0 of 2", "Asha"):
        assert told in words(waiting)
    assert is_grey(waiting, "Pay now")
    assert not is_grey(waiting, "Turn my key")


def laid(group: Group, **fields: object) -> str:
    pay(group, line="ledger.pay|maize", **fields)
    return str(queries.prepared_payments(group.organisation, group.at)[-1].id)


def test_keys_turn_one_by_one_and_then_the_money_moves(locked: Group) -> None:
    number = laid(locked)
    early = press(locked, "Asha", "turn_key", prepared=number, do="pay")
    assert (early.status_code, codes(early)) == (409, ["keys_missing"])
    turned = press(locked, "Chitra", "turn_key", prepared=number, do="turn")
    assert (turned.status_code, turned.url) == (302, at(locked, "turn_key"))
    twice = press(locked, "Chitra", "turn_key", prepared=number, do="turn")
    assert (twice.status_code, codes(twice)) == (409, ["key_already_turned"])
    stranger = press(locked, "Devi", "turn_key", prepared=number, do="turn")
    assert (stranger.status_code, codes(stranger)) == (403, ["office_not_held"])
    page = see(locked, "Asha", "turn_key")
    assert "Keys turned 1 of 2: Chitra" in words(page)
    assert not is_grey(page, "Pay now")
    assert is_grey(see(locked, "Chitra", "turn_key"), "Turn my key")
    paid = press(locked, "Asha", "turn_key", prepared=number, do="pay")
    assert paid.status_code == 302
    assert locked.held(locked.cash) == 70_000
    assert "No payment waits for keys" in words(see(locked, "Asha", "turn_key"))
    again = press(locked, "Asha", "turn_key", prepared=number, do="pay")
    assert (again.status_code, again.url) == (302, at(locked, "turn_key"))
    assert locked.held(locked.cash) == 70_000


def test_a_payment_is_not_laid_when_anything_but_keys_is_missing(locked: Group) -> None:
    over = pay(locked, line="ledger.pay|maize", amount="900.01")
    assert (over.status_code, codes(over)) == (409, ["over_the_ceiling"])
    assert not queries.prepared_payments(locked.organisation, locked.at)


@pytest.fixture
def three_locks() -> Group:
    """A group whose rules ask two keys for everything that leaves the box."""
    group = found()
    group.fill(100_000)
    ledger.save(
        group.act(), person=group.people["Devi"], account=group.cash, minor=9_000, unit="INR"
    )
    for code in ("member.withdraw", "ledger.move"):
        group.allow(code, None, offices=("treasurer", "chair", "keyholder"), keys=2)
    group.revoke(group.standing)
    return group


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("withdraw", "Savings given back ₹40.00 From box To Devi"),
        ("move", "Carried between box and bank: bank ₹40.00 From box"),
    ],
)
def test_savings_and_carried_money_wait_for_keys_too(
    three_locks: Group, name: str, told: str
) -> None:
    group = three_locks
    devi = group.people["Devi"]
    fields = {"person": devi, "amount": "40", "account": group.cash, "target": group.bank}
    laid = press(group, "Asha", name, **fields)
    assert (laid.status_code, laid.url) == (302, at(group, "turn_key"))
    (waiting,) = queries.prepared_payments(group.organisation, group.at)
    assert told in words(see(group, "Bela", "turn_key"))
    early = press(group, "Asha", "turn_key", prepared=waiting.id, do="pay")
    assert (early.status_code, codes(early)) == (409, ["keys_missing"])
    assert press(group, "Bela", "turn_key", prepared=waiting.id, do="turn").status_code == 302
    paid = press(group, "Asha", "turn_key", prepared=waiting.id, do="pay")
    assert paid.status_code == 302
    assert group.held(group.cash) == 105_000
    assert not queries.prepared_payments(group.organisation, group.at)


def test_keys_turned_for_one_place_do_not_carry_money_to_another(three_locks: Group) -> None:
    group = three_locks
    other = group.account("bank", "post office")
    fields = {"amount": "40", "account": group.cash, "target": group.bank}
    press(group, "Asha", "move", **fields)
    (waiting,) = queries.prepared_payments(group.organisation, group.at)
    press(group, "Bela", "turn_key", prepared=waiting.id, do="turn")
    elsewhere = {"source": group.cash, "target": other, "minor": 4_000, "unit": "INR"}
    assert refused(ledger.move, group.act(), **elsewhere) == ["keys_missing"]
    ledger.move(group.act(), **elsewhere | {"target": group.bank})


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
