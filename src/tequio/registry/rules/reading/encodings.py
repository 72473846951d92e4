"""In which encoding a file is written, found by walking through all of it once.  Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Encoding:
    """How to turn bytes into text.

    name      such as `utf-8` or `cp1252`
    is_whole  no byte of the file contradicts the encoding and there is no NUL, so that rows need
              not be looked at one by one
    """

    name: str
    is_whole: bool

    @property
    def errors(self) -> str:
        """How bytes that contradict it come through, so that `is_damaged` finds them."""
        return "replace" if self.name.startswith("utf-16") else "surrogateescape"

    def is_damaged(self, text: str) -> bool:
        """Whether a text holds a NUL or bytes that were not of this encoding."""
        if "\0" in text:
            return True
        if self.errors == "replace":
            return "\ufffd" in text
        return not text.isascii() and _ESCAPED.search(text) is not None


def encoding_of(stream: BinaryIO) -> Encoding:
    """UTF-8 and UTF-16 by their marks; else UTF-8 if most of what is not ASCII reads so, else
    the encoding of Windows in western Europe.  The stream is at its beginning afterwards."""
    begin = stream.read(4096)
    stream.seek(0)
    for mark, name in _MARKS:
        if begin.startswith(mark):
            return Encoding(name, _fits(stream, name))
    for name, odd in (("utf-16-le", begin[1::2]), ("utf-16-be", begin[0::2])):
        if odd and odd.count(0) > 0.9 * len(odd) and begin.count(0) < 0.6 * len(begin):
            return Encoding(name, _fits(stream, name))
    good, bad = _walked(stream)
    if bad > good:
        return Encoding("cp1252", _fits(stream, "cp1252"))
    return Encoding("utf-8", bad == 0 and _fits(stream, "utf-8"))


def has_endless_line(stream: BinaryIO) -> bool:
    """Whether a line is longer than a megabyte: it would be read at once."""
    found = False
    while not found and len(chunk := stream.read(CHUNK)) == CHUNK:
        found = b"\n" not in chunk and b"\r" not in chunk
    stream.seek(0)
    return found


def _fits(stream: BinaryIO, name: str) -> bool:
    """Whether all of it decodes, and no NUL is in the text."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := stream.read(CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _walked(stream: BinaryIO) -> tuple[int, int]:
    """Characters beyond ASCII that are UTF-8, and bytes that are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    while chunk := stream.read(CHUNK):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(chunk)
        good += len(_BEYOND_ASCII.findall(text))
        bad += len(_ESCAPED.findall(text))
    bad += len(_ESCAPED.findall(decoder.decode(b"", final=True)))
    stream.seek(0)
    return good, bad
