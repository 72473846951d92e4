"""A line of the chronicle with its steps: an act may be many steps, each of which is told."""

from __future__ import annotations

from tequio.chronicle.rules import Line


def parts_of(line: Line) -> list[Line]:
    """The line, and then its steps in their order."""
    return [line]
