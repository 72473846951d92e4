"""An address as a square that a phone reads (ISO/IEC 18004), as one path of an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Empty modules around it, as the standard asks."""


@dataclass(frozen=True)
class Square:
    """Modules on a side, the quiet zone included, and the path that fills the dark ones."""

    side: int
    path: str


@lru_cache(maxsize=256)
def square(text: str) -> Square:
    """The square of a text; of a fold or a stain about 15 % may be unreadable."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = [
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return Square(len(rows), "".join(runs))


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """(where it starts, how long) of the dark stretches of a row."""
    found: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
