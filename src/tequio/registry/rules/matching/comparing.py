"""Two organisations side by side: what each says of every property.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.registry.rules.facts import Said
from tequio.registry.rules.matching.names import normalise
from tequio.registry.rules.meaning import meant
from tequio.registry.rules.properties import FIGURES, PROPERTIES

_WORDS = {"name", "text"}
Verdict = Literal["agrees", "overlaps", "differs", "only_left", "only_right"]


@dataclass(frozen=True)
class Row:
    """One property of two organisations.

    property     code of `properties.PROPERTIES`, `title` its words
    left, right  what each says, each meaning once, in the order given
    verdict      `overlaps` where each also says something of its own (of several values), or
                 where values of one property are partly the same
    """

    property: str
    title: str
    left: tuple[Said, ...]
    right: tuple[Said, ...]
    verdict: Verdict


def compare(left: Iterable[Said], right: Iterable[Said]) -> list[Row]:
    """A row for every property of which either says something, in the order of the catalogue."""
    here, there = _by_property(left), _by_property(right)
    rows = []
    for code, one in PROPERTIES.items():
        if code in here or code in there:
            mine, theirs = here.get(code, {}), there.get(code, {})
            verdict = _verdict(mine.keys(), theirs.keys())
            row = Row(code, one.title, tuple(mine.values()), tuple(theirs.values()), verdict)
            rows.append(row)
    return rows


def _verdict(left: Iterable[object], right: Iterable[object]) -> Verdict:
    mine, theirs = set(left), set(right)
    if not theirs:
        return "only_left"
    if not mine:
        return "only_right"
    if mine == theirs:
        return "agrees"
    return "overlaps" if mine & theirs else "differs"


def _by_property(said: Iterable[Said]) -> dict[str, dict[object, Said]]:
    found: dict[str, dict[object, Said]] = {}
    for one in said:
        found.setdefault(one.property, {}).setdefault(_meaning(one), one)
    return found


def _meaning(said: Said) -> object:
    """What two assertions have in common where a person would say that they are the same: more
    than between two editions of one source, as capitals and accents do not count either."""
    value = said.value
    kind = PROPERTIES[said.property].kind
    period = (said.since, said.until) if said.property in FIGURES else ()
    if kind == "point" and isinstance(value, Mapping):
        plain = ",".join(f"{float(str(value[axis])):.4f}" for axis in ("lon", "lat"))
    else:
        plain = meant(said.property, value)
        if kind in _WORDS:
            plain = normalise(plain) or plain
    return (plain, *period)
