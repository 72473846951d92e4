"""CSV of any maker, line by line: a million rows take no more memory than one.  Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from tequio.kernel import Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.reading.encodings import Encoding, encoding_of, has_endless_line
from tequio.registry.rules.reading.table import (
    FILE_EMPTY,
    FILE_NOT_READABLE,
    ROW_DAMAGED,
    Row,
    Table,
    headings,
    in_columns,
)

DIVIDERS = (",", ";", "\t", "|")
SAMPLE = 64_000
CELL = 131_072
"""Characters of one cell: what the reader of the standard library allows."""
_BINARY = _("it is no text")
_ENDLESS = _("one of its lines is longer than a megabyte")
_BROKEN = _("a quotation mark is missing or too many, or a cell is far too long")
_ODD_SIGNS = _("it holds signs that are no text in the encoding of the file")


def read_csv(stream: BinaryIO, file: str) -> Table:
    """The table of a CSV.  Raises Refused: `file_not_readable`, `file_empty`."""
    if has_endless_line(stream):
        raise Refused(FILE_NOT_READABLE.because(file=file, what=_ENDLESS))
    encoding = encoding_of(stream)
    sample = _sample(stream, encoding, file)
    text = io.TextIOWrapper(stream, encoding=encoding.name, errors=encoding.errors, newline="")
    said = _said_divider(sample)
    if said:
        text.readline()
    divider = said or _divider(sample)
    records = _records(text, divider, encoding, 2 if said else 1)
    first = next((one for one in records if any(map(str.strip, one[1]))), None)
    if first is None:
        raise Refused(FILE_EMPTY.because(file=file))
    columns = headings(first[1], file)
    notes = (f"encoding {encoding.name}", f"divider {divider!r}")
    return Table("csv", columns, _rows(records, columns), notes)


def _sample(stream: BinaryIO, encoding: Encoding, file: str) -> str:
    """How the file begins; what is no text at all is refused."""
    sample = stream.read(SAMPLE).decode(encoding.name, errors="replace").removeprefix("\ufeff")
    stream.seek(0)
    odd = sum(sign < " " and sign not in "\t\r\n\f\v" for sign in sample)
    if odd > max(2, len(sample) / 200):
        raise Refused(FILE_NOT_READABLE.because(file=file, what=_BINARY))
    return sample


def _said_divider(sample: str) -> str:
    """Spreadsheet programs may write `sep=;` into a first line of its own."""
    first = sample[:8].splitlines()[0] if sample else ""
    return first[4] if first.lower().startswith("sep=") and len(first) == 5 else ""


def _divider(sample: str) -> str:
    """The one under which most of the first rows have as many cells as the headings."""
    return max(DIVIDERS, key=lambda divider: _fitting(sample, divider))


def _fitting(sample: str, divider: str) -> tuple[int, int]:
    rows: list[int] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=divider)
    with suppress(csv.Error):
        rows.extend(len(row) for row in islice(reader, 40) if row)
    if not rows or rows[0] < 2:
        return 0, 0
    alike = sum(count == rows[0] for count in rows)
    return alike * 2 > len(rows), alike * rows[0]


def _records(
    text: io.TextIOWrapper, divider: str, encoding: Encoding, line: int
) -> Iterator[tuple[int, list[str], str]]:
    """Cells of each record with the line on which it begins, or what is wrong with it."""
    reader = csv.reader(text, delimiter=divider, strict=True)
    before = line - 1
    while True:
        begins = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield begins, [], _BROKEN
            continue
        if cells:
            damaged = not encoding.is_whole and any(map(encoding.is_damaged, cells))
            yield begins, cells, _ODD_SIGNS if damaged else ""


def _rows(records: Iterator[tuple[int, list[str], str]], columns: tuple[str, ...]) -> Iterator[Row]:
    width = len(columns)
    for line, cells, wrong in records:
        if wrong:
            yield Row(line, {}, ROW_DAMAGED.because(line=line, what=wrong))
        elif len(cells) == width:
            yield Row(line, dict(zip(columns, cells, strict=True)))
        elif any(map(str.strip, cells)):
            yield in_columns(columns, cells, line)
