"""Which actors hang together: union-find with halving of paths.  Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.ecosystem.rules.graph.graph import Graph


def components(graph: Graph) -> list[list[int]]:
    """Places of the actors that hang together, the largest first, then by the first name.

    A tie that one side only has said holds together too: what is missing there is a word, not an
    introduction.
    """
    above = list(range(len(graph.actors)))
    place = graph.place
    for tie in graph.standing:
        one, other = _top(above, place[tie.one]), _top(above, place[tie.other])
        if one < other:
            above[other] = one
        else:
            above[one] = other
    found: dict[int, list[int]] = {}
    for actor in range(len(above)):
        found.setdefault(_top(above, actor), []).append(actor)
    return sorted(found.values(), key=lambda places: (-len(places), places[0]))


def component_of(parts: Sequence[Sequence[int]]) -> dict[int, int]:
    """Of each place the number of its component."""
    return {place: number for number, places in enumerate(parts) for place in places}


def _top(above: list[int], place: int) -> int:
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place
