"""What lists, search and map show of an organisation, made of what was chosen.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tequio.registry.rules.choosing import Choice
from tequio.registry.rules.facts import Said, Value
from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.properties import CONTACTS, NAMES
from tequio.registry.rules.words import OPEN, code_without_signs, folded, mark, usual_words, words

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
    every = [one for choice in chosen.values() for one in (*choice.shown, *choice.against)]
    seen = _Seen(
        {code: [one.said.value for one in choice.shown] for code, choice in chosen.items()},
        {code: [one.said.value for one in choice.against] for code, choice in chosen.items()},
        tuple(sorted({one.source for one in every})),
        sum(bool(choice.against) for choice in chosen.values()),
    )
    return _projected(seen, is_closed=is_closed)


def project_alone(said: Iterable[Said], *, source: int, may_publish: bool) -> Projection | None:
    """The same of an organisation of which one statement says each thing once, without choosing:
    there is nothing to choose.  None where it says something twice.

    Not for what an organisation says of itself, which may let its contacts be published.
    """
    values: dict[str, list[Value]] = {}
    for one in said:
        if one.property not in CONTACTS:
            if one.property in values:
                return None
            values[one.property] = [one.value]
    seen = _Seen(values, {}, (source,) if values else (), 0)
    return _projected(seen, is_closed=not (may_publish and values))


class _Seen(NamedTuple):
    """Values by property, those that contradict them, numbers of the sources, contradictions."""

    values: Mapping[str, Sequence[Value]]
    against: Mapping[str, Sequence[Value]]
    sources: tuple[int, ...]
    conflicts: int

    def text(self, code: str) -> str:
        """The value of a property as one short text; nothing where nobody speaks of it."""
        found = self.values.get(code)
        return plain_of(found[0]) if found else ""


def _projected(seen: _Seen, *, is_closed: bool) -> Projection:
    values, text = seen.values, seen.text
    name = next((plain_of(values[code][0]) for code in NAMES if code in values), "")[:200]
    point = values["point"][0] if "point" in values else None
    spot = point if isinstance(point, Mapping) else {}
    facets = tuple(dict.fromkeys(_facets(seen)))
    found = dict.fromkeys(_searched(seen))
    found.update((mark(*one), None) for one in facets if one != ALL)
    if not is_closed:
        found[OPEN] = None
    return Projection(
        is_closed=is_closed,
        name=name,
        sort_name=folded(name)[:200],
        locality=text("address.locality")[:120],
        region=text("address.region")[:120],
        country=text("address.country")[:2],
        postcode=text("address.postcode")[:16],
        status=text("status")[:10],
        icls=text("class.icls")[:20],
        structure=text("class.essglobal")[:30],
        is_informal=text("is_informal") == "yes",
        lon=_millionths(spot.get("lon")),
        lat=_millionths(spot.get("lat")),
        precision=int(spot["precision"]) if spot else None,
        sources=len(seen.sources),
        conflicts=seen.conflicts,
        facets=facets,
        words=" ".join(found),
    )


def _searched(seen: _Seen) -> Iterator[str]:
    """Words of every name that anybody uses, places, what it does in words, and its numbers."""
    for code in NAMES:
        for value in (*seen.values.get(code, ()), *seen.against.get(code, ())):
            yield from words(plain_of(value))
    for code in OF_TEXT:
        if code in seen.values:
            yield from usual_words(seen.text(code))
    yield from words(seen.text("description"))
    for code in SEARCHED_CODES:
        for title in _mappings(seen, code):
            yield from usual_words(str(title.get("title") or ""))
    yield from _numbers(seen)


def _numbers(seen: _Seen) -> Iterator[str]:
    """Register numbers as they are said and without blanks and zeros; the postcode in one word."""
    for value in _mappings(seen, "identifier"):
        yield from words(str(value["raw"]))
        yield from words(register_number(str(value["raw"])))
    if "address.postcode" in seen.values:
        yield from usual_words("".join(seen.text("address.postcode").split()))


def _mappings(seen: _Seen, code: str) -> Iterator[Mapping[str, Any]]:
    for value in seen.values.get(code, ()):
        assert isinstance(value, Mapping)
        yield value


def _facets(seen: _Seen) -> Iterator[tuple[str, str]]:
    yield ALL
    for facet, code in FACETS.items():
        for value in seen.values.get(code, ()):
            if told := code_without_signs(plain_of(value)):
                yield facet, told[:60]
    for source in seen.sources:
        yield "source", str(source)


def plain_of(value: Value) -> str:
    """A value as one short text: the name's text, the classification's code, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("code") or value.get("raw") or "")
    return str(value)


def _millionths(degrees: object) -> int | None:
    return None if degrees is None else round(float(str(degrees)) * 1_000_000)
