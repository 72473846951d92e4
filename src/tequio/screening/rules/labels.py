"""The label of a finding as lines of text in a drawing that is wide enough for them.  Pure."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, LEFT, TOP, BELOW = 400, 76, 20, 18
"""Of the drawing, where text begins, and what stays free above and below it."""
WIDE = 0.55
"""So much of its height a sign of a plain face is wide at most, on the whole."""
LEADING = 1.38


@dataclass(frozen=True)
class Words:
    """Something that is told in one size; `most`: of so many lines, then it is cut."""

    text: str
    size: int
    is_strong: bool = False
    most: int = 3


@dataclass(frozen=True)
class Line:
    """One line of a label; y: of its foot."""

    text: str
    size: int
    is_strong: bool
    y: int


@dataclass(frozen=True)
class Label:
    """A drawing: its lines and how high it is."""

    lines: tuple[Line, ...]
    height: int
    width: int = WIDTH
    left: int = LEFT


def laid_out(told: Iterable[Words]) -> Label:
    """Texts under each other, each broken where the drawing ends."""
    lines, y = [], float(TOP)
    for words in told:
        for text in broken(words):
            y += words.size * LEADING
            lines.append(Line(text, words.size, words.is_strong, round(y)))
        y += 4
    return Label(tuple(lines), round(y) + BELOW)


def broken(words: Words) -> Sequence[str]:
    """The lines of a text; what is too long for its lines ends with three dots."""
    text = " ".join(words.text.split())
    widest = 2 if any(unicodedata.east_asian_width(sign) in "WF" for sign in text) else 1
    columns = int((WIDTH - LEFT - 16) / (words.size * WIDE * widest))
    return textwrap.wrap(
        text, columns, max_lines=words.most, placeholder="…", break_on_hyphens=False
    )
