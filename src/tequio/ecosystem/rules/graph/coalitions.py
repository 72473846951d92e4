"""The smallest coalition that covers a set of needs: minimum set cover.  Pure.

Least members first, then least introductions (components that the coalition touches, less one),
then names.  Up to 15 needs it is exact: a dynamic programme over subsets of needs walks through the
actors, component by component, so that a component is paid for once.  It counts its steps; where
they would be too many, as with more needs, it is greedy.  Steps, not seconds, so that the same
network gives the same coalition on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from operator import or_

from tequio.ecosystem.rules.graph.components import component_of, components
from tequio.ecosystem.rules.graph.graph import Graph
from tequio.ecosystem.rules.graph.introductions import Introduction, Introductions, Side

MOST_NEEDS = 15
"""Above, the choice is greedy: good, and not proven smallest."""
MOST_STEPS = 1_000_000
"""So many are tried at most to prove a coalition smallest: two seconds at worst."""
_A_STATE = 3
"""What a state of the programme costs where a lookup costs 1."""
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
    is_smallest    False: chosen greedily, because there were too many needs or too much to try
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
    chosen, ways = _chosen(masks, parts, len(wanted))
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


def _chosen(
    masks: Mapping[int, int], parts: Sequence[Sequence[int]], count: int
) -> tuple[list[int], int | None]:
    """The smallest and how many are as small; or greedily, and None."""
    if count <= MOST_NEEDS:
        with suppress(_TooMuch):
            return _smallest(masks, parts, count)
    return _greedy(masks, parts, count), None


class _TooMuch(Exception):
    """More steps than `MOST_STEPS`."""


class _Steps:
    """What may still be tried."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def take(self, count: int) -> None:
        """So many more.  Raises _TooMuch."""
        self.left -= count
        if self.left < 0:
            raise _TooMuch


def _smallest(
    masks: Mapping[int, int], parts: Sequence[Sequence[int]], count: int
) -> tuple[list[int], int]:
    steps, order = _Steps(), sorted(masks)
    bit = {place: 1 << (len(order) - 1 - rank) for rank, place in enumerate(order)}
    choices = _alike([found for part in parts if (found := _choices(part, masks, bit))])
    full = (1 << count) - 1
    members = _Least(masks.values(), full, steps)
    touched = _Least(map(_together, choices), full, steps)
    closed: dict[int, Found] = {}
    for most in range(touched.of(full), count + 1):
        within = _Within(members, touched, most, full, steps)
        closed = {0: (0, 0, 1)}
        for found in choices:
            _pass(found, closed, within)
        if full in closed:
            break
    _cost, chosen, ways = closed[full]
    return [place for place in order if chosen & bit[place]], ways


def _together(choices: Iterable[Choice]) -> int:
    return reduce(or_, (mask for mask, _member, _ways in choices))


def _choices(part: Sequence[int], masks: Mapping[int, int], bit: Mapping[int, int]) -> list[Choice]:
    """Of actors of a component that cover the same the first by name: a smallest coalition has one
    of them at most."""
    found: dict[int, tuple[int, int]] = {}
    for place in part:
        if place in masks:
            first, count = found.get(masks[place], (0, 0))
            found[masks[place]] = (max(first, bit[place]), count + 1)
    return [(mask, first, count) for mask, (first, count) in sorted(found.items())]


def _alike(parts: Iterable[list[Choice]]) -> list[list[Choice]]:
    """Components that have one choice each, the same one, are as good as one component: a smallest
    coalition takes none or one of them.  Without this a thousand isolates take minutes."""
    alone: dict[int, tuple[int, int]] = {}
    several = []
    for part in parts:
        if len(part) > 1:
            several.append(part)
            continue
        ((mask, member, ways),) = part
        first, count = alone.get(mask, (0, 0))
        alone[mask] = (max(first, member), count + ways)
    return [*several, *([(mask, *each)] for mask, each in sorted(alone.items()))]


class _Least:
    """How many of these sets are needed at least to cover what is left: exactly, and it looks at
    each subset of the needs once at most."""

    def __init__(self, masks: Iterable[int], full: int, steps: _Steps) -> None:
        some, self.steps = set(masks), steps
        steps.take(len(some) ** 2 // 4)
        largest = [m for m in some if not any(m | other == other != m for other in some)]
        self.by_need = {
            need: [mask for mask in largest if mask & need]
            for need in (1 << bit for bit in range(full.bit_length()))
        }
        self.known = {0: 0}

    def of(self, left: int) -> int:
        """So many."""
        if left not in self.known:
            choices = self.by_need[left & -left]
            self.steps.take(len(choices))
            self.known[left] = 1 + min(self.of(left & ~mask) for mask in choices)
        return self.known[left]


class _Within:
    """What can still become a smallest coalition that touches at most so many components.

    A state is dropped when the members, or the components, that what is left needs at least are too
    many.  Fewer components are tried first, so that most states fall away at once.
    """

    def __init__(
        self, members: _Least, parts: _Least, most_parts: int, full: int, steps: _Steps
    ) -> None:
        self.members, self.parts, self.full, self.steps = members, parts, full, steps
        self.most_members, self.most_parts = members.of(full), most_parts

    def allows(self, covered: int, cost: int, *, own: int = 0) -> bool:
        """Whether it can; `own`: what the component that is being looked at could still cover."""
        left = self.full & ~covered
        many, opened = divmod(cost, _MEMBER)
        return (
            opened + self.parts.of(left & ~own) <= self.most_parts
            and many + self.members.of(left) <= self.most_members
        )


def _pass(choices: Sequence[Choice], closed: dict[int, Found], within: _Within) -> None:
    """Take actors of one component, or none of them; keep only what can still be smallest."""
    own, opening = _together(choices), _MEMBER + 1
    within.steps.take(_A_STATE * len(closed))
    begun = [
        (covered, found)
        for covered, found in closed.items()
        if within.allows(covered, found[0] + 1, own=own)
    ]
    opened: dict[int, Found] = {}
    for mask, member, ways in choices:
        fresh: dict[int, Found] = {}
        for source, price in ((begun, opening), (list(opened.items()), _MEMBER)):
            within.steps.take(_A_STATE * len(source))
            for covered, (cost, members, others) in source:
                joined = covered | mask
                if joined != covered and within.allows(joined, cost + price, own=own):
                    _keep(fresh, joined, (cost + price, members | member, ways * others))
        for joined, each in fresh.items():
            _keep(opened, joined, each)
    for joined, each in opened.items():
        if within.allows(joined, each[0]):
            _keep(closed, joined, each)


def _keep(found: dict[int, Found], covered: int, new: Found) -> None:
    old = found.get(covered)
    if old is None or new[0] < old[0]:
        found[covered] = new
    elif new[0] == old[0]:
        found[covered] = (new[0], max(old[1], new[1]), old[2] + new[2])


def _greedy(masks: Mapping[int, int], parts: Sequence[Sequence[int]], count: int) -> list[int]:
    """Each time whoever covers most of what is left, rather of a component that is in already."""
    part_of = component_of(parts)
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
