"""What a drawn map shows: eight by six cells of one level, so that no cell is cut.  Pure.

A view is told by its level and the column and row of its first cell, `3/12/17`: whole numbers, so
that an address says it, the same views come again and again, and a drawing can be kept.  Levels
past 9 have cells too, though nothing is kept for them: their points are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tequio.registry.rules.cartography.cells import PER_TILE
from tequio.registry.rules.cartography.degrees import MICRO, ROUND
from tequio.registry.rules.cartography.projection import mercator
from tequio.registry.rules.cartography.tiles import NEAREST, PIXELS, Box, Span

COLUMNS = 8
ROWS = 6
CELL = PIXELS // PER_TILE
WIDTH = COLUMNS * CELL
HEIGHT = ROWS * CELL
FARTHEST = 1
"""At zoom 1 the eight columns are the whole world."""

EDGE = 1 / 256
"""What may lie west of the first column by rounding and still belongs to it, in cells."""

_AT = re.compile(r"(\d{1,2})/(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class View:
    """Level, and column and row of the cell in its north-western corner."""

    z: int
    cx: int
    cy: int

    @property
    def at(self) -> str:
        """As an address says it."""
        return f"{self.z}/{self.cx}/{self.cy}"

    @property
    def side(self) -> int:
        """Columns and rows of the whole world at this level."""
        return PER_TILE << self.z

    def spans(self) -> tuple[Span, ...]:
        """Its cells: one span, or two where it lies across ±180°."""
        right, bottom = self.cx + COLUMNS - 1, self.cy + ROWS - 1
        if right < self.side:
            return (Span(self.z, self.cx, right, self.cy, bottom),)
        return (
            Span(self.z, self.cx, self.side - 1, self.cy, bottom),
            Span(self.z, 0, right - self.side, self.cy, bottom),
        )

    def place(self, lon: int, lat: int) -> tuple[float, float]:
        """Where a place (millionths of a degree) is drawn, in pixels from the view's corner."""
        x, y = mercator(lon / MICRO, lat / MICRO)
        across = (x * self.side - self.cx + EDGE) % self.side - EDGE
        return across * CELL, (y * self.side - self.cy) * CELL

    def middle(self) -> tuple[float, float]:
        """The middle on the flat map, x and y between 0 and 1."""
        return (
            (self.cx + COLUMNS / 2) / self.side % 1,
            (self.cy + ROWS / 2) / self.side,
        )

    def moved(self, east: int, south: int) -> View | None:
        """The view half its own breadth on; nothing where the map ends."""
        cy = max(0, min(self.side - ROWS, self.cy + south * ROWS // 2))
        cx = (self.cx + east * COLUMNS // 2) % self.side
        new = View(self.z, cx, cy)
        return None if new == self or (east and self.z == FARTHEST) else new

    def nearer(self, by: int = 1) -> View | None:
        """The same middle, closer (or farther, by -1); nothing where the zooms end."""
        z = self.z + by
        return around(z, *self.middle()) if FARTHEST <= z <= NEAREST else None


WORLD = View(1, 0, 1)


def around(z: int, x: float, y: float) -> View:
    """The view of a level whose middle is nearest to a flat place."""
    side = PER_TILE << z
    cy = max(0, min(side - ROWS, round(y * side - ROWS / 2)))
    return WORLD if z == FARTHEST else View(z, round(x * side - COLUMNS / 2) % side, cy)


def view_of(text: str) -> View | None:
    """The view that an address says, nothing if there is none of that kind."""
    found = _AT.fullmatch(text)
    if not found:
        return None
    view = View(*(int(part) for part in found.groups()))
    there = FARTHEST <= view.z <= NEAREST and view.cx < view.side
    return view if there and view.cy + ROWS <= view.side else None


def fitting(box: Box, nearest: int = NEAREST) -> View:
    """The closest view that holds all of a box, with half a cell of air where there is room; a box
    whose east is less than its west lies across ±180°."""
    for z in range(nearest, FARTHEST, -1):
        view = around(z, *_middle(box))
        if _fits(view, box):
            return view
    return WORLD


def _middle(box: Box) -> tuple[float, float]:
    (west, north), (east, south) = _flat(box)
    return (west + east) / 2, (north + south) / 2


def _flat(box: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    west, north = mercator(box.west / MICRO, box.north / MICRO)
    east, south = mercator(box.east / MICRO, box.south / MICRO)
    return (west, north), (east if east >= west else east + 1, south)


def _fits(view: View, box: Box) -> bool:
    (west, north), (east, south) = _flat(box)
    left = (west * view.side - view.cx) % view.side
    right = left + (east - west) * view.side
    top, bottom = north * view.side - view.cy, south * view.side - view.cy
    return right <= COLUMNS - 0.25 and left >= 0.25 and top >= 0.25 and bottom <= ROWS - 0.25


def narrowest(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """The shortest way round the world that holds all spans of longitude (west, east), in
    millionths of a degree; its east is less than its west if it lies across ±180°."""
    ordered = sorted(spans)
    west, reach = ordered[0]
    gap, best = -1, (west, reach)
    for begins, ends in ordered[1:]:
        if begins - reach > gap:
            gap, best = begins - reach, (begins, reach)
        reach = max(reach, ends)
    round_the_edge = ordered[0][0] + ROUND - reach
    return best if gap > round_the_edge else (west, reach)
