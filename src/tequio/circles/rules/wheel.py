"""Those who take turns: their places, the lot or the bids of a round, who comes next.  Pure.

Places are numbered from 1 in the order in which they were named at the start; rights and debts
belong to the place, so that whoever takes it over takes both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.chronicle.rules.inputs import Id, Minor
from tequio.circles.rules import turn_refusals as no
from tequio.circles.rules.bidding import Chit, objections_to_bids
from tequio.circles.rules.refusals import BID_OVER_THE_LIMIT
from tequio.circles.rules.turns import Missing, objections_to_draw_lots
from tequio.kernel import Refusal
from tequio.kernel.amounts import LARGEST_MINOR

Way = Literal["fixed", "lot", "lot_each_round", "bid"]
AT_THE_START = 0
"""The round of a lot by which the whole order is drawn."""


@dataclass(frozen=True)
class Guarantor:
    """Who pays for a member that received the pot and misses a turn; up to how much in all."""

    person: Id
    most: Minor


@dataclass(frozen=True)
class Taker:
    """A member who takes part, and who stands for her, in the order in which they are called on."""

    person: Id
    guarantors: tuple[Guarantor, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What holds for all rounds, fixed at the start.  Sums in minor units.

    contribution  what each pays into the pot of a round
    aside         what each puts aside for missed turns, beside that
    """

    contribution: int
    aside: int = 0
    every: str = "month"
    way: Way = "fixed"
    highest_bid: Fraction = Fraction(2, 5)
    commission: Fraction = Fraction(0)
    discount_to: str = "all"


@dataclass(frozen=True)
class Seat:
    """A place: who has it now, and in which round it received the pot (None: it waits)."""

    number: int
    person: int
    guarantors: tuple[tuple[int, int], ...] = ()
    received_in: int | None = None


@dataclass(frozen=True)
class Words:
    """Sealed words of one round (0: at the start) by place, and those that were opened."""

    seals: Mapping[int, str] = field(default_factory=dict)
    opened: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wheel:
    """A taking of turns as it stands.

    drawn  round → places in the order of its lot; bids  highest bid of each place in this round
    held   days of the rounds so far, in order
    """

    id: int
    book: str
    unit: str
    terms: Terms
    seats: tuple[Seat, ...]
    first_day: date
    box: int
    pot: int
    reserve: int
    held: tuple[date, ...] = ()
    ended_on: date | None = None
    drawn: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    words: Mapping[int, Words] = field(default_factory=dict)
    bids: Mapping[int, int] = field(default_factory=dict)

    @property
    def value(self) -> int:
        """What a round gathers when all pay all."""
        return len(self.seats) * self.terms.contribution

    @property
    def next_round(self) -> int:
        return len(self.held) + 1

    @property
    def is_complete(self) -> bool:
        return len(self.held) == len(self.seats)

    @property
    def waiting(self) -> tuple[Seat, ...]:
        """Those who have not received the pot yet."""
        return tuple(seat for seat in self.seats if seat.received_in is None)

    def seat_of(self, person: int | None) -> Seat | None:
        return next((seat for seat in self.seats if seat.person == person), None)

    def at(self, number: int) -> Seat:
        return self.seats[number - 1]

    @property
    def chit(self) -> Chit:
        terms, places = self.terms, tuple(seat.number for seat in self.seats)
        return Chit(self.value, places, terms.highest_bid, terms.commission)


# Who comes next ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lot:
    """The lot that is to be drawn now: in which round, among which places."""

    round: int
    among: tuple[int, ...]


def lot_now(wheel: Wheel) -> Lot | None:
    """The lot that these turns wait for; None where they wait for none."""
    if wheel.is_complete or wheel.ended_on is not None:
        return None
    way, waiting = wheel.terms.way, tuple(seat.number for seat in wheel.waiting)
    lot = {
        "fixed": Lot(AT_THE_START, ()),
        "lot": Lot(AT_THE_START, tuple(seat.number for seat in wheel.seats)),
        "lot_each_round": Lot(wheel.next_round, waiting),
        "bid": Lot(wheel.next_round, equal_bids(wheel.bids)),
    }[way]
    return lot if len(lot.among) > 1 and lot.round not in wheel.drawn else None


def equal_bids(bids: Mapping[int, int]) -> tuple[int, ...]:
    """The places that bid most, if there are several."""
    best = max(bids.values(), default=0)
    tied = tuple(sorted(place for place, bid in bids.items() if bid == best))
    return tied if len(tied) > 1 else ()


def receiver(wheel: Wheel, bids: Mapping[int, int]) -> int | None:
    """The place that receives the pot of the next round; None while that is open.

    bids  highest bid of each place in this round
    """
    if wheel.is_complete:
        return None
    way, coming = wheel.terms.way, wheel.next_round
    if way == "fixed":
        return coming
    if way == "lot":
        order = wheel.drawn.get(AT_THE_START)
        return order[coming - 1] if order else None
    if len(wheel.waiting) == 1:
        return wheel.waiting[0].number
    if coming in wheel.drawn:
        return wheel.drawn[coming][0]
    if way == "bid" and bids and not equal_bids(bids):
        return max(bids, key=lambda place: bids[place])
    return None


# What stands against it ----------------------------------------------------------------------


def objections_to_start(
    takers: Sequence[Taker], terms: Terms, *, members: Collection[int]
) -> Iterator[Refusal]:
    """May these take turns?  members: who is a member on this day."""
    yield from _to_sums(terms, len(takers))
    people = [taker.person for taker in takers]
    for person, times in Counter(people).items():
        if times > 1:
            yield no.TWICE_IN_THE_TURNS.because(person=person)
    for taker in takers:
        yield from _to_guarantors(taker)
    named = {*people, *(g.person for taker in takers for g in taker.guarantors)}
    for person in sorted(named - {*members}):
        yield no.TAKER_NOT_A_MEMBER.because(person=person)


def _to_sums(terms: Terms, count: int) -> Iterator[Refusal]:
    if terms.contribution <= 0:
        yield no.TURNS_OFF.because()
    if terms.aside < 0:
        yield no.PUT_ASIDE_BELOW_ZERO.because()
    if count < 2:
        yield no.TOO_FEW_TAKE_TURNS.because(count=count)
    if count * (terms.contribution + max(terms.aside, 0)) > LARGEST_MINOR:
        yield no.POT_TOO_LARGE.because(count=count, contribution=terms.contribution)


def _to_guarantors(taker: Taker) -> Iterator[Refusal]:
    times = Counter(one.person for one in taker.guarantors)
    for one in taker.guarantors:
        if one.person == taker.person:
            yield no.STANDS_FOR_HERSELF.because(person=one.person)
        if not 0 < one.most <= LARGEST_MINOR or times[one.person] > 1:
            yield no.GUARANTEE_OF_NOTHING.because(person=one.person)


def objections_to_lay_down(wheel: Wheel, seat: Seat) -> Iterator[Refusal]:
    """A word is laid down once, by those among whom the lot is drawn."""
    lot = lot_now(wheel)
    if lot is None:
        yield no.NO_LOT_NOW.because()
    elif seat.number not in lot.among:
        yield no.NOT_IN_THE_LOT.because(person=seat.person)
    elif seat.number in wheel.words.get(lot.round, Words()).seals:
        yield no.WORD_ALREADY_LAID.because(person=seat.person)


def objections_to_open(wheel: Wheel, seat: Seat, word: str) -> Iterator[Refusal]:
    """Nobody opens before all have laid down; a word is opened once, and it is the sealed one."""
    lot = lot_now(wheel)
    if lot is None:
        yield no.NO_LOT_NOW.because()
        return
    if seat.number not in lot.among:
        yield no.NOT_IN_THE_LOT.because(person=seat.person)
        return
    words = wheel.words.get(lot.round, Words())
    if seat.number in words.opened:
        yield no.WORD_ALREADY_OPENED.because(person=seat.person)
    opened = {seat.person: word}
    yield from objections_to_draw_lots(_people(wheel, lot), _seals(wheel, lot), opened, "last")


def objections_to_draw(wheel: Wheel, missing: Missing) -> Iterator[Refusal]:
    """May the lot be drawn now?  missing: what the statutes say of a word that is not opened."""
    lot = lot_now(wheel)
    if lot is None:
        yield no.NO_LOT_NOW.because()
        return
    words = wheel.words.get(lot.round, Words()).opened
    opened = {wheel.at(place).person: word for place, word in words.items()}
    yield from objections_to_draw_lots(_people(wheel, lot), _seals(wheel, lot), opened, missing)


def _people(wheel: Wheel, lot: Lot) -> list[int]:
    return [wheel.at(place).person for place in lot.among]


def _seals(wheel: Wheel, lot: Lot) -> dict[int, str]:
    """Person → what lies on the table for her place."""
    seals = wheel.words.get(lot.round, Words()).seals
    return {wheel.at(place).person: seal for place, seal in seals.items()}


def highest_bid(wheel: Wheel) -> int:
    """What the statutes allow, and no more than all who share it owe together in a round."""
    sharing = wheel.waiting if wheel.terms.discount_to == "waiting" else wheel.seats
    owed = len(sharing) * wheel.terms.contribution
    return min(wheel.chit.highest_bid, wheel.chit.foreman_keeps + owed)


def objections_to_bid(wheel: Wheel, seat: Seat, minor: int) -> Iterator[Refusal]:
    """Only who waits bids, more than before, within the limits, and while bids are open."""
    if wheel.terms.way != "bid":
        yield no.NO_BIDDING.because()
        return
    if seat.received_in is not None:
        yield no.HAS_RECEIVED_THE_POT.because(person=seat.person)
    if wheel.words.get(wheel.next_round, Words()).seals:
        yield no.BIDS_ARE_CLOSED.because()
    before = wheel.bids.get(seat.number)
    if before is not None and minor <= before:
        yield no.BID_NOT_HIGHER.because(person=seat.person, before=before, bid=minor)
    most = highest_bid(wheel)
    if minor > most:
        yield BID_OVER_THE_LIMIT.because(person=seat.person, bid=minor, most=most)
    else:
        yield from objections_to_bids(wheel.chit, {seat.person: minor})


def objections_to_substitute(
    wheel: Wheel, before: Seat, person: int, *, members: Collection[int]
) -> Iterator[Refusal]:
    """Who takes a place over is a member and takes no other turn here."""
    if wheel.seat_of(person) is not None:
        yield no.TWICE_IN_THE_TURNS.because(person=person)
    if person not in members:
        yield no.TAKER_NOT_A_MEMBER.because(person=person)
    if person in {guarantor for guarantor, _most in before.guarantors}:
        yield no.STANDS_FOR_HERSELF.because(person=person)


def objections_to_consent(
    leaves: int, takes_over: int, *, by: int | None, witnesses: Sequence[int], needed: int
) -> Iterator[Refusal]:
    """That both agree is shown by members who saw it, neither of the two nor who writes it down:
    nobody's own writing proves that somebody gave her a place and its pot."""
    seen = {*witnesses}
    for witness in sorted(seen & {leaves, takes_over, by}):
        yield no.WITNESS_IS_CONCERNED.because(person=witness)
    if len(seen) < needed:
        asked = {"before": leaves, "person": takes_over, "count": len(seen), "needed": needed}
        yield no.CONSENT_NOT_SHOWN.because(**asked)


def objections_to_end(wheel: Wheel) -> Iterator[Refusal]:
    """They end when everybody has received the pot, or before the first round."""
    if wheel.held and not wheel.is_complete:
        yield no.TURNS_NOT_OVER.because(held=len(wheel.held), count=len(wheel.seats))
