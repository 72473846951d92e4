"""A round reckoned up: who pays what, what covers a missed turn, what the receiver is handed.

Also how a missed turn is made good later.  Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tequio.chronicle.rules.inputs import Id, Minor
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules.bidding import prize_for
from tequio.circles.rules.refusals import NO_BIDS
from tequio.circles.rules.turns import cover
from tequio.circles.rules.wheel import Seat, Wheel, receiver
from tequio.kernel import Refusal

CoverWay = Literal["reserve", "guarantor", "all", "open", "aside"]
"""`open`: nobody covers it, and the receiver waits for it; `aside`: what was not put aside."""
MADE_GOOD_FIRST: tuple[CoverWay, ...] = ("open", "guarantor", "all", "reserve", "aside")
"""Within a round people are paid back before the reserve is filled."""
OWED_TO_THE_CIRCLE: frozenset[CoverWay] = frozenset({"reserve", "open", "aside"})
"""A claim of the circle in its book; what guarantors and others paid is owed to them."""


@dataclass(frozen=True)
class Short:
    """A member who did not pay her turn; `minor`: how much is missing, 0 for all of it."""

    person: Id
    minor: Minor = 0


@dataclass(frozen=True)
class Bid:
    """What a member leaves of the pot to have it now, written down with the round."""

    person: Id
    minor: Minor


@dataclass(frozen=True)
class Turn:
    """What a place owes in a round and what it paid: into the pot, and put aside."""

    seat: int
    person: int
    due: int
    aside: int
    paid: int
    put: int

    @property
    def missing(self) -> int:
        return self.due - self.paid


@dataclass(frozen=True)
class Cover:
    """A part of what a place missed, and who covers it (nobody in person: the reserve, no one)."""

    seat: int
    way: CoverWay
    person: int | None
    minor: int


@dataclass(frozen=True)
class Around:
    """What a round finds: what the reserve holds, what guarantors still stand for.

    left        (place, guarantor) → the most that she can still be called on for
    all_cover   whether the statutes share among the others what nobody covers
    unable      who cannot pay for another today
    """

    reserve: int = 0
    left: Mapping[tuple[int, int], int] = field(default_factory=dict)
    all_cover: bool = False
    unable: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Reckoned:
    """A round: pot = prize + commission + discounts; she is handed the prize less what is open."""

    seat: int
    leaves: int | None
    commission: int
    prize: int
    lines: tuple[Turn, ...]
    covers: tuple[Cover, ...]

    @property
    def open(self) -> int:
        return sum(one.minor for one in self.covers if one.way == "open")

    @property
    def paid_out(self) -> int:
        return self.prize - self.open


def dues(wheel: Wheel, bids: Mapping[int, int]) -> tuple[int | None, int, int, dict[int, int]]:
    """What the next receiver leaves, the commission, the prize, and place → what it owes.

    Without bidding the commission is out of the prize; with it, out of what she leaves.  The last
    who waits need not bid: she leaves the commission.
    """
    each = wheel.terms.contribution
    kept = wheel.chit.foreman_keeps
    if wheel.terms.way != "bid":
        return None, kept, wheel.value - kept, {seat.number: each for seat in wheel.seats}
    winner = receiver(wheel, bids)
    assert winner is not None, "no receiver and no objection"
    waiting = tuple(seat.number for seat in wheel.waiting)
    among = waiting if wheel.terms.discount_to == "waiting" else ()
    bid = {winner: bids.get(winner, kept)}
    prize = prize_for(wheel.chit, bid, seed="", among=among)
    owed = {seat.number: each for seat in wheel.seats} | prize.due(each)
    return prize.bid, prize.commission, prize.prize, owed


def reckon(
    wheel: Wheel, bids: Mapping[int, int], short: Mapping[int, int], around: Around
) -> Reckoned:
    """The whole round.  short: place → what of its turn is missing, the pot's part and what is put
    aside together; what comes in goes into the pot first."""
    leaves, commission, prize, owed = dues(wheel, bids)
    winner = receiver(wheel, bids)
    assert winner is not None, "no receiver and no objection"
    lines = tuple(
        _turn(wheel, seat, owed[seat.number], short.get(seat.number, 0)) for seat in wheel.seats
    )
    covers = tuple(_covers(wheel, lines, around))
    return Reckoned(winner, leaves, commission, prize, lines, covers)


def _turn(wheel: Wheel, seat: Seat, due: int, short: int) -> Turn:
    came = due + wheel.terms.aside - short
    paid = min(came, due)
    return Turn(seat.number, seat.person, due, wheel.terms.aside, paid, came - paid)


def _covers(wheel: Wheel, lines: Sequence[Turn], around: Around) -> Iterator[Cover]:
    reserve = around.reserve
    full = [one for one in lines if not one.missing and one.person not in around.unable]
    can = {one.person for one in full}
    for line in lines:
        if line.missing:
            seat = wheel.at(line.seat)
            called = [
                (person, around.left.get((seat.number, person), most))
                for person, most in (seat.guarantors if seat.received_in else ())
                if person not in around.unable and (wheel.seat_of(person) is None or person in can)
            ]
            others = [one.person for one in full] if around.all_cover else []
            found = cover(line.missing, reserve=reserve, guarantors=called, others=others)
            reserve -= found.reserve
            yield from (
                one
                for one in (
                    Cover(line.seat, "reserve", None, found.reserve),
                    *(Cover(line.seat, "guarantor", p, minor) for p, minor in found.guarantors),
                    *(Cover(line.seat, "all", p, minor) for p, minor in found.others),
                    Cover(line.seat, "open", None, found.open),
                )
                if one.minor
            )
        if line.put < line.aside:
            yield Cover(line.seat, "aside", None, line.aside - line.put)


def objections_to_round(
    wheel: Wheel, bids: Mapping[int, int], short: Sequence[Short], held_on: date
) -> list[Refusal]:
    """Every reason why this round cannot be closed."""
    if wheel.is_complete:
        return [no.ALL_ROUNDS_HELD.because(count=len(wheel.seats))]
    before = wheel.held[-1] if wheel.held else wheel.first_day
    if held_on < before:
        return [no.ROUND_TOO_EARLY.because(held_on=held_on, before=before)]
    if receiver(wheel, bids) is None:
        return [_why_nobody(wheel, bids)]
    return list(_to_short(wheel, bids, short))


def _why_nobody(wheel: Wheel, bids: Mapping[int, int]) -> Refusal:
    if wheel.terms.way == "bid" and not bids:
        return NO_BIDS.because()
    return no.ORDER_NOT_DRAWN.because(round=wheel.next_round)


def _to_short(wheel: Wheel, bids: Mapping[int, int], short: Sequence[Short]) -> Iterator[Refusal]:
    owed, times = dues(wheel, bids)[3], Counter(one.person for one in short)
    for one in short:
        seat = wheel.seat_of(one.person)
        if seat is None:
            yield no.NOT_IN_THE_TURNS.because(person=one.person)
            continue
        due = owed[seat.number] + wheel.terms.aside
        if times[one.person] > 1 or not 0 <= one.minor <= due or not due:
            yield no.SHORT_BY_MORE.because(person=one.person, due=due, short=one.minor)
        if seat.number == receiver(wheel, bids):
            yield no.RECEIVER_IS_SHORT.because(person=one.person)


def objections_to_pot(found: Reckoned) -> Iterator[Refusal]:
    """Enough came in for the commission."""
    if found.paid_out < 0:
        came = found.paid_out + found.commission
        yield no.POT_TOO_SMALL.because(came=came, commission=found.commission)


def shorts(wheel: Wheel, bids: Mapping[int, int], short: Sequence[Short]) -> dict[int, int]:
    """Place → what is missing, from what was written down."""
    owed = dues(wheel, bids)[3]
    found = {}
    for one in short:
        seat = wheel.seat_of(one.person)
        assert seat is not None, "no place and no objection"
        found[seat.number] = one.minor or owed[seat.number] + wheel.terms.aside
    return found


# Making good ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Owed:
    """A cover that is not made good yet: its number, its round, what of it is left.

    receiver  who waits for an `open` part: whoever has the place that received that pot
    """

    id: int
    round: int
    seat: int
    way: CoverWay
    person: int | None
    left: int
    receiver: int


def made_good(minor: int, owed: Sequence[Owed]) -> tuple[tuple[Owed, int], ...]:
    """What a payment makes good, oldest round first, within a round people before the reserve."""
    parts, rest = [], minor
    ranked = sorted(owed, key=lambda one: (one.round, MADE_GOOD_FIRST.index(one.way), one.id))
    for one in ranked:
        part = min(rest, one.left)
        if part:
            parts.append((one, part))
            rest -= part
    return tuple(parts)


def objections_to_make_good(person: int, minor: int, owed: Collection[Owed]) -> Iterator[Refusal]:
    """She owes something, and not less than she pays."""
    left = sum(one.left for one in owed)
    if not left:
        yield no.NOTHING_TO_MAKE_GOOD.because(person=person)
    elif minor > left:
        yield no.MORE_THAN_MISSED.because(person=person, owed=left, paid=minor)
