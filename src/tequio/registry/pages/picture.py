"""Where one organisation lies, as a small drawn map that leads to the large one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.registry.queries.land import land
from tequio.registry.queries.of_one import One
from tequio.registry.rules.cartography.degrees import micro
from tequio.registry.rules.cartography.projection import mercator
from tequio.registry.rules.cartography.views import around

FAR, NEAR, NEARBY = 4, 9, 12
LOCALITY_METRES = 1_000
"""From this precision on a point tells the locality and not the house: a wider view is opened."""


@dataclass(frozen=True)
class Picture:
    """Land as a path of an SVG, where the mark stands in its pixels, and the view to go to."""

    land: str
    x: int
    y: int
    at: str


def picture_of(one: One) -> Picture | None:
    """The picture of its shown place, if it has one that may be shown."""
    choice = one.chosen.get("point")
    value = choice.first.said.value if choice else None
    if not isinstance(value, Mapping):
        return None
    lon, lat = float(str(value["lon"])), float(str(value["lat"]))
    flat = mercator(lon, lat)
    view = around(FAR, *flat)
    x, y = view.place(micro(lon), micro(lat))
    closer = NEAR if int(value["precision"]) >= LOCALITY_METRES else NEARBY
    return Picture(land().path(view), round(x), round(y), around(closer, *flat).at)
