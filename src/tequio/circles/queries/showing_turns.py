"""Turns as a page shows them: who is next, what each still pays, what each owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.queries.turns import (
    HeldRound,
    day_of_round,
    known_order,
    owed_in,
    rounds_of,
    wheel_by_number,
    wheels_of,
)
from tequio.circles.rules.turns import still_owed
from tequio.circles.rules.wheel import Lot, Seat, Wheel, Words, lot_now, receiver
from tequio.kernel import Unit
from tequio.ledger import queries as ledger
from tequio.mandates.queries import units
from tequio.membership import queries as members


@dataclass(frozen=True)
class PlaceLine:
    """A place: in which round it receives the pot if that is known; sums in minor units.

    to_come  what she still pays into the pots of rounds to come
    owes     what she missed and did not make good
    bid      her highest bid in the round to come
    """

    seat: Seat
    round: int | None
    due_on: date | None
    to_come: int
    owes: int
    is_next: bool
    bid: int | None = None

    @property
    def has_received(self) -> bool:
        return self.seat.received_in is not None


@dataclass(frozen=True)
class WordLine:
    """Whether a member laid down her word for the lot, and what she opened."""

    person: int
    is_laid: bool
    word: str


@dataclass(frozen=True)
class TurnsView:
    """These turns with everything that their page says.

    aside  what lies in the reserve of the book, in minor units
    """

    wheel: Wheel
    unit: Unit
    places: tuple[PlaceLine, ...]
    next: Seat | None
    next_on: date | None
    lot: Lot | None
    words: tuple[WordLine, ...]
    rounds: tuple[HeldRound, ...]
    names: dict[int, str]
    aside: int

    @property
    def all_laid(self) -> bool:
        return all(word.is_laid for word in self.words)

    @property
    def has_reversed(self) -> bool:
        return any(one.reversed for one in self.rounds)

    @property
    def pot(self) -> int:
        return self.wheel.value


@dataclass(frozen=True)
class TurnsLine:
    """One of them on the list: how far it is and who is next."""

    wheel: Wheel
    unit: Unit
    next: int | None


def turns_view(organisation: int, number: int) -> TurnsView | None:
    """One taking of turns; None where it is not there.  Eighteen queries."""
    wheel = wheel_by_number(organisation, number)
    if wheel is None:
        return None
    rounds = tuple(rounds_of(organisation, number))
    coming = receiver(wheel, wheel.bids)
    lot = None if wheel.ended_on else lot_now(wheel)
    people = {
        *(seat.person for seat in wheel.seats),
        *(person for seat in wheel.seats for person, _most in seat.guarantors),
        *(one.person for one in rounds),
        *(line.person_id for one in rounds for line in one.lines),
    }
    return TurnsView(
        wheel,
        units(organisation)[wheel.unit],
        _places(organisation, wheel, coming),
        wheel.at(coming) if coming else None,
        None if wheel.is_complete else day_of_round(wheel, wheel.next_round),
        lot,
        _words(wheel, lot),
        rounds,
        members.person_names(people),
        ledger.balance(organisation, wheel.reserve).minor,
    )


def _places(organisation: int, wheel: Wheel, coming: int | None) -> tuple[PlaceLine, ...]:
    owed: dict[int, int] = {}
    for one in owed_in(organisation, [wheel]):
        owed[one.seat] = owed.get(one.seat, 0) + one.left
    order = known_order(wheel)
    count, each = len(wheel.seats), wheel.terms.contribution
    held = len(wheel.held)
    left = still_owed(count, each, received_in=held) if held else wheel.value
    lines = []
    for seat in wheel.seats:
        number = seat.received_in or order.get(seat.number)
        lines.append(
            PlaceLine(
                seat,
                number,
                day_of_round(wheel, number) if number else None,
                0 if wheel.ended_on else left,
                owed.get(seat.number, 0),
                seat.number == coming,
                wheel.bids.get(seat.number),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.round or len(lines) + 1, line.seat.number)))


def _words(wheel: Wheel, lot: Lot | None) -> tuple[WordLine, ...]:
    if lot is None:
        return ()
    words = wheel.words.get(lot.round, Words())
    return tuple(
        WordLine(wheel.at(place).person, place in words.seals, words.opened.get(place, ""))
        for place in lot.among
    )


def turns_list(organisation: int) -> tuple[list[TurnsLine], dict[int, str]]:
    """Every taking of turns, newest first, with the names of who is next.  Eleven queries."""
    wheels, known = wheels_of(organisation), units(organisation)
    lines = []
    for wheel in wheels:
        place = None if wheel.ended_on else receiver(wheel, wheel.bids)
        person = wheel.at(place).person if place else None
        lines.append(TurnsLine(wheel, known[wheel.unit], person))
    return lines, members.person_names({line.next for line in lines if line.next})
