"""Every refusal that an act of lending declares, raised through the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Refused, Unit
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.lending.tests import scenes_of_calls as calls
from tequio.lending.tests import scenes_of_losses as losses
from tequio.lending.tests import scenes_of_schedules as schedules
from tequio.lending.tests import stage
from tequio.lending.tests.stage import Group
from tequio.mandates import service as mandates
from tequio.membership import service as membership

Scene = Callable[[Group], object]
ALONE = {
    "standing.purposes": [
        "member.save",
        "ledger.claim",
        "ledger.opening",
        "lending.interest",
    ]
}


def asked(**more):
    return lambda group: group.asks(**more)


def a_stranger(group):
    return group.does("", lending.request, minor=100, months=1)


def a_guarantor_not_a_member(group):
    return group.asks(guarantors=(99_999,))


REQUEST: dict[str, Scene] = {
    "not_a_member": a_stranger,
    "amount_not_positive": asked(minor=0),
    "term_not_one": asked(weeks=6),
    "loan_too_long": asked(months=13),
    "day_in_the_past": asked(until=date(2026, 2, 13)),
    "own_loan": lambda group: group.asks(guarantors=(group.person["Asma"],)),
    "guarantor_twice": lambda group: group.asks(guarantors=(group.person["Esha"],) * 2),
    "not_a_member_named": a_guarantor_not_a_member,
    "over_the_largest_loan": asked(minor=120_001),
    "over_own_savings": asked(minor=120_001),
}


def guaranteed_by_one_who_left(group):
    loan = group.asks(guarantors=(group.person["Gita"],))
    group.does("Gita", membership.leave)
    group.later(1).stands("Gita", loan)


def guaranteed_twice(group):
    loan = group.asks()
    group.stands("Esha", loan)
    group.stands("Esha", loan)


def guaranteed_after_withdrawal(group):
    loan = group.asks()
    group.does("Asma", lending.withdraw_request, loan=loan)
    group.stands("Esha", loan)


GUARANTEE: dict[str, Scene] = {
    "no_such_loan": lambda group: group.stands("Esha", 99_999),
    "not_a_member": guaranteed_by_one_who_left,
    "own_loan": lambda group: group.stands("Asma", group.asks()),
    "most_not_possible": calls.promises_too_much,
    "already_guaranteed": guaranteed_twice,
    "request_withdrawn": guaranteed_after_withdrawal,
    "already_paid_out": lambda group: group.stands("Gita", group.a_loan()),
}


def withdraw(who, loan):
    return lambda group: group.does(who, lending.withdraw_request, loan=loan(group))


def withdrawn_twice(group):
    loan = group.asks()
    for _ in range(2):
        group.does("Asma", lending.withdraw_request, loan=loan)


WITHDRAWAL: dict[str, Scene] = {
    "no_such_loan": withdraw("Asma", lambda group: 99_999),
    "not_herself": withdraw("Bina", lambda group: group.asks()),
    "request_withdrawn": withdrawn_twice,
    "already_paid_out": withdraw("Asma", lambda group: group.a_loan()),
}


def paid_out_after_withdrawal(group):
    loan = group.a_loan(stage="decided")
    group.does("Asma", lending.withdraw_request, loan=loan)
    group.pays_out(loan)


def paid_out_too_late(group):
    loan = group.a_loan(stage="decided")
    group.later(90).pays_out(loan)


def paid_out_in_minutes(group):
    mandates.open_unit(group.organisation, Unit("MIN", 0, "time"))
    loan = group.a_loan(stage="guaranteed")
    group.allow("lending.loan", 120_000, subject=str(loan), unit="MIN")
    group.pays_out(loan)


def paid_out_with_one_key(group):
    group.pays_out(group.a_loan(stage="decided"))


def paid_out_twice(group):
    group.pays_out(group.a_loan())


def paid_out_over_the_ceiling(group):
    loan = group.a_loan(stage="guaranteed")
    group.allow("lending.loan", 119_999, subject=str(loan))
    group.pays_out(loan)


def paid_out_to_one_who_left(group):
    loan = group.a_loan(stage="decided")
    group.does("Asma", membership.leave)
    group.later(1).pays_out(loan)


def paid_out_from_income(group):
    loan = group.a_loan(stage="decided")
    income = ledger.account_for(group.organisation, unit="INR", kind="income", ref="fees")
    group.pays_out(loan, account=income)


def paid_out_from_an_empty_bank(group):
    loan = group.a_loan(stage="decided")
    bank = ledger.account_for(group.organisation, unit="INR", kind="bank", ref="bank")
    group.pays_out(loan, account=bank)


def paid_out_in_a_closed_period(group):
    loan = group.a_loan(stage="decided")
    closed = group.today
    group.later(1).allow("ledger.close")
    group.does("Bina", ledger.close_period, through=closed)
    group.pays_out(loan, value_date=closed)


def decided(**more):
    return lambda group: group.pays_out(group.a_loan(stage="decided"), **more)


PAYOUT: dict[str, Scene] = {
    "no_such_loan": lambda group: group.pays_out(99_999),
    "request_withdrawn": paid_out_after_withdrawal,
    "no_mandate": lambda group: group.pays_out(group.a_loan(stage="guaranteed")),
    "mandate_not_yet_valid": decided(value_date=date(2026, 2, 13)),
    "mandate_over": lambda group: (
        group.later(0) and group.pays_out((group.a_loan(stage="decided"), group.later(90))[0])
    ),
    "unit_not_covered": paid_out_in_minutes,
    "office_not_held": decided(who="Asma"),
    "keys_missing": paid_out_with_one_key,
    "guarantors_missing": lambda group: group.pays_out(
        group.a_loan(stage="decided", guarantors=("Esha",))
    ),
    "already_paid_out": paid_out_twice,
    "over_the_ceiling": paid_out_over_the_ceiling,
    "borrower_left": paid_out_to_one_who_left,
    "not_a_place_for_money": paid_out_from_income,
    "cash_too_small": paid_out_from_an_empty_bank,
    "date_not_reached": decided(value_date=date(2026, 2, 15)),
    "period_closed": paid_out_in_a_closed_period,
}


def repaid(**more):
    return lambda group: group.repays(group.a_loan(), 100, **more)


def repaid_under(days=0, **grant):
    def scene(group):
        loan = group.a_loan()
        if grant:
            group.allow("lending.repay", **grant)
        group.later(days).repays(loan, 100)

    return scene


def repaid_in_a_closed_period(group):
    loan = group.a_loan()
    closed = group.today
    group.later(1).allow("ledger.close")
    group.does("Bina", ledger.close_period, through=closed)
    group.repays(loan, 100, value_date=closed)


def repaid_into_a_full_box(group):
    loan = group.a_loan()
    box = group.account()
    group.allow("ledger.limits", subject=str(box))
    group.does("Bina", ledger.change_limit, account=box, floor=-group.holds() - 99, ceiling=0)
    group.repays(loan, 100)


def with_interest(limit, **change):
    """A repayment with interest, after a decision about the account of all interest."""

    def scene(group):
        loan = group.a_loan()
        income = ledger.account_for(group.organisation, unit="INR", kind="income", ref="interest")
        group.allow("ledger.limits", subject=str(income))
        group.later(40).does("Bina", limit, account=income, **change)
        group.repays(loan, 5_000)

    return scene


def repaid_in_minutes(group):
    mandates.open_unit(group.organisation, Unit("MIN", 0, "time"))
    loan = group.a_loan()
    group.allow("lending.repay", unit="MIN")
    group.repays(loan, 100)


TOMORROW = stage.DECIDED + timedelta(days=1)
REPAYMENT: dict[str, Scene] = {
    "no_such_loan": lambda group: group.repays(99_999, 100),
    "not_paid_out": lambda group: group.repays(group.a_loan(stage="decided"), 100),
    "amount_not_positive": lambda group: group.repays(group.a_loan(), 0),
    "no_mandate": repaid_under(),
    "mandate_not_yet_valid": repaid_under(valid_from=TOMORROW),
    "mandate_over": repaid_under(days=1, valid_until=stage.DECIDED),
    "unit_not_covered": repaid_in_minutes,
    "office_not_held": repaid(who="Asma"),
    "keys_missing": repaid_under(keys=2),
    "over_the_ceiling": repaid_under(minor=99),
    "more_than_owed": lambda group: group.repays(group.a_loan(), 120_001),
    "before_the_last_entry": repaid(value_date=date(2026, 2, 13)),
    "not_a_place_for_money": repaid(account=99_999),
    "date_not_reached": repaid(value_date=TOMORROW),
    "period_closed": repaid_in_a_closed_period,
    "account_closed": with_interest(ledger.close_account),
    "below_the_floor": repaid_into_a_full_box,
    "above_the_limit": with_interest(ledger.change_limit, ceiling=0),
    "written_off": losses.repaid_when_written_off,
    "guarantors_first": calls.repaid_before_those_who_paid,
}
SCENES = {
    "lending.request": REQUEST,
    "lending.guarantee": GUARANTEE,
    "lending.withdraw_request": WITHDRAWAL,
    "lending.pay_out": PAYOUT,
    "lending.repay": REPAYMENT,
    "lending.call_guarantees": calls.CALL,
    "lending.pay_back_guarantors": calls.RETURN,
    "lending.ask_new_schedule": schedules.ASKING,
    "lending.reschedule": schedules.HOLDING,
    "lending.write_off": losses.WRITE_OFF,
    "lending.recover": losses.RECOVERY,
    "lending.provide": losses.PROVISION,
}
STATUTES = {
    ("lending.request", "over_the_largest_loan"): {"lending.largest": 120_000},
    ("lending.pay_out", "keys_missing"): {"keys.pay": 2},
    **{
        (act, code): ALONE
        for act in ("lending.repay", "lending.recover")
        for code in (
            "no_mandate",
            "mandate_not_yet_valid",
            "mandate_over",
            "unit_not_covered",
            "keys_missing",
            "over_the_ceiling",
        )
    },
}
STATUTES["lending.call_guarantees", "nobody_stands"] = {"lending.guarantors": 0}
STATUTES |= {
    ("lending.pay_back_guarantors", code): {
        "standing.purposes": ["ledger.claim", "ledger.opening", "lending.interest"],
        "lending.multiple_of_savings": "0",
    }
    for (act, code) in STATUTES
    if act == "lending.recover"
}
"""Where the scene needs statutes of its own."""


@pytest.fixture
def group(told_before, act, code):
    """Told once for all refusals that begin with the same statutes."""
    statutes = STATUTES.get((act, code), {})
    with told_before(str(statutes), lambda: stage.found(**statutes)) as group:
        yield group


@pytest.mark.parametrize(
    ("act", "code"), [(act, code) for act, scenes in SCENES.items() for code in scenes]
)
def test_the_act_is_refused_with_this_reason_first(group, db, act, code):
    with pytest.raises(Refused) as refused:
        SCENES[act][code](group)
    assert refused.value.refusals[0].code == code


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_an_act_declares_has_its_scene(act):
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])


def test_every_act_of_lending_has_its_scenes():
    """Those of bringing a loan in stand in test_bringing.py."""
    of_lending = {name for name in ACTS if name.startswith("lending.")}
    assert of_lending == {*SCENES, "lending.bring"}
