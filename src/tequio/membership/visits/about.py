"""What rooms above keep of a person, as lines on her page; the door lays the threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tequio.membership.visits.looking import Visit


@dataclass(frozen=True)
class Kept:
    """One page about her that whoever looks may open: its words, already in his language."""

    href: str
    title: str
    sign: str


ABOUT: dict[str, Callable[[Visit, int], Iterable[Kept]]] = {}
"""Who brings it → the pages about a person that the visitor may open."""


def kept_about(visit: Visit, person: int) -> list[Kept]:
    """Every page about a member that the visitor may open."""
    return [one for _name, bring in sorted(ABOUT.items()) for one in bring(visit, person)]
