"""How each refusal of paying in, asking back, giving back and paying out is met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tequio.kernel import Unit
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import service as ledger
from tequio.mandates import service as mandates
from tequio.shares.tests.stage import FOUNDED, Group

Scene = Callable[[Group], Any]
LATER = FOUNDED + timedelta(days=30)
FAR = date(2030, 1, 1)
STRANGER = 99_999


def of_draws(purpose: str, do: Scene) -> dict[str, Scene]:
    """Each reason for which no mandate allows it, where the statutes allow it to nobody."""

    def under(**grant: Any) -> Scene:
        def scene(group: Group) -> Any:
            if grant.get("unit") == "MIN":
                mandates.open_unit(group.organisation, Unit("MIN", 0, "time"))
            if grant:
                group.allow(purpose, **grant)
            return do(group)

        return scene

    return {
        "no_mandate": under(),
        "mandate_not_yet_valid": under(valid_from=FAR),
        "mandate_over": under(valid_until=FOUNDED),
        "unit_not_covered": under(unit="MIN"),
        "office_not_held": under(offices=("chair",)),
        "keys_missing": under(keys=2),
        "over_the_ceiling": under(minor=1),
    }


def limited(group: Group, account: int, **change: Any) -> None:
    group.allow("ledger.limits", subject=str(account))
    group.does("Bodil", ledger.change_limit, account=account, **change)


def another_box(group: Group, unit: str = "EUR", kind: str = "cash") -> int:
    if unit != "EUR":
        mandates.open_unit(group.organisation, Unit(unit, 0, "time"))
    return ledger.open_account(group.organisation, unit=unit, kind=kind, ref="another")


def closed_box(group: Group) -> int:
    box = another_box(group)
    group.allow("ledger.limits", subject=str(box))
    group.does("Bodil", ledger.close_account, account=box)
    return box


def of_places(do: Callable[..., Any]) -> dict[str, Scene]:
    """What stands against an account and a day."""

    def in_a_closed_period(group: Group) -> Any:
        on = group.today
        group.later(1).closes(on)
        return do(group, value_date=on)

    return {
        "no_such_account": lambda g: do(g, account=99_999),
        "units_differ": lambda g: do(g, account=another_box(g, "MIN")),
        "account_closed": lambda g: do(g, account=closed_box(g)),
        "posting_not_allowed": lambda g: do(g, account=another_box(g, kind="income")),
        "date_not_reached": lambda g: do(g, value_date=FAR),
        "period_closed": in_a_closed_period,
    }


def pays_in(group: Group, shares: int = 1, **more: Any) -> Any:
    group.allow("shares.subscribe")
    return group.subscribes("Amina", shares, **more)


def into_a_full_box(group: Group) -> Any:
    limited(group, group.account(), floor=-group.holds() - 1, ceiling=0)
    return pays_in(group)


def beyond_her_limit(group: Group) -> Any:
    pays_in(group)
    limited(group, group.account("member-capital"), floor=0, ceiling=5_001)
    return pays_in(group)


SUBSCRIBE: dict[str, Scene] = {
    **of_draws("shares.subscribe", lambda g: g.later(1).subscribes("Amina")),
    **of_places(pays_in),
    "no_shares": pays_in,
    "count_not_positive": lambda g: pays_in(g, 0),
    "no_such_person": lambda g: pays_in(g, person=STRANGER),
    "under_the_least": pays_in,
    "over_the_most": lambda g: pays_in(g, 11),
    "amount_too_large": lambda g: pays_in(g, LARGEST_MINOR),
    "below_the_floor": into_a_full_box,
    "above_the_limit": beyond_her_limit,
}


def asks(group: Group, shares: int | None = 1, by: str = "Amina") -> Any:
    pays_in(group, 4)
    return group.asks_back("Amina", shares, by=by)


def asks_for_what_she_asked(group: Group) -> Any:
    asks(group, 3)
    return group.asks_back("Amina", 2)


NOTICE: dict[str, Scene] = {
    "office_not_held": lambda g: asks(g, by="Ewa"),
    "no_shares": lambda g: g.asks_back("Amina"),
    "count_not_positive": lambda g: asks(g, 0),
    "more_than_held": asks_for_what_she_asked,
    "under_the_least": lambda g: asks(g, None),
}


def asked(group: Group, shares: int = 1) -> int:
    """Two members paid in, one asked back, and her notice has run."""
    pays_in(group, 4)
    group.subscribes("Ewa", 4)
    notice = group.asks_back("Amina", shares)
    group.today = LATER
    return notice


def gives(group: Group, shares: int = 1, **more: Any) -> Any:
    notice = asked(group, shares)
    group.allow("shares.withdraw", subject=str(notice))
    return group.gives_back(notice, **more)


def given_twice(group: Group) -> Any:
    notice = gives(group)["notice"]
    return group.gives_back(notice)


def given_beyond_what_is_left(group: Group) -> Any:
    entry = pays_in(group, 2)["transfer"]
    notice = group.asks_back("Amina")
    group.does("Bodil", ledger.reverse, transfer=entry)
    return group.later(30).gives_back(notice)


def given_in_a_closed_period(group: Group) -> Any:
    notice = asked(group)
    group.allow("shares.withdraw")
    group.later(1).closes(LATER)
    return group.gives_back(notice, value_date=LATER)


def given_from_limited_capital(group: Group) -> Any:
    notice = asked(group)
    group.allow("shares.withdraw")
    limited(group, group.account("member-capital"), floor=15_001, ceiling=None)
    return group.gives_back(notice)


def given_from_an_empty_box(group: Group) -> Any:
    notice = asked(group)
    group.allow("shares.withdraw")
    return group.gives_back(notice, account=another_box(group))


def of_a_withdrawal(group: Group) -> Any:
    return group.gives_back(asked(group))


WITHDRAW: dict[str, Scene] = {
    **of_draws("shares.withdraw", of_a_withdrawal),
    **of_places(gives),
    "period_closed": given_in_a_closed_period,
    "no_such_notice": lambda g: g.gives_back(99_999),
    "given_back": given_twice,
    "notice_runs": lambda g: g.gives_back(asks(g)),
    "more_than_held": given_beyond_what_is_left,
    "over_the_year": lambda g: gives(g, 3),
    "below_the_floor": given_from_limited_capital,
    "above_the_limit": given_from_an_empty_box,
}


def is_paid(group: Group, minor: int = 100, **more: Any) -> Any:
    group.allow("shares.pay_due")
    group.is_owed("Amina", 1_000)
    return group.is_paid("Amina", minor, **more)


def is_paid_without(group: Group) -> Any:
    group.is_owed("Amina", 1_000)
    return group.later(1).is_paid("Amina", 100)


PAY_DUE: dict[str, Scene] = {
    **of_draws("shares.pay_due", is_paid_without),
    **of_places(is_paid),
    "amount_not_positive": lambda g: is_paid(g, 0),
    "amount_too_large": lambda g: is_paid(g, LARGEST_MINOR + 1),
    "no_such_person": lambda g: is_paid(g, person=STRANGER),
    "below_the_floor": lambda g: is_paid(g, 1_001),
    "above_the_limit": lambda g: is_paid(g, account=another_box(g)),
}
