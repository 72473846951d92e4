"""One point for any shape of GeoJSON, and how far from it the shape may reach.  Pure.

The point of an area lies inside of it, also where its middle does not (a horseshoe).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

Position = tuple[float, float]
METRES_OF_A_DEGREE = 111_195
MOST_DEPTH = 6


class Representative(NamedTuple):
    """A point that stands for a shape: degrees, and the radius of the shape in metres."""

    lon: float
    lat: float
    precision: int


def representative(geometry: Any) -> Representative | None:
    """The point of a shape; None where none can be read.

    Of an area the point is inside; of a line it is the middle one; of several shapes it is that
    of the one with most points.
    """
    shapes = _shapes(geometry, MOST_DEPTH)
    if not shapes:
        return None
    kind, rings = max(shapes, key=lambda shape: sum(map(len, shape[1])))
    points = [point for _kind, shape in shapes for ring in shape for point in ring]
    lon, lat = _inside(rings) if kind == "area" else rings[0][len(rings[0]) // 2]
    return Representative(lon, lat, _reach(points))


def _shapes(geometry: Any, deeper: int) -> list[tuple[str, list[list[Position]]]]:
    """Every shape as its rings or lines."""
    if not isinstance(geometry, dict) or not deeper:
        return []
    kind, held = geometry.get("type"), geometry.get("coordinates")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        found = [_shapes(one, deeper - 1) for one in parts] if isinstance(parts, list) else []
        return [shape for shapes in found for shape in shapes]
    several: dict[Any, tuple[str, list[Any]]] = {
        "Point": ("line", [[[held]]]),
        "MultiPoint": ("line", [[held]]),
        "LineString": ("line", [[held]]),
        "MultiLineString": ("line", [held]),
        "Polygon": ("area", [held]),
        "MultiPolygon": ("area", held if isinstance(held, list) else []),
    }
    name, shapes = several.get(kind, ("", [])) if isinstance(kind, str) else ("", [])
    read = [[_line(line) for line in shape] for shape in shapes if isinstance(shape, list)]
    return [(name, rings) for rings in read if rings and all(rings)]


def _line(line: Any) -> list[Position]:
    """The positions of a line; none if one of them is no place on the earth."""
    points = [_position(one) for one in line] if isinstance(line, list) else []
    known = [point for point in points if point is not None]
    return known if len(known) == len(points) else []


def _position(one: Any) -> Position | None:
    if not isinstance(one, list) or len(one) < 2:
        return None
    lon, lat = one[0], one[1]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in one[:2]):
        return None
    return (float(lon), float(lat)) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _inside(rings: list[list[Position]]) -> Position:
    """The middle of the widest stretch inside the rings, half way up the outer one."""
    lats = [lat for _lon, lat in rings[0]]
    middle = (min(lats) + max(lats)) / 2
    crossings = sorted(
        lon + (middle - lat) / (to_lat - lat) * (to_lon - lon)
        for ring in rings
        for (lon, lat), (to_lon, to_lat) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (lat > middle) != (to_lat > middle)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        return rings[0][0]
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (west + east) / 2, middle


def _reach(points: list[Position]) -> int:
    """Half of the way across the box around all points, in metres."""
    lons, lats = [lon for lon, _lat in points], [lat for _lon, lat in points]
    squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
    across = math.hypot((max(lons) - min(lons)) * squeeze, max(lats) - min(lats))
    return round(across * METRES_OF_A_DEGREE / 2)
