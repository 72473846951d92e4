"""The lines of a register, read once for all its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tequio.chronicle.queries import lines_about
from tequio.chronicle.rules import Line

ROOM = "registry"
Lines = Sequence[Line]


def lines_of_register(organisation: int) -> list[Line]:
    """What the chronicle tells of this register, oldest first; what it tells of another register,
    in which this organisation stands, is left out."""
    found = lines_about(organisation, room=ROOM, facts=())
    return [line for line in found if line.facts.get("register", organisation) == organisation]


def told_in(lines: Lines, *acts: str) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The lines of these acts of the room, each with its facts."""
    kinds = {f"{ROOM}.{act}" for act in acts}
    return ((line, dict(line.facts)) for line in lines if line.kind in kinds)


def silenced_in(lines: Lines) -> set[int]:
    """Statements that count no more since somebody is not recognised any longer."""
    told = told_in(lines, "recognise")
    return {number for _line, facts in told for number in facts.get("silenced", ())}
