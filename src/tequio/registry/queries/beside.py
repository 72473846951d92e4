"""What rooms above say of a listed organisation; the door lays the threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Beside:
    """One thing that was decided: title and badge in the reader's language, and when it was."""

    title: str
    day: date
    badge: str
    href: str


@dataclass(frozen=True)
class Section:
    """Things of one kind under one heading; `onward`: the page of the room, with its words."""

    code: str
    title: str
    things: tuple[Beside, ...]
    onward: str
    label: str


@dataclass(frozen=True)
class Asked:
    """Of which organisation of which register, for whom.

    slug       short name of who keeps the register; is_inside: one of its members looks
    """

    keeper: int
    slug: str
    listed: int
    today: date
    is_inside: bool


BESIDE: dict[str, Callable[[Asked], Section | None]] = {}
"""Room → what it says of an organisation; None where it says nothing."""


def beside_the_record(asked: Asked) -> Sequence[Section]:
    """Everything that other rooms say of a listed organisation."""
    found = (bring(asked) for _room, bring in sorted(BESIDE.items()))
    return [section for section in found if section is not None]
