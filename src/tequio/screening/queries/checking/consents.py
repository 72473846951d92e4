"""Which books may be read, by whom: as whoever gave it and whoever may read were told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.screening.models import ConsentRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in

KEPT = ("examiner", "packs", "books", "resolution")


def check_consents(organisation: int, told_here: Lines) -> Iterator[Finding]:
    """Every consent that this organisation gave, or was given, stands as it was told to it.

    told_here  all lines of the room in its chain
    """
    told: dict[tuple[int, int], dict[str, Any]] = {}
    for line, facts in told_in(told_here, "give_consent", "withdraw_consent"):
        key = facts["consent"], facts["organisation"]
        if line.kind.endswith("give_consent"):
            kept = {name: facts[name] for name in KEPT}
            days = {name: _day(facts[name]) for name in ("since", "until")}
            told[key] = {**kept, **days, "withdrawn_on": None}
        else:
            told.setdefault(key, {})["withdrawn_on"] = _day(facts["withdrawn_on"])
    rows = ConsentRow.objects.filter(Q(organisation_id=organisation) | Q(examiner_id=organisation))
    here = {
        (row.id, row.organisation_id): {
            "examiner": row.examiner_id,
            "packs": row.packs,
            "books": row.books,
            "resolution": row.resolution_id,
            "since": row.since,
            "until": row.until,
            "withdrawn_on": row.withdrawn_on,
        }
        for row in rows
    }
    yield from compared(ROOM, "consent", told=told, here=here)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
