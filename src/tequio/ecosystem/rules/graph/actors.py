"""Actors, what they hold and need, and the ties between them.  Pure.

An actor is an organisation of the keeper's register, never a person.  What there is thousands of in
a network is a named tuple, which is made four times as fast as a frozen dataclass.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Actor(NamedTuple):
    """An organisation at the table, or missing from it.

    kind     code of its legal or customary form
    sectors  codes of what it does, as the register has them
    is_…     None: nobody said
    """

    id: int
    name: str
    kind: str = ""
    sectors: tuple[str, ...] = ()
    is_informal: bool | None = None
    is_women_led: bool | None = None
    is_rural: bool | None = None


class Word(NamedTuple):
    """One side of a tie said on a day that it is so."""

    day: date
    actor: int


class Tie(NamedTuple):
    """A tie of one kind between two actors; it stands as long as nobody ended it.

    said_by  who said so and when; both sides can say it again every year
    ended    since that day it is over; a graph of an earlier day has None here
    """

    id: int
    one: int
    other: int
    kind: str
    since: date | None = None
    said_by: tuple[Word, ...] = ()
    ended: date | None = None

    @property
    def sides(self) -> tuple[int, int]:
        """Its two ends, the smaller number first: the same for every tie of these two."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)

    @property
    def last_said(self) -> dict[int, date]:
        """Of each side that has said so the last day on which it did."""
        last: dict[int, date] = {}
        for day, actor in self.said_by:
            if actor not in last or last[actor] < day:
                last[actor] = day
        return last

    @property
    def is_confirmed(self) -> bool:
        """Whether both sides have said so."""
        return self.last_confirmed is not None

    @property
    def confirmed_on(self) -> date | None:
        """The first day on which both sides had said so; None: one of them never did."""
        first = {word.actor: word.day for word in sorted(self.said_by, reverse=True)}
        return max(first[self.one], first[self.other]) if self.is_confirmed else None

    @property
    def last_confirmed(self) -> date | None:
        """The earlier of the days on which each side last said so; None: one of them never did."""
        last = self.last_said
        is_said = self.one in last and self.other in last
        return min(last[self.one], last[self.other]) if is_said else None


class Holding(NamedTuple):
    """An actor has an asset of a kind to bring in."""

    actor: int
    asset: str
    since: date | None = None


class Need(NamedTuple):
    """An actor, or all together (None), need an asset of a kind."""

    actor: int | None
    asset: str


class Group(NamedTuple):
    """A network, union or federation, and which actors belong to it."""

    id: int
    name: str
    members: frozenset[int] = frozenset()
