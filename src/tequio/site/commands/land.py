"""`./tequio land FILE`: cut the land of the map from Natural Earth, once for the package.

FILE is `land-50m.json` of the npm package `world-atlas`, got with `npm pack world-atlas@2.0.2`.
What is written stands in the package already (`registry/data/README.md`); nobody who runs a node
needs this.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tequio.registry.queries.land import FOLDER
from tequio.registry.rules.cartography import cutting

NEEDS_TABLES = False
FAR = 0.08
"""Degrees: a quarter of a pixel of the whole world on 1,024 pixels."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to cut, and where to write."""
    parser.add_argument("file", type=Path, help="land-50m.json of world-atlas")
    parser.add_argument("--folder", type=Path, default=FOLDER)


def run(arguments: argparse.Namespace) -> int:
    """Write `land_near.txt` as it is and `land_far.txt` made simple."""
    rings = cutting.land_rings(json.loads(arguments.file.read_text(encoding="utf-8")))
    for name, tolerance in (("land_near.txt", 0.0), ("land_far.txt", FAR)):
        text = cutting.as_text(rings, tolerance)
        (arguments.folder / name).write_text(text, encoding="ascii")
        print(f"{name}: {len(cutting.rings_of(text))} rings, {len(text):,} characters")
    return 0
