"""Codes and texts of the room in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from tequio.ecosystem.rules.alliances import (
    ADMITTED,
    FORMING,
    IN_FORMATION,
    REGISTERED,
    SUSPENDED,
)
from tequio.screening.rules.packs import in_language
from tequio.screening.rules.packs.pack import Texts

LOOKS_OF_ALLIANCES: Mapping[str, str] = {
    FORMING: "open",
    REGISTERED: "waits",
    IN_FORMATION: "waits",
    ADMITTED: "holds",
    SUSPENDED: "refused",
}
LOOKS_OF_ADVICE: Mapping[str, str] = {
    "open": "open",
    "promised": "waits",
    "begun": "waits",
    "done": "holds",
    "refused": "refused",
    "undone": "refused",
}
LOOKS_OF_ANSWERS: Mapping[str, str] = {
    "refuses": "refused",
    "with_changes": "waits",
    "agrees": "holds",
}
"""Code → class of its badge; the words are always beside it."""


def text_of(texts: Texts) -> str:
    """A text of a file in the reader's language."""
    return in_language(texts, get_language() or "en")
