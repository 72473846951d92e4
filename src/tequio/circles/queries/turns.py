"""Those who take turns, as they stand: from their rows, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from tequio.circles.models import (
    BidRow,
    DrawRow,
    MadeGoodRow,
    MissedRow,
    PlaceRow,
    RoundRow,
    SealRow,
    SubstituteRow,
    TurnRow,
    TurnsEndRow,
    WheelRow,
    WordRow,
)
from tequio.circles.rules.reckoning import OWED_TO_THE_CIRCLE, Around, CoverWay, Owed
from tequio.circles.rules.wheel import AT_THE_START, Seat, Terms, Way, Wheel, Words
from tequio.kernel import add_months
from tequio.ledger import queries as ledger
from tequio.ledger.queries.entries import taken_back_of

PARTS: tuple[Any, ...] = (
    PlaceRow,
    RoundRow,
    SubstituteRow,
    SealRow,
    WordRow,
    DrawRow,
    BidRow,
    TurnsEndRow,
)


def wheels_of(organisation: int) -> list[Wheel]:
    """Every taking of turns of an organisation, newest first.  Nine queries."""
    return _wheels(organisation, {})


def wheel_by_number(organisation: int, number: int) -> Wheel | None:
    """One of them by its number.  Nine queries."""
    return next(iter(_wheels(organisation, {"wheel_id": number})), None)


def _wheels(organisation: int, which: Mapping[str, int]) -> list[Wheel]:
    own = {"organisation_id": organisation}
    named = own | ({"id": which["wheel_id"]} if which else {})
    read: dict[Any, dict[int, list[Any]]] = {model: defaultdict(list) for model in PARTS}
    for model, found in read.items():
        for row in model.objects.filter(**own, **which).order_by("pk"):
            found[row.wheel_id].append(row)
    return [
        _wheel(row, {model: found.get(row.id, []) for model, found in read.items()})
        for row in WheelRow.objects.filter(**named).order_by("-first_day", "-id")
    ]


def _wheel(row: WheelRow, parts: Mapping[Any, list[Any]]) -> Wheel:
    rounds = parts[RoundRow]
    ends = [end.ended_on for end in parts[TurnsEndRow]]
    bids: dict[int, int] = {}
    for bid in parts[BidRow]:
        if bid.round == len(rounds) + 1:
            bids[bid.seat] = max(bid.minor, bids.get(bid.seat, 0))
    return Wheel(
        id=row.id,
        book=row.book,
        unit=row.unit,
        terms=_terms(row),
        seats=_seats(parts[PlaceRow], parts[SubstituteRow], rounds),
        first_day=row.first_day,
        box=row.box_id,
        pot=row.pot_id,
        reserve=row.reserve_id,
        held=tuple(one.held_on for one in rounds),
        ended_on=ends[0] if ends else None,
        drawn={one.round: tuple(place for place, _person in one.order) for one in parts[DrawRow]},
        words=_words(parts[SealRow], parts[WordRow]),
        bids=bids,
    )


def _terms(row: WheelRow) -> Terms:
    return Terms(
        contribution=row.contribution,
        aside=row.aside,
        every=row.every,
        way=cast("Way", row.way),
        highest_bid=Fraction(row.highest_above, row.highest_below),
        commission=Fraction(row.commission_above, row.commission_below),
        discount_to=row.discount_to,
    )


def _seats(
    places: Iterable[PlaceRow], substitutes: Iterable[SubstituteRow], rounds: Iterable[RoundRow]
) -> tuple[Seat, ...]:
    """Who has each place now: whoever took it over last."""
    now = {one.seat: one.person_id for one in sorted(substitutes, key=lambda one: one.id)}
    received = {one.seat: one.number for one in rounds}
    return tuple(
        Seat(
            place.number,
            now.get(place.number, place.person_id),
            tuple((person, most) for person, most in place.guarantors),
            received.get(place.number),
        )
        for place in places
    )


def _words(seals: Iterable[SealRow], words: Iterable[WordRow]) -> dict[int, Words]:
    laid: dict[int, dict[int, str]] = defaultdict(dict)
    opened: dict[int, dict[int, str]] = defaultdict(dict)
    for seal in seals:
        laid[seal.round][seal.seat] = seal.seal
    for word in words:
        opened[word.round][word.seat] = word.word
    return {number: Words(laid[number], opened.get(number, {})) for number in laid}


# What is owed --------------------------------------------------------------------------------


def owed_in(organisation: int, wheels: Iterable[Wheel]) -> list[Owed]:
    """Everything that was missed in these turns and is not made good.  Two queries."""
    found = owed_by_turns(organisation, wheels)
    return [one for number in sorted(found) for one in found[number]]


def owed_by_turns(organisation: int, wheels: Iterable[Wheel]) -> dict[int, list[Owed]]:
    """The same, by number of the turns.  Two queries."""
    known = {wheel.id: wheel for wheel in wheels}
    own = {"organisation_id": organisation, "wheel_id__in": list(known)}
    good: dict[int, int] = defaultdict(int)
    for number, minor in MadeGoodRow.objects.filter(**own).values_list("missed_id", "minor"):
        good[number] += minor
    receivers = {
        (wheel.id, seat.received_in): seat.person
        for wheel in known.values()
        for seat in wheel.seats
    }
    found: dict[int, list[Owed]] = defaultdict(list)
    for row in MissedRow.objects.filter(**own).order_by("round", "id"):
        if row.minor > good[row.id]:
            found[row.wheel_id].append(
                Owed(
                    row.id,
                    row.round,
                    row.seat,
                    cast("CoverWay", row.way),
                    row.person_id,
                    row.minor - good[row.id],
                    receivers[row.wheel_id, row.round],
                )
            )
    return found


def around(organisation: int, wheel: Wheel, *, all_cover: bool, unable: Iterable[int]) -> Around:
    """What the next round finds: the reserve less its claims, and what guarantors still stand for.

    Fourteen queries; claims of other turns of the same book count against the same reserve.
    """
    wheels = [one for one in wheels_of(organisation) if one.reserve == wheel.reserve]
    claims = [one for one in owed_in(organisation, wheels) if one.way in ("reserve", "aside")]
    called: dict[tuple[int, int | None], int] = defaultdict(int)
    for one in owed_in(organisation, [wheel]):
        if one.way == "guarantor":
            called[one.seat, one.person] += one.left
    left = {
        (seat.number, person): max(most - called[seat.number, person], 0)
        for seat in wheel.seats
        for person, most in seat.guarantors
    }
    holds = ledger.balance(organisation, wheel.reserve).minor
    there = max(holds - sum(one.left for one in claims), 0)
    return Around(there, left, all_cover, frozenset(unable))


def debt_of(owed: Iterable[Owed], seat: int) -> int:
    """What a place owes to the circle in its book; what others paid for it is owed to them."""
    return sum(one.left for one in owed if one.seat == seat and one.way in OWED_TO_THE_CIRCLE)


# For pages -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PaidTurn:
    """What a place paid in a round, and what of it is missing."""

    seat: int
    person_id: int
    missing: int


@dataclass(frozen=True)
class HeldRound:
    """A round that was held, with who paid.  Sums in minor units.

    entries, reversed  entries of its journal, and how many of them were turned around in the book
    """

    number: int
    held_on: date
    seat: int
    person: int
    leaves: int | None
    commission: int
    prize: int
    paid_out: int
    lines: tuple[PaidTurn, ...]
    entries: int
    reversed: int

    @property
    def is_reversed(self) -> bool:
        """The book has taken back all of it; the turns still count it."""
        return bool(self.entries) and self.reversed == self.entries

    @property
    def is_short(self) -> bool:
        return any(line.missing for line in self.lines)


def rounds_of(organisation: int, wheel: int) -> list[HeldRound]:
    """The rounds of these turns, newest first.  Three queries."""
    own = {"organisation_id": organisation, "wheel_id": wheel}
    lines: dict[int, list[PaidTurn]] = defaultdict(list)
    for line in TurnRow.objects.filter(**own).order_by("round", "seat"):
        missing = line.due + line.aside - line.paid - line.put
        lines[line.round].append(PaidTurn(line.seat, line.person_id, missing))
    rows = list(RoundRow.objects.filter(**own).order_by("-number"))
    back = taken_back_of(organisation, [row.journal_id for row in rows])
    return [
        HeldRound(
            row.number,
            row.held_on,
            row.seat,
            row.person_id,
            row.leaves,
            row.commission,
            row.prize,
            row.paid_out,
            tuple(lines[row.number]),
            *back.get(row.journal_id, (0, 0)),
        )
        for row in rows
    ]


def known_order(wheel: Wheel) -> dict[int, int]:
    """Place → the round in which it receives, where the order is known from the start."""
    if wheel.terms.way == "fixed":
        return {seat.number: seat.number for seat in wheel.seats}
    drawn = wheel.drawn.get(AT_THE_START, ())
    return {place: number for number, place in enumerate(drawn, 1)}


def day_of_round(wheel: Wheel, number: int) -> date:
    """The day on which a round is due: the first day and so many weeks or months after."""
    steps = number - 1
    if wheel.terms.every == "month":
        return add_months(wheel.first_day, steps)
    return wheel.first_day + timedelta(weeks=steps * (2 if wheel.terms.every == "fortnight" else 1))
