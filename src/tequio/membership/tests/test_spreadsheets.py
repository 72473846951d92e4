"""A file that somebody sends opens within bounds, whatever it claims to be."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from tequio.kernel import Refused
from tequio.membership.visits.spreadsheets import read_tables, written_workbook


def workbook(*cells: tuple[int, int, str]) -> bytes:
    """A workbook with one sheet and these cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("lines")
        for row, column, text in cells:
            sheet.write_string(row, column, text)
    return out.getvalue()


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same archive with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", 8) as kept:
        for name in archive.namelist():
            text = archive.read(name)
            changed = text.replace(old.encode(), new.encode()) if name == part else text
            assert changed != text or name != part
            kept.writestr(name, changed)
    return out.getvalue()


def refused(data: bytes, file: str = "group.xlsx") -> str:
    with pytest.raises(Refused) as caught:
        read_tables(data, file)
    return caught.value.refusals[0].code


SHEET = "xl/worksheets/sheet1.xml"
FAR = workbook((0, 0, "day"), (1_048_575, 0, "x"), (0, 16_383, "x"))


def test_one_cell_in_the_last_row_and_column_does_not_open_the_whole_sheet() -> None:
    assert len(FAR) < 8_000
    assert refused(FAR) == "file_too_large"


def test_a_sheet_is_measured_under_whatever_name_and_prefix_it_lies() -> None:
    hidden = rewritten(FAR, SHEET, "<c r=", '<x:c xmlns:x="urn:x" r=')
    hidden = rewritten(hidden, SHEET, "</c>", "</x:c>")
    assert refused(hidden) == "file_too_large"
    rows = "<row/>" * 600_000 + '<row><c r="A600001" t="str"><v>x</v></c></row></sheetData>'
    unnamed = rewritten(workbook((0, 0, "day")), SHEET, "</sheetData>", rows)
    assert refused(unnamed) == "file_too_large"


def test_many_cells_that_share_one_long_text_are_too_much() -> None:
    text = "long" * 2_000
    assert refused(workbook(*[(row, 0, text) for row in range(30_000)])) == "file_too_large"


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", " " * 51_000_000)
    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue()) == "file_too_large"


def test_what_cannot_be_read_is_refused_and_not_an_accident() -> None:
    assert refused(b'{"tables": ' + b"[" * 200_000, "group.json") == "not_a_spreadsheet"
    doctype = rewritten(FAR, SHEET, "<worksheet ", "<!DOCTYPE worksheet><worksheet ")
    assert refused(doctype) == "not_a_spreadsheet"
    assert refused(rewritten(FAR, SHEET, "</worksheet>", "<worksheet>")) == "not_a_spreadsheet"


def test_a_workbook_of_some_size_comes_in_as_it_went_out() -> None:
    table = [["day", "member"], *[["2026-01-05", f"Bea #{place}"] for place in range(5_000)]]
    tables = {"lines": table, "loans": [["day"]]}
    assert read_tables(written_workbook(tables), "group.xlsx") == tables
