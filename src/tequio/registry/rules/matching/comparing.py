"""Two organisations side by side: what each says of every property.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.registry.rules.facts import Said, Value
from tequio.registry.rules.matching.names import normalise
from tequio.registry.rules.matching.parties import plain_number, plain_postcode
from tequio.registry.rules.properties import PROPERTIES

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
    """What two assertions have in common where they say the same."""
    value = said.value
    kind = PROPERTIES[said.property].kind if said.property in PROPERTIES else "text"
    period = (said.since, said.until) if kind in {"number", "money"} else ()
    return (_plain(value, kind, said.property), *period)


def _plain(value: Value, kind: str, code: str) -> object:
    if isinstance(value, Mapping):
        if kind == "name":
            return normalise(str(value["text"]))
        if kind == "identifier":
            return value["scheme"], plain_number(str(value["raw"]))
        if kind == "code":
            return value["scheme"], value["code"]
        if kind == "point":
            return tuple(round(float(value[axis]), 4) for axis in ("lon", "lat"))
        return tuple(sorted((name, str(part)) for name, part in value.items()))
    if code == "address.postcode":
        return plain_postcode(str(value))
    if isinstance(value, str) and kind in {"text", "link", "contact", "country"}:
        return normalise(value) or value
    return value
