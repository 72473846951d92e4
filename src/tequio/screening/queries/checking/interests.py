"""Who said that she has an interest in whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.screening.models import InterestRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in


def check_interests(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every interest was declared, and ended, as it was told."""
    told: dict[int, dict[str, Any]] = {}
    for line, facts in told_in(lines, "declare_interest", "end_interest"):
        if line.kind.endswith("declare_interest"):
            told[facts["interest"]] = {
                "person": line.by,
                "listed": facts["listed"],
                "text": facts["text"],
                "since": line.at,
                "until": None,
            }
        else:
            told.setdefault(facts["interest"], {})["until"] = line.at
    rows = InterestRow.objects.filter(organisation_id=organisation)
    here = {
        row.id: {
            "person": row.person_id,
            "listed": row.listed_id,
            "text": row.text_id,
            "since": row.declared_at,
            "until": row.ended_at,
        }
        for row in rows
    }
    yield from compared(ROOM, "interest", told=told, here=here)
