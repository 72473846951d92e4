"""The two drawings: one for a wide screen and paper, one for a telephone.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tequio.ecosystem.rules.drawing.placing import COLUMNS, placed
from tequio.ecosystem.rules.drawing.shapes import Dot, Drawing, Line, Point, ties_between, wrapped
from tequio.ecosystem.rules.graph import Graph

CELL, ROW, EDGE = 140, 84, 14
WIDE = COLUMNS * CELL + CELL // 2 + 2 * EDGE
LETTERS_WIDE = 17
NEAR_A_DOT, BEND = 22, 44
NARROW, STEP, SPINE, LETTERS_NARROW = 360, 42, 116, 27
STEEPEST = 104


def wide(graph: Graph, parts: Sequence[Sequence[int]]) -> Drawing:
    """Actors in cells of a grid, names below them, ties as straight lines that make way for whom
    they do not join.

    parts  what is drawn (`chosen`)
    """
    cells, rows = placed(parts, graph.near)
    at = {
        place: (EDGE + CELL // 2 + column * CELL // 2, EDGE + 16 + row * ROW)
        for place, (column, row) in cells.items()
    }
    lines = [
        Line(
            graph.actors[one].id,
            graph.actors[other].id,
            _straight(at[one], at[other], at.values()),
            said,
            ties,
        )
        for one, other, said, ties in ties_between(graph, list(at))
    ]
    dots = [
        Dot(
            graph.actors[place].id,
            x,
            y,
            wrapped(graph.actors[place].name, most=LETTERS_WIDE),
            x,
            y + 24,
            "middle",
        )
        for place, (x, y) in sorted(at.items())
    ]
    left_out = len(graph.actors) - len(at)
    return Drawing(WIDE, 2 * EDGE + rows * ROW, tuple(dots), tuple(lines), left_out)


def _straight(one: Point, other: Point, dots: Iterable[Point]) -> str:
    (x, y), (u, v) = one, other
    if not any(_is_in_the_way(one, other, dot) for dot in dots if dot not in (one, other)):
        return f"M{x} {y}L{u} {v}"
    across, down = u - x, v - y
    longest = max(abs(across), abs(down))
    bend_x, bend_y = -down * BEND // longest, across * BEND // longest
    if bend_y > 0:  # upward: below a dot stands its name
        bend_x, bend_y = -bend_x, -bend_y
    return f"M{x} {y}Q{(x + u) // 2 + bend_x} {(y + v) // 2 + bend_y} {u} {v}"


def _is_in_the_way(one: Point, other: Point, dot: Point) -> bool:
    """Whether a dot lies on the line between two others, or close to it."""
    across, down = other[0] - one[0], other[1] - one[1]
    right, below = dot[0] - one[0], dot[1] - one[1]
    square = across * across + down * down
    along = right * across + below * down
    beside = right * down - below * across
    return 0 < along < square and beside * beside < NEAR_A_DOT * NEAR_A_DOT * square


def narrow(graph: Graph, parts: Sequence[Sequence[int]]) -> Drawing:
    """One actor in each row with its name beside it, ties as bows on the other side: 360 pixels."""
    order = [place for part in parts for place in _chained(part, graph.near)]
    gaps = {part[0]: number for number, part in enumerate(parts)}
    first_of = {place: part[0] for part in parts for place in part}
    at = {
        place: EDGE + STEP // 2 + number * STEP + gaps[first_of[place]] * EDGE
        for number, place in enumerate(order)
    }
    lines = [
        Line(graph.actors[one].id, graph.actors[other].id, _bow(at[one], at[other]), said, ties)
        for one, other, said, ties in ties_between(graph, order)
    ]
    dots = []
    for place in order:
        label = wrapped(graph.actors[place].name, most=LETTERS_NARROW)
        top = at[place] + 5 - 8 * (len(label) - 1)
        number = graph.actors[place].id
        dots.append(Dot(number, SPINE, at[place], label, SPINE + 16, top, "start"))
    height = max(at.values(), default=0) + STEP // 2 + EDGE
    left_out = len(graph.actors) - len(order)
    return Drawing(NARROW, height, tuple(dots), tuple(lines), left_out)


def _bow(one: int, other: int) -> str:
    """The farther apart, the wider; the curve reaches halfway to its control point."""
    steps = abs(other - one) // STEP
    reach = min(STEEPEST, 8 + 8 * steps)
    return f"M{SPINE} {one}Q{SPINE - 2 * reach} {(one + other) // 2} {SPINE} {other}"


def _chained(part: Sequence[int], near: Sequence[Sequence[int]]) -> list[int]:
    """Each time whoever is tied to most of those that stand already, so that bows stay short."""
    left = set(part)
    order = [min(left, key=lambda place: (len(near[place]), place))]
    left.remove(order[0])
    pull = dict.fromkeys(left, 0)
    while left:
        for other in near[order[-1]]:
            if other in left:
                pull[other] += 1
        following = max(left, key=lambda place: (pull[place], -len(near[place]), -place))
        order.append(following)
        left.remove(following)
    return order
