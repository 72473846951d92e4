"""The three sections of a Pabulib file, as rows with their line numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from tequio.governance.rules.counting import pabulib_refusals as no
from tequio.kernel import Refused

NAMES = ("META", "PROJECTS", "VOTES")


@dataclass
class Section:
    """A section while it is read: where each column is, and the rows, each with its line."""

    name: str
    width: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Where a column is that must be there.  Raises Refused if it is not."""
        if name not in self.columns:
            raise Refused(no.COLUMN_MISSING.because(section=self.name, column=name))
        return self.columns[name]

    def take(self, line: int, row: list[str]) -> None:
        """The first row names the columns; the others have as many fields, or in META more."""
        if not self.width:
            self.width = len(row)
            self.columns = {cell.strip().lower(): at for at, cell in enumerate(row) if cell.strip()}
            return
        long = len(row) > self.width and self.name != "META" and any(row[self.width :])
        if long or len(row) < self.width:
            raise Refused(
                no.ROW_LENGTH.because(
                    line=line, found=len(row), section=self.name, expected=self.width
                )
            )
        self.rows.append((line, row))


def sections_of(text: str) -> dict[str, Section]:
    """The sections by name, all three.  Raises Refused."""
    found: dict[str, Section] = {}
    current: Section | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        for row in reader:
            if len(row) < 2 or not any(row[1:]):
                name = row[0].strip().upper() if row else ""
                if name in NAMES:
                    current = _open(found, name, reader.line_num)
                    continue
                if not name:
                    continue
            if current is None:
                raise Refused(no.BEFORE_SECTIONS.because(line=reader.line_num))
            current.take(reader.line_num, row)
    except csv.Error:
        raise Refused(no.BROKEN_QUOTES.because(line=reader.line_num)) from None
    return _all(found)


def _open(found: dict[str, Section], name: str, line: int) -> Section:
    if name in found:
        raise Refused(no.SECTION_TWICE.because(line=line, section=name))
    found[name] = Section(name)
    return found[name]


def _all(found: dict[str, Section]) -> dict[str, Section]:
    for name in NAMES:
        if name not in found:
            raise Refused(no.SECTION_MISSING.because(section=name))
        if not found[name].width:
            raise Refused(no.SECTION_EMPTY.because(section=name))
    return found
