"""The sheets of a cycle that are there, as a file that comes again is held against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.queries import lines_of_kind
from tequio.circles.models import SheetLineRow, SheetRow

OF_A_LINE = ("attendance", "shares", "social", "fine_paid", "helped")


@dataclass(frozen=True)
class SheetThere:
    """What was counted, what each member gave, and the loans asked for in their order."""

    counted: Mapping[str, int | None]
    lines: Mapping[int, Mapping[str, int | str]]
    loans: tuple[int, ...]


def sheets_there(organisation: int, cycle: int) -> dict[date, SheetThere]:
    """Every sheet of a cycle by its day.  Four queries, however many."""
    sheets = list(SheetRow.objects.filter(organisation_id=organisation, cycle_id=cycle))
    lines: dict[int, dict[int, Mapping[str, int | str]]] = {row.id: {} for row in sheets}
    listed = SheetLineRow.objects.filter(organisation_id=organisation, sheet_id__in=list(lines))
    for row in listed.values("sheet_id", "person_id", *OF_A_LINE):
        lines[row["sheet_id"]][row["person_id"]] = {name: row[name] for name in OF_A_LINE}
    loans = _loans(organisation)
    return {
        row.held_on: SheetThere(
            {
                "opening_counted": row.opening_counted,
                "counted": row.counted,
                "social_counted": row.social_counted,
            },
            lines[row.id],
            loans.get(row.id, ()),
        )
        for row in sheets
    }


def _loans(organisation: int) -> dict[int, tuple[int, ...]]:
    """Which loans were asked for on which sheet."""
    asked: dict[int, list[int]] = {}
    for line in lines_of_kind(organisation, "lending.request"):
        asked.setdefault(line.number, []).append(line.facts["loan"])
    return {
        line.facts["sheet"]: tuple(asked.get(line.number, ()))
        for line in lines_of_kind(organisation, "circles.close_meeting")
    }
