"""Examples of acts of savings groups, of those who take turns, and of running loans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.bulk import borrowed_by, lent_by
from tequio.circles.queries.turns import owed_in, wheels_of
from tequio.circles.rules.wheel import Wheel
from tequio.shares import queries as shares
from tequio.site.scenes import (
    JASMINE,
    MOTHERS,
    RIDERS,
    SAVERS,
    VILLAGE,
    Example,
    Group,
    Scene,
    first_of,
)


def _wheel(group: Group) -> Wheel:
    """The turns that run."""
    return first_of([one for one in wheels_of(group.id) if one.ended_on is None])


def _outside(group: Group, wheel: Wheel) -> list[int]:
    """Members who have no place in these turns."""
    inside = {seat.person for seat in wheel.seats}
    officers = {group.holder("treasurer")}
    return [one for one in group.people if one not in inside | officers]


def _start_turns(group: Group) -> dict[str, Any]:
    return {"takers": [{"person": one} for one in _outside(group, _wheel(group))[:4]]}


def _make_good(group: Group) -> dict[str, Any]:
    wheel = _wheel(group)
    one = first_of(owed_in(group.id, [wheel]))
    return {"turns": wheel.id, "person": wheel.at(one.seat).person, "minor": one.left}


def _substitute(group: Group) -> dict[str, Any]:
    wheel = _wheel(group)
    takes_over, *seeing = _outside(group, wheel)
    leaves = first_of([seat.person for seat in wheel.seats if seat.received_in is None])
    named = {"leaves": leaves, "takes_over": takes_over, "witnesses": seeing[:2]}
    return {"turns": wheel.id, **named}


def _take_bulk_loan(scene: Scene) -> dict[str, Any]:
    taken = {one.correlation for one in borrowed_by(scene.jasmine.id)}
    on_its_way = [
        one
        for one in lent_by(scene.village.id, group=scene.jasmine.id)
        if one.correlation not in taken
    ]
    one = first_of(on_its_way)
    account = scene.jasmine.account("cash")
    return {"correlation": one.correlation, "minor": one.minor, "account": account}


def _pay_back(scene: Scene) -> dict[str, Any]:
    loan = first_of(borrowed_by(scene.jasmine.id))
    return {"loan": loan.id, "minor": 50_000, "account": scene.jasmine.account("cash")}


def _take_repayment(scene: Scene) -> dict[str, Any]:
    known = {paid.correlation for one in lent_by(scene.village.id) for paid in one.paid}
    sent = [paid for one in borrowed_by(scene.jasmine.id) for paid in one.paid]
    one = first_of([paid for paid in sent if paid.correlation not in known])
    account = scene.village.account("cash")
    return {"correlation": one.correlation, "minor": one.minor, "account": account}


def _riders(fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    return lambda scene: Example(scene.riders.holder("treasurer"), RIDERS, fields(scene.riders))


def _mothers(fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    return lambda scene: Example(scene.mothers.holder("treasurer"), MOTHERS, fields(scene.mothers))


def _jasmine(fields: Callable[[Scene], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    return lambda scene: Example(scene.jasmine.holder("treasurer"), JASMINE, fields(scene))


def _witness_head(scene: Scene) -> Example:
    """The savers' secretary writes down where the chronicle of another group stands."""
    head = chronicle.head_of(scene.mothers.id)
    fields = {"chain": head.chain, "number": head.number, "digest": head.digest}
    return Example(scene.savers.holder("secretary"), SAVERS, fields)


def _holder(group: Group) -> int:
    """Somebody who holds more than one share and asked for none of them."""
    found = shares.register(group.id, group.today).holders
    return first_of([one.person for one in found if one.shares > 1 and not one.asked_back.minor])


def _ask_back(scene: Scene) -> Example:
    person = _holder(scene.riders)
    return Example(person, RIDERS, {"person": person, "count": 1})


OF_PRACTICES: Mapping[str, Callable[[Scene], Example]] = {
    "circles.close_round": _mothers(lambda g: {"turns": _wheel(g).id}),
    "circles.make_good": _mothers(_make_good),
    "circles.pay_back": _jasmine(_pay_back),
    "circles.start_turns": _mothers(_start_turns),
    "circles.substitute": _mothers(_substitute),
    "circles.take_bulk_loan": _jasmine(_take_bulk_loan),
    "circles.take_repayment": lambda s: Example(
        s.village.holder("treasurer"), VILLAGE, _take_repayment(s)
    ),
    "lending.ask_new_schedule": _riders(lambda g: {"loan": g.loan("late").loan.id, "months": 24}),
    "lending.pay_out": lambda s: Example(
        s.savers.holder("treasurer"),
        SAVERS,
        {"loan": s.savers.loan("allowed").loan.id, "account": s.savers.account("cash")},
    ),
    "membership.witness_head": _witness_head,
    "shares.give_notice": _ask_back,
    "shares.subscribe": _riders(
        lambda g: {"person": _holder(g), "count": 1, "account": g.account("cash")}
    ),
}
