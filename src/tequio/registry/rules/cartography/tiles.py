"""Tiles: squares of 256 px, as every web map counts them.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.registry.rules.cartography.cells import PER_TILE, row_begins
from tequio.registry.rules.cartography.degrees import MICRO, ROUND
from tequio.registry.rules.cartography.projection import mercator

PIXELS = 256
NEAREST = 17
"""The deepest zoom: a tile is some 300 m wide."""


@dataclass(frozen=True)
class Box:
    """A rectangle in millionths of a degree; west and north belong to it, east and south do not."""

    west: int
    south: int
    east: int
    north: int

    def holds(self, lon: int, lat: int) -> bool:
        """Whether a place lies in it."""
        return self.west <= lon < self.east and self.south < lat <= self.north


@dataclass(frozen=True)
class Span:
    """Neighbouring cells of one level: first and last column, first and last row."""

    z: int
    left: int
    right: int
    top: int
    bottom: int

    def box(self) -> Box:
        """Its edges in millionths of a degree; those of the map reach to the poles."""
        z, last = self.z + 2, (PER_TILE << self.z) - 1
        return Box(
            west=column_begins(z, self.left),
            south=-90 * MICRO - 1 if self.bottom == last else row_begins(z, self.bottom + 1),
            east=column_begins(z, self.right + 1),
            north=90 * MICRO if self.top == 0 else row_begins(z, self.top),
        )

    def at(self, level: int) -> Span:
        """The cells of another level that cover it."""
        down = level - self.z
        if down < 0:
            a, b, c, d = (x >> -down for x in (self.left, self.right, self.top, self.bottom))
            return Span(level, a, b, c, d)
        return Span(
            level,
            self.left << down,
            ((self.right + 1) << down) - 1,
            self.top << down,
            ((self.bottom + 1) << down) - 1,
        )


@dataclass(frozen=True)
class Tile:
    """One tile: zoom, column to the east, row to the south."""

    z: int
    x: int
    y: int

    @property
    def is_there(self) -> bool:
        """Whether the world has such a tile and maps go so deep."""
        return 0 <= self.z <= NEAREST and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    @property
    def parent(self) -> Tile:
        """The tile of the zoom above in which it lies."""
        return Tile(self.z - 1, self.x >> 1, self.y >> 1)

    def box(self) -> Box:
        """Its edges in millionths of a degree; those of the map reach to the poles."""
        return self.span().box()

    def span(self, finer: int = 0) -> Span:
        """Its four by four cells of level z; eight by eight of the next, one finer."""
        many = PER_TILE << finer
        x, y = self.x * many, self.y * many
        return Span(self.z + finer, x, x + many - 1, y, y + many - 1)


def column_begins(z: int, column: int) -> int:
    """The first whole millionth of a degree of a column, from -180°."""
    return -(-column * ROUND >> z) - ROUND // 2


def tile_of(z: int, lon: int, lat: int) -> Tile:
    """The tile of a zoom that holds a place (millionths of a degree); 180° lies at -180°."""
    column = ((lon + ROUND // 2) % ROUND << z) // ROUND
    last = (1 << z) - 1
    row = min(int(mercator(0, lat / MICRO)[1] * (1 << z)), last)
    while row < last and lat <= row_begins(z, row + 1):
        row += 1
    while row and lat > row_begins(z, row):
        row -= 1
    return Tile(z, column, row)
