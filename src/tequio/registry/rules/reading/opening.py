"""Which kind of file it is, by what stands in it: names and endings are not believed.  Pure."""

from __future__ import annotations

import io
from typing import BinaryIO

from tequio.kernel import Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.reading.separated import read_csv
from tequio.registry.rules.reading.structured import read_json
from tequio.registry.rules.reading.table import FILE_NOT_READABLE, FILE_TOO_LARGE_TO_OPEN, Table

LARGEST_JSON = 64_000_000
_PACKED = _("it is a packed file or a workbook of an old kind")
_PICTURE = _("it is a PDF or a picture, and no table")
_MADE_OTHERWISE = {
    b"PK\x03\x04": _PACKED,
    b"\xd0\xcf\x11\xe0": _PACKED,
    b"\x1f\x8b": _PACKED,
    b"%PDF": _PICTURE,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8": _PICTURE,
    b"GIF8": _PICTURE,
}
_JSON_BEGINS = (b"{", b"[")


def read(data: bytes | BinaryIO, *, name: str) -> Table:
    """The table of a file: bytes, or a stream that can be walked twice (a file, an upload).

    CSV is read while its rows are walked; the stream must stay open so long.  Raises Refused:
    `file_not_readable`, `file_empty`, `file_too_large_to_open`, `json_not_known`,
    `too_many_columns`.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    begin = stream.read(4096)
    stream.seek(0)
    for signs, what in _MADE_OTHERWISE.items():
        if begin.startswith(signs):
            raise Refused(FILE_NOT_READABLE.because(file=name, what=what))
    if begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in _JSON_BEGINS:
        whole = stream.read(LARGEST_JSON + 1)
        if len(whole) > LARGEST_JSON:
            most = LARGEST_JSON // 1_000_000
            raise Refused(FILE_TOO_LARGE_TO_OPEN.because(file=name, most=most))
        return read_json(whole, name)
    return read_csv(stream, name)
