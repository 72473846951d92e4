"""What happened where members take turns, in the past tense: ids, sums, days; never names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import gettext_noop as _

THINGS: Mapping[str, str] = {
    "turns": _("the taking of turns"),
    "turns_seal": _("a sealed word of the turns"),
    "turns_word": _("an opened word of the turns"),
    "turns_lot": _("a lot of the turns"),
    "turns_bid": _("bid"),
    "turns_round": _("a round of the turns"),
    "turns_missed": _("what covers missed turn"),
    "turns_good": _("what was made good of missed turn"),
    "turns_place": _("the taking over of a place"),
    "turns_end": _("the end of the turns"),
}
"""What `verify` holds against the chronicle, each by its number."""

SeatTold = tuple[int, int, tuple[tuple[int, int], ...]]
"""place, person, (who stands for her, up to how much)."""
TurnTold = tuple[int, int, int, int, int, int]
"""place, person, due, to be put aside, paid, put aside."""
CoverTold = tuple[int, int, str, int | None, int]
"""number, place of who missed, way, who covered, sum."""
PartTold = tuple[int, int]
"""number of what covered, sum that was made good of it."""


@dataclass(frozen=True)
class TurnsStarted:
    """Sums in minor units of `unit`; `way`: how it comes about who receives the pot."""

    turns: int
    book: str
    unit: str
    contribution: int
    aside: int
    every: str
    way: str
    highest_bid: Fraction
    commission: Fraction
    discount_to: str
    first_day: date
    box: int
    pot: int
    reserve: int
    seats: tuple[SeatTold, ...]


@dataclass(frozen=True)
class WordLaidDown:
    """`seal`: SHA-256 of a word that nobody else knows; `round` 0 is the lot at the start."""

    turns: int
    round: int
    seat: int
    seal: str


@dataclass(frozen=True)
class WordOpened:
    turns: int
    round: int
    seat: int
    word: str


@dataclass(frozen=True)
class OrderDrawn:
    """`order`: (place, number of the member) in the order that the lot gave."""

    turns: int
    round: int
    seed: str
    order: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class BidMade:
    turns: int
    round: int
    bid: int
    seat: int
    minor: int


@dataclass(frozen=True)
class RoundClosed:
    """A round: who received the pot, who paid, what covered the rest.

    leaves    what the receiver left of the pot: her bid; None where nobody bids
    paid_out  what she was handed: the prize less what nobody covered
    bids      (number, place, minor) of bids that were written down with the round
    """

    turns: int
    round: int
    held_on: date
    seat: int
    person: int
    leaves: int | None
    commission: int
    prize: int
    paid_out: int
    lines: tuple[TurnTold, ...]
    covers: tuple[CoverTold, ...]
    bids: tuple[tuple[int, int, int], ...]
    journal: int
    root: str


@dataclass(frozen=True)
class TurnMadeGood:
    turns: int
    seat: int
    person: int
    paid_on: date
    parts: tuple[PartTold, ...]
    journal: int
    root: str


@dataclass(frozen=True)
class PlaceTaken:
    """Another took a member's place; `minor`: what the old one owed and the new one owes now."""

    turns: int
    substitute: int
    seat: int
    before: int
    person: int
    since: date
    witnesses: tuple[int, ...]
    minor: int
    journal: int | None
    root: str


@dataclass(frozen=True)
class TurnsEnded:
    turns: int
    ended_on: date
