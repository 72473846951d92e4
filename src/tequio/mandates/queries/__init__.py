"""Reads of mandates: what is in force, what covers a payment and why not, and the check."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle import queries as chronicle
from tequio.kernel import Finding
from tequio.mandates import rules
from tequio.mandates.models import KeyTurnRow
from tequio.mandates.queries.drawing import (
    Choice,
    Draw,
    Turn,
    candidates,
    choose,
    choose_each,
    coverage,
    fresh_turns,
    hands_on,
    objections_to_turn_key,
    offices_of,
    standing_mandate,
    turns_of,
)
from tequio.mandates.queries.listing import (
    Kept,
    held_from,
    mandate,
    mandates_about,
    mandates_by_number,
    mandates_from,
    mandates_kept,
    mandates_of,
    units,
)

STANDING = rules.STANDING

__all__ = [
    "STANDING",
    "Choice",
    "Draw",
    "Kept",
    "Turn",
    "candidates",
    "check",
    "choose",
    "choose_each",
    "coverage",
    "fresh_turns",
    "hands_on",
    "held_from",
    "mandate",
    "mandates_about",
    "mandates_by_number",
    "mandates_from",
    "mandates_kept",
    "mandates_of",
    "objections_to_turn_key",
    "offices_of",
    "standing_mandate",
    "turns_of",
    "units",
]


def check(organisation: int) -> Iterator[Finding]:
    """Every mandate says what the decision said, and the keys are those that were turned."""
    yield from rules.check_mandates(mandates_of(organisation))
    keys = KeyTurnRow.objects.filter(organisation_id=organisation)
    here = keys.values_list("mandate_id", "payment", "person_id", "turned_at")
    yield from rules.check_turns(here, chronicle.lines_of_kind(organisation, "mandates.turn_key"))
