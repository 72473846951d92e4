"""Those who take turns as tables, in the columns in which they come in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.circles.queries.called import Names, names_for, sums_in
from tequio.circles.queries.turns import wheels_of
from tequio.circles.rules.wheel import AT_THE_START, Wheel
from tequio.circles.rules.workbook import COLUMNS
from tequio.mandates.queries import units

Table = list[list[str]]
OF_TURNS = ("turns", "places", "rounds", "short", "made_good")
ROUND, GOOD = "circles.close_round", "circles.make_good"


def turn_tables(organisation: int, on: date) -> dict[str, Table]:
    """Every taking of turns with its places in the order of the pot, the rounds that were held,
    who missed what in them, and what was made good of it."""
    tables = {name: [list(COLUMNS[name])] for name in OF_TURNS}
    wheels = sorted(wheels_of(organisation), key=lambda one: one.id)
    if not wheels:
        return tables
    listed, names = units(organisation), names_for(organisation, on)
    for wheel in wheels:
        sums, name = sums_in(listed[wheel.unit]), str(wheel.id)
        first, ended = wheel.first_day.isoformat(), str(wheel.ended_on or "")
        told = [name, first, wheel.terms.way, sums(wheel.terms.contribution)]
        tables["turns"].append([*told, sums(wheel.terms.aside), ended, wheel.book])
        tables["places"] += _places(wheel, names, sums)
    by_number = {one.id: one for one in wheels}
    for facts in facts_of(organisation, ROUND):
        wheel = by_number[facts["turns"]]
        sums, row = sums_in(listed[wheel.unit]), [str(wheel.id), str(facts["round"])]
        held = [str(facts["held_on"]), names.of(facts["person"]), wheel.book]
        tables["rounds"].append([*row, *held])
        for _seat, person, due, aside, paid, put in facts["lines"]:
            missing = due + aside - paid - put
            if missing:
                tables["short"].append([*row, names.of(person), sums(missing), wheel.book])
    for facts in facts_of(organisation, GOOD):
        wheel = by_number[facts["turns"]]
        whole = sums_in(listed[wheel.unit])(sum(minor for _missed, minor in facts["parts"]))
        said = [str(wheel.id), str(facts["paid_on"]), names.of(facts["person"]), whole]
        tables["made_good"].append([*said, wheel.book])
    return tables


def _places(wheel: Wheel, names: Names, sums: Callable[[int | None], str]) -> Iterator[list[str]]:
    """In the order in which they receive the pot, as far as it was drawn at the start."""
    order = wheel.drawn.get(AT_THE_START, tuple(seat.number for seat in wheel.seats))
    for place, number in enumerate(order, 1):
        seat = next(one for one in wheel.seats if one.number == number)
        stand = "; ".join(f"{names.of(one)}: {sums(most)}" for one, most in seat.guarantors)
        yield [str(wheel.id), str(place), names.of(seat.person), stand, wheel.book]
