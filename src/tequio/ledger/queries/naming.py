"""Titles that rooms above give to what money moves for: a project, a loan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Titles = Callable[[int, Iterable[int]], Mapping[int, str]]

TITLES_OF: dict[str, Titles] = {}
"""Purpose → (organisation, numbers) → titles; whoever composes the rooms fills it."""


def titles_of_subjects(
    organisation: int, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Titles of (purpose, subject) pairs whose subject is a number.

    Each reader of titles is asked once, however many purposes it titles.
    """
    wanted = {(code, subject) for code, subject in pairs if subject.isdigit() and code in TITLES_OF}
    found: dict[tuple[str, str], str] = {}
    for titles in {TITLES_OF[code] for code, _subject in wanted}:
        own = [(code, subject) for code, subject in wanted if TITLES_OF[code] is titles]
        known = titles(organisation, {int(subject) for _code, subject in own})
        found |= {pair: known[int(pair[1])] for pair in own if int(pair[1]) in known}
    return found
