"""The lines of a screening, read once for all its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tequio.chronicle.queries import lines_about
from tequio.chronicle.rules import Line

ROOM = "screening"
Lines = Sequence[Line]


def lines_of_screening(organisation: int) -> list[Line]:
    """What the chronicle tells of this organisation's screening, oldest first; what it tells of
    another examiner's is left out."""
    found = lines_about(organisation, room=ROOM, facts=())
    return [line for line in found if line.facts.get("examiner", organisation) == organisation]


def told_in(lines: Lines, *acts: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The lines of these acts of the room, each with its facts."""
    kinds = {f"{ROOM}.{act}" for act in acts}
    return ((line, dict(line.facts)) for line in lines if line.kind in kinds)
