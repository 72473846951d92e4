"""How members and sums are written in the tables of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Unit
from tequio.membership import queries as members
from tequio.membership.visits.typed_amounts import text_of_minor


@dataclass(frozen=True)
class Names:
    """How members are called in the tables: by name, with the number where two share one."""

    by_number: Mapping[int, str]

    def of(self, person: int | None) -> str:
        """Her name; empty for nobody."""
        return "" if person is None else self.by_number.get(person, f"#{person}")

    def several(self, people: list[int]) -> str:
        """Several names in one cell."""
        return "; ".join(self.of(person) for person in people)


def names_for(organisation: int, on: date) -> Names:
    """Everybody who belongs or belonged.  One query."""
    listed = [
        (one.person, one.name or "erased")
        for one in members.members(organisation, on, also_former=True)
        if one.person is not None
    ]
    same = Counter(name.casefold() for _person, name in set(listed))
    return Names(
        {
            person: f"{name} #{person}" if same[name.casefold()] > 1 else name
            for person, name in listed
        }
    )


def sums_in(unit: Unit) -> Callable[[int | None], str]:
    """A sum as it is typed, a loss with a minus before it; empty for none."""

    def text(minor: int | None) -> str:
        if minor is None:
            return ""
        return "-" * (minor < 0) + text_of_minor(abs(minor), unit.exponent)

    return text
