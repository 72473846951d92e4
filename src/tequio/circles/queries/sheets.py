"""Sheets as they were written: the list, one with its lines and keys, what each member bought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from tequio.circles import rules
from tequio.circles.models import SheetKeyRow, SheetLineRow, SheetRow

LOOKED_BACK = 6
"""In how many meetings before it is asked how many shares a member buys."""


@dataclass(frozen=True)
class SheetLine:
    """What a sheet says of one member; sums in minor units."""

    person: int
    attendance: rules.Attendance
    shares: int
    saved: int
    social: int
    fine: str
    fined: int
    fine_paid: int
    helped: int


@dataclass(frozen=True)
class Sheet:
    """A meeting as it was written down, without its lines; sums in minor units."""

    id: int
    cycle: int
    held_on: date
    entered_at: datetime
    entered_by: int
    meeting: int
    journal: int | None
    opening_counted: int | None
    opening_booked: int
    counted: int
    booked: int
    social_counted: int
    social_booked: int
    heard: str
    facilitator: int | None
    bookkeeper: int | None
    witnesses: tuple[int, ...]
    photo: str

    @property
    def difference(self) -> int:
        """What was too much (positive) or missing (negative) in the box."""
        return self.counted - self.booked

    @property
    def social_difference(self) -> int:
        """The same in the bag of the social fund."""
        return self.social_counted - self.social_booked

    @property
    def answers(self) -> int:
        """Who answers for a difference: whoever kept the book."""
        return self.bookkeeper or self.entered_by


def sheets_of(organisation: int, cycle: int) -> list[Sheet]:
    """The meetings of a cycle, newest first.  One query."""
    rows = SheetRow.objects.filter(organisation_id=organisation, cycle_id=cycle)
    return [_sheet(row) for row in rows.order_by("-held_on")]


def sheet(organisation: int, number: int) -> Sheet | None:
    """One meeting, or None."""
    row = SheetRow.objects.filter(organisation_id=organisation, id=number).first()
    return _sheet(row) if row else None


def sheet_of_day(organisation: int, cycle: int, day: date) -> Sheet | None:
    """The meeting of a day, or None."""
    rows = SheetRow.objects.filter(organisation_id=organisation, cycle_id=cycle, held_on=day)
    row = rows.first()
    return _sheet(row) if row else None


def lines_of(organisation: int, number: int) -> list[SheetLine]:
    """What a sheet says of each member.  One query."""
    rows = SheetLineRow.objects.filter(organisation_id=organisation, sheet_id=number)
    return [
        SheetLine(
            person=row.person_id,
            attendance=cast("rules.Attendance", row.attendance),
            shares=row.shares,
            saved=row.saved,
            social=row.social,
            fine=row.fine,
            fined=row.fined,
            fine_paid=row.fine_paid,
            helped=row.helped,
        )
        for row in rows.order_by("person_id")
    ]


def keys_of(organisation: int, number: int) -> list[tuple[int, bool]]:
    """Who held a key, and whether she showed herself that it was she.  One query."""
    rows = SheetKeyRow.objects.filter(organisation_id=organisation, sheet_id=number)
    return list(rows.order_by("person_id").values_list("person_id", "is_proved"))


def has_photo(organisation: int, digest: str) -> bool:
    """Whether a sheet of this organisation names this photograph."""
    return SheetRow.objects.filter(organisation_id=organisation, photo=digest).exists()


def bought_before(organisation: int, sheets: Iterable[Sheet], day: date) -> dict[int, int]:
    """Member → how many shares she bought when she last gave, before that day.  One query."""
    earlier = sorted((one for one in sheets if one.held_on < day), key=lambda one: one.held_on)
    order = {one.id: place for place, one in enumerate(earlier[-LOOKED_BACK:])}
    rows = SheetLineRow.objects.filter(
        organisation_id=organisation, sheet_id__in=order, attendance__in=rules.GIVES
    ).values_list("sheet_id", "person_id", "shares")
    return {
        person: shares for _sheet_id, person, shares in sorted(rows, key=lambda row: order[row[0]])
    }


def _sheet(row: SheetRow) -> Sheet:
    return Sheet(
        id=row.id,
        cycle=row.cycle_id,
        held_on=row.held_on,
        entered_at=row.entered_at,
        entered_by=row.entered_by_id,
        meeting=row.meeting_id,
        journal=row.journal_id,
        opening_counted=row.opening_counted,
        opening_booked=row.opening_booked,
        counted=row.counted,
        booked=row.booked,
        social_counted=row.social_counted,
        social_booked=row.social_booked,
        heard=row.heard,
        facilitator=row.facilitator_id,
        bookkeeper=row.bookkeeper_id,
        witnesses=tuple(row.witnesses),
        photo=row.photo,
    )
