"""Who is there, who holds and needs what, and who knows whom.  Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from tequio.ecosystem.rules.graph.actors import Actor, Group, Holding, Need, Tie

_ID = attrgetter("id")


@dataclass(frozen=True)
class Graph:
    """Built once (`Graph.of`) and asked many times.

    actors  in the order of their names
    ties    of every kind, the ended ones too: who once worked together is a common contact
    """

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...] = ()
    holdings: tuple[Holding, ...] = ()
    needs: tuple[Need, ...] = ()
    groups: tuple[Group, ...] = ()

    @classmethod
    def of(
        cls,
        actors: Iterable[Actor],
        ties: Iterable[Tie] = (),
        holdings: Iterable[Holding] = (),
        needs: Iterable[Need] = (),
        groups: Iterable[Group] = (),
    ) -> Graph:
        """The same graph whatever the order of reading.

        Ties, holdings and needs of whoever is not among the actors are left out.
        """
        there = tuple(sorted(actors, key=lambda actor: (actor.name, actor.id)))
        ids = {actor.id for actor in there}
        return cls(
            there,
            tuple(sorted((t for t in ties if t.one in ids and t.other in ids), key=_ID)),
            tuple(one for one in holdings if one.actor in ids),
            tuple(need for need in needs if need.actor is None or need.actor in ids),
            tuple(sorted(groups, key=lambda group: (group.name, group.id))),
        )

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each actor stands in the order of names."""
        return {actor.id: place for place, actor in enumerate(self.actors)}

    @cached_property
    def standing(self) -> tuple[Tie, ...]:
        """Ties that nobody ended, also those that only one side has said."""
        return tuple(tie for tie in self.ties if tie.ended is None)

    @cached_property
    def near(self) -> list[list[int]]:
        """Of each place the places that it is tied to, each once, in order."""
        place, found = self.place, [set[int]() for _actor in self.actors]
        for tie in self.standing:
            one, other = place[tie.one], place[tie.other]
            if one != other:
                found[one].add(other)
                found[other].add(one)
        return [sorted(each) for each in found]

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """Of each kind of asset the places of who holds it, in order; kinds in order."""
        found: dict[str, set[int]] = defaultdict(set)
        for holding in self.holdings:
            found[holding.asset].add(self.place[holding.actor])
        return {asset: sorted(found[asset]) for asset in sorted(found)}

    @cached_property
    def working_in(self) -> dict[str, list[int]]:
        """Of each code of what actors do the places of who does that, in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, actor in enumerate(self.actors):
            for field in set(actor.sectors):
                found[field].append(place)
        return dict(found)

    @cached_property
    def seekers(self) -> dict[str, list[int]]:
        """Of each needed kind the places of who needs it; empty where it is a need of all."""
        found: dict[str, set[int]] = {}
        for need in self.needs:
            places = found.setdefault(need.asset, set())
            if need.actor is not None:
                places.add(self.place[need.actor])
        return {asset: sorted(found[asset]) for asset in sorted(found)}

    def ids(self, places: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the actors at these places."""
        return tuple(self.actors[place].id for place in places)
