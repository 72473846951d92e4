"""Findings that count no more before their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.screening.models import LapseRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in


def check_lapses(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every finding lapsed as it was told, and no other."""
    told = {
        facts["finding"]: (facts["trigger"], date.fromisoformat(facts["day"]), line.at)
        for line, facts in told_in(lines, "lapse")
    }
    rows = LapseRow.objects.filter(organisation_id=organisation)
    here = {row.finding_id: (row.trigger, row.day, row.noted_at) for row in rows}
    yield from compared(ROOM, "lapse", told=told, here=here)
