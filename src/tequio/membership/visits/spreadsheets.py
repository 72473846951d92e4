"""Tables in and out of files: a workbook (XLSX), one CSV, several CSV in a ZIP, or JSON.

A table is a list of rows, its first row the headings; every cell is a text.  Nothing is computed
here: a formula that somebody wrote comes in as its last value, and a text that begins like a
formula goes out as a text, so that no spreadsheet program runs it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import python_calamine
import xlsxwriter

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.membership.visits.measured_workbooks import MOST_CELLS, TooLarge, measured

Table = list[list[str]]
Tables = dict[str, Table]

LARGEST_FILE = 10_000_000
NOT_A_SPREADSHEET = RefusalKind(
    "not_a_spreadsheet",
    _("{file} is neither a workbook (XLSX) nor a CSV in UTF-8."),
    _("Save it as XLSX or as CSV with the encoding UTF-8, and send it again."),
    about="input",
)
FILE_TOO_LARGE = RefusalKind(
    "file_too_large",
    _("{file} is too large: at most {most} cells are read at once."),
    _("Divide it into several files, such as one for each year."),
    about="input",
)
UNREADABLE = (
    ValueError,
    csv.Error,
    python_calamine.CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
)
"""What readers raise over a file that is none of theirs; a part that is locked by a password or
packed in an unknown way, and JSON without an end of brackets, are RuntimeErrors."""
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Full-width ones are read as the narrow ones in some languages."""
_ENDS_OF_CELLS = re.compile(r"([;\t\r\n])")
"""Where a spreadsheet of another language begins a new cell, even within quotes."""


def read_tables(data: bytes, file: str) -> Tables:
    """The tables of a file by name; a CSV has one, called as the file without its ending.

    Raises Refused: `not_a_spreadsheet`, `file_too_large`.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(FILE_TOO_LARGE.because(file=file, most=MOST_CELLS))
    try:
        found = _read(data, file)
    except TooLarge:
        raise Refused(FILE_TOO_LARGE.because(file=file, most=MOST_CELLS)) from None
    except UNREADABLE:
        raise Refused(NOT_A_SPREADSHEET.because(file=file)) from None
    if sum(len(row) for table in found.values() for row in table) > MOST_CELLS:
        raise Refused(FILE_TOO_LARGE.because(file=file, most=MOST_CELLS))
    return found


def _read(data: bytes, file: str) -> Tables:
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _zipped(data)
    return _json(data) if data.lstrip()[:1] == b"{" else _csv(data, file)


def _json(data: bytes) -> Tables:
    """What stands under `tables`: name → rows of texts."""
    tables = json.loads(data).get("tables")
    if not isinstance(tables, dict):
        raise ValueError("no tables")
    return {
        str(name).lower(): [[str(cell).strip() for cell in row] for row in table]
        for name, table in tables.items()
        if isinstance(table, list) and all(isinstance(row, list) for row in table)
    }


def _zipped(data: bytes) -> Tables:
    """A workbook is a ZIP too; one that holds none is a ZIP of CSV."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            return _workbook(data)
        wanted = [one for one in archive.infolist() if one.filename.endswith(".csv")]
        if sum(one.file_size for one in wanted) > 5 * LARGEST_FILE:
            raise TooLarge
        return {_name(one.filename): _rows(archive.read(one).decode("utf-8-sig")) for one in wanted}


def _workbook(data: bytes) -> Tables:
    """Sheet by sheet, as several names may stand for one and the same sheet."""
    book = python_calamine.load_workbook(io.BytesIO(measured(data)))
    found, cells = {}, 0
    for name in book.sheet_names:
        table = [[_text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        cells += sum(map(len, table))
        if cells > MOST_CELLS:
            raise TooLarge
        found[name.strip().lower()] = table
    return found


def _csv(data: bytes, file: str) -> Tables:
    return {_name(file): _rows(data.decode("utf-8-sig"))}


def _rows(text: str) -> Table:
    """Commas, semicolons or tabs, whichever the headings have most of."""
    heading = text.splitlines()[0] if text.strip() else ""
    divider = max(",;\t", key=heading.count)
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text):
        raise csv.Error
    return [
        [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=divider)
    ]


def _name(path: str) -> str:
    """`csv/lines.csv` → `lines`."""
    return path.rpartition("/")[2].rpartition(".")[0].strip().lower() or "table"


def _text(cell: Any) -> str:
    """What a cell says: whole numbers without a point, days as ISO writes them."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def written_workbook(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook with one sheet for each table; every cell a text, headings in bold and kept in
    view."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    for name, table in tables.items():
        sheet = book.add_worksheet(name[:31])
        for place, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write_string(place, column, cell, bold if place == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    book.close()
    return out.getvalue()


def written_csv(table: Sequence[Sequence[str]]) -> str:
    """A CSV with commas, all in quotes; a cell that a spreadsheet would run as a formula begins
    with ', and so does a part of it behind a sign that ends cells elsewhere."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([_harmless(cell) for cell in row] for row in table)
    return out.getvalue()


def _harmless(cell: str) -> str:
    whole = "".join(map(_guarded, _ENDS_OF_CELLS.split(cell)))
    return f"'{whole}" if cell.startswith(("\t", "\r", "\n")) else whole


def _guarded(part: str) -> str:
    """Numbers below zero stay numbers."""
    text = part.lstrip()
    is_number = text.lstrip("+-").replace(".", "", 1).isdigit()
    if not text.startswith(FORMULA_SIGNS) or is_number:
        return part
    return f"{part[: len(part) - len(text)]}'{text}"
