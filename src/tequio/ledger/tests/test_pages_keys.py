"""Payments that wait for keys: laid before the others, turned one by one, counted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.browsing import (
    at,
    codes,
    is_grey,
    press,
    see,
    words,
)
from tequio.ledger.tests.founding import DAY, NOON, Group, found, refused
from tequio.membership import queries as members
from tequio.membership.service.belonging import unseat
from tequio.membership.tests.groups import on_the_shared_phone

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


def pay(group: Group, who: str = "Asha", **fields: object) -> object:
    given = {
        "line": "ledger.pay|maize",
        "amount": "300",
        "account": group.cash,
        "value_date": DAY.isoformat(),
    }
    if "payee" not in fields:
        given["payee_text"] = "Mr Dube"
    return press(group, who, "pay", **given | fields)


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
    assert "2 more keys must turn before it can be paid." in words(waiting)
    assert "Pay now" not in words(waiting)
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
    assert "With your key there are enough: paying turns it." in words(page)
    hers = words(see(locked, "Chitra", "turn_key"))
    assert "Your key is turned and counts. 1 more key must turn" in hers
    assert "Turn my key" not in hers
    paid = press(locked, "Asha", "turn_key", prepared=number, do="pay")
    assert paid.status_code == 302
    assert locked.held(locked.cash) == 70_000
    assert "No payment waits for keys" in words(see(locked, "Asha", "turn_key"))
    again = press(locked, "Asha", "turn_key", prepared=number, do="pay")
    assert (again.status_code, again.url) == (302, at(locked, "turn_key"))
    assert locked.held(locked.cash) == 70_000


def test_a_pin_turns_her_own_key_and_pays_nothing(locked: Group) -> None:
    number, here = laid(locked), at(locked, "turn_key")
    asha, chitra, devi = (locked.people[name] for name in ("Asha", "Chitra", "Devi"))
    hers, hers_too, member = (
        on_the_shared_phone(locked.organisation, one, officer=asha) for one in (chitra, asha, devi)
    )
    assert hers.get(here).status_code == 200
    for phone in (hers, hers_too):
        turned = phone.post(here, {"key": f"by {id(phone)}", "prepared": number, "do": "turn"})
        assert (turned.status_code, turned.headers["Location"]) == (302, here), words(turned)
    stranger = member.post(here, {"key": "devi's", "prepared": number, "do": "turn"})
    assert (stranger.status_code, codes(stranger)) == (403, ["office_not_held"])
    paid = hers_too.post(here, {"key": "pay", "prepared": number, "do": "pay"})
    assert (paid.status_code, codes(paid)) == (403, ["full_sign_in_needed"])
    assert locked.held(locked.cash) == 100_000
    assert press(locked, "Asha", "turn_key", prepared=number, do="pay").status_code == 302
    assert locked.held(locked.cash) == 70_000


def test_the_keys_are_counted_once_and_the_words_say_that_paying_is_next(locked: Group) -> None:
    number = laid(locked)
    for name in ("Asha", "Bela"):
        press(locked, name, "turn_key", prepared=number, do="turn")
    for name in ("Asha", "Bela", "Chitra"):
        page = see(locked, name, "turn_key")
        assert "Keys turned all 2 that are needed: Asha, Bela" in words(page), name
        assert "Enough keys are turned. Paying is next. Pay now" in words(page), name
        for other in ("Turn my key", "turned: ", "more key"):
            assert other not in words(page), (name, other)


def test_the_key_of_whoever_left_the_office_no_longer_counts(locked: Group) -> None:
    number = laid(locked)
    press(locked, "Chitra", "turn_key", prepared=number, do="turn")
    held = members.terms(locked.organisation, DAY)
    for term in held:
        if term.person == locked.people["Chitra"]:
            unseat(locked.organisation, term=term.id, until=DAY - timedelta(days=1))
    page = words(see(locked, "Asha", "turn_key"))
    assert "Keys turned 0 of 2" in page
    assert "2 more keys must turn" in page


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
