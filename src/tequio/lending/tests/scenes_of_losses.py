"""How each refusal of setting aside, writing off and taking in what came back is met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tequio.kernel import Unit
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.mandates import service as mandates

Scene = Callable[[stage.Group], Any]
AUTUMN = date(2026, 10, 1)


def late_loan(group):
    """A loan of 600.00 of which nothing came back; it is October."""
    loan = group.a_loan(minor=60_000)
    group.today = AUTUMN
    return loan


def of_draws(purpose: str, do: Callable[[stage.Group], Any]) -> dict[str, Scene]:
    """Each reason for which no mandate allows it; `do` prepares and acts."""

    def under(**grant: Any) -> Scene:
        def scene(group: stage.Group) -> Any:
            if grant.get("unit") == "MIN":
                mandates.open_unit(group.organisation, Unit("MIN", 0, "time"))
            if grant:
                group.allow(purpose, **grant)
            return do(group)

        return scene

    return {
        "no_mandate": under(),
        "mandate_not_yet_valid": under(valid_from=AUTUMN + timedelta(days=1)),
        "mandate_over": under(valid_until=AUTUMN - timedelta(days=1)),
        "unit_not_covered": under(unit="MIN"),
        "office_not_held": under(offices=("chair",)),
        "keys_missing": under(keys=2),
        "over_the_ceiling": under(minor=1),
    }


def limited(group, account, **change):
    """The members decide on the limits of an account."""
    group.allow("ledger.limits", subject=str(account))
    group.does("Bina", ledger.change_limit, account=account, **change)


def closed(group, kind, ref):
    """An account that the members decided to close; it is the day after."""
    account = ledger.account_for(group.organisation, unit="INR", kind=kind, ref=ref)
    group.allow("ledger.limits", subject=str(account))
    group.does("Bina", ledger.close_account, account=account)
    group.later(1)


def in_a_closed_period(group):
    group.allow("ledger.close")
    group.later(1).does("Bina", ledger.close_period, through=AUTUMN)


def writes_off(group, loan=None, **more):
    return group.does("Bina", lending.write_off, loan=loan or late_loan(group), **more)


def allowed_to(purpose, do):
    def scene(group):
        group.allow(purpose)
        return do(group)

    return scene


def written_off_twice(group):
    loan = writes_off(group)["loan"]
    writes_off(group, loan)


def written_off_when_repaid(group):
    loan = group.a_loan(minor=1_000)
    group.repays(loan, 1_000)
    writes_off(group, loan)


def written_off_in_a_closed_period(group):
    loan = late_loan(group)
    in_a_closed_period(group)
    writes_off(group, loan, value_date=AUTUMN)


def written_off_as_a_closed_expense(group):
    loan = late_loan(group)
    closed(group, "expense", "write_off")
    writes_off(group, loan)


def written_off_beyond_the_expense(group):
    loan = late_loan(group)
    expense = ledger.account_for(group.organisation, unit="INR", kind="expense", ref="write_off")
    limited(group, expense, floor=-1, ceiling=None)
    writes_off(group, loan)


def written_off_beyond_the_loan(group):
    loan = late_loan(group)
    account = find_loan(group.organisation, loan).payout.loan_account
    limited(group, account, floor=None, ceiling=-1)
    writes_off(group, loan)


WRITE_OFF: dict[str, Scene] = of_draws("lending.write_off", writes_off) | {
    code: allowed_to("lending.write_off", do)
    for code, do in {
        "no_such_loan": lambda group: writes_off(group, 99_999),
        "not_paid_out": lambda group: writes_off(group, group.a_loan(stage="decided")),
        "written_off": written_off_twice,
        "nothing_left": written_off_when_repaid,
        "before_the_last_entry": lambda group: writes_off(group, value_date=date(2026, 2, 13)),
        "date_not_reached": lambda group: writes_off(group, value_date=AUTUMN + timedelta(days=1)),
        "period_closed": written_off_in_a_closed_period,
        "account_closed": written_off_as_a_closed_expense,
        "below_the_floor": written_off_beyond_the_expense,
        "above_the_limit": written_off_beyond_the_loan,
    }.items()
}


def lost_loan(group):
    loan = late_loan(group)
    group.allow("lending.write_off", subject=str(loan))
    writes_off(group, loan)
    return loan


def recovers(group, minor=100, loan=None, who="Bina", **more):
    given = {"loan": loan or lost_loan(group), "minor": minor, "account": group.account()} | more
    return group.does(who, lending.recover, **given)


def recovered_in_a_closed_period(group):
    loan = lost_loan(group)
    in_a_closed_period(group)
    recovers(group, loan=loan, value_date=AUTUMN)


def recovered_as_closed_income(group):
    loan = lost_loan(group)
    closed(group, "income", "recovered")
    recovers(group, loan=loan)


def recovered_into_a_full_box(group):
    loan = lost_loan(group)
    limited(group, group.account(), floor=-group.holds() - 99, ceiling=0)
    recovers(group, loan=loan)


def recovered_beyond_the_income(group):
    loan = lost_loan(group)
    income = ledger.account_for(group.organisation, unit="INR", kind="income", ref="recovered")
    limited(group, income, floor=None, ceiling=0)
    recovers(group, loan=loan)


RECOVERY: dict[str, Scene] = of_draws("lending.recovered", recovers) | {
    "no_such_loan": lambda group: recovers(group, loan=99_999),
    "office_not_held": lambda group: recovers(group, who="Asma"),
    "not_written_off": lambda group: recovers(group, loan=late_loan(group)),
    "amount_not_positive": lambda group: recovers(group, 0),
    "more_than_owed": lambda group: recovers(group, 60_001),
    "before_the_last_entry": lambda group: recovers(group, value_date=date(2026, 9, 30)),
    "not_a_place_for_money": lambda group: recovers(group, account=99_999),
    "date_not_reached": lambda group: recovers(group, value_date=AUTUMN + timedelta(days=1)),
    "period_closed": recovered_in_a_closed_period,
    "account_closed": recovered_as_closed_income,
    "below_the_floor": recovered_into_a_full_box,
    "above_the_limit": recovered_beyond_the_income,
}


def provides(group, table="arkansas", **more):
    return group.does("Bina", lending.provide, table=table, **more)


def provides_late(group, **more):
    late_loan(group)
    return provides(group, **more)


def provided_in_a_closed_period(group):
    late_loan(group)
    in_a_closed_period(group)
    provides(group, value_date=AUTUMN)


def provided_as_a_closed_expense(group):
    late_loan(group)
    closed(group, "expense", "provide")
    provides(group)


def provided_beyond_the_expense(group):
    late_loan(group)
    expense = ledger.account_for(group.organisation, unit="INR", kind="expense", ref="provide")
    limited(group, expense, floor=-1, ceiling=None)
    provides(group)


def provided_beyond_what_is_set_aside(group):
    late_loan(group)
    aside = ledger.account_for(group.organisation, unit="INR", kind="loan-provision")
    limited(group, aside, floor=0, ceiling=1)
    provides(group)


PROVISION: dict[str, Scene] = of_draws("lending.provide", provides_late) | {
    code: allowed_to("lending.provide", do)
    for code, do in {
        "no_such_table": lambda group: provides(group, "basel"),
        "nothing_to_provide": provides,
        "date_not_reached": lambda group: provides_late(
            group, value_date=AUTUMN + timedelta(days=1)
        ),
        "period_closed": provided_in_a_closed_period,
        "account_closed": provided_as_a_closed_expense,
        "below_the_floor": provided_beyond_the_expense,
        "above_the_limit": provided_beyond_what_is_set_aside,
    }.items()
}


def repaid_when_written_off(group):
    group.repays(lost_loan(group), 100)
