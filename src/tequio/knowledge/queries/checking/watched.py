"""Which rows the acts of watching write."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Writes
from tequio.knowledge.models import AntennaRow, ObservationRow, WatchRow

WRITES: tuple[Writes, ...] = (
    Writes(
        "open_antenna",
        "antenna",
        ("antenna",),
        {
            "name": Sealed("name"),
            "tier": "tier",
            "region": Sealed("region"),
            "sector": "sector",
            "party_id": "party",
            "opened_on": "opened_on",
            "closed_on": Is(None),
        },
    ),
    Writes("close_antenna", "antenna", ("antenna",), {"closed_on": "closed_on"}, changes=True),
    Writes(
        "open_watch",
        "watch",
        ("watch",),
        {
            "title": Sealed("title"),
            "held_on": "held_on",
            "antenna_id": "antenna",
            "person_id": BY,
            "opened_at": AT,
            "closed_at": Is(None),
            "present": Is(None),
        },
    ),
    Writes(
        "close_watch",
        "watch",
        ("watch",),
        {"closed_at": AT, "present": "present_count"},
        changes=True,
    ),
    Writes(
        "observe",
        "observation",
        ("observation",),
        {
            "kind": "kind",
            "text_id": "text",
            "voice": "voice",
            "watch_id": "watch",
            "antenna_id": "antenna",
            "region": Sealed("region"),
            "sector": "sector",
            "person_id": BY,
            "brought_by_id": "brought_by",
            "guest_id": "guest",
            "seen_on": "seen_on",
            "recorded_at": AT,
            "withdrawn_at": Is(None),
        },
    ),
    Writes(
        "withdraw_observation", "observation", ("observation",), {"withdrawn_at": AT}, changes=True
    ),
)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "antenna": (AntennaRow, ("id",)),
    "watch": (WatchRow, ("id",)),
    "observation": (ObservationRow, ("id",)),
}
