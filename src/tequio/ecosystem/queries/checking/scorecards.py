"""Frameworks and scorecards: which rows the acts write; and every sheet is as it was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tequio.chronicle.queries import lines_of_kind
from tequio.chronicle.rules.comparing import told_otherwise
from tequio.chronicle.rules.rows import AT, BY, Is, Sealed, Writes
from tequio.ecosystem.models import AnswerRow, FrameworkRow, ScorecardRow
from tequio.ecosystem.rules.scorecards import Sheet, proof_of_sheet
from tequio.kernel import Finding, canonical

WRITES = (
    Writes(
        "keep_framework",
        "framework",
        ("framework",),
        {
            "code": "code",
            "version": "version",
            "text": Sealed("digest"),
            "digest": "digest",
            "person_id": BY,
            "kept_at": AT,
        },
    ),
    Writes(
        "open_scorecard",
        "scorecard",
        ("scorecard",),
        {
            "framework": "framework",
            "digest": "digest",
            "title": Sealed("title"),
            "territory": Sealed("territory"),
            "groups": "groups",
            "opened_on": "opened_on",
            "until": "until",
            "closed_on": Is(None),
            "person_id": BY,
        },
    ),
    Writes(
        "close_scorecard", "scorecard", ("scorecard",), {"closed_on": "closed_on"}, changes=True
    ),
    Writes(
        "answer_scorecard",
        "sheet",
        ("scorecard", "number"),
        {
            "is_paper": "is_paper",
            "person_id": BY,
            "answered_at": AT,
        },
    ),
)
TABLES = {
    "framework": (FrameworkRow, ("id",)),
    "scorecard": (ScorecardRow, ("id",)),
    "sheet": (AnswerRow, ("scorecard_id", "number")),
}


def check_sheets(organisation: int) -> Iterator[Finding]:
    """Every sheet says what it was sealed with, for the group for which it was.  Two queries; what
    it finds of a sheet names neither the group nor an answer."""
    told = {
        (line.facts["scorecard"], line.facts["number"]): line.facts["answers"]
        for line in lines_of_kind(organisation, "ecosystem.answer_scorecard")
    }
    rows = AnswerRow.objects.filter(organisation_id=organisation)
    for row in rows.order_by("scorecard_id", "number"):
        if _proof(row) != told.get((row.scorecard_id, row.number)):
            yield told_otherwise("ecosystem", "sheet", row.scorecard_id)


def _proof(row: AnswerRow) -> str | None:
    try:
        said = json.loads(row.answers)
        if canonical(said) != row.answers:
            return None
        return proof_of_sheet(Sheet(row.group, said["answers"]), salt=said["salt"])
    except (ValueError, KeyError, TypeError):
        return None
