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
        last = (1 << self.z) - 1
        return Box(
            west=column_begins(self.z, self.x),
            south=-90 * MICRO - 1 if self.y == last else row_begins(self.z, self.y + 1),
            east=column_begins(self.z, self.x + 1),
            north=90 * MICRO if self.y == 0 else row_begins(self.z, self.y),
        )

    def cells(self) -> tuple[int, int, int, int]:
        """First and last column, first and last row of its cells of level z."""
        x, y = self.x * PER_TILE, self.y * PER_TILE
        return x, x + PER_TILE - 1, y, y + PER_TILE - 1


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
