"""What was said of places, and what would stand there: each assessment is made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from django.db.models import Model

from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Source, Writes
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.knowledge.models import (
    AssessmentRow,
    ContextRow,
    OutcomeRow,
    SettledRow,
    ValueRow,
)
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.transferability.replaying import (
    assessment_digest,
    assessment_text,
    replayed,
)

ASSESSED_OTHERWISE = _("Assessment {assessment} says something else when it is made again.")
SAID_BY: Mapping[str, Source] = {"text_id": "text", "day": "day", "person_id": BY}

WRITES = (
    Writes(
        "describe_context",
        "place",
        ("context",),
        {
            "name": Sealed("name"),
            "country": "country",
            "listed_id": "listed",
            "party_id": "party",
            "is_public": "is_public",
            "person_id": BY,
            "described_at": AT,
        },
    ),
    Writes(
        "say_value",
        "value",
        ("value",),
        {
            "context_id": "context",
            "variable": "variable",
            "value": Sealed("content"),
            "unit": "unit",
            "source": Sealed("source"),
            "asked": "asked",
            "asked_id": "text",
            "confidence": "confidence",
            "day": "day",
            "person_id": BY,
            "said_at": AT,
            "withdrawn_at": Is(None),
        },
    ),
    Writes("withdraw_value", "value", ("value",), {"withdrawn_at": AT}, changes=True),
    Writes(
        "settle_value",
        "settlement",
        ("settlement",),
        {
            **SAID_BY,
            "context_id": "context",
            "variable": "variable",
            "value_id": "value",
            "present": "present_count",
            "settled_at": AT,
        },
    ),
    Writes(
        "assess",
        "assessment",
        ("assessment",),
        {
            "context_id": "context",
            "source_id": "source",
            "innovation_id": "innovation",
            "version": "version",
            "code": "code",
            "title": Sealed("title"),
            "design": Sealed("design"),
            "profile": Sealed("known"),
            "result": Sealed("result"),
            "digest": "content",
            "verdict": "verdict",
            "person_id": BY,
            "assessed_on": "assessed_on",
        },
    ),
    Writes(
        "record_outcome",
        "outcome",
        ("happened",),
        {**SAID_BY, "assessment_id": "assessment", "outcome": "outcome", "recorded_at": AT},
    ),
)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "place": (ContextRow, ("id",)),
    "value": (ValueRow, ("id",)),
    "settlement": (SettledRow, ("id",)),
    "assessment": (AssessmentRow, ("id",)),
    "outcome": (OutcomeRow, ("id",)),
}


def check_assessments(organisation: int) -> Iterator[Finding]:
    """Every assessment gives the same, byte for byte, when it is made again from what was kept
    with it.  One query."""
    rows = AssessmentRow.objects.filter(organisation_id=organisation).order_by("id")
    for row in rows.iterator(chunk_size=100):
        if not _comes_out_again(row):
            yield Finding.of(
                "knowledge", "assessed_otherwise", ASSESSED_OTHERWISE, assessment=row.id
            )


def _comes_out_again(row: AssessmentRow) -> bool:
    try:
        known, result = json.loads(row.profile), json.loads(row.result)
        again = replayed(json.loads(row.design), known, variables(), result=result)
    except (ValueError, TypeError, KeyError, ReadingError):
        return False
    told = (assessment_text(again), assessment_digest(again), again.verdict)
    return told == (row.result, row.digest, row.verdict)
