"""Dots, lines and labels of a drawing.  Pure; all coordinates are whole pixels."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tequio.ecosystem.rules.graph import Graph

Point = tuple[int, int]
LINE_HEIGHT = 16


@dataclass(frozen=True)
class Dot:
    """An actor, and its name beside it or below it.

    label   lines of the name, the first at (label_x, label_y), each `LINE_HEIGHT` below the other;
            a name that is too long ends in "…", the whole one stands in the table
    anchor  `text-anchor` of SVG
    """

    actor: int
    x: int
    y: int
    label: tuple[str, ...]
    label_x: int
    label_y: int
    anchor: Literal["start", "middle"]


@dataclass(frozen=True)
class Line:
    """All ties between two actors.

    path          `d` of an SVG path
    is_confirmed  both sides have said one of them: a solid line, else a dashed one
    ties          their numbers
    """

    one: int
    other: int
    path: str
    is_confirmed: bool
    ties: tuple[int, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture of so many pixels; `left_out`: how many actors it does not show."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    left_out: int


def ties_between(
    graph: Graph, places: Sequence[int]
) -> list[tuple[int, int, bool, tuple[int, ...]]]:
    """Of each drawn pair that is tied: both places, whether confirmed, numbers of the ties."""
    drawn, place = set(places), graph.place
    found: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for tie in graph.standing:
        one, other = sorted((place[tie.one], place[tie.other]))
        if one in drawn and other in drawn and one != other:
            found.setdefault((one, other), []).append((tie.id, tie.is_confirmed))
    return [
        (one, other, any(said for _id, said in ties), tuple(number for number, _said in ties))
        for (one, other), ties in sorted(found.items())
    ]


def wrapped(name: str, *, most: int, lines: int = 2) -> tuple[str, ...]:
    """A name in lines of at most so many letters; signs over and under letters take no room."""
    found = [""]
    for word in name.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and _width(longer) > most:
            found.append(word)
        else:
            found[-1] = longer
    shown = [_cut(line, most) for line in found[:lines]]
    if len(found) > lines and not shown[-1].endswith("…"):
        shown[-1] = _cut(shown[-1] + "…", most)
    return tuple(shown)


def _width(text: str) -> int:
    return sum(unicodedata.category(sign) not in ("Mn", "Me") for sign in text)


def _cut(text: str, most: int) -> str:
    return text if _width(text) <= most else text[: most - 1].rstrip(" …") + "…"
