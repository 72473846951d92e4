"""Titles that rooms above give to what money moves for: a project, a loan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Titles = Callable[[int, Iterable[int]], Mapping[int, str]]

TITLES_OF: dict[str, Titles] = {}
"""Purpose → (organisation, numbers) → titles; whoever composes the rooms fills it."""


def titles_of_subjects(
    organisation: int, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Titles of (purpose, subject) pairs whose subject is a number.  One query for a purpose."""
    wanted = [(code, subject) for code, subject in pairs if subject.isdigit()]
    found: dict[tuple[str, str], str] = {}
    for code, titles in TITLES_OF.items():
        numbers = [int(subject) for purpose, subject in wanted if purpose == code]
        known = titles(organisation, numbers) if numbers else {}
        found |= {(code, str(number)): title for number, title in known.items()}
    return found
