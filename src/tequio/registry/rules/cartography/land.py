"""Land under the marks: as the path of a drawing, or of one tile.  Pure.

Two sets of rings: one made simple for far views, one as it was cut.  A tile's land is clipped from
that of the tile above it and kept, so that no tile looks at the whole world.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tequio.registry.rules.cartography.graticule import lines
from tequio.registry.rules.cartography.projection import mercator
from tequio.registry.rules.cartography.rings import Edges, Place, Ring, between, edges_of, simpler
from tequio.registry.rules.cartography.tiles import Tile
from tequio.registry.rules.cartography.views import CELL, COLUMNS, ROWS, View

FAR = 3
"""Down to this zoom the simple rings will do."""
FINE = 4
"""Steps of a drawing in one pixel."""
MARGIN = 1 / 32
"""What is drawn past each edge, in parts of a tile, so that no edge shows."""
TILE = 512
"""Steps along the side of a tile's drawing."""
LAND, LINE = "#fffdf8", "#8d7c69"

Shape = tuple[Ring, Edges]


class Land:
    """The land of the world on the flat map.

    far, near  rings in degrees within ±180°, simple and as they were cut
    """

    def __init__(self, far: Iterable[Sequence[Place]], near: Iterable[Sequence[Place]]) -> None:
        self._far = _flat(far)
        self._near = _flat(near)
        self._upper: dict[Tile, list[Shape]] = {}
        self._lower = lru_cache(maxsize=512)(self._clipped)
        self.tile = lru_cache(maxsize=1024)(self._tile)
        self.path = lru_cache(maxsize=256)(self._path)
        self.grid = lru_cache(maxsize=256)(self._grid)

    def _shapes(self, tile: Tile) -> list[Shape]:
        if tile.z == 0:
            return self._near
        if tile.z > FAR:
            return self._lower(tile)
        if tile not in self._upper:
            self._upper[tile] = self._clipped(tile)
        return self._upper[tile]

    def _clipped(self, tile: Tile) -> list[Shape]:
        edges = _edges(tile)
        return _within(self._shapes(tile.parent), edges)

    def _tile(self, tile: Tile) -> str:
        """One tile as an SVG file: land and lines of degrees."""
        far = tile.z <= FAR
        shapes = _within(self._far, _edges(tile)) if far else self._shapes(tile)
        scale, world = TILE << tile.z, 1 << tile.z
        drawn = (_steps(ring, (tile.x * TILE, tile.y * TILE), scale) for ring, _ in shapes)
        x, y = tile.x / world, tile.y / world
        grid = lines(tile.z + 1, (x, y, x + 1 / world, y + 1 / world), scale)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {TILE} {TILE}"'
            f' width="{TILE}" height="{TILE}">'
            f'<path fill="{LAND}" stroke="{LAND}" fill-rule="evenodd" d="{_words(drawn)}"/>'
            f'<path fill="none" stroke="{LINE}" stroke-opacity=".3" d="{grid}"/></svg>\n'
        )

    def _path(self, view: View) -> str:
        """The path's data for a view, in steps of a quarter of a pixel from its corner."""
        shapes = self._far if view.z <= FAR else self._near
        side = view.side
        drawn = []
        for shift in (-1, 0, 1):
            left, top = view.cx / side - shift, view.cy / side
            air = MARGIN / side * 4
            edges = (left - air, top - air, left + COLUMNS / side + air, top + ROWS / side + air)
            scale = side * CELL * FINE
            for ring, _ in _within(shapes, edges):
                steps = [((x - left) * scale, (y - top) * scale) for x, y in ring]
                drawn.append(_steps(simpler(steps, 1.5), (0, 0), 1))
        return _words(drawn)

    @staticmethod
    def _grid(view: View) -> str:
        """The lines of degrees of a view, in the same steps."""
        side = view.side
        left, top = view.cx / side, view.cy / side
        edges = (left, top, left + COLUMNS / side, top + ROWS / side)
        return lines(view.z, edges, side * CELL * FINE)


def _flat(rings: Iterable[Sequence[Place]]) -> list[Shape]:
    heights: dict[float, float] = {}
    made = []
    for ring in rings:
        flat = []
        for lon, lat in ring:
            if lat not in heights:
                heights[lat] = mercator(0, lat)[1]
            flat.append((lon / 360 + 0.5, heights[lat]))
        made.append((flat, edges_of(flat)))
    return made


def _edges(tile: Tile) -> Edges:
    world, air = 1 << tile.z, MARGIN
    return (
        (tile.x - air) / world,
        (tile.y - air) / world,
        (tile.x + 1 + air) / world,
        (tile.y + 1 + air) / world,
    )


def _within(shapes: Iterable[Shape], edges: Edges) -> list[Shape]:
    left, top, right, bottom = edges
    found = []
    for ring, (west, north, east, south) in shapes:
        if west > right or east < left or north > bottom or south < top:
            continue
        if west >= left and east <= right and north >= top and south <= bottom:
            found.append((ring, (west, north, east, south)))
            continue
        part = between(ring, edges)
        if part:
            found.append((part, edges_of(part)))
    return found


def _steps(ring: Sequence[Place], corner: Place, scale: float) -> list[tuple[int, int]]:
    """Whole steps from a corner, each place once."""
    left, top = corner
    steps: list[tuple[int, int]] = []
    for x, y in ring:
        step = (round(x * scale - left), round(y * scale - top))
        if not steps or step != steps[-1]:
            steps.append(step)
    return steps


def _words(drawn: Iterable[Sequence[tuple[int, int]]]) -> str:
    """Path data with relative lines, and no sign or space that it can do without."""
    out = []
    for steps in drawn:
        (x, y), parts = steps[0], []
        out.append(f"M{x} {y}")
        for nx, ny in steps[1:]:
            dx, dy = nx - x, ny - y
            parts.append(f"{dx} {dy}" if dy >= 0 else f"{dx}{dy}")
            x, y = nx, ny
        if parts:
            line = "".join(part if part[0] == "-" else " " + part for part in parts)
            out.append("l" + line.lstrip() + "z")
        else:
            out.append("h1z")
    return "".join(out)
