"""The smallest coalition that covers a set of needs: minimum set cover.  Pure.

Least members first, then least introductions (components that the coalition touches, less one),
then names.  Up to 15 needs it is exact: a dynamic programme over subsets of needs walks through the
actors, component by component, so that a component is paid for once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tequio.ecosystem.rules.graph.components import components
from tequio.ecosystem.rules.graph.graph import Graph
from tequio.ecosystem.rules.graph.introductions import Introduction, Introductions, Side

MOST_NEEDS = 15
"""Above, the choice is greedy: good, and not proven smallest."""
_MEMBER = 64
"""What a member costs where opening a component costs 1 (there are at most 15)."""

Found = tuple[int, int, int]
"""Cost; members as bits, the first name the highest; how many coalitions cost as much."""
Choice = tuple[int, int, int]
"""Needs as bits; the member as its bit; how many members of the component cover the same."""


@dataclass(frozen=True)
class Coalition:
    """Who covers the needs together.

    members        numbers of actors, in the order of names
    covers         of each member the needs that it covers
    needs          what is covered, in order
    uncovered      what was asked for and nobody holds
    introductions  what joins the components of its members: one fewer than there are
    ways           how many coalitions are as small with as few introductions; None: not counted
    is_smallest    False: chosen greedily, because there were too many needs
    """

    members: tuple[int, ...]
    covers: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    uncovered: tuple[str, ...]
    introductions: tuple[Introduction, ...]
    ways: int | None
    is_smallest: bool


def coalition(
    graph: Graph,
    needs: Iterable[str],
    *,
    found: Sequence[Sequence[int]] | None = None,
    meet: Introductions | None = None,
) -> Coalition | None:
    """The smallest that covers what anybody holds of the needs; None if nobody holds any.

    found  the components of the graph, if they are known
    meet   the introductions of the graph, if they are known
    """
    asked = sorted(set(needs))
    wanted = [asset for asset in asked if asset in graph.holders]
    if not wanted:
        return None
    parts = found if found is not None else components(graph)
    masks = _masks(graph, wanted)
    chosen: Sequence[int]
    if len(wanted) <= MOST_NEEDS:
        chosen, ways = _smallest(masks, parts, len(wanted))
    else:
        chosen, ways = _greedy(masks, parts, len(wanted)), None
    return Coalition(
        graph.ids(chosen),
        tuple(tuple(a for i, a in enumerate(wanted) if masks[p] >> i & 1) for p in chosen),
        tuple(wanted),
        tuple(asset for asset in asked if asset not in graph.holders),
        _joined(chosen, parts, meet or Introductions(graph)),
        ways,
        is_smallest=ways is not None,
    )


def _masks(graph: Graph, wanted: Sequence[str]) -> dict[int, int]:
    """Of each place the needs that it covers, as bits; only of those that cover any."""
    masks: dict[int, int] = {}
    for bit, asset in enumerate(wanted):
        for place in graph.holders[asset]:
            masks[place] = masks.get(place, 0) | 1 << bit
    return masks


def _smallest(
    masks: Mapping[int, int], parts: Sequence[Sequence[int]], count: int
) -> tuple[list[int], int]:
    order = sorted(masks)
    bit = {place: 1 << (len(order) - 1 - rank) for rank, place in enumerate(order)}
    choices = [found for part in parts if (found := _choices(part, masks, bit))]
    full = (1 << count) - 1
    least = _Least(set(masks.values()), full)
    closed: dict[int, Found] = {0: (0, 0, 1)}
    for found in choices:
        _pass(found, closed, least)
    _cost, members, ways = closed[full]
    return [place for place in order if members & bit[place]], ways


def _choices(part: Sequence[int], masks: Mapping[int, int], bit: Mapping[int, int]) -> list[Choice]:
    """Of actors of a component that cover the same the first by name: a smallest coalition has one
    of them at most."""
    found: dict[int, tuple[int, int]] = {}
    for place in part:
        if place in masks:
            first, count = found.get(masks[place], (0, 0))
            found[masks[place]] = (max(first, bit[place]), count + 1)
    return [(mask, first, count) for mask, (first, count) in sorted(found.items())]


class _Least:
    """How many members are needed at least to cover what is left."""

    def __init__(self, masks: set[int], full: int) -> None:
        self.full = full
        largest = [m for m in masks if not any(m | other == other != m for other in masks)]
        self.by_need = {
            need: [mask for mask in largest if mask & need]
            for need in (1 << bit for bit in range(full.bit_length()))
        }
        self.known = {0: 0}
        self.most = self.of(full)

    def of(self, left: int) -> int:
        """Exactly; it looks at most at each subset of the needs once."""
        if left not in self.known:
            choices = self.by_need[left & -left]
            self.known[left] = 1 + min(self.of(left & ~mask) for mask in choices)
        return self.known[left]


def _pass(choices: Sequence[Choice], closed: dict[int, Found], least: _Least) -> None:
    """Take the actors of one component, or none of them; keep only what can still be smallest."""
    opened: dict[int, Found] = {}
    for mask, member, ways in choices:
        fresh: dict[int, Found] = {}
        for source, opening in ((closed, 1), (opened, 0)):
            for covered, (cost, members, others) in source.items():
                joined = covered | mask
                price = cost + _MEMBER + opening
                if joined == covered:
                    continue
                if price // _MEMBER + least.of(least.full & ~joined) > least.most:
                    continue
                _keep(fresh, joined, (price, members | member, ways * others))
        for joined, each in fresh.items():
            _keep(opened, joined, each)
    for joined, each in opened.items():
        _keep(closed, joined, each)


def _keep(found: dict[int, Found], covered: int, new: Found) -> None:
    old = found.get(covered)
    if old is None or new[0] < old[0]:
        found[covered] = new
    elif new[0] == old[0]:
        found[covered] = (new[0], max(old[1], new[1]), old[2] + new[2])


def _greedy(masks: Mapping[int, int], parts: Sequence[Sequence[int]], count: int) -> list[int]:
    """Each time whoever covers most of what is left, rather of a component that is in already."""
    part_of = {place: number for number, part in enumerate(parts) for place in part}
    left, chosen, touched = (1 << count) - 1, list[int](), set[int]()
    while left:
        best = min(
            masks,
            key=lambda place: (
                -(masks[place] & left).bit_count(),
                part_of[place] not in touched,
                place,
            ),
        )
        chosen.append(best)
        touched.add(part_of[best])
        left &= ~masks[best]
    return sorted(chosen)


def _joined(
    chosen: Sequence[int], parts: Sequence[Sequence[int]], meet: Introductions
) -> tuple[Introduction, ...]:
    """Members of each other component to one of the component with most members."""
    members = set(chosen)
    sides = [Side(tuple(p for p in part if p in members)) for part in parts]
    touched = sorted(
        (side for side in sides if side.places), key=lambda s: (-len(s.places), s.places)
    )
    return tuple(meet.between(side, touched[0]) for side in touched[1:])
