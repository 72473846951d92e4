"""A table that was read: its columns, and its rows one after the other.  Pure.

A file that cannot be read at all is refused; a row that is damaged comes with what is wrong with
it and without cells, and the rows after it go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _

MOST_COLUMNS = 1_000
_NO_SIGNS = re.compile("[\0\ud800-\udfff]")
"""What cannot be kept: a NUL, and bytes that were none of the file's encoding."""

FILE_NOT_READABLE = RefusalKind(
    "file_not_readable",
    _("{file} cannot be read: {what}."),
    _("Open it in the program that made it, save it as CSV with the encoding UTF-8, and send it."),
    about="input",
)
FILE_EMPTY = RefusalKind(
    "file_empty",
    _("{file} has no heading line, so its columns have no names."),
    _("Put the names of the columns into the first line."),
    about="input",
)
FILE_TOO_LARGE_TO_OPEN = RefusalKind(
    "file_too_large_to_open",
    _("{file} is too large to be opened at once: at most {most} megabytes are."),
    _("Save it as CSV, which is read line by line, or divide it."),
    about="input",
)
JSON_NOT_KNOWN = RefusalKind(
    "json_not_known",
    _("{file} is JSON, but neither GeoJSON nor a list of organisations in a form known here."),
    _("Known are GeoJSON, Murmurations profiles, entries of OpenFairDB, and exports of uMap."),
    about="input",
)
TOO_MANY_COLUMNS = RefusalKind(
    "too_many_columns",
    _("{file} has {count} columns; at most {most} are read."),
    _("Leave out the columns that say nothing about organisations."),
    about="input",
)
ROW_TOO_LONG = RefusalKind(
    "row_too_long",
    _("Line {line} has more cells than there are headings."),
    _("Put a text that contains the divider between quotation marks."),
    about="input",
)
ROW_TOO_SHORT = RefusalKind(
    "row_too_short",
    _("Line {line} has {count} cells where the headings have {expected}."),
    _("Look whether the file was cut off, or whether cells were left out."),
    about="input",
)
ROW_DAMAGED = RefusalKind(
    "row_damaged",
    _("Line {line} is damaged: {what}."),
    _("Mend that line in the file, and send it again."),
    about="input",
)


class Row(NamedTuple):
    """One row: the line of the file where it begins, and its cells by column, or else the reason
    why it cannot be read."""

    line: int
    cells: dict[str, str]
    problem: Refusal | None = None


@dataclass(frozen=True)
class Table:
    """What a file holds.

    format   `csv`, `xlsx`, `geojson`, `murmurations`, `openfairdb`, `umap` or `json`
    columns  names of the columns, each once
    rows     can be walked once; a CSV is read while it is walked
    notes    what was decided about the file as a whole, in the file's own terms
    """

    format: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()


def headings(cells: Sequence[str], file: str) -> tuple[str, ...]:
    """Names of columns, each once: an empty one is called by its place, a second one numbered.

    Raises Refused: `file_empty`, `too_many_columns`.
    """
    names = [" ".join(_NO_SIGNS.sub("", cell).split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Refused(FILE_EMPTY.because(file=file))
    if len(names) > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS.because(file=file, count=len(names), most=MOST_COLUMNS))
    taken: dict[str, int] = {}
    return tuple(_once(name or f"column {place}", taken) for place, name in enumerate(names, 1))


def _once(name: str, taken: dict[str, int]) -> str:
    taken[name] = count = taken.get(name, 0) + 1
    return name if count == 1 else _once(f"{name} ({count})", taken)


def in_columns(columns: tuple[str, ...], cells: list[str], line: int) -> Row:
    """A list of cells as a row.  Where cells are lacking nobody knows which: it is not read, for
    half of a row that was cut off would look like a change."""
    if len(cells) < len(columns):
        short = ROW_TOO_SHORT.because(line=line, count=len(cells), expected=len(columns))
        return Row(line, {}, short)
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Row(line, {}, ROW_TOO_LONG.because(line=line))
    return Row(line, dict(zip(columns, cells, strict=False)))


def of_lists(format_: str, rows: Iterable[list[str]], *, file: str, first_line: int = 1) -> Table:
    """A table of lists of cells, such as a sheet of a workbook; its first row the headings.

    Raises Refused: `file_empty`, `too_many_columns`.
    """
    walking = iter(rows)
    columns = headings(next(walking, []), file)
    filled = (
        in_columns(columns, cells + [""] * (len(columns) - len(cells)), line)
        for line, cells in enumerate(walking, first_line + 1)
        if any(cell.strip() for cell in cells)
    )
    return Table(format_, columns, filled)
