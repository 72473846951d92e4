"""Where a place lies on a flat map, and how far two places are apart.  Pure.

A flat place is (x, y) with the whole world between 0 and 1, x to the east and y to the south, as
map tiles count.
"""

from __future__ import annotations

from math import asin, atan, cos, degrees, exp, log, pi, radians, sin, sqrt

NORTHMOST = 85.051129
"""Degrees of latitude at which Web Mercator's square ends."""
EARTH = 6_371_008.8
"""Mean radius in metres (IUGG)."""


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """Degrees → Web Mercator (EPSG:3857), latitudes held between the map's two edges."""
    s = sin(radians(max(-NORTHMOST, min(NORTHMOST, lat))))
    y = 0.5 - log((1 + s) / (1 - s)) / (4 * pi)
    return lon / 360 + 0.5, max(0.0, min(1.0, y))


def from_mercator(x: float, y: float) -> tuple[float, float]:
    """Web Mercator → degrees."""
    return (x - 0.5) * 360, degrees(2 * atan(exp((1 - 2 * y) * pi)) - pi / 2)


def plain(lon: float, lat: float) -> tuple[float, float]:
    """Degrees → equirectangular: the world is 1 wide and half as high, around y = 0.5."""
    return lon / 360 + 0.5, 0.5 - lat / 360


def from_plain(x: float, y: float) -> tuple[float, float]:
    """Equirectangular → degrees."""
    return (x - 0.5) * 360, (0.5 - y) * 360


def metres_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Metres along the great circle from `a` to `b`, each (lon, lat) in degrees (haversine)."""
    (west, south), (east, north) = a, b
    high = sin(radians(north - south) / 2) ** 2
    wide = sin(radians(east - west) / 2) ** 2
    part = high + cos(radians(south)) * cos(radians(north)) * wide
    return 2 * EARTH * asin(min(1.0, sqrt(part)))
