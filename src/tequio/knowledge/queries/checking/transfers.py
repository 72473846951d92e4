"""What was offered, asked, taken up, changed and followed up."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Writes
from tequio.knowledge.models import (
    AdaptationRow,
    AskedRow,
    FollowUpRow,
    OfferRow,
    StepRow,
    TransferRow,
)

WRITES = (
    Writes(
        "offer",
        "offer",
        ("offer",),
        {
            "innovation_id": "innovation",
            "version": "version",
            "receiver_id": "receiver",
            "text_id": "text",
            "person_id": BY,
            "offered_at": AT,
            "answer": Is(""),
            "answer_id": Is(None),
            "answered_at": Is(None),
        },
    ),
    Writes(
        "answer_offer",
        "offer",
        ("offer",),
        {"answer": "answer", "answer_id": "text", "answered_at": AT},
        changes=True,
    ),
    Writes(
        "propose_transfer",
        "asked",
        ("proposal",),
        {"content": Sealed("content"), "digest": "content", "asked_at": AT},
    ),
    Writes(
        "start_transfer",
        "transfer",
        ("taken_up",),
        {
            "source_id": "source",
            "innovation_id": "innovation",
            "version": "version",
            "code": "code",
            "title": Sealed("title"),
            "design": Sealed("content"),
            "digest": "design",
            "assessor_id": "assessor",
            "assessment_id": "assessment",
            "offer_id": "offer",
            "proposal_id": "proposal",
            "resolution_id": "resolution",
            "decided_on": "decided_on",
            "state": "state",
            "begun_at": AT,
        },
    ),
    Writes("move_transfer", "transfer", ("taken_up",), {"state": "state"}, changes=True),
    Writes(
        "move_transfer",
        "step",
        ("step",),
        {
            "transfer_id": "taken_up",
            "state": "state",
            "text_id": "text",
            "day": "day",
            "person_id": BY,
            "moved_at": AT,
        },
    ),
    Writes(
        "log_adaptation",
        "adaptation",
        ("adaptation",),
        {
            "transfer_id": "taken_up",
            "component": "component",
            "moment": "moment",
            "is_planned": "is_planned",
            "decided_by": "decided_by",
            "what": "what",
            "level": "level",
            "nature": "nature",
            "is_true": "is_true",
            "reasons": "why",
            "text_id": "text",
            "day": "day",
            "person_id": BY,
            "logged_at": AT,
        },
    ),
    Writes(
        "follow_up",
        "follow_up",
        ("follow_up",),
        {
            "transfer_id": "taken_up",
            "months": "months",
            "is_alive": "is_alive",
            "is_harm": "is_harm",
            "reach": "reach",
            "text_id": "text",
            "day": "day",
            "person_id": BY,
            "recorded_at": AT,
        },
    ),
)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "offer": (OfferRow, ("id",)),
    "asked": (AskedRow, ("proposal_id",)),
    "transfer": (TransferRow, ("id",)),
    "step": (StepRow, ("id",)),
    "adaptation": (AdaptationRow, ("id",)),
    "follow_up": (FollowUpRow, ("id",)),
}
