"""Actors, what they hold and need, and the ties between them.  Pure.

An actor is an organisation of the keeper's register, never a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Actor:
    """An organisation at the table, or missing from it.

    kind     code of its legal or customary form
    sectors  codes of the thesaurus
    is_…     None: nobody said
    """

    id: int
    name: str
    kind: str = ""
    sectors: tuple[str, ...] = ()
    is_informal: bool | None = None
    is_women_led: bool | None = None
    is_rural: bool | None = None


@dataclass(frozen=True, order=True)
class Word:
    """One side of a tie said on a day that it is so."""

    day: date
    actor: int


@dataclass(frozen=True)
class Tie:
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

    def last_said(self, side: int) -> date | None:
        """When this side last said so."""
        return max((word.day for word in self.said_by if word.actor == side), default=None)

    @property
    def is_confirmed(self) -> bool:
        """Whether both sides have said so."""
        sayers = {word.actor for word in self.said_by}
        return self.one in sayers and self.other in sayers

    @property
    def confirmed_on(self) -> date | None:
        """The first day on which both sides had said so; None: one of them never did."""
        first: dict[int, date] = {}
        for word in sorted(self.said_by):
            first.setdefault(word.actor, word.day)
        return max(first[self.one], first[self.other]) if self.is_confirmed else None

    @property
    def last_confirmed(self) -> date | None:
        """So far the words of both sides reach: the earlier of the two latest ones."""
        ones, others = self.last_said(self.one), self.last_said(self.other)
        return min(ones, others) if ones and others else None

    @property
    def silent(self) -> tuple[int, ...]:
        """The sides that never said so."""
        sayers = {word.actor for word in self.said_by}
        return tuple(side for side in (self.one, self.other) if side not in sayers)


@dataclass(frozen=True)
class Holding:
    """An actor has an asset of a kind to bring in."""

    actor: int
    asset: str
    since: date | None = None


@dataclass(frozen=True)
class Need:
    """An actor, or all together (None), need an asset of a kind."""

    actor: int | None
    asset: str


@dataclass(frozen=True)
class Group:
    """A network, union or federation, and which actors belong to it."""

    id: int
    name: str
    members: frozenset[int] = frozenset()
