"""Where actors stand on a grid: the tied near each other, one in each cell.  Pure.

Whole numbers only, so that every machine draws the same.  A cell has room for a name: no two names
can lie on each other, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Cell = tuple[int, int]
"""Column in half cells, row: every second row is shifted by half a cell, so that fewer lines run
through actors that they do not join."""
COLUMNS = 5
ROUNDS = 6


def placed(
    parts: Sequence[Sequence[int]], near: Sequence[Sequence[int]]
) -> tuple[dict[int, Cell], int]:
    """The cell of each place, component beside component, and how many rows there are."""
    cells: dict[int, Cell] = {}
    left, top, height = 0, 0, 0
    for part in parts:
        columns = _columns(len(part))
        if left + columns > COLUMNS:
            left, top, height = 0, top + height, 0
        rows = -(-len(part) // columns)
        free = [
            (2 * (left + column) + ((top + row) & 1), top + row)
            for row in range(rows)
            for column in range(columns)
        ]
        cells |= _arranged(part, near, free)
        left, height = left + columns, max(height, rows)
    return cells, top + height


def _columns(count: int) -> int:
    columns = 1
    while columns < min(COLUMNS, count) and 2 * columns * columns < 3 * count:
        columns += 1
    return columns


def _arranged(
    part: Sequence[int], near: Sequence[Sequence[int]], free: Sequence[Cell]
) -> dict[int, Cell]:
    """Each beside those that it is tied to and that stand already; then some change places."""
    left, cells = list(free), dict[int, Cell]()
    for place in _outward(part, near):
        ends = [cells[other] for other in near[place] if other in cells]
        best = min(left, key=lambda cell: (_length(cell, ends or [free[len(free) // 2]]), cell))
        cells[place] = best
        left.remove(best)
    for _round in range(ROUNDS):
        if not _improved(cells, near, left):
            break
    return cells


def _outward(part: Sequence[int], near: Sequence[Sequence[int]]) -> list[int]:
    """From the one with most ties along ties; the order of drawing is no order of worth."""
    inside = set(part)
    walked = [max(part, key=lambda place: (len(near[place]), -place))]
    seen = set(walked)
    for place in walked:
        for other in near[place]:
            if other in inside and other not in seen:
                seen.add(other)
                walked.append(other)
    return walked + [place for place in part if place not in seen]


def _improved(cells: dict[int, Cell], near: Sequence[Sequence[int]], free: list[Cell]) -> bool:
    """Let two change places, or one move into a free cell, wherever lines become shorter."""
    is_better = False
    for one in sorted(cells):
        for other in sorted(cells):
            if one < other and _gains(cells, near, one, other):
                cells[one], cells[other] = cells[other], cells[one]
                is_better = True
        for at, cell in enumerate(free):
            ends = [cells[tied] for tied in near[one] if tied in cells]
            if _length(cell, ends) < _length(cells[one], ends):
                cells[one], free[at] = cell, cells[one]
                is_better = True
    return is_better


def _gains(cells: Mapping[int, Cell], near: Sequence[Sequence[int]], one: int, other: int) -> bool:
    ones = [cells[tied] for tied in near[one] if tied in cells and tied != other]
    others = [cells[tied] for tied in near[other] if tied in cells and tied != one]
    before = _length(cells[one], ones) + _length(cells[other], others)
    return _length(cells[other], ones) + _length(cells[one], others) < before


def _length(cell: Cell, ends: Sequence[Cell]) -> int:
    """Squared lengths of lines; a row is about as high as a half cell is wide."""
    x, y = cell
    return sum((x - column) ** 2 + (y - row) ** 2 for column, row in ends)
