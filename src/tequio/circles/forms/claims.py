"""The rows of a sheet for help from the social fund."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from django.utils.translation import gettext_lazy as _

from tequio.circles import rules
from tequio.circles.forms.rows import Row
from tequio.circles.forms.typed import Cell, Typed
from tequio.governance.rules.meetings import Hands

REASONS: tuple[str, ...] = get_args(rules.Reason)


@dataclass
class Helping(Row):
    """Who claims how much of the social fund, why, and how many raised a hand for it.

    marked     the field of which something was refused
    is_raised  whether hands were counted; without them it is small help
    """

    place: int
    person: int | None
    sum: Cell
    minor: int | None
    reason: str
    yes: Cell
    no: Cell
    abstain: Cell
    hands: tuple[int, int, int]
    error: str = ""
    marked: str = ""

    @property
    def by(self) -> str:
        """The mark of what is refused in this row."""
        return f"w-h-{self.place}" if self.refused else ""

    @property
    def is_without_reason(self) -> bool:
        return self.marked.startswith("hr-")

    @property
    def is_raised(self) -> bool:
        return any(one.text for one in (self.yes, self.no, self.abstain))

    def helped(self, witnesses: tuple[int, ...]) -> rules.Helped:
        """The claim as the act takes it; whoever saw the money counted saw the hands."""
        assert self.person is not None, "read before"
        hands = Hands(*self.hands, witnesses) if self.is_raised else None
        return rules.Helped(self.person, self.minor or 0, cast("rules.Reason", self.reason), hands)


def helping(typed: Typed, place: int, names: Mapping[int, str]) -> Helping:
    """A row of help from the social fund."""
    person, minor = typed.person(f"hw-{place}", names), typed.minor(f"hm-{place}")
    is_half = (person is None) != (minor is None) and f"hm-{place}" not in typed.errors
    error = str(_("Say who is helped, and with how much.")) if typed.is_sent and is_half else ""
    if error:
        typed.errors[f"hw-{place}"] = error
    yes, no, abstain = (f"h{said}-{place}" for said in "yna")
    return Helping(
        place=place,
        person=person,
        sum=typed.cell(f"hm-{place}"),
        minor=minor,
        reason=typed.among(f"hr-{place}", REASONS, ""),
        hands=(typed.count(yes), typed.count(no), typed.count(abstain)),
        yes=typed.cell(yes),
        no=typed.cell(no),
        abstain=typed.cell(abstain),
        error=error,
    )
