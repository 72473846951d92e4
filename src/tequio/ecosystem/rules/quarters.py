"""Quarters of the calendar: an organiser looks ahead by them, and back.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Period, add_months


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` from 1 (January to March) to 4.  Raises ValueError for any other."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError("a year has four quarters")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return add_months(self.first, 3) - timedelta(days=1)

    @property
    def period(self) -> Period:
        """All its days."""
        return Period(self.first, self.last)

    @property
    def earlier(self) -> Quarter:
        """The one before."""
        return quarter_of(self.first - timedelta(days=1))

    @property
    def later(self) -> Quarter:
        """The one after."""
        return quarter_of(self.last + timedelta(days=1))


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)
