"""Sheets of a group as its federation sees them, if the group lets it: sight is asked before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.circles.models import SheetLineRow, SheetRow
from tequio.membership import queries as members

LATELY = 24


@dataclass(frozen=True)
class Shown:
    """A sheet with its lines and the names of those who stand on it."""

    row: SheetRow
    lines: list[SheetLineRow]
    names: Mapping[int, str]

    @property
    def saved(self) -> int:
        """What all saved in this meeting, in minor units."""
        return sum(line.saved for line in self.lines)

    @property
    def helped(self) -> int:
        """What the social fund gave in this meeting, in minor units."""
        return sum(line.helped for line in self.lines)

    @property
    def difference(self) -> int:
        """What lay in the box beyond what the book expected; below zero: what was missing."""
        return self.row.counted - self.row.booked


def sheets_shown(group: int) -> list[SheetRow]:
    """The last sheets of a group, the newest first.  One query."""
    rows = SheetRow.objects.filter(organisation_id=group).order_by("-held_on", "-id")
    return list(rows[:LATELY])


def sheet_shown(group: int, number: int) -> Shown | None:
    """One sheet, or None.  Three queries."""
    row = SheetRow.objects.filter(organisation_id=group, id=number).first()
    if row is None:
        return None
    lines = SheetLineRow.objects.filter(organisation_id=group, sheet_id=number)
    listed = list(lines.order_by("person_id"))
    people = {line.person_id for line in listed} | set(row.witnesses)
    return Shown(row, listed, members.person_names(people))
