"""How each refusal of proposing and carrying out a division is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tequio.ledger import service as ledger
from tequio.shares import service
from tequio.shares.tests.scenes_of_capital import STRANGER, Scene, limited, of_draws
from tequio.shares.tests.stage import Group

FIRST = date(2025, 1, 1)


def earns(group: Group, minor: int, on: date | None = None) -> None:
    """The group takes in money."""
    group.allow("ledger.receive")
    group.earns(minor, on)


def used(group: Group, **uses: int) -> tuple[service.Use, ...]:
    """What members used, by name."""
    return tuple(service.Use(group.person[who], minor) for who, minor in uses.items())


def proposes(group: Group, by: str = "Amina", **more: Any) -> Mapping[str, Any]:
    """The day after, somebody proposes to divide what there is."""
    until = group.today
    group.later(1)
    return group.does(by, service.propose_division, **{"since": FIRST, "until": until} | more)


def proposed(**more: Any) -> Scene:
    def scene(group: Group) -> Any:
        earns(group, 10_000)
        return proposes(group, **more)

    return scene


def with_uses(*names: str, minor: int = 1, **more: Any) -> Scene:
    def scene(group: Group) -> Any:
        uses = tuple(service.Use(group.person.get(who, STRANGER), minor) for who in names)
        return proposed(uses=uses, **more)(group)

    return scene


def after_an_earlier_year(group: Group) -> Any:
    earns(group, 10_000)
    group.later(10)
    return proposes(group, since=group.today)


PROPOSE: dict[str, Scene] = {
    "not_a_member": proposed(by=""),
    "days_turned": proposed(since=date(2026, 1, 1)),
    "year_not_over": proposed(until=date(2025, 12, 31)),
    "earlier_undivided": after_an_earlier_year,
    "no_surplus": proposes,
    "rate_over_the_cap": proposed(rate="31/1000"),
    "part_over_one": proposed(in_cash="5/4"),
    "amount_not_positive": proposed(refund=-1),
    "use_not_right": with_uses("Amina", "Amina"),
    "refund_without_use": proposed(refund=1),
    "more_than_is_left": with_uses("Amina", refund=10_000),
}


def divides(group: Group, division: int | None = None, by: str = "Bodil") -> Any:
    if division is None:
        division = proposed()(group)["division"]
    return group.does(by, service.divide, division=division)


def allowed(do: Callable[[Group], Any]) -> Scene:
    def scene(group: Group) -> Any:
        group.allow("shares.divide")
        return do(group)

    return scene


def divided_twice(group: Group) -> Any:
    division = divides(group)["division"]
    return divides(group, division)


def divided_after_something_was_found(group: Group) -> Any:
    division = proposed()(group)["division"]
    earns(group, 1, on=FIRST)
    return divides(group, division)


def the_reserve(group: Group, kind: str = "indivisible-reserve") -> int:
    return ledger.account_for(group.organisation, unit="EUR", kind=kind)


def divided_into_a_closed_reserve(group: Group) -> Any:
    account = the_reserve(group)
    group.allow("ledger.limits", subject=str(account))
    group.does("Bodil", ledger.close_account, account=account)
    return divides(group)


def divided_into_a_full_reserve(group: Group) -> Any:
    limited(group, the_reserve(group), floor=0, ceiling=1)
    return divides(group)


def divided_beyond_a_limit(group: Group) -> Any:
    limited(group, the_reserve(group, "surplus"), floor=-1, ceiling=None)
    return divides(group)


DIVIDE: dict[str, Scene] = {
    **of_draws("shares.divide", divides),
    **{
        code: allowed(do)
        for code, do in {
            "no_such_division": lambda g: divides(g, 99_999),
            "already_divided": divided_twice,
            "surplus_changed": divided_after_something_was_found,
            "account_closed": divided_into_a_closed_reserve,
            "above_the_limit": divided_into_a_full_reserve,
            "below_the_floor": divided_beyond_a_limit,
        }.items()
    },
}
