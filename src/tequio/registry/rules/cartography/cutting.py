"""Land cut from Natural Earth's TopoJSON, once, for the package.  Pure.

`world-atlas` (npm, ISC) holds Natural Earth's land as arcs on a grid, stitched together at ±180°:
drawn naively, Russia, Fiji and Antarctica become bands across the map.  Here each ring is
unwrapped, closed round the pole if it winds round one, and cut at ±180°.  Borders are not in it.

One ring is one line of text: differences of longitude and latitude in hundredths of a degree,
each folded to a positive number (0, -1, 1, -2 → 0, 1, 2, 3) and written in base 32 with the
characters from `?` on, the sixth bit saying that more follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tequio.registry.rules.cartography.rings import Ring, between, edges_of, simpler, unwrapped

WORLD = (-180.0, -90.0, 180.0, 90.0)
GRID = 100
"""Steps of one degree."""


def land_rings(topology: Mapping[str, Any]) -> list[Ring]:
    """All rings of the object `land` of a TopoJSON, in degrees within ±180°."""
    arcs = _arcs(topology)
    polygons: list[list[list[int]]] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["type"] == "MultiPolygon"
        polygons += geometry["arcs"] if many else [geometry["arcs"]]
    rings = (unwrapped(_joined(arcs, ring)) for polygon in polygons for ring in polygon)
    copies = (
        between([(lon + shift, lat) for lon, lat in ring], WORLD)
        for ring in rings
        for shift in (-360, 0, 360)
    )
    return [ring for ring in copies if ring]


def _arcs(topology: Mapping[str, Any]) -> list[Ring]:
    (wide, high), (west, south) = (topology["transform"][part] for part in ("scale", "translate"))
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((west + x * wide, south + y * high))
        out.append(line)
    return out


def _joined(arcs: Sequence[Ring], ring: Iterable[int]) -> Ring:
    out: Ring = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        out += arc[bool(out) :]
    return out[:-1]


def as_text(rings: Iterable[Sequence[tuple[float, float]]], tolerance: float = 0.0) -> str:
    """Rings as lines of text, the largest first; with a tolerance in degrees made simpler, and
    islands smaller than it left out."""
    lines = []
    for ring in sorted(rings, key=lambda ring: (-_size(ring), ring[0])):
        if tolerance and _size(ring) < tolerance:
            continue
        thin = simpler(ring, tolerance) if tolerance else ring
        line = _line(thin)
        if line:
            lines.append(line + "\n")
    return "".join(lines)


def _size(ring: Sequence[tuple[float, float]]) -> float:
    west, south, east, north = edges_of(ring)
    return max(east - west, north - south)


def _line(ring: Sequence[tuple[float, float]]) -> str:
    places = [(round(lon * GRID), round(lat * GRID)) for lon, lat in ring]
    places = [place for i, place in enumerate(places) if place != places[i - 1]]
    if len(places) < 3:
        return ""
    out, before = [], (0, 0)
    for place in places:
        out += [_number(now - then) for now, then in zip(place, before, strict=True)]
        before = place
    return "".join(out)


def _number(value: int) -> str:
    folded = value << 1 if value >= 0 else ~(value << 1)
    out = []
    while folded >= 32:
        out.append(chr((32 | folded & 31) + 63))
        folded >>= 5
    out.append(chr(folded + 63))
    return "".join(out)


def rings_of(text: str) -> list[Ring]:
    """The rings that `as_text` wrote, in degrees; lines that begin with # are remarks."""
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    return [_ring(line) for line in lines]


def _ring(line: str) -> Ring:
    numbers = []
    value = shift = 0
    for byte in line.encode("ascii"):
        part = byte - 63
        value |= (part & 31) << shift
        if part & 32:
            shift += 5
        else:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    lon = lat = 0
    ring = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        lon, lat = lon + dx, lat + dy
        ring.append((lon / GRID, lat / GRID))
    return ring
