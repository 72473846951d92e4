"""Who may do what where members take turns; reads for acts and for pages that grey a button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tequio.circles.queries.turns import wheel_by_number
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules.wheel import Seat, Wheel
from tequio.kernel import Act, Amount, Refusal, Refused, refuse
from tequio.kernel.refusals import type_of_field
from tequio.mandates.queries import units


def need_bookkeeper(act: Act) -> None:
    """Refused `office_not_held` for everybody else."""
    refuse(objections_to_writing(act))


def need_herself_or_bookkeeper(act: Act, person: int) -> None:
    """She does it, or who writes the book enters it for a member who stands beside her."""
    if act.by != person and objections_to_writing(act):
        raise Refused(no.NOT_FOR_HER.because(person=person))


def running(act: Act, number: int) -> Wheel:
    """These turns, while they run.  Refused `no_such_turns`, `turns_are_over`."""
    wheel = known(act, number)
    if wheel.ended_on is not None:
        raise Refused(no.TURNS_ARE_OVER.because())
    return wheel


def known(act: Act, number: int) -> Wheel:
    """These turns, also when they are over.  Refused `no_such_turns`."""
    wheel = wheel_by_number(act.of_organisation, number)
    if wheel is None:
        raise Refused(no.NO_SUCH_TURNS.because(turns=number))
    return wheel


SUMS = frozenset("bid most least before due short owed paid came commission contribution".split())
"""Fields of refusals that are sums of money."""


def refuse_in(act: Act, unit: str, objections: Iterable[Refusal]) -> None:
    """Refuse with every objection, its sums in money; the rules know minor units only."""
    found = tuple(objections)
    if not found:
        return
    money = units(act.of_organisation)[unit]

    def in_money(name: str, value: type_of_field) -> type_of_field:
        return Amount(value, money) if name in SUMS and isinstance(value, int) else value

    refuse(
        replace(one, fields=tuple((name, in_money(name, value)) for name, value in one.fields))
        for one in found
    )


def place_of(wheel: Wheel, person: int) -> Seat:
    """Her place.  Refused `not_in_the_turns`."""
    seat = wheel.seat_of(person)
    if seat is None:
        raise Refused(no.NOT_IN_THE_TURNS.because(person=person))
    return seat


def who_acts(act: Act) -> int:
    """Whoever got this far is somebody: herself, or the holder of an office."""
    assert act.by is not None, "nobody takes part and nobody holds an office"
    return act.by
