"""Who keeps the library, who takes part, who reads.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import (
    NOT_A_MEMBER,
    OFFICE_NOT_HELD,
    Standing,
    holds_any,
    is_member,
    is_officer,
)

KEEPERS = "the offices that keep the library of practices (`knowledge.offices`)"
TAKING_PART = "members of the organisation, and of the organisations that belong to it"
OWN_PEOPLE = "members and officers of the organisation that takes it up"
"""Who may, in the words of docs/acts."""

NOT_TAKING_PART = RefusalKind(
    "not_taking_part",
    _("Only members of this organisation, or of one that belongs to it, can do this."),
    _("Ask to be admitted, or let a member write it down for you."),
    about="who",
)


@dataclass(frozen=True)
class Library:
    """What the statutes say of the library on a day."""

    offices: tuple[str, ...]
    is_public: bool


@dataclass(frozen=True)
class Reader:
    """How a person stands to a library.

    takes_part  she belongs to its keeper, or to an organisation that does
    """

    standing: Standing
    library: Library
    takes_part: bool

    @property
    def keeps(self) -> bool:
        """Holds an office that keeps it."""
        return holds_any(self.standing, self.library.offices)

    @property
    def reads(self) -> bool:
        """May read what was published."""
        return self.library.is_public or self.takes_part


def objections_to_keep(reader: Reader) -> Iterator[Refusal]:
    """What stands against a change of the library by this person."""
    if not reader.keeps:
        yield OFFICE_NOT_HELD.because(offices=", ".join(reader.library.offices))


def objections_to_take_part(reader: Reader) -> Iterator[Refusal]:
    """What stands against this person's taking part."""
    if not reader.takes_part:
        yield NOT_TAKING_PART.because()


def objections_to_work(standing: Standing) -> Iterator[Refusal]:
    """What stands against her work in what the organisation itself takes up: who only belongs to
    one of its member organisations reads it."""
    if not (is_member(standing) or is_officer(standing)):
        yield NOT_A_MEMBER.because()
