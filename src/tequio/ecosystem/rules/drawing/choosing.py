"""Which actors are drawn: all, or the surroundings of one.  Pure."""

from __future__ import annotations

from collections import deque

from tequio.ecosystem.rules.graph import Graph, components

MOST_DRAWN = 60
"""More names than this cannot be read in one picture."""


def chosen(graph: Graph, *, around: int | None = None, most: int = MOST_DRAWN) -> list[list[int]]:
    """Places to draw, component by component, the largest first.

    around  number of an actor: only what it reaches, the nearest first, at most so many
    All if they are few enough; else the surroundings of the first by name of the largest component.
    """
    parts = components(graph)
    if around is None and len(graph.actors) <= most:
        return parts
    if not parts:
        return []
    begin = parts[0][0] if around is None else graph.place[around]
    return [sorted(_nearest(graph, begin, most))]


def _nearest(graph: Graph, begin: int, most: int) -> list[int]:
    met, left = {begin: None}, deque([begin])
    while left and len(met) < most:
        for other in graph.near[left.popleft()]:
            if other not in met and len(met) < most:
                met[other] = None
                left.append(other)
    return list(met)
