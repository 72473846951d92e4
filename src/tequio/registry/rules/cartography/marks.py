"""Marks: what a map shows for the many that lie close together.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import hypot, log10

from tequio.registry.rules.cartography.cells import Cell, Sums
from tequio.registry.rules.cartography.degrees import ROUND
from tequio.registry.rules.cartography.tiles import Box, Span
from tequio.registry.rules.cartography.views import View

SMALLEST = 6.0
LARGEST = 24.0


@dataclass(frozen=True)
class Spot:
    """Some that lie together: how many, sums of their places in millionths of a degree, and the
    box within which they lie."""

    n: int
    sx: int
    sy: int
    box: Box

    @property
    def place(self) -> tuple[int, int]:
        """Their middle: of one, where it is."""
        return round(self.sx / self.n), round(self.sy / self.n)

    def with_(self, other: Spot) -> Spot:
        """Both together."""
        a, b = self.box, other.box
        box = Box(
            min(a.west, b.west), min(a.south, b.south), max(a.east, b.east), max(a.north, b.north)
        )
        return Spot(self.n + other.n, self.sx + other.sx, self.sy + other.sy, box)


@dataclass(frozen=True)
class Mark:
    """A spot as a view draws it: x, y and radius in the view's pixels."""

    spot: Spot
    x: float
    y: float
    radius: float


def spots_of(cells: Mapping[Cell, Sums]) -> list[Spot]:
    """Cells as spots."""
    return [
        Spot(*sums, Span(z, cx, cx, cy, cy).box())
        for (z, cx, cy), sums in sorted(cells.items())
        if sums[0] > 0
    ]


def radius_of(n: int) -> float:
    """Radius in pixels: it grows with the number of digits, so that one is seen beside many."""
    return SMALLEST if n < 2 else min(LARGEST, 9 + 3.5 * log10(n))


def marks_of(spots: Iterable[Spot], view: View) -> list[Mark]:
    """Spots as marks of a view, those that would overlap as one, the largest first; each spot goes
    into exactly one mark."""
    here = (_unrolled(spot, view) for spot in spots)
    waiting = sorted(here, key=lambda spot: (-spot.n, spot.sx, spot.sy))
    marks: list[Mark] = []
    for spot in waiting:
        new = _drawn(spot, view)
        near = next((i for i, mark in enumerate(marks) if _overlap(mark, new)), None)
        while near is not None:
            new = _drawn(marks.pop(near).spot.with_(new.spot), view)
            near = next((i for i, mark in enumerate(marks) if _overlap(mark, new)), None)
        marks.append(new)
    return sorted(marks, key=lambda mark: (-mark.spot.n, mark.y, mark.x))


def _unrolled(spot: Spot, view: View) -> Spot:
    """Longitudes past 180° for what lies there in a view across it, so that middles are true."""
    spans = view.spans()
    if len(spans) == 1 or spot.box.west >= spans[0].box().west:
        return spot
    a = spot.box
    return replace(
        spot,
        sx=spot.sx + spot.n * ROUND,
        box=Box(a.west + ROUND, a.south, a.east + ROUND, a.north),
    )


def _drawn(spot: Spot, view: View) -> Mark:
    return Mark(spot, *view.place(*spot.place), radius_of(spot.n))


def _overlap(a: Mark, b: Mark) -> bool:
    return hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius
