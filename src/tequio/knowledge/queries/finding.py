"""Practices found by words, among the ready cases and those that a page brings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tequio.knowledge.queries.cases import ready_cases
from tequio.knowledge.rules import finding
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.finding import Entry, Wanted, entry_of
from tequio.registry.queries.thesaurus import concepts, thesaurus


@cache
def _ready() -> tuple[Entry, ...]:
    return tuple(entry_of(one, concepts()) for one in ready_cases())


def find(
    text: str,
    wanted: Wanted | None = None,
    *,
    own: Iterable[Design] = (),
    are_cases_included: bool = True,
) -> tuple[Design, ...]:
    """The practices that answer these words in any language, nearest first; own ones first where
    they are equally near.

    own  designs that whoever looks may see
    """
    entries = [entry_of(one, concepts()) for one in own]
    if are_cases_included:
        entries += _ready()
    return finding.find(text, entries, thesaurus(), wanted)


def sectors() -> tuple[str, ...]:
    """The sectors of which there is a ready case, to choose from."""
    return tuple(sorted({one.sector for one in ready_cases() if one.sector}))


def countries() -> tuple[str, ...]:
    """The countries of which there is a ready case, to choose from."""
    return tuple(sorted({one.country for one in ready_cases() if one.country}))


def sector_name(code: str, language: str) -> str:
    """A sector as people call it in a language; else in English, else its code."""
    terms = concepts().get(code, {})
    return next(iter(terms.get(language, ()) or terms.get("en", ())), code)
