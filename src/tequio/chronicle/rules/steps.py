"""One act that is many steps: what rooms below did in it, each told as its own act would.  Pure.

A meeting of a savings group is entered whole or not at all, so it is one act with one line; and
yet it opens a meeting, counts hands, books what was paid.  Its line carries these as steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tequio.kernel import plain

if TYPE_CHECKING:
    from tequio.chronicle.rules import Line


@dataclass(frozen=True)
class Step:
    """What one act would have told, as a part of the line of another.

    kind, event  as of a line of its own: `governance.open_meeting`, `MeetingOpened`
    at           when it happened, which may be days before it was entered
    by           who did it, where that was somebody else than who entered it all: a member who
                 asked for a loan in the meeting
    """

    kind: str
    event: str
    at: datetime
    facts: Mapping[str, Any]
    by: int | None = None


WITH_STEPS: set[str] = set()
"""The acts that are declared to have steps; the door fills it, and no other line is looked into."""


def step(kind: str, event: Any, at: datetime, *, by: int | None = None) -> Step:
    """The step that tells this event (a frozen dataclass, as an act would return it)."""
    return Step(kind, type(event).__name__, at.astimezone(UTC), plain(asdict(event)), by)


def steps_of(line: Line) -> tuple[Line, ...]:
    """The steps of a line, in their order, as lines of their own: same number, same key.
    None for a line whose act is not declared to have any."""
    if line.kind not in WITH_STEPS:
        return ()
    return tuple(
        replace(
            line,
            kind=told["kind"],
            event=told["event"],
            at=datetime.fromisoformat(told["at"]),
            by=line.by if told["by"] is None else told["by"],
            facts=told["facts"],
        )
        for told in line.facts.get("steps", ())
    )


def unfolded(line: Line) -> Iterator[Line]:
    """A line, and then its steps."""
    yield line
    yield from steps_of(line)
