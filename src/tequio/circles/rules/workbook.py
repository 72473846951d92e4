"""A group's past as tables: what its columns are called, and reading them row by row.  Pure.

The same tables go out and come in.  `docs/spreadsheets.md` describes them for a treasurer, with the
mapping for the cut-off statements of Indian self-help groups (`CUT_OFF`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _

T = TypeVar("T")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "cycles": (
        *("cycle", "first_day", "ends_on", "ended_on", "price", "coin", "savings", "income"),
        *("costs", "pool", "box", "social", "book"),
    ),
    "parts": (
        *("cycle", "member", "shares", "worth", "set_off", "carried", "paid", "left"),
        "book",
    ),
    "held": ("member", "shares", "book"),
    "shares": ("member", "shares"),
    "running": (
        *("loan", "member", "left", "months", "weeks", "fortnights", "begins_on", "purpose"),
        "book",
    ),
    "cut_off": ("member", "savings", "loan", "months"),
    "meetings": (
        "day",
        "opening_counted",
        "counted",
        "social_counted",
        "heard",
        "facilitator",
        "bookkeeper",
        "witnesses",
        "photo",
        "keys",
        "cycle",
        "book",
    ),
    "lines": (
        "day",
        "member",
        "attendance",
        "shares",
        "social",
        "fine",
        "fine_paid",
        "helped",
        "help_asked",
        "help_for",
        "help_yes",
        "help_no",
        "help_abstained",
        "book",
    ),
    "loans": (
        "day",
        "loan",
        "member",
        "amount",
        "weeks",
        "months",
        "purpose",
        "guarantors",
        "yes",
        "no",
        "abstained",
        "witnesses",
        "handed_out",
        "book",
    ),
    "repayments": ("day", "loan", "amount", "book"),
    "turns": ("turns", "first_day", "way", "contribution", "aside", "ended_on", "book"),
    "places": ("turns", "place", "member", "guarantors", "book"),
    "rounds": ("turns", "round", "day", "member", "book"),
    "short": ("turns", "round", "member", "missing", "book"),
    "made_good": ("turns", "day", "member", "amount", "book"),
}
"""Table → its columns.  A row without a book is of the one that it comes in to.  Several
names in one cell are divided by semicolons."""
NEEDED: Mapping[str, frozenset[str]] = {
    "cycles": frozenset({"cycle", "first_day", "price"}),
    "parts": frozenset({"cycle", "member", "worth"}),
    "held": frozenset({"member", "shares"}),
    "shares": frozenset({"member", "shares"}),
    "running": frozenset({"loan", "member", "left"}),
    "cut_off": frozenset({"member", "savings"}),
    "meetings": frozenset({"day", "counted"}),
    "lines": frozenset({"day", "member", "attendance"}),
    "loans": frozenset({"day", "loan", "member", "amount", "yes"}),
    "repayments": frozenset({"day", "loan", "amount"}),
    "turns": frozenset({"turns", "first_day"}),
    "places": frozenset({"turns", "place", "member"}),
    "rounds": frozenset({"turns", "round", "day", "member"}),
    "short": frozenset({"turns", "round", "member", "missing"}),
    "made_good": frozenset({"turns", "day", "member", "amount"}),
}
CUT_OFF: Mapping[str, tuple[str, ...]] = {
    "member": (
        "member",
        "member name",
        "name",
        "name of member",
        "name of the member",
        "नाम",
        "सदस्य",
        "सदस्य का नाम",
    ),
    "savings": (
        "savings",
        "saving",
        "total savings",
        "total saving",
        "cumulative savings",
        "savings upto date",
        "savings up to date",
        "member savings",
        "बचत",
        "कुल बचत",
    ),
    "loan": (
        "loan",
        "loan outstanding",
        "outstanding loan",
        "loan balance",
        "internal loan outstanding",
        "balance loan",
        "बकाया ऋण",
        "शेष ऋण",
    ),
    "months": ("months", "months left", "remaining instalments", "शेष माह"),
}
"""Headings of the cut-off statements of self-help groups → our columns.  A heading is compared
without case, points and double blanks.  Field knowledge: programmes write them in many ways, and a
heading that is not here is said to be unknown, not guessed."""

TABLE_UNKNOWN = RefusalKind(
    "table_unknown",
    _("The file has no table that is known here; it has: {found}."),
    _("Call the sheets: {known}."),
    about="input",
)
HEADING_MISSING = RefusalKind(
    "heading_missing",
    _("The table {table} has no column {column}."),
    _("Write the columns {known} in its first row."),
    about="input",
)
ROW_UNREADABLE = RefusalKind(
    "row_unreadable",
    _("{table}, row {row}: “{text}” cannot be read as {column}."),
    _("Correct the cell and send the file again; nothing of it was written down."),
    about="input",
)
NOBODY_OF_THAT_NAME = RefusalKind(
    "nobody_of_that_name",
    _("{table}, row {row}: no member is called “{text}”."),
    _("Write the name as it stands on the roll, or admit her first."),
    about="input",
)
SEVERAL_OF_THAT_NAME = RefusalKind(
    "several_of_that_name",
    _("{table}, row {row}: several members are called “{text}”."),
    _("Write her number behind the name, such as: {text} #12."),
    about="input",
)
DAY_WITHOUT_MEETING = RefusalKind(
    "day_without_meeting",
    _("{table}, row {row}: there is no meeting of {day} in the file."),
    _("Write the meeting into the table meetings, or take the row out."),
    about="input",
)
LOAN_UNKNOWN_HERE = RefusalKind(
    "loan_unknown_here",
    _("{table}, row {row}: there is no loan “{text}” in the file or in the book."),
    _("Write the name under which it stands in the table loans, or its number."),
    about="input",
)
SAVINGS_BETWEEN_SHARES = RefusalKind(
    "savings_between_shares",
    _("{table}, row {row}: savings of {savings} are no whole number of shares at {price}."),
    _("Let the statutes name a price of a share that divides what every member has saved."),
    about="input",
)
DIFFERS_FROM_THE_SHEET = RefusalKind(
    "differs_from_the_sheet",
    _("{table}, row {row}: the sheet of {day} is there, and {what} differs: {there}, not {text}."),
    _(
        "A sheet that is written down is not changed by a file. Correct the row, or correct the"
        " book by an entry of its own."
    ),
    about="input",
)
LOANS_NEED_HANDS = RefusalKind(
    "loans_need_hands",
    _("{table}, row {row}: {member} owes {sum}, and no hands in the file agree to it."),
    _(
        "Let the members agree to each loan that runs in a meeting today. Send the statement in one"
        " workbook with the sheets meetings, lines and loans of that meeting: who came, how many"
        " hands were raised, who saw it."
    ),
    about="input",
)
MONTHS_MISSING = RefusalKind(
    "months_missing",
    _("{table}, row {row}: {member} owes {sum}, and it is not said in how many months."),
    _("Write into the column months how many instalments are still to come."),
    about="input",
)
TURNS_NOT_IN_ORDER = RefusalKind(
    "turns_not_in_order",
    _("{table}, row {row}: who receives the pot is not known beforehand here or there."),
    _("Only turns in a fixed order, or by a lot at the start, come in; by statutes that say so."),
    about="input",
)
ANOTHER_RECEIVES = RefusalKind(
    "another_receives",
    _("{table}, row {row}: by the order of the places it is not {member} who receives this pot."),
    _("Correct the order of the places, or who received."),
    about="input",
)
OF_A_WORKBOOK = (
    TABLE_UNKNOWN,
    HEADING_MISSING,
    ROW_UNREADABLE,
    NOBODY_OF_THAT_NAME,
    SEVERAL_OF_THAT_NAME,
    DAY_WITHOUT_MEETING,
    LOAN_UNKNOWN_HERE,
    SAVINGS_BETWEEN_SHARES,
    LOANS_NEED_HANDS,
    MONTHS_MISSING,
    TURNS_NOT_IN_ORDER,
    ANOTHER_RECEIVES,
    DIFFERS_FROM_THE_SHEET,
)


@dataclass(frozen=True)
class Row:
    """A row of a table: its number as a spreadsheet shows it, and its cells by column."""

    table: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def heading(text: str) -> str:
    """A heading as it is compared: without case, points and double blanks."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("_", " ").replace(".", " ")
    return re.sub(r"\s+", " ", plain).strip()


def rows_of(tables: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[Row]]:
    """The known tables of a file, row by row; empty rows are left out.

    A file with one table of whatever name is a cut-off statement if its headings say so.
    Raises Refused with everything that is wrong with tables and headings.
    """
    named = {name: table for name, table in tables.items() if name in COLUMNS and table}
    if not named and len(tables) == 1:
        named = {"cut_off": next(iter(tables.values()))}
    if not named or not any(named.values()):
        found = ", ".join(tables) or "-"
        raise Refused(TABLE_UNKNOWN.because(found=found, known=", ".join(COLUMNS)))
    wrong: list[Refusal] = []
    found_rows = {}
    for name, table in named.items():
        columns = _columns(name, table[0])
        missing = sorted(NEEDED[name] - set(columns.values()))
        known = ", ".join(COLUMNS[name])
        wrong += [HEADING_MISSING.because(table=name, column=one, known=known) for one in missing]
        found_rows[name] = list(_rows(name, table, columns))
    if wrong:
        raise Refused(*wrong)
    return found_rows


def _columns(table: str, headings: Sequence[str]) -> dict[int, str]:
    """Place → column of ours."""
    if table == "cut_off":
        ours = {heading(one): column for column, words in CUT_OFF.items() for one in words}
    else:
        ours = {heading(one): one for one in COLUMNS[table]}
    found = {place: ours.get(heading(text)) for place, text in enumerate(headings)}
    return {place: column for place, column in found.items() if column is not None}


def _rows(name: str, table: Sequence[Sequence[str]], columns: Mapping[int, str]) -> Iterator[Row]:
    for number, cells in enumerate(table[1:], 2):
        if any(cell.strip() for cell in cells):
            yield Row(
                name,
                number,
                {c: cells[place].strip() for place, c in columns.items() if place < len(cells)},
            )


@dataclass
class Reading(Generic[T]):
    """What was read of a file, and every row that could not be."""

    wrong: list[Refusal] = field(default_factory=list)

    def cell(self, row: Row, column: str, read: Callable[[str], T], default: Any = None) -> Any:
        """The value of a cell; its default where it is empty; noted as wrong where unreadable."""
        text = row[column]
        if not text and default is not None:
            return default
        try:
            return read(text)
        except (ValueError, Refused):
            self.wrong.append(
                ROW_UNREADABLE.because(table=row.table, row=row.number, text=text, column=column)
            )
            return default


def day_of(text: str) -> date:
    """A day as ISO writes it, or with points or slashes, the day first: 31.12.2026, 31/12/2026."""
    found = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text)
    if found:
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return date.fromisoformat(text)


def yes_no(text: str) -> bool:
    """yes or no, in one of the words that spreadsheets write."""
    word = text.casefold()
    if word in ("yes", "y", "1", "true", "x"):
        return True
    if word in ("no", "n", "0", "false", ""):
        return False
    raise ValueError(text)


def names_of(text: str) -> list[str]:
    """Several names in one cell, divided by semicolons."""
    return [name.strip() for name in text.split(";") if name.strip()]
