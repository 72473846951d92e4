"""Cycles from the books before, as history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import PastCycleRow, PastPartRow
from tequio.circles.rules import past as rules
from tequio.kernel import Finding, plain

CYCLE = "book unit first_day ended_on price coin savings income costs pool".split()


@dataclass(frozen=True)
class Past:
    """A cycle that was over before the book was kept here."""

    id: int
    book: str
    unit: str
    first_day: date
    ended_on: date
    cycle: rules.PastCycle
    parts: tuple[rules.PastPart, ...]


def past_cycles(organisation: int) -> list[Past]:
    """All of them, the newest first.  Two queries, one where there is none."""
    rows = list(
        PastCycleRow.objects.filter(organisation_id=organisation).order_by("-first_day", "-id")
    )
    parts = PastPartRow.objects.filter(organisation_id=organisation) if rows else ()
    by_cycle: dict[int, list[rules.PastPart]] = {row.id: [] for row in rows}
    for row in sorted(parts, key=lambda one: one.person_id):
        by_cycle.setdefault(row.past_id, []).append(
            rules.PastPart(
                row.person_id,
                row.shares,
                row.worth,
                row.set_off,
                row.carried,
                row.paid,
                row.left,
            )
        )
    return [_past(row, tuple(by_cycle[row.id])) for row in rows]


def _past(row: PastCycleRow, parts: tuple[rules.PastPart, ...]) -> Past:
    cycle = rules.PastCycle(
        row.first_day,
        row.ended_on,
        row.price,
        row.coin,
        row.savings,
        row.income,
        row.costs,
        row.pool,
    )
    return Past(row.id, row.book, row.unit, row.first_day, row.ended_on, cycle, parts)


def check_past(organisation: int) -> Iterator[Finding]:
    """Each is what its line tells, with the part of each member."""
    told = facts_of(organisation, "circles.bring_cycle")
    rows = PastCycleRow.objects.filter(organisation_id=organisation)
    yield from compared(
        "circles",
        "cycle from before",
        told={one["past"]: {name: one[name] for name in CYCLE} for one in told},
        here={row.id: _told(row) for row in rows},
    )
    parts = PastPartRow.objects.filter(organisation_id=organisation)
    yield from compared(
        "circles",
        "part of a cycle from before",
        told={(one["past"], part[0]): tuple(part[1:]) for one in told for part in one["parts"]},
        here={
            (row.past_id, row.person_id): (
                row.shares,
                row.worth,
                row.set_off,
                row.carried,
                row.paid,
                row.left,
            )
            for row in parts
        },
    )


def _told(row: PastCycleRow) -> dict[str, Any]:
    told: dict[str, Any] = plain({name: getattr(row, name) for name in CYCLE})
    return told
