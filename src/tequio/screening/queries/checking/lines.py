"""The lines of a screening, read once for all its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tequio.chronicle.queries import lines_about
from tequio.chronicle.rules import Line

ROOM = "screening"
Lines = Sequence[Line]


def lines_of_room(organisation: int) -> list[Line]:
    """All that the chronicle of an organisation tells of screenings, oldest first."""
    return list(lines_about(organisation, room=ROOM, facts=()))


def lines_of_screening(told_here: Lines, organisation: int) -> list[Line]:
    """What is told of this organisation's own screening; what it tells of another examiner's is
    left out.

    told_here  all lines of the room in its chain
    """
    return [line for line in told_here if line.facts.get("examiner", organisation) == organisation]


def told_in(lines: Lines, *acts: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The lines of these acts of the room, each with its facts."""
    kinds = {f"{ROOM}.{act}" for act in acts}
    return ((line, dict(line.facts)) for line in lines if line.kind in kinds)
