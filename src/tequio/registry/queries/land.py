"""The land of the map, read once from the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.registry.rules.cartography.cutting import rings_of
from tequio.registry.rules.cartography.land import Land

FOLDER = Path(__file__).resolve().parent.parent / "data"


@cache
def land() -> Land:
    """Natural Earth's land, far and near (`data/README.md`)."""
    far, near = (
        rings_of((FOLDER / name).read_text(encoding="ascii"))
        for name in ("land_far.txt", "land_near.txt")
    )
    return Land(far, near)
