"""What lists, search and map show of an organisation, made of what was chosen.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.registry.rules.choosing import Choice, Heard
from tequio.registry.rules.facts import Value
from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.properties import NAMES
from tequio.registry.rules.words import OPEN, folded, in_order, mark

OF_TEXT = ("address.locality", "address.district", "address.region", "address.postcode")
SEARCHED_CODES = ("class.activity", "class.theme", "class.icnp", "class.legal_form")
FACETS = {
    "country": "address.country",
    "region": "address.region",
    "status": "status",
    "icls": "class.icls",
    "structure": "class.essglobal",
    "form": "class.legal_form",
    "activity": "class.activity",
    "theme": "class.theme",
    "informal": "is_informal",
}
"""Facet → the property whose codes it counts; `source` is counted beside them."""
ALL = ("all", "")
"""The facet of everybody: its count is how many the register lists."""


@dataclass(frozen=True)
class Projection:
    """One row of `ShownRow` without its numbers, with its facets and its words for the index.

    facets  pairs of facet and code
    words   folded, each once, marks of the facets included
    """

    is_closed: bool
    name: str
    sort_name: str
    locality: str
    region: str
    country: str
    postcode: str
    status: str
    icls: str
    structure: str
    is_informal: bool
    lon: int | None
    lat: int | None
    precision: int | None
    sources: int
    conflicts: int
    facets: tuple[tuple[str, str], ...]
    words: str


def project(chosen: Mapping[str, Choice], *, is_closed: bool) -> Projection:
    """What is shown of an organisation of which these values were chosen."""
    name = next((_text(chosen[code]) for code in NAMES if code in chosen), "")[:200]
    point = chosen["point"].first.said.value if "point" in chosen else None
    spot = point if isinstance(point, Mapping) else {}
    facets = tuple(dict.fromkeys(_facets(chosen)))
    marks = [mark(*one) for one in facets if one != ALL] + ([] if is_closed else [OPEN])
    return Projection(
        is_closed=is_closed,
        name=name,
        sort_name=folded(name)[:200],
        locality=_shown(chosen, "address.locality")[:120],
        region=_shown(chosen, "address.region")[:120],
        country=_shown(chosen, "address.country")[:2],
        postcode=_shown(chosen, "address.postcode")[:16],
        status=_shown(chosen, "status")[:10],
        icls=_shown(chosen, "class.icls")[:20],
        structure=_shown(chosen, "class.essglobal")[:30],
        is_informal=_shown(chosen, "is_informal") == "yes",
        lon=_millionths(spot.get("lon")),
        lat=_millionths(spot.get("lat")),
        precision=int(spot["precision"]) if spot else None,
        sources=len({one.source for choice in chosen.values() for one in _all(choice)}),
        conflicts=sum(bool(choice.against) for choice in chosen.values()),
        facets=facets,
        words=" ".join(filter(None, (in_order(_searched(chosen)), *marks))),
    )


def _all(choice: Choice) -> Iterator[Heard]:
    yield from choice.shown
    yield from choice.against


def _searched(chosen: Mapping[str, Choice]) -> Iterator[str]:
    """Every name that anybody uses, places, what it does in words, and its numbers."""
    for code in NAMES:
        if code in chosen:
            for one in (*chosen[code].shown, *chosen[code].against):
                yield plain_of(one.said.value)
    for code in (*OF_TEXT, "description"):
        if code in chosen:
            yield plain_of(chosen[code].first.said.value)
    for code in SEARCHED_CODES:
        for value in _mappings(chosen, code):
            yield str(value.get("title") or "")
    yield from _numbers(chosen)


def _numbers(chosen: Mapping[str, Choice]) -> Iterator[str]:
    """Register numbers as they are said and without blanks and zeros; the postcode in one word."""
    for value in _mappings(chosen, "identifier"):
        yield str(value["raw"])
        yield register_number(str(value["raw"]))
    if "address.postcode" in chosen:
        yield "".join(_shown(chosen, "address.postcode").split())


def _mappings(chosen: Mapping[str, Choice], code: str) -> Iterator[Mapping[str, Any]]:
    for one in chosen[code].shown if code in chosen else ():
        value = one.said.value
        assert isinstance(value, Mapping)
        yield value


def _facets(chosen: Mapping[str, Choice]) -> Iterator[tuple[str, str]]:
    yield ALL
    for facet, code in FACETS.items():
        for one in chosen[code].shown if code in chosen else ():
            if told := plain_of(one.said.value):
                yield facet, told[:60]
    for source in sorted({one.source for choice in chosen.values() for one in _all(choice)}):
        yield "source", str(source)


def _text(choice: Choice) -> str:
    return plain_of(choice.first.said.value)


def _shown(chosen: Mapping[str, Choice], code: str) -> str:
    return plain_of(chosen[code].first.said.value) if code in chosen else ""


def plain_of(value: Value) -> str:
    """A value as one short text: the name's text, the classification's code, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("code") or value.get("raw") or "")
    return str(value)


def _millionths(degrees: object) -> int | None:
    return None if degrees is None else round(float(str(degrees)) * 1_000_000)
