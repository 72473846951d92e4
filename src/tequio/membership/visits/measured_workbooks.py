"""How large a workbook will be once it is open, measured before anything opens it.

A reader of workbooks makes room for the whole rectangle from the first cell to the last: five
kilobytes with one cell in the last row are gigabytes.  So every part is read here in a stream
first, and what the reader gets is a workbook of measured parts only.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

MOST_CELLS = 500_000
MOST_UNPACKED = 50_000_000
MOST_TEXT = 200_000_000
"""Characters of all cells, if each that points at a shared text pointed at the longest."""


class TooLarge(Exception):
    """Of more bytes, cells or text than are read at once."""


def measured(data: bytes) -> bytes:
    """The same workbook with its XML parts only.  Raises TooLarge; zipfile.BadZipFile."""
    out = io.BytesIO()
    size = _Size()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as kept:
        parts = {one.filename: one for one in archive.infolist()}
        if sum(one.file_size for one in parts.values()) > MOST_UNPACKED:
            raise TooLarge
        for name, part in parts.items():
            text = archive.read(part)
            if size.measures(text):
                kept.writestr(name, text)
    return out.getvalue()


class _Size:
    """Of all parts that were read so far."""

    def __init__(self) -> None:
        self.cells = self.pointing = self.longest = 0
        self._begins()

    def _begins(self) -> None:
        self.row = self.column = self.rows = self.columns = self.text = 0
        self.is_shared_text = False

    def measures(self, part: bytes) -> bool:
        """Whether a part is XML; it counts from now on if so."""
        self._begins()
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._says
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            return False
        self.cells += self.rows * self.columns
        if self.cells > MOST_CELLS or self.pointing * self.longest > MOST_TEXT:
            raise TooLarge
        return True

    def _start(self, tag: str, named: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = int(named.get("r") or self.row + 1), 0
        elif kind == "c":
            self._stand(named.get("r", ""))
            self.pointing += named.get("t") == "s"
        elif kind in ("v", "is"):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        elif kind == "si":
            self.text, self.is_shared_text = 0, True

    def _stand(self, name: str) -> None:
        """Where a cell stands: as it is named, else behind the one before."""
        found = re.fullmatch(r"([A-Z]{1,7})([0-9]{1,9})", name.upper())
        if found:
            self.column, self.row = _place(found[1]), int(found[2])
        else:
            self.column += 1

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "si":
            self.longest, self.is_shared_text = max(self.longest, self.text), False

    def _says(self, text: str) -> None:
        if self.is_shared_text:
            self.text += len(text)


def _place(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place


def _no_doctype(*_declared: object) -> None:
    raise zipfile.BadZipFile("a part that declares a type of its own")
