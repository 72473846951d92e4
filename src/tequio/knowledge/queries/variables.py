"""The variables of places, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.knowledge.rules.variables import Variables, load_variables

FILE = Path(__file__).resolve().parent.parent / "variables.yaml"


@cache
def variables() -> Variables:
    """Those of `knowledge/variables.yaml`, by code."""
    return load_variables(FILE.read_text("utf-8"))
