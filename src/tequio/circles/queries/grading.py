"""The five rules of a group over a period, counted from its own rows, each row within reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count, Q, Sum

from tequio.chronicle import queries as chronicle
from tequio.circles import rules
from tequio.circles.models import CycleRow, SheetKeyRow, SheetLineRow, SheetRow
from tequio.circles.rules import grading
from tequio.circles.rules.grading import Row
from tequio.kernel import Amount, Unit, add_months
from tequio.ledger.queries.moving_days import DayOf, entries_of_money, matched_entries, moved_by_day
from tequio.lending.queries.across import due_between
from tequio.lending.queries.loans import Loan
from tequio.lending.rules import position
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.statutes.queries import statutes_on

MONTHS = 6
KEPT_AS = "circles.close_meeting"
OWN = ("cash", "bank", "member-loan")
APART = ("social-fund", "bulk-loan", "pot", "circle-reserve")
"""The corpus is what the group has in money and loans, less what it owes or keeps apart."""


@dataclass(frozen=True)
class Graded:
    """The five rules of a period, and what the group's own fund is at its end.

    lent, corpus  at the end; average over the days of the period: `average_lent`, `average_corpus`
    months        how many whole months the books have been kept
    """

    since: date
    until: date
    unit: Unit
    facts: list[grading.Fact]
    lent: Amount
    corpus: Amount
    average_lent: Amount
    average_corpus: Amount
    months: int
    sheets: list[SheetRow]

    def fact(self, code: str) -> grading.Fact | None:
        """One of the five by its code."""
        return next((one for one in self.facts if one.code == code), None)


def graded(group: int, *, on: date, months: int = MONTHS, book: str = "main") -> Graded | None:
    """The five rules over the months until a day; None where no cycle was ever begun.

    Some thirty queries, however many meetings, members and loans.
    """
    first = CycleRow.objects.filter(organisation_id=group, book=book).order_by("first_day").first()
    if first is None or first.first_day > on:
        return None
    since = max(first.first_day, add_months(on, -months))
    return _Group(group, book, (since, on)).graded(_months(first.first_day, on))


def _months(since: date, until: date) -> int:
    count = 0
    while add_months(since, count + 1) <= until:
        count += 1
    return count


@dataclass(frozen=True)
class GradedSheets:
    """Sheets of a period in order of days, and how far each is confirmed, by its number.

    journals, meetings  the same grades by the journal that a sheet posted, by its meeting
    """

    sheets: list[SheetRow]
    grades: Mapping[int, grading.Grade]

    @property
    def journals(self) -> dict[int, grading.Grade]:
        return {row.journal_id: self.grades[row.id] for row in self.sheets if row.journal_id}

    @property
    def meetings(self) -> dict[int, grading.Grade]:
        return {row.meeting_id: self.grades[row.id] for row in self.sheets}


def graded_sheets(group: int, since: date, until: date, *, book: str = "") -> GradedSheets:
    """The sheets of a book, or of all books, in these days.  Six queries; one where there are
    none."""
    sheets = _sheets(group, book, since, until)
    if not sheets:
        return GradedSheets([], {})
    outside = chronicle.held_outside(group)
    told = chronicle.lines_told(group, KEPT_AS)
    proved = _proved(group, sheets)
    grades = {
        row.id: grading.grade_of_sheet(
            len(proved[row.id] - {row.entered_by_id, row.bookkeeper_id}),
            is_held_outside=told.get(row.entered_at, outside + 1) <= outside,
        )
        for row in sheets
    }
    return GradedSheets(sheets, grades)


class _Group:
    """What a group's books show of a period, read table by table."""

    def __init__(self, group: int, book: str, period: tuple[date, date]) -> None:
        self.group, self.book = group, book
        self.since, self.until = period
        identity = members.organisation(group)
        assert identity is not None, "a group that keeps a book"
        self.unit = units(group)[identity.unit]
        found = graded_sheets(group, *self._period, book=book)
        self.sheets, self.grades, self.journals = found.sheets, found.grades, found.journals
        self.matched = matched_entries(group, book=book)

    def graded(self, months: int) -> Graded:
        lent, lent_days, corpus, corpus_days = self._funds()
        behind = grading.Behind(
            planned=self._planned(),
            meetings=[self._of_sheet(row, 1, 1) for row in self.sheets],
            saving=self._saving(),
            lending=_side_by_side(lent_days, corpus_days),
            entries=self._entries(),
            instalments=self._instalments(loans := due_between(self.group, *self._period)),
            repayments=self._repayments(loans),
            books=self._books(),
        )
        days = (self.until - self.since).days + 1
        return Graded(
            since=self.since,
            until=self.until,
            unit=self.unit,
            facts=grading.facts_of(behind, lent, corpus),
            lent=Amount(lent_days[-1][1], self.unit),
            corpus=Amount(corpus_days[-1][1], self.unit),
            average_lent=Amount(lent // days, self.unit),
            average_corpus=Amount(corpus // days, self.unit),
            months=months,
            sheets=self.sheets,
        )

    @property
    def _period(self) -> tuple[date, date]:
        return self.since, self.until

    def _planned(self) -> int:
        statutes = statutes_on(self.group, self.until)
        every = cast("rules.Every", statutes.choice("circle.every"))
        weekday = statutes.choice("circle.weekday")
        return grading.meetings_planned(*self._period, every=every, weekday=weekday)

    def _of_sheet(self, row: SheetRow, some: int, whole: int) -> Row:
        return Row(row.held_on, "sheet", row.id, some, whole, self.grades[row.id])

    def _saving(self) -> list[Row]:
        rows = SheetLineRow.objects.filter(
            organisation_id=self.group, sheet_id__in=[row.id for row in self.sheets]
        )
        counted = rows.values("sheet_id").annotate(
            some=Count("person_id", filter=Q(shares__gt=0)), whole=Count("person_id")
        )
        found = {row["sheet_id"]: (row["some"], row["whole"]) for row in counted}
        return [self._of_sheet(row, *found.get(row.id, (0, 0))) for row in self.sheets]

    def _books(self) -> list[Row]:
        days = statutes_on(self.group, self.until).integer("circle.sheet_days")
        return [
            self._of_sheet(row, int((row.entered_at.date() - row.held_on).days <= days), 1)
            for row in self.sheets
        ]

    def _funds(self) -> tuple[int, list[DayOf], int, list[DayOf]]:
        """Lent out and corpus, each summed over the days, and day by day."""
        moved = moved_by_day(self.group, OWN + APART, book=self.book, unit=self.unit.code)
        lent = [(day, -minor) for kind, day, minor in moved if kind == "member-loan"]
        corpus = [(day, -minor) for _kind, day, minor in moved]
        period = {"since": self.since, "until": self.until}
        return *grading.over_days(lent, **period), *grading.over_days(corpus, **period)

    def _entries(self) -> list[Row]:
        """Money that moved in the period outside of the journals of sheets."""
        found = entries_of_money(self.group, *self._period, book=self.book)
        return [
            self._entry(day, number, journal)
            for day, number, journal in found
            if journal not in self.journals
        ]

    def _entry(self, day: date, number: int, journal: int) -> Row:
        grade = grading.grade_of_entry(
            self.journals.get(journal), is_matched=number in self.matched
        )
        return Row(day, "entry", number, grade=grade)

    def _instalments(self, loans: list[Loan]) -> list[Row]:
        """What was due in the period, and whether it was paid by its day."""
        return [
            Row(line.due_on, "instalment", loan.id, int(_is_on_time(loan, place)), 1)
            for loan in loans
            if loan.payout and not loan.payout.is_reversed
            for place, line in enumerate(loan.instalments)
            if self.since <= line.due_on <= self.until
        ]

    def _repayments(self, loans: list[Loan]) -> list[Row]:
        """The entries by which those loans were paid out and repaid."""
        rows = []
        for loan in loans:
            if loan.payout and not loan.payout.is_reversed:
                own = loan.payout
                rows.append(self._entry(own.paid_out_on, own.transfer, own.journal))
            rows += [
                self._entry(one.payment.day, one.transfer, one.journal)
                for one in loan.received
                if not one.is_reversed and one.payment.day <= self.until
            ]
        return rows


def _sheets(group: int, book: str, since: date, until: date) -> list[SheetRow]:
    rows = SheetRow.objects.filter(organisation_id=group, held_on__gte=since, held_on__lte=until)
    if book:
        cycles = CycleRow.objects.filter(organisation_id=group, book=book)
        rows = rows.filter(cycle_id__in=cycles.values("id"))
    return list(rows.order_by("held_on", "id"))


def _proved(group: int, sheets: list[SheetRow]) -> Mapping[int, set[int]]:
    """Who proved by her PIN that she was there, for each sheet."""
    found: dict[int, set[int]] = {row.id: set() for row in sheets}
    keys = SheetKeyRow.objects.filter(
        organisation_id=group, is_proved=True, sheet_id__in=list(found)
    )
    for sheet, person in keys.values_list("sheet_id", "person"):
        found[sheet].add(person)
    return found


def _side_by_side(lent: list[DayOf], corpus: list[DayOf]) -> list[Row]:
    """Lent out of the corpus at the end of each day on which either changed."""
    some, whole = dict(lent), dict(corpus)
    rows, now = [], (0, 0)
    for day in sorted({*some, *whole}):
        now = (some.get(day, now[0]), whole.get(day, now[1]))
        rows.append(Row(day, "balance", 0, *now))
    return rows


def _is_on_time(loan: Loan, place: int) -> bool:
    """Whether everything due up to this instalment was paid by its day."""
    due = loan.instalments[place].due_on
    paid = [one for one in loan.payments if one.day <= due]
    standing = position(loan.terms, loan.instalments, paid, due)
    return standing.due_now == 0


@dataclass(frozen=True)
class Totals:
    """What a group is in figures on a day: for the sheet that a bank asks for.  No person."""

    members: int
    saved: Amount
    meetings: int


def totals_of(group: int, found: Graded) -> Totals:
    """Members, savings of the sheets in the period, and meetings.  Two queries."""
    rows = SheetLineRow.objects.filter(
        organisation_id=group, sheet_id__in=[row.id for row in found.sheets]
    )
    saved = rows.aggregate(saved=Sum("saved"))["saved"] or 0
    return Totals(
        len(members.member_ids(group, found.until)), Amount(saved, found.unit), len(found.sheets)
    )
