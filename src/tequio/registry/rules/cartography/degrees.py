"""Degrees as whole numbers and as words: a millionth of a degree is 11 cm at most.  Pure."""

from __future__ import annotations

import re

MICRO = 1_000_000
ROUND = 360 * MICRO
COARSE = MICRO // 10
"""A coarse place is told by a cell of a tenth of a degree, some 11 km."""
COARSE_METRES = 10_000

_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,15})?")
_PARTS = re.compile(
    r"(?P<d>\d{1,3})\s*°\s*(?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’)\s*)?(?P<h>[NSEWO])?",
    re.IGNORECASE,
)


def micro(degrees: float) -> int:
    """Degrees → millionths of a degree."""
    return round(degrees * MICRO)


def is_on_earth(lon: float, lat: float) -> bool:
    """Whether the two are a longitude and a latitude."""
    return -180 <= lon <= 180 and -90 <= lat <= 90


def parse(text: str) -> float | None:
    """Decimal degrees (`-6,25`) or degrees, minutes, seconds (`6° 15' 0" S`; `O` is west, as in
    Spanish and French); nothing if it is neither."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    d, m, s = (float((found[part] or "0").replace(",", ".")) for part in "dms")
    if m >= 60 or s >= 60:
        return None
    value = d + m / 60 + s / 3600
    return -value if (found["h"] or "").upper() in {"S", "W", "O"} else value


def printed(millionths: int, decimals: int = 4) -> str:
    """As text without needless zeros: `6.1319`, `-0.5`."""
    value = round(millionths / MICRO, decimals)
    text = f"{value or 0:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def coarsened(lon: int, lat: int) -> tuple[int, int]:
    """The middle of the cell of a tenth of a degree in which a place lies, in millionths; its
    precision is `COARSE_METRES`.  The cell's edge at the pole and at 180° counts to the cell
    before it."""
    return _middle(lon, 180), _middle(lat, 90)


def _middle(value: int, edge: int) -> int:
    cell = min(value, edge * MICRO - 1) // COARSE
    return cell * COARSE + COARSE // 2
