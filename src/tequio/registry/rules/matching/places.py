"""Which squares of the ground two near places share.  Pure."""

from __future__ import annotations

from math import cos, floor, pi, radians

from tequio.registry.rules.cartography.projection import EARTH

Place = tuple[float, float]
NEAR = 100
"""Metres within which two places may be one."""
_ROW = 0.0025
"""Height of a row of squares in degrees, some 278 m."""
_HALF = NEAR / 2 / (EARTH * pi / 180) * 1.01
"""Half of `NEAR` in degrees of latitude, with room for rounding."""


def squares_of(place: Place) -> list[str]:
    """The one to four squares that a place touches with 50 m around it.

    Two places within 100 m share a square, also across the antimeridian and near the poles: each
    row has as many columns of some 278 m as its circle of latitude is long.
    """
    lon, lat = place
    rows = range(floor((lat - _HALF) / _ROW), floor((lat + _HALF) / _ROW) + 1)
    return [f"{row}:{column}" for row in rows for column in _columns(lon, lat, row)]


def _columns(lon: float, lat: float, row: int) -> list[int]:
    """The columns of one row that a place touches."""
    narrowest = max(abs(row), abs(row + 1)) * _ROW
    shrunk = max(cos(radians(min(narrowest, 89.99))), 1e-4)
    many = max(1, floor(360 * shrunk / _ROW))
    # The half width grows towards the poles; the farther edge of the row is the safe one.
    half = _HALF / max(cos(radians(min(abs(lat) + 2 * _HALF, 89.99))), 1e-4)
    first, last = (floor((lon + 180 + edge) / 360 * many) for edge in (-half, half))
    if last - first >= many:
        return list(range(many))
    return sorted({column % many for column in range(first, last + 1)})
