"""What one member has in running cycles and in turns: for pages that are her own.

Sums in minor units.  A fixed number of queries, however many meetings and rounds there were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.circles.models import BroughtRow, CarriedRow, LeaverRow, SheetLineRow, SheetRow
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.turns import day_of_round, known_order, owed_by_turns, wheels_of
from tequio.circles.rules import Cycle
from tequio.circles.rules.reckoning import Owed
from tequio.circles.rules.wheel import Seat, Wheel
from tequio.kernel import Unit
from tequio.ledger.queries.entries import reversed_among
from tequio.mandates.queries import units


@dataclass(frozen=True)
class InCycle:
    """What she holds in a cycle that runs: shares, what she paid for them, what she paid into the
    social fund and got out of it."""

    cycle: int
    book: str
    unit: Unit
    first_day: date
    shares: int
    saved: int
    social: int
    helped: int


@dataclass(frozen=True)
class InTurns:
    """Her place in turns: the pot, when it is hers, what she owes, what she waits for.

    received_on  the day on which she received it; `due_on` when she will, where that is known
    awaits       what others missed and owe to her
    """

    turns: int
    book: str
    unit: Unit
    pot: int
    place: int
    is_over: bool
    received_on: date | None
    due_on: date | None
    owes: int
    awaits: int


def in_cycles(organisation: int, person: int) -> list[InCycle]:
    """What a member holds in each cycle that runs; nothing of one that she left.  Nine queries."""
    running = {one.id: one for one in cycles_of(organisation) if one.ended_on is None}
    own = {"organisation_id": organisation}
    left = LeaverRow.objects.filter(**own, person_id=person, cycle_id__in=running)
    gone = set(left.values_list("cycle_id", flat=True))
    brought = BroughtRow.objects.filter(**own, person_id=person, cycle_id__in=running)
    before = dict(brought.values_list("cycle_id", "shares"))
    carried = CarriedRow.objects.filter(**own, person_id=person, into_id__in=running)
    for number, shares in carried.values_list("into_id", "shares"):
        before[number] = before.get(number, 0) + shares
    sheets = dict(
        SheetRow.objects.filter(**own, cycle_id__in=running).values_list("id", "cycle_id")
    )
    rows = SheetLineRow.objects.filter(**own, person_id=person, sheet_id__in=sheets)
    lines = list(rows)
    entries = {
        entry
        for row in lines
        for entry in (row.saved_entry, row.social_entry, row.helped_entry)
        if entry is not None
    }
    back, known = reversed_among(organisation, entries), units(organisation)
    return [
        _in_cycle(
            cycle,
            known[cycle.unit],
            [row for row in lines if sheets[row.sheet_id] == number],
            (before.get(number, 0), back),
        )
        for number, cycle in running.items()
        if number not in gone
    ]


def _in_cycle(
    cycle: Cycle, unit: Unit, lines: list[SheetLineRow], besides: tuple[int, frozenset[int]]
) -> InCycle:
    """besides: shares with which she began, and entries that were reversed in the book."""
    brought, back = besides
    saved = [row for row in lines if row.saved_entry not in back]
    return InCycle(
        cycle.id,
        cycle.book,
        unit,
        cycle.first_day,
        brought + sum(row.shares for row in saved),
        brought * cycle.price + sum(row.saved for row in saved),
        sum(row.social for row in lines if row.social_entry not in back),
        sum(row.helped for row in lines if row.helped_entry not in back),
    )


def in_turns(organisation: int, person: int) -> list[InTurns]:
    """Her places in all turns that are not over, or in which something is still owed.

    Thirteen queries.
    """
    wheels, known = wheels_of(organisation), units(organisation)
    owed = owed_by_turns(organisation, wheels)
    return [
        one
        for wheel in wheels
        for one in _places(wheel, known[wheel.unit], person, owed.get(wheel.id, []))
        if not one.is_over or one.owes or one.awaits
    ]


def _places(wheel: Wheel, unit: Unit, person: int, owed: list[Owed]) -> Iterator[InTurns]:
    """Her places; who paid for another and has no place waits for it all the same."""
    awaits = sum(
        one.left
        for one in owed
        if one.person == person or (one.way == "open" and one.receiver == person)
    )
    order, hers = known_order(wheel), [one for one in wheel.seats if one.person == person]
    for seat in hers:
        owes = sum(one.left for one in owed if one.seat == seat.number)
        yield _place(wheel, unit, seat, order, (owes, awaits if seat is hers[0] else 0))
    if not hers and awaits:
        yield InTurns(wheel.id, wheel.book, unit, wheel.value, 0, True, None, None, 0, awaits)


def _place(
    wheel: Wheel, unit: Unit, seat: Seat, order: Mapping[int, int], sums: tuple[int, int]
) -> InTurns:
    received, coming = seat.received_in, order.get(seat.number)
    return InTurns(
        wheel.id,
        wheel.book,
        unit,
        wheel.value,
        seat.number,
        wheel.ended_on is not None,
        wheel.held[received - 1] if received else None,
        day_of_round(wheel, coming) if coming and not received else None,
        *sums,
    )
