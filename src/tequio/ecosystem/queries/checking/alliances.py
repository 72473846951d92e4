"""Alliances: what their acts write."""

from __future__ import annotations

from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Source, Writes
from tequio.ecosystem.models import AllianceRow, AllianceStepRow, AskedRow, PartnerRow, PlanRow
from tequio.kernel import digest

_TAKEN: dict[str, Source] = {"alliance_id": "alliance", "person_id": BY, "left_on": Is(None)}
_STEP: dict[str, Source] = {
    "alliance_id": "alliance",
    "text_id": "text",
    "proposal_id": "proposal",
    "resolution_id": "resolution",
    "person_id": BY,
}
WRITES = (
    Writes(
        "found_alliance",
        "alliance",
        ("alliance",),
        {
            "name": Sealed("name"),
            "territory": Sealed("territory"),
            "rule": "rule",
            "digest": "content",
            "party_id": "party",
            "founded_on": "founded_on",
            "person_id": BY,
            "folio": Is(digest("")),
            "registered_on": Is(None),
        },
    ),
    Writes(
        "found_alliance",
        "partner",
        ("item.partner",),
        _TAKEN
        | {
            "listed_id": "item.listed",
            "sector": "item.sector",
            "is_own": "item.is_own",
            "joined_on": "founded_on",
        },
        each="partners",
    ),
    Writes(
        "join_alliance",
        "partner",
        ("partner",),
        _TAKEN
        | {
            "listed_id": "listed",
            "sector": "sector",
            "is_own": "is_own",
            "joined_on": "joined_on",
        },
    ),
    Writes("leave_alliance", "partner", ("partner",), {"left_on": "left_on"}, changes=True),
    Writes(
        "plan_alliance",
        "work plan",
        ("alliance", "version"),
        {
            "text_id": "text",
            "actions": Sealed("content"),
            "day": "planned_on",
            "person_id": BY,
        },
    ),
    Writes(
        "register_alliance",
        "alliance",
        ("alliance",),
        {"folio": Sealed("folio"), "registered_on": "registered_on"},
        changes=True,
    ),
    *(
        Writes(act, "step", ("step",), _STEP | {"kind": Is(kind), "day": day})
        for act, kind, day in (
            ("register_alliance", "registered", "registered_on"),
            ("follow_alliance", "followed", "followed_on"),
            ("admit_alliance", "admitted", "admitted_on"),
            ("end_alliance", "ended", "ended_on"),
        )
    ),
    Writes(
        "propose_admission",
        "what was asked",
        ("proposal",),
        {
            "alliance_id": "alliance",
            "content": Sealed("content"),
            "digest": "content",
            "asked_at": AT,
        },
    ),
)
TABLES = {
    "alliance": (AllianceRow, ("id",)),
    "partner": (PartnerRow, ("id",)),
    "work plan": (PlanRow, ("alliance_id", "number")),
    "step": (AllianceStepRow, ("id",)),
    "what was asked": (AskedRow, ("proposal_id",)),
}
