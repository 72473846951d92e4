"""What was suggested, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, canonical, digest
from tequio.registry.models import SuggestionRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in


def check_suggestions(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every suggestion says what was suggested, and was answered as it was told."""
    told: dict[int, dict[str, Any]] = {}
    acts = ("suggest", "ask_recognition", "answer_suggestion", "recognise")
    for line, facts in told_in(lines, *acts):
        number = facts["suggestion"]
        if line.kind in ("registry.suggest", "registry.ask_recognition"):
            told[number] = _begun(facts) | {"person": line.by, "made_at": line.at}
        elif number is not None:
            state, text = facts.get("state", "taken"), facts.get("text")
            answered = {"state": state, "answer": text, "answered_at": line.at}
            told.setdefault(number, {}).update(answered)
    rows = SuggestionRow.objects.filter(organisation_id=organisation)
    here = {row.id: _suggestion(row) for row in rows}
    yield from compared(ROOM, "suggestion", told=told, here=here)


def _begun(facts: dict[str, Any]) -> dict[str, Any]:
    asked = facts.get("organisation")
    return {
        "listed": facts["listed"],
        "said": digest(canonical({"organisation": asked})) if asked else facts["said"],
        "text": facts.get("text"),
        "state": "open",
        "answer": None,
        "answered_at": None,
    }


def _suggestion(row: SuggestionRow) -> dict[str, Any]:
    return {
        "listed": row.listed_id,
        "person": row.person_id,
        "said": digest(row.said),
        "text": row.text_id,
        "state": row.state,
        "answer": row.answer_id,
        "made_at": row.made_at,
        "answered_at": row.answered_at,
    }
