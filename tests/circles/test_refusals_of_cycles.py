"""Why a cycle does not begin, a member does not leave, a fund is not shared out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import service as circles
from tequio.circles.rules import Brought, Carried, SharesBrought
from tequio.governance.rules.effects import AmendStatutes
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import service as ledger
from tequio.membership import service as membership
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    MONDAY,
    WOMEN,
    account_of,
    allows,
    carrying,
    changes_account,
    closes_through,
    decides,
    refused,
    ten,
)
from tests.circles.short_decisions import FALLS_SHORT, without

Scene = Callable[[Savers], object]
TOMORROW = MONDAY + timedelta(days=1)
SOME = Brought(money=1_000)


def starting(**fields: Any) -> Scene:
    return lambda savers: savers.starts(**fields)


def bringing(*shares: tuple[str, int]) -> Scene:
    def scene(savers: Savers) -> object:
        person = savers.group.person
        held = tuple(SharesBrought(person.get(who, 9_999), number) for who, number in shares)
        return savers.starts(brought=Brought(held))

    return scene


def by(who: str, what: Any, **fields: Any) -> Scene:
    return lambda savers: savers.group.does(who, what, **fields)


def after(*scenes: Scene) -> Scene:
    """One after the other; the last one is refused."""

    def scene(savers: Savers) -> None:
        for one in scenes:
            one(savers)

    return scene


def limited(kind: str, ref: str = "", **limit: int) -> Scene:
    return lambda savers: changes_account(
        savers, account_of(savers, kind, ref), ledger.change_limit, **limit
    )


def closed(kind: str, ref: str = "") -> Scene:
    def scene(savers: Savers) -> None:
        changes_account(savers, account_of(savers, kind, ref), ledger.close_account)
        savers.group.stage.later(1)

    return scene


def month_is_over(savers: Savers) -> None:
    savers.group.stage.on(date(2026, 4, 6))
    closes_through(savers, date(2026, 3, 31))


def clock_goes_back(savers: Savers) -> None:
    """The book is closed, and the machine believes that it is still March."""
    month_is_over(savers)
    savers.group.stage.on(date(2026, 3, 30))


def all_three(savers: Savers) -> object:
    return savers.starts() and savers.meets(dict.fromkeys(WOMEN, 3))


def leaving(who: str = "Joy", by: str = "Caro") -> Scene:
    return lambda savers: savers.leaves(who, by=by)


def seen_by(*names: str, who: str = "Joy") -> Scene:
    """Paid out by Caro before those who are named."""

    def scene(savers: Savers) -> None:
        a_guest(savers)
        savers.leaves(who, witnesses=savers.group.numbers(names))

    return scene


def one_borrows(minor: int = 4_500, who: str = "Ama", months: int = 3) -> Scene:
    def scene(savers: Savers) -> None:
        savers.group.stage.later(7)
        savers.meets(Told({}, asks=[Asks(who, minor, (9, 0, 1), months=months)]))

    return scene


def spending(minor: int) -> Scene:
    """The roof is mended from the fund."""

    def scene(savers: Savers) -> None:
        allows(savers, "ledger.pay", subject="roof")
        money = {"minor": minor, "unit": "GHS", "subject": "roof", "payee_text": "roof"}
        account = savers.group.account("cash")
        savers.group.does("Caro", ledger.pay, purpose="ledger.pay", account=account, **money)

    return scene


def missing(minor: int) -> Scene:
    def scene(savers: Savers) -> None:
        savers.group.stage.later(7)
        savers.meets(Told({}, too_much=-minor))

    return scene


def of_one(kind: str, who: str, **limit: int) -> Scene:
    """A limit on a member's own account."""
    return lambda savers: limited(kind, f"person:{savers.group.person[who]}", **limit)(savers)


def without_social_fund(savers: Savers) -> None:
    savers.starts()
    savers.meets(Told(dict.fromkeys(WOMEN, 3), gives_no_social=WOMEN))


def allowed(savers: Savers) -> None:
    allows(savers, "circle.share_out")


START: dict[str, Scene] = {
    "office_not_held": by("Fati", circles.start_cycle),
    "cycle_already_runs": after(starting(), starting()),
    "cycle_overlaps": after(
        starting(), by("Caro", circles.end_cycle), starting(first_day=MONDAY - timedelta(days=9))
    ),
    "cycle_ends_before_it_begins": starting(ends_on=MONDAY - timedelta(days=1)),
    "no_share_price": starting(),
    "not_a_box": lambda savers: savers.starts(box=account_of(savers, "bank")),
    "not_on_the_sheets_roll": bringing(("Nobody", 3)),
    "twice_on_the_sheet": bringing(("Ama", 3), ("Ama", 2)),
    "written_below_zero": starting(brought=Brought(money=-1)),
    "amount_too_large": starting(brought=Brought(money=LARGEST_MINOR + 1)),
    "date_not_reached": starting(first_day=TOMORROW, brought=SOME),
    "period_closed": after(month_is_over, starting(first_day=MONDAY, brought=SOME)),
    "account_closed": after(closed("social-fund"), starting(brought=Brought(social=100))),
    "below_the_floor": after(limited("cash", floor=0), starting(brought=SOME)),
    "above_the_limit": after(limited("opening", ceiling=0), starting(brought=SOME)),
}
LEAVE: dict[str, Scene] = {
    "office_not_held": after(all_three, leaving(by="Fati")),
    "no_open_cycle": leaving(),
    "already_left": after(all_three, leaving(), leaving()),
    "debt_over_the_share": after(all_three, one_borrows(), leaving("Ama")),
    "account_closed": after(all_three, spending(15_000), closed("cash"), leaving()),
    "period_closed": after(all_three, clock_goes_back, leaving()),
    "below_the_floor": after(all_three, of_one("member-shares", "Joy", floor=1_500), leaving()),
    "too_few_witnesses": after(all_three, seen_by("Ama", "Ama")),
    "witness_is_concerned": after(all_three, seen_by("Ama", "Bea", "Caro")),
    "taker_not_a_member": after(all_three, seen_by("Ama", "Bea", "Zuri")),
    "above_the_limit": after(all_three, limited("cash", ceiling=-15_000), leaving()),
}


def lost(savers: Savers) -> None:
    """More is spent than was saved: money that was there before goes too."""
    savers.starts(brought=Brought(money=1_000))
    savers.meets({"Ama": 1})
    spending(501)(savers)


def over(what: Callable[..., Scene], *each: tuple[str, int]) -> Scene:
    """Shares carried over into the next cycle, by names."""

    def scene(savers: Savers) -> object:
        person = savers.group.person
        carried = tuple(Carried(person.get(who, 9_999), shares) for who, shares in each)
        return what(carried=carried)(savers)

    return after(all_three, scene)


def free_of_charge(savers: Savers) -> None:
    """From today on the statutes know no shares."""
    values = {"circle.share_price": 0}
    decides(savers, AmendStatutes("amendment", values, savers.group.stage.today))


def of_the_fund(what: Callable[..., Scene]) -> dict[str, Scene]:
    """Why it is neither proposed to share the fund out, nor done."""

    def carry(*each: tuple[str, int]) -> Scene:
        return over(what, *each)

    return {
        "twice_on_the_sheet": carry(("Ama", 1), ("Ama", 1)),
        "not_on_the_sheets_roll": carry(("Nobody", 1)),
        "carried_over_the_most": carry(("Ama", 6)),
        "carried_over_the_part": carry(("Ama", 4)),
        "no_share_price": after(
            all_three,
            free_of_charge,
            lambda savers: what(carried=carrying(savers, Ama=1))(savers),
        ),
        "loans_over_what_is_carried": after(all_three, one_borrows(), what()),
        "no_open_cycle": what(),
        "claims_are_open": after(all_three, missing(100), what()),
        "coin_not_positive": after(all_three, what(coin=0)),
        "pool_negative": after(lost, what()),
        "nothing_to_share_out": after(starting(), what()),
        "debt_over_the_share": after(all_three, one_borrows(), what()),
    }


def proposing(who: str = "Dede", **fields: Any) -> Scene:
    return by(who, circles.propose_share_out, **fields)


def sharing(**fields: Any) -> Scene:
    return by("Caro", circles.share_out, **fields)


PROPOSE = of_the_fund(proposing) | {
    "not_a_member": lambda savers: savers.group.does(a_guest(savers), circles.propose_share_out)
}
SHARE_OUT = of_the_fund(sharing) | {
    "carried_more_than_decided": after(
        all_three,
        allowed,
        lambda savers: sharing(carried=carrying(savers, Ama=1))(savers),
    ),
    "account_closed": after(
        without_social_fund, spending(1), closed("cash", "social"), allowed, sharing()
    ),
    "period_closed": after(all_three, allowed, clock_goes_back, sharing()),
    "below_the_floor": after(
        all_three, allowed, of_one("member-shares", "Joy", floor=1_500), sharing()
    ),
    "above_the_limit": after(all_three, allowed, limited("cash", ceiling=-15_000), sharing()),
}
ENDING = by("Caro", circles.end_cycle)


def all_lost(savers: Savers) -> None:
    """Everything that was saved is spent; 1.00 of other money is left in the box."""
    savers.starts(brought=Brought(money=100))
    savers.meets(dict.fromkeys(WOMEN, 3))
    spending(15_000)(savers)


def limited_costs(savers: Savers) -> None:
    """No cost may be put to anybody's shares."""
    limited("expense", "roof", ceiling=-15_000)(savers)


END: dict[str, Scene] = {
    "office_not_held": after(starting(), by("Fati", circles.end_cycle)),
    "no_open_cycle": by("Caro", circles.end_cycle),
    "shares_are_held": after(all_three, by("Caro", circles.end_cycle)),
    "claims_are_open": after(all_lost, missing(50), ENDING),
    "debt_over_the_share": after(all_lost, one_borrows(100), ENDING),
    "period_closed": after(all_lost, clock_goes_back, ENDING),
    "below_the_floor": after(all_lost, of_one("member-shares", "Joy", floor=1_500), ENDING),
    "above_the_limit": after(all_lost, limited_costs, ENDING),
}
SCENES: Mapping[str, Mapping[str, Scene]] = {
    "start_cycle": START,
    "leave": LEAVE,
    "propose_share_out": PROPOSE,
    "share_out": SHARE_OUT,
    "end_cycle": END,
}
GOES_ON = {"circle.loans_at_end": "go_on"}
OF_THE_GROUP: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("start_cycle", "no_share_price"): {"circle.share_price": 0},
    ("propose_share_out", "loans_over_what_is_carried"): GOES_ON,
    ("share_out", "loans_over_what_is_carried"): GOES_ON,
}


def a_guest(savers: Savers) -> str:
    """Somebody who is written down and no member."""
    name = "Zuri"
    group = savers.group
    group.person[name] = group.does("Bea", membership.register_person, name=name)["person"]
    return name


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, scenes in SCENES.items() for code in scenes]
)
def test_what_a_circle_does_not_do(db: None, name: str, code: str) -> None:
    savers = ten(**OF_THE_GROUP.get((name, code), {}))
    with refused(code):
        SCENES[name][code](savers)


DRAWS: Mapping[str, tuple[str, Scene, Scene]] = {
    "start_cycle": ("ledger.opening", lambda savers: None, starting(brought=SOME)),
    "leave": ("circle.leave", all_three, leaving()),
    "share_out": ("circle.share_out", all_three, sharing()),
    "end_cycle": ("circle.gain", all_lost, ENDING),
}
"""Act → the purpose on whose decision it draws, what comes before, and the act."""


@pytest.mark.parametrize("name", DRAWS)
@pytest.mark.parametrize("case", FALLS_SHORT)
def test_a_decision_that_falls_short_is_not_enough(db: None, name: str, case: str) -> None:
    code, before, act = DRAWS[name]
    savers = without(code)
    before(savers)
    if (short := FALLS_SHORT[case]) is not None:
        allows(savers, code, **short)
    with refused(case):
        act(savers)
    allows(savers, code)
    act(savers)


@pytest.mark.parametrize("name", SCENES)
def test_every_refusal_that_is_declared_is_raised_here(name: str) -> None:
    declared = {kind.code for kind in ACTS[f"circles.{name}"].refusals}
    raised = {*SCENES[name], *(FALLS_SHORT if name in DRAWS else ())}
    assert declared - {kind.code for kind in OF_THE_DOOR} == raised
