"""Policies, effects and programmes: what their acts write."""

from __future__ import annotations

from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Source, Writes
from tequio.ecosystem.models import (
    AffectedRow,
    EffectRow,
    PartRow,
    ProcessRow,
    ProgrammeRow,
    RecommendationRow,
    ReplyRow,
    StatusRow,
)


def _alike(*names: str) -> dict[str, Source]:
    """Columns that are called as the fact is."""
    return {name: name for name in names}


WRITES = (
    Writes(
        "begin_process",
        "process",
        ("process",),
        {
            "title": Sealed("title"),
            "text_id": "text",
            "person_id": BY,
            **_alike("framework", "since"),
        },
    ),
    Writes(
        "take_part",
        "part",
        ("part",),
        {
            "process_id": "process",
            "kind": "actor_kind",
            "listed_id": "listed",
            "text_id": "text",
            "person_id": BY,
            **_alike("role", "day"),
        },
    ),
    Writes(
        "record_recommendation",
        "recommendation",
        ("recommendation",),
        {
            "process_id": "process",
            "text_id": "text",
            "person_id": BY,
            "recorded_at": AT,
            "number": "numbered",
            "blocks": "blocks",
        },
    ),
    Writes(
        "update_recommendation",
        "status",
        ("status_row",),
        {
            "recommendation_id": "recommendation",
            "owner_listed_id": "owner_listed",
            "owner": Sealed("owner"),
            "source": Sealed("source"),
            "text_id": "text",
            "person_id": BY,
            **_alike("status", "day"),
        },
    ),
    Writes(
        "argue_effect",
        "effect",
        ("effect",),
        {
            "kind": "actor_kind",
            "listed_id": "listed",
            "text_id": "text",
            "person_id": BY,
            "withdrawn_on": Is(None),
            "about": "subject",
            "about_id": "subject_id",
            **_alike("domain", "direction", "day"),
        },
    ),
    Writes(
        "withdraw_effect", "effect", ("effect",), {"withdrawn_on": "withdrawn_on"}, changes=True
    ),
    Writes(
        "draft_programme",
        "programme",
        ("programme",),
        {
            "title": Sealed("title"),
            "text_id": "text",
            "person_id": BY,
            "drafted_at": AT,
            "opened_on": Is(None),
        },
    ),
    Writes("open_programme", "programme", ("programme",), {"opened_on": "opened_on"}, changes=True),
    Writes(
        "name_affected",
        "affected",
        ("affected",),
        {
            "programme_id": "programme",
            "kind": "actor_kind",
            "listed_id": "listed",
            "who_id": "who",
            "benefits_id": "benefits",
            "harms_id": "harms",
            "part": "part",
            "person_id": BY,
            "named_at": AT,
        },
    ),
    Writes(
        "reply_as_affected",
        "reply",
        ("reply",),
        {
            "affected_id": "affected",
            "text_id": "text",
            "person_id": BY,
            "present": "present_count",
            **_alike("answer", "is_own", "day"),
        },
    ),
)
TABLES = {
    "process": (ProcessRow, ("id",)),
    "part": (PartRow, ("id",)),
    "recommendation": (RecommendationRow, ("id",)),
    "status": (StatusRow, ("id",)),
    "effect": (EffectRow, ("id",)),
    "programme": (ProgrammeRow, ("id",)),
    "affected": (AffectedRow, ("id",)),
    "reply": (ReplyRow, ("id",)),
}
