"""The crèche of the reference, and the five places in which it is assessed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.knowledge.queries.designs import load_design
from tequio.knowledge.rules.designs import Design

CASE = Path(__file__).parent / "cases" / "creche.yaml"


@cache
def creche() -> Design:
    """The design of the table in part A4 of the reference."""
    return load_design(CASE.read_text("utf-8"))
