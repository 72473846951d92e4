"""Brokers: actors without whom others lose each other.  Pure.

Articulation points by Tarjan's depth-first search, written as a loop so that a long chain of actors
does not exhaust the stack; the sizes of the parts come out of the same walk.
"""

from __future__ import annotations

from dataclasses import dataclass

from tequio.ecosystem.rules.graph.graph import Graph


@dataclass(frozen=True)
class Broker:
    """An actor that alone holds parts together.

    place    in the graph
    parts    a neighbour in each part into which the others would fall, one of each, in order
    load     how many pairs of others reach each other only through it
    """

    place: int
    parts: tuple[int, ...]
    load: int


def brokers(graph: Graph) -> list[Broker]:
    """All of them, in the order of names."""
    near = graph.near
    walked, order, above = _tree(near)
    cut, size = _cut(near, walked, order, above)
    whole = [0] * len(near)
    found = []
    for place in walked:
        parent = above[place]
        whole[place] = size[place] if parent < 0 else whole[parent]
        if len(cut.get(place, ())) > (parent < 0):
            found.append(_broker(place, parent, cut[place], (size, whole[place])))
    return sorted(found, key=lambda broker: broker.place)


def _tree(near: list[list[int]]) -> tuple[list[int], list[int], list[int]]:
    """Depth first: places as they are met, when each was met, and from where (-1: begun there)."""
    walked: list[int] = []
    order, above = [-1] * len(near), [-1] * len(near)
    for root in range(len(near)):
        if order[root] >= 0:
            continue
        order[root] = len(walked)
        walked.append(root)
        path = [(root, iter(near[root]))]
        while path:
            place, left = path[-1]
            for other in left:
                if order[other] < 0:
                    order[other], above[other] = len(walked), place
                    walked.append(other)
                    path.append((other, iter(near[other])))
                    break
            else:
                path.pop()
    return walked, order, above


def _cut(
    near: list[list[int]], walked: list[int], order: list[int], above: list[int]
) -> tuple[dict[int, list[int]], list[int]]:
    """Of each place the subtrees that reach nothing above it, and how many each subtree holds.

    Backwards through the walk every subtree is done before the place it hangs on.  The way a place
    was met counts as a way back: it reaches its parent, never further.
    """
    low, size = order[:], [1] * len(near)
    cut: dict[int, list[int]] = {}
    when = order.__getitem__
    for place in reversed(walked):
        parent = above[place]
        if parent < 0:
            continue
        nearest = min(map(when, near[place]))
        back = min(low[place], nearest)
        size[parent] += size[place]
        if back >= order[parent]:
            cut.setdefault(parent, []).append(place)
        elif back < low[parent]:
            low[parent] = back
    return cut, size


def _broker(place: int, parent: int, hanging: list[int], sizes: tuple[list[int], int]) -> Broker:
    size, whole = sizes
    others = whole - 1
    parts = [size[one] for one in hanging]
    rest = others - sum(parts)
    together = sum(part * part for part in parts) + rest * rest
    ends = hanging if parent < 0 else [*hanging, parent]
    return Broker(place, tuple(sorted(ends)), (others * others - together) // 2)
