"""The five rules of self-help groups, each with the rows behind it and the grade of its weakest
input.  Pure.

Grade of a sheet: 0 typed alone, however many witnesses and key-holders the writer names; 2 where
somebody who neither wrote nor entered it proved by her PIN that she was there; 3 where besides its
line was held from outside (a federation or a sister group has a head of the chronicle at or after
it).  Of an entry of the book: that of its sheet; 3 matched with a line of the bank; else 0.  A head
held from outside says that nothing was changed since, not that it was true: therefore it lifts no
sheet that nobody else confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.circles.rules.five_rules import Counted, FiveRules, five_rules
from tequio.circles.rules.meeting import WEEKDAYS, Every
from tequio.kernel import add_months
from tequio.kernel import gettext_noop as _

Grade = Literal[0, 2, 3]
TYPED_ALONE: Grade = 0
CONFIRMED: Grade = 2
FROM_OUTSIDE: Grade = 3
GRADES = {
    TYPED_ALONE: _("typed alone"),
    CONFIRMED: _("confirmed by another member with her PIN"),
    FROM_OUTSIDE: _("matched with a bank, or witnessed from outside"),
}
FACTS = {
    "meetings": _("Regular meetings"),
    "saving": _("Regular saving"),
    "lending": _("Regular lending within the group"),
    "repayment": _("Timely repayment"),
    "books": _("Books up to date"),
}
LEAST_PROVED = 1


@dataclass(frozen=True)
class Row:
    """A row behind a fact: so much of so much on a day; which sheet, instalment or entry it is.

    grade  of this row as an input; None where it only shows what others prove
    """

    on: date
    kind: Literal["sheet", "instalment", "balance", "entry"]
    number: int
    some: int = 0
    whole: int = 0
    grade: Grade | None = None


@dataclass(frozen=True)
class Fact:
    """One of the five rules: so much of so much, None where there was nothing to measure.

    rows    what was counted; `inputs`: what it rests on
    """

    code: str
    some: int
    whole: int
    part: Fraction | None
    rows: tuple[Row, ...]
    inputs: tuple[Row, ...]

    @property
    def grade(self) -> Grade | None:
        """The grade of its weakest input; None where it rests on nothing."""
        grades = [one.grade for one in self.inputs if one.grade is not None]
        return min(grades) if grades else None

    @property
    def grade_words(self) -> str:
        """What its grade means."""
        return "" if self.grade is None else GRADES[self.grade]

    @property
    def weakest(self) -> tuple[Row, ...]:
        """The inputs that hold it down."""
        return tuple(one for one in self.inputs if one.grade == self.grade)


def grade_of_sheet(proved: int, *, is_held_outside: bool) -> Grade:
    """The grade of a sheet; proved: how many proved themselves on it, without those who wrote it.

    Witnesses whom the writer only names are her word alone.
    """
    if proved < LEAST_PROVED:
        return TYPED_ALONE
    return FROM_OUTSIDE if is_held_outside else CONFIRMED


def grade_of_entry(sheet: Grade | None, *, is_matched: bool) -> Grade:
    """The grade of an entry of the book; sheet: that of the sheet to which it belongs, if any."""
    if is_matched:
        return FROM_OUTSIDE
    return TYPED_ALONE if sheet is None else sheet


def meetings_planned(since: date, until: date, *, every: Every, weekday: str) -> int:
    """How many meetings the statutes planned between two days, both included."""
    if until < since:
        return 0
    if every == "month":
        count = 0
        while add_months(since, count + 1) <= until:
            count += 1
        return count
    days = (until - since).days + 1
    weeks = days // 7
    if weekday in WEEKDAYS:
        first = (WEEKDAYS.index(weekday) - since.weekday()) % 7
        weeks = max(0, (days - first + 6) // 7)
    return weeks if every == "week" else weeks // 2


@dataclass(frozen=True)
class Behind:
    """What the books of a period show, row by row.

    meetings, saving, books  one row for each sheet
    lending                  one row for each day on which something moved: lent out, corpus
    entries                  the money that moved outside of meetings
    instalments, repayments  what was due, and the entries by which it was lent and repaid
    """

    planned: int
    meetings: Sequence[Row]
    saving: Sequence[Row]
    lending: Sequence[Row]
    entries: Sequence[Row]
    instalments: Sequence[Row]
    repayments: Sequence[Row]
    books: Sequence[Row]


def facts_of(behind: Behind, lent: int, corpus: int) -> list[Fact]:
    """The five rules with their rows; lent, corpus: summed over the days of the period."""
    sums = {name: _sums(getattr(behind, name)) for name in ("saving", "instalments", "books")}
    counted = Counted(
        meetings_planned=behind.planned,
        meetings_held=len(behind.meetings),
        savers=sums["saving"][0],
        members=sums["saving"][1],
        lent=lent,
        corpus=corpus,
        instalments_due=sums["instalments"][1],
        instalments_on_time=sums["instalments"][0],
        sheets=sums["books"][1],
        sheets_in_time=sums["books"][0],
    )
    parts = five_rules(counted)
    sheets = tuple(behind.meetings)
    shown: dict[str, tuple[Sequence[Row], Sequence[Row], int, int]] = {
        "meetings": (sheets, sheets, len(sheets), behind.planned),
        "saving": (behind.saving, sheets, *sums["saving"]),
        "lending": (behind.lending, (*sheets, *behind.entries), lent, corpus),
        "repayment": (behind.instalments, behind.repayments, *sums["instalments"]),
        "books": (behind.books, sheets, *sums["books"]),
    }
    return [
        Fact(code, some, whole, _part(parts, code), tuple(rows), tuple(inputs))
        for code, (rows, inputs, some, whole) in shown.items()
    ]


def _part(parts: FiveRules, code: str) -> Fraction | None:
    part: Fraction | None = getattr(parts, code)
    return part


def _sums(rows: Iterable[Row]) -> tuple[int, int]:
    listed = list(rows)
    return sum(one.some for one in listed), sum(one.whole for one in listed)


def over_days(
    changes: Iterable[tuple[date, int]], *, since: date, until: date
) -> tuple[int, list[tuple[date, int]]]:
    """A balance summed over the days of a period, and what it was at the end of each day on which
    it changed, the first day among them.  changes: by how much it changed on which day."""
    moved: dict[date, int] = {}
    for day, minor in changes:
        at = max(day, since)
        if at <= until:
            moved[at] = moved.get(at, 0) + minor
    moved.setdefault(since, 0)
    days, held, whole, listed = sorted(moved), 0, 0, []
    for place, day in enumerate(days):
        held += moved[day]
        after = days[place + 1] if place + 1 < len(days) else None
        whole += held * ((after - day).days if after else (until - day).days + 1)
        listed.append((day, held))
    return whole, listed
