"""What rooms above bring to a meeting besides its agenda; the door lays the threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tequio.membership.rules import Organisation, Standing


@dataclass(frozen=True)
class Beside:
    """One thing that the meeting looks at: title and note in the reader's language."""

    title: str
    note: str
    href: str
    sign: str


@dataclass(frozen=True)
class Section:
    """Things of one kind under one heading; `lead` says what the meeting does with them."""

    title: str
    lead: str
    things: tuple[Beside, ...]


BESIDE: dict[str, Callable[[Organisation, Standing], Section | None]] = {}
"""Room → what it brings, for whoever looks; None where there is nothing."""


def beside_the_agenda(organisation: Organisation, standing: Standing) -> Sequence[Section]:
    """Everything that is to be looked at in a meeting and is no proposal."""
    found = (bring(organisation, standing) for _room, bring in sorted(BESIDE.items()))
    return [section for section in found if section is not None]
