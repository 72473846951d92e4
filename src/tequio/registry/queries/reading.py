"""Files as they come in: what rules can read by themselves, and workbooks."""

from __future__ import annotations

import io
from typing import BinaryIO

from tequio.kernel import Refused
from tequio.membership.visits.spreadsheets import LARGEST_FILE, read_tables
from tequio.registry.rules.reading import FILE_EMPTY, FILE_TOO_LARGE_TO_OPEN, Table, of_lists, read

_PACKED = b"PK\x03\x04"


def read_file(data: bytes | BinaryIO, *, name: str) -> Table:
    """The table of a file of any known kind; of a workbook the first sheet that holds something.

    A stream must be one that can be walked twice, and stay open while the rows are walked.
    Raises Refused as `rules.reading.read` does, and `not_a_spreadsheet`, `file_too_large`.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    begin = stream.read(len(_PACKED))
    stream.seek(0)
    if begin != _PACKED:
        return read(stream, name=name)
    whole = stream.read(LARGEST_FILE + 1)
    if len(whole) > LARGEST_FILE:
        raise Refused(FILE_TOO_LARGE_TO_OPEN.because(file=name, most=LARGEST_FILE // 1_000_000))
    return _first_sheet(whole, name)


def _first_sheet(data: bytes, file: str) -> Table:
    tables = {name: rows for name, rows in read_tables(data, file).items() if any(map(any, rows))}
    if not tables:
        raise Refused(FILE_EMPTY.because(file=file))
    name, rows = next(iter(tables.items()))
    begin = next(place for place, row in enumerate(rows) if any(row))
    found = of_lists("xlsx", rows[begin:], file=file, first_line=begin + 1)
    others = [f"not read: {other}" for other in tables if other != name]
    return Table("xlsx", found.columns, found.rows, (f"sheet {name}", *others))
