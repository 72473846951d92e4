"""What rooms above bring to a meeting besides its agenda, and to one proposal; the door lays the
threads."""

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


@dataclass(frozen=True)
class Onward:
    """A page of another room that belongs to a proposal: its words in the reader's language."""

    label: str
    href: str
    sign: str


BESIDE_A_PROPOSAL: dict[str, Callable[[Organisation, Standing, int], Onward | None]] = {}
"""Room → the page that belongs to a proposal, for whoever looks; None where there is none."""


def beside_the_proposal(
    organisation: Organisation, standing: Standing, proposal: int
) -> Sequence[Onward]:
    """What is to be read elsewhere before one votes on a proposal."""
    found = (of(organisation, standing, proposal) for _r, of in sorted(BESIDE_A_PROPOSAL.items()))
    return [one for one in found if one is not None]
