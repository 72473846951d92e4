"""Lines of whole degrees, so that inland too one sees that the map moved, and how far.  Pure."""

from __future__ import annotations

from math import ceil, cos, floor, pi, radians

from tequio.registry.rules.cartography.projection import EARTH, from_mercator, mercator
from tequio.registry.rules.cartography.rings import Edges
from tequio.registry.rules.cartography.tiles import PIXELS
from tequio.registry.rules.cartography.views import WIDTH, View

APART = 90
"""Pixels from line to line at least."""
STEPS = (30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)


def step_of(z: int) -> float:
    """Degrees from line to line at a zoom."""
    pixels = PIXELS * (1 << z) / 360
    return min((step for step in STEPS if step * pixels >= APART), default=STEPS[0])


def lines(z: int, edges: Edges, scale: float) -> str:
    """Path data of all lines within a rectangle of the flat map, in steps from its corner.

    scale  steps for the whole breadth of the world
    """
    left, top, right, bottom = edges
    step = step_of(z)
    (west, north), (east, south) = from_mercator(left, top), from_mercator(right, bottom)
    wide, high = round((right - left) * scale), round((bottom - top) * scale)
    down = (mercator(n * step, 0)[0] for n in range(ceil(west / step), floor(east / step) + 1))
    across = (mercator(0, n * step)[1] for n in range(ceil(south / step), floor(north / step) + 1))
    return "".join(
        [f"M{round((x - left) * scale)} 0v{high}" for x in down]
        + [f"M0 {round((y - top) * scale)}h{wide}" for y in across]
    )


def metres_across(view: View) -> float:
    """How much of the earth a view shows from west to east, along its middle."""
    _lon, lat = from_mercator(*view.middle())
    return 2 * pi * EARTH * cos(radians(lat)) * WIDTH / (PIXELS << view.z)
