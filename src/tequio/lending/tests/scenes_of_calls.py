"""How each refusal of calling on those who stand for a loan, and of giving back to them, is met."""

from __future__ import annotations

from datetime import date, timedelta

from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests.scenes_of_losses import (
    AUTUMN,
    Scene,
    allowed_to,
    closed,
    in_a_closed_period,
    late_loan,
    limited,
    lost_loan,
    of_draws,
)


def calls(group, loan=None, minor=100, who="Bina", **more):
    given = {"loan": loan or late_loan(group), "minor": minor, "account": group.account()} | more
    return group.does(who, lending.call_guarantees, **given)


def called_on_nobody(group):
    loan = group.asks(minor=60_000)
    group.decides(loan)
    group.pays_out(loan)
    group.today = AUTUMN
    calls(group, loan)


def called_when_nothing_is_late(group):
    calls(group, group.a_loan(minor=60_000))


def called_beyond_what_they_stand_for(group):
    loan = group.asks(minor=60_000)
    for who in ("Esha", "Fatima"):
        group.does(who, lending.guarantee, loan=loan, most=100)
    group.decides(loan)
    group.pays_out(loan)
    group.today = AUTUMN
    calls(group, loan, 201)


def called_in_a_closed_period(group):
    loan = late_loan(group)
    in_a_closed_period(group)
    calls(group, loan, value_date=AUTUMN)


def called_with_closed_income(group):
    loan = late_loan(group)
    closed(group, "income", "interest")
    calls(group, loan)


def called_beyond_her_savings(group):
    loan = late_loan(group)
    calls(group, loan, from_savings=(group.person["Esha"],))


def called_before_a_repayment(group):
    loan = late_loan(group)
    group.repays(loan, 100)
    calls(group, loan, value_date=date(2026, 9, 30))


def called_beyond_the_loan(group):
    loan = late_loan(group)
    account = find_loan(group.organisation, loan).payout.loan_account
    limited(group, account, floor=None, ceiling=-59_999)
    calls(group, loan, 50_000)


CALL: dict[str, Scene] = of_draws("lending.call", calls) | {
    code: allowed_to("lending.call", do)
    for code, do in {
        "no_such_loan": lambda group: calls(group, 99_999),
        "not_paid_out": lambda group: calls(group, group.a_loan(stage="decided")),
        "written_off": lambda group: calls(group, lost_loan(group)),
        "not_late": called_when_nothing_is_late,
        "nobody_stands": called_on_nobody,
        "stands_not_for_it": lambda group: calls(group, from_shares=(group.person["Gita"],)),
        "guarantor_twice": lambda group: calls(
            group, from_savings=(group.person["Esha"],), from_shares=(group.person["Esha"],)
        ),
        "amount_not_positive": lambda group: calls(group, minor=0),
        "more_than_owed": lambda group: calls(group, minor=90_000),
        "over_the_guarantees": called_beyond_what_they_stand_for,
        "before_the_last_entry": called_before_a_repayment,
        "not_a_place_for_money": lambda group: calls(group, account=99_999),
        "date_not_reached": lambda group: calls(group, value_date=AUTUMN + timedelta(days=1)),
        "period_closed": called_in_a_closed_period,
        "account_closed": called_with_closed_income,
        "below_the_floor": called_beyond_her_savings,
        "above_the_limit": called_beyond_the_loan,
    }.items()
}


def called_loan(group):
    """A loan of which those who stand for it paid 100.00."""
    loan = late_loan(group)
    group.allow("lending.call", subject=str(loan))
    group.allow("lending.interest", subject=str(loan))
    calls(group, loan, 10_000)
    return loan


def pays_back(group, minor=100, loan=None, who="Bina", **more):
    given = {"loan": loan or called_loan(group), "minor": minor, "account": group.account()} | more
    return group.does(who, lending.pay_back_guarantors, **given)


def paid_back_in_a_closed_period(group):
    loan = called_loan(group)
    in_a_closed_period(group)
    pays_back(group, loan=loan, value_date=AUTUMN)


def paid_back_into_closed_savings(group):
    loan = called_loan(group)
    closed(group, "member-savings", f"person:{group.person['Esha']}")
    pays_back(group, loan=loan)


def paid_back_into_a_full_box(group):
    loan = called_loan(group)
    limited(group, group.account(), floor=-group.holds() - 99, ceiling=0)
    pays_back(group, loan=loan)


def paid_back_beyond_her_savings(group):
    loan = called_loan(group)
    name = f"person:{group.person['Esha']}"
    savings = ledger.account_for(group.organisation, unit="INR", kind="member-savings", ref=name)
    limited(group, savings, floor=0, ceiling=1)
    pays_back(group, loan=loan)


RETURN: dict[str, Scene] = of_draws("member.save", pays_back) | {
    "no_such_loan": lambda group: pays_back(group, loan=99_999),
    "nobody_paid": lambda group: pays_back(group, loan=late_loan(group)),
    "office_not_held": lambda group: pays_back(group, who="Asma"),
    "amount_not_positive": lambda group: pays_back(group, 0),
    "more_than_owed": lambda group: pays_back(group, 10_001),
    "before_the_last_entry": lambda group: pays_back(group, value_date=date(2026, 9, 30)),
    "not_a_place_for_money": lambda group: pays_back(group, account=99_999),
    "date_not_reached": lambda group: pays_back(group, value_date=AUTUMN + timedelta(days=1)),
    "period_closed": paid_back_in_a_closed_period,
    "account_closed": paid_back_into_closed_savings,
    "below_the_floor": paid_back_into_a_full_box,
    "above_the_limit": paid_back_beyond_her_savings,
}


def repaid_before_those_who_paid(group):
    group.repays(called_loan(group), 100)


def promises_too_much(group):
    group.does("Esha", lending.guarantee, loan=group.asks(minor=1_000), most=1_001)
