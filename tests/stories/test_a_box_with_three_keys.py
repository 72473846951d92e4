"""The box has three locks.  Money moves when three different women have turned their keys."""

import pytest

from tequio.governance.rules.effects import AllowPayment
from tequio.ledger import service as ledger
from tequio.mandates import service as mandates
from tests.stories.telling import OFFICES, decides, everything_holds, refused

KEYS = {"Gifty": ("keyholder",), "Hawa": ("keyholder",), "Ines": ("keyholder",)}


@pytest.fixture
def circle(found):
    group = found(
        "Three locks", offices=OFFICES | KEYS, **{"keys.pay": 3, "offices.keys": ["keyholder"]}
    )
    allowed = AllowPayment("mandate", "ledger.pay", 300_00, "GHS", ("treasurer",), subject="maize")
    decides(group, "Maize for the creche", allowed)
    return group


def maize(circle, minor=120_00):
    return {
        "purpose": "ledger.pay",
        "account": circle.account("cash"),
        "minor": minor,
        "unit": "GHS",
        "subject": "maize",
        "payee_text": "the miller",
    }


def turn(circle, who, laid):
    return circle.does(
        who, mandates.turn_key, mandate=laid["mandate"], payment_hash=laid["payment"]
    )


def test_money_moves_only_when_three_different_keys_have_turned(circle):
    laid = circle.does("Caro", ledger.prepare_payment, **maize(circle))
    turn(circle, "Gifty", laid)
    with refused("key_already_turned"):
        turn(circle, "Gifty", laid)
    turn(circle, "Hawa", laid)
    with refused("keys_missing"):
        circle.does("Gifty", ledger.pay, **maize(circle))
    with refused("office_not_held"):
        turn(circle, "Joy", laid)
    turn(circle, "Ines", laid)
    circle.does("Caro", ledger.pay, **maize(circle))
    assert circle.money_in("cash") == 880_00
    assert everything_holds()


def test_keys_turn_on_one_exact_payment_and_lapse_after_a_day(circle):
    laid = circle.does("Caro", ledger.prepare_payment, **maize(circle))
    for who in KEYS:
        turn(circle, who, laid)
    with refused("keys_missing"):
        circle.does("Caro", ledger.pay, **maize(circle, minor=121_00))
    circle.stage.later(2)
    with refused("keys_missing"):
        circle.does("Caro", ledger.pay, **maize(circle))
