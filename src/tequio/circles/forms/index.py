"""The index of a long sheet: a letter for each beginning of a name, leading to its first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import category

FEWEST_MEMBERS, FEWEST_LETTERS = 10, 4
"""With fewer members nobody looks for a name; with fewer letters the names are shown instead."""


@dataclass(frozen=True)
class Mark:
    """Leads to a member's row: what is seen, and the rest of her name for who hears the page."""

    person: int
    seen: str
    rest: str = ""


def index_of(people: Mapping[int, str]) -> list[Mark]:
    """The index of these members, who stand in order of name."""
    named = {person: name for person, name in people.items() if name}
    if len(named) < FEWEST_MEMBERS:
        return []
    first: dict[str, Mark] = {}
    for person, name in named.items():
        letter = _beginning(name)
        first.setdefault(letter.casefold(), Mark(person, letter.upper(), name[len(letter) :]))
    if len(first) >= FEWEST_LETTERS:
        return list(first.values())
    return [Mark(person, name) for person, name in named.items()]


def _beginning(name: str) -> str:
    """The first letter with the signs that belong to it."""
    end = next((at for at, sign in enumerate(name) if at and category(sign)[0] != "M"), len(name))
    return name[:end]
