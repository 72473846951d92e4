"""Who keeps a register and who sees it.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tequio.kernel import Refusal
from tequio.membership.rules import OFFICE_NOT_HELD, Standing, holds_any, is_member, is_officer

KEEPERS = "the offices that keep the register (`register.offices`)"
"""Who may, in the words of docs/acts."""


@dataclass(frozen=True)
class Keeping:
    """What the statutes say of the register on a day."""

    offices: tuple[str, ...]
    is_public: bool
    order: str


def keeps(standing: Standing, keeping: Keeping) -> bool:
    """Holds an office that keeps the register."""
    return holds_any(standing, keeping.offices)


def is_inside(standing: Standing) -> bool:
    """Sees also what may not be published: a member of the keeper, or who holds an office."""
    return is_member(standing) or is_officer(standing)


def sees(standing: Standing, keeping: Keeping) -> bool:
    """Sees the public view at least."""
    return keeping.is_public or is_inside(standing)


def objections_to_keep(standing: Standing, keeping: Keeping) -> Iterator[Refusal]:
    """What stands against a change of the register by this person."""
    if not keeps(standing, keeping):
        yield OFFICE_NOT_HELD.because(offices=", ".join(keeping.offices))
