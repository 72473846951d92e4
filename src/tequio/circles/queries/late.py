"""Sheets that were entered later than the statutes say: taken all the same, and marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.utils.timezone import localtime

from tequio.statutes.queries import statutes_on_days


class Entered(Protocol):
    """A sheet: of which day, and when it was entered."""

    @property
    def id(self) -> int: ...

    @property
    def held_on(self) -> date: ...

    @property
    def entered_at(self) -> datetime: ...


def late_entries(organisation: int, sheets: Sequence[Entered]) -> dict[int, int]:
    """Sheet → after how many days it was entered, of those that were entered later than the
    statutes of the meeting's day say (`circle.sheet_days`).  One query, none for no sheet."""
    statutes = statutes_on_days(organisation, {one.held_on for one in sheets})
    days = {one.id: (localtime(one.entered_at).date() - one.held_on).days for one in sheets}
    return {
        one.id: days[one.id]
        for one in sheets
        if days[one.id] > statutes[one.held_on].integer("circle.sheet_days")
    }
