"""Whom to introduce to whom, and who can do it.  Pure.

Components have no common friend today.  What they may have, best first: an actor that knows both
because an ended tie still counts for this; a tie of their own that ended; a group of both;
something that one holds and the other needs; something that both hold.  Else it is the organiser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from tequio.ecosystem.rules.graph.graph import Graph
from tequio.kernel import gettext_noop as _

How = Literal["actor", "once", "group", "need", "asset", "organiser"]
THROUGH: Mapping[How, str] = {
    "actor": _("{contact} knows both, or once did."),
    "once": _("They had a tie once."),
    "group": _("Both belong to {group}."),
    "need": _("One holds what the other needs: {asset}."),
    "asset": _("Both hold: {asset}."),
    "organiser": _("No common contact is known: the organiser introduces them."),
}


class Introduction(NamedTuple):
    """Two actors that should meet, and their common contact.

    one, other  numbers of actors
    how         what they have in common
    contact     number of the actor that knows both, where `how` is actor
    group       number of the group of both, where `how` is group
    asset       kind of asset, where `how` is need or asset
    """

    one: int
    other: int
    how: How = "organiser"
    contact: int | None = None
    group: int | None = None
    asset: str = ""

    @property
    def pair(self) -> tuple[int, int]:
        """Both, the smaller number first."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)


@dataclass(frozen=True)
class Side:
    """Places of which any may be introduced, in the order of names."""

    places: tuple[int, ...]

    @cached_property
    def all(self) -> frozenset[int]:
        """The same to look into."""
        return frozenset(self.places)

    def first(
        self, what: Hashable, places: Iterable[int], *, besides: frozenset[int]
    ) -> Iterator[int]:
        """The first of these places that stands here and not among the others, or nothing.

        what  under which it is kept which of them stand here, so that one side of which thousands
              ask looks through them once
        """
        if what not in self._here:
            self._here[what] = sorted(place for place in places if place in self.all)
        found = next((place for place in self._here[what] if place not in besides), None)
        if found is not None:
            yield found

    @cached_property
    def _here(self) -> dict[Hashable, list[int]]:
        return {}


Meeting = tuple[int, int, Mapping[str, int | str]]
Key = TypeVar("Key")


class Introductions:
    """What actors of a graph have in common, looked up once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def between(self, ones: Side, others: Side) -> Introduction:
        """The best introduction of somebody of one side to somebody of the other.

        Whoever stands on both sides is introduced as one of the first.
        """
        ways = (self._actor, self._once, self._group, self._need, self._asset)
        for way in ways:
            meeting = next(way(ones, others), None)
            if meeting is not None:
                one, other, through = meeting
                return self._told(one, other, **through)
        return self._by_the_organiser(ones.places[0], ones, others)

    def _by_the_organiser(self, one: int, ones: Side, others: Side) -> Introduction:
        """Somebody else for each, so that the first by name does not have to meet them all."""
        begin, count = self.graph.actors[one].id, len(others.places)
        turns = (others.places[(begin + step) % count] for step in range(count))
        return self._told(one, next(place for place in turns if place not in ones.all))

    def _told(self, one: int, other: int, **through: int | str) -> Introduction:
        ids = self.graph.actors
        return Introduction(ids[one].id, ids[other].id, **through)  # type: ignore[arg-type]

    @cached_property
    def _knows(self) -> list[list[int]]:
        """Of each place all that it is or was tied to."""
        place, once = self.graph.place, defaultdict[int, set[int]](set)
        for tie in self.graph.ties:
            if tie.ended is not None and tie.one != tie.other:
                once[place[tie.one]].add(place[tie.other])
                once[place[tie.other]].add(place[tie.one])
        return [
            sorted(once[one].union(near)) if one in once else near
            for one, near in enumerate(self.graph.near)
        ]

    @cached_property
    def _groups(self) -> list[tuple[int, frozenset[int]]]:
        place = self.graph.place
        return [
            (group.id, frozenset(place[one] for one in group.members if one in place))
            for group in self.graph.groups
        ]

    @cached_property
    def _groups_of(self) -> Mapping[int, list[int]]:
        return _turned((number, each) for number, (_id, each) in enumerate(self._groups))

    @cached_property
    def _held(self) -> Mapping[int, list[str]]:
        return _turned(self.graph.holders.items())

    @cached_property
    def _needed(self) -> Mapping[int, list[str]]:
        return _turned(self.graph.seekers.items())

    def _actor(self, ones: Side, others: Side) -> Iterator[Meeting]:
        for one in ones.places:
            for contact in self._knows[one]:
                near = self._knows[contact]
                for other in others.first(("actor", contact), near, besides=ones.all):
                    found = self.graph.actors[contact].id
                    yield one, other, {"how": "actor", "contact": found}

    def _once(self, ones: Side, others: Side) -> Iterator[Meeting]:
        for one in ones.places:
            for other in self._knows[one]:
                if other in others.all and other not in ones.all:
                    yield one, other, {"how": "once"}

    def _group(self, ones: Side, others: Side) -> Iterator[Meeting]:
        for one in ones.places:
            for number in self._groups_of.get(one, ()):
                group, members = self._groups[number]
                for other in others.first(("group", group), members, besides=ones.all):
                    yield one, other, {"how": "group", "group": group}

    def _need(self, ones: Side, others: Side) -> Iterator[Meeting]:
        for one in ones.places:
            for what, mine, theirs in (
                ("seeker", self._held, self.graph.seekers),
                ("holder", self._needed, self.graph.holders),
            ):
                for asset in mine.get(one, ()):
                    there = theirs.get(asset, ())
                    for other in others.first((what, asset), there, besides=ones.all):
                        yield one, other, {"how": "need", "asset": asset}

    def _asset(self, ones: Side, others: Side) -> Iterator[Meeting]:
        for one in ones.places:
            for asset in self._held.get(one, ()):
                there = self.graph.holders[asset]
                for other in others.first(("holder", asset), there, besides=ones.all):
                    yield one, other, {"how": "asset", "asset": asset}


def _turned(pairs: Iterable[tuple[Key, Iterable[int]]]) -> Mapping[int, list[Key]]:
    found: dict[int, list[Key]] = {}
    for key, places in pairs:
        for place in places:
            found.setdefault(place, []).append(key)
    return found
