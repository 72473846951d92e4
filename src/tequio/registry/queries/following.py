"""What follows from statements and projections: register numbers, facets, points, index words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tequio.registry.models import ShownRow
from tequio.registry.rules.choosing import Heard
from tequio.registry.rules.facts import Said, Value
from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.projecting import Projection
from tequio.registry.rules.words import facets_as_text as as_text
from tequio.registry.rules.words import facets_in_text

KEEPER = 2**40
"""The index on SQLite has one number for each row: keeper * 2^40 + number of the listed."""

Identifier = tuple[int, str, str, int]
"""Record, scheme, normal form, listed."""
Facets = Counter[tuple[bool, str, str]]
"""How many, by whether they are closed, facet and code."""
Points = list[tuple[bool, int, int]]
"""Whether it is closed, longitude and latitude in millionths of a degree."""


def identifiers_in(listed: int, heard: Iterable[Heard]) -> Iterator[Identifier]:
    """Every register number that is said of an organisation, once for each record."""
    yield from dict.fromkeys(
        _identifier(listed, one.record, one.said.value)
        for one in heard
        if one.said.property == "identifier"
    )


def identifiers_alone(listed: int, record: int, said: Iterable[Said]) -> Iterator[Identifier]:
    """The same where one record alone speaks of it, and says each thing once."""
    for one in said:
        if one.property == "identifier":
            yield _identifier(listed, record, one.value)


def _identifier(listed: int, record: int, value: Value) -> Identifier:
    assert isinstance(value, Mapping)
    return record, str(value["scheme"]), register_number(str(value["raw"]))[:60], listed


def facets_as_text(shown: Projection) -> str:
    """The facets of a row as they are kept: `facet:code;facet:code`."""
    return as_text(shown.facets)


def facets_in(rows: list[ShownRow]) -> Facets:
    """How many of these rows have each code."""
    counts = Facets()
    for row in rows:
        for facet, code in facets_in_text(row.facets):
            counts[row.is_closed, facet, code] += 1
    return counts


def facets_of(shown: Mapping[int, Projection]) -> Facets:
    """How many of these projections have each code."""
    return Counter(
        (one.is_closed, facet, code) for one in shown.values() for facet, code in one.facets
    )


def points_of(shown: Mapping[int, Projection]) -> Points:
    """The places of these projections, of those that have one."""
    return [
        (one.is_closed, one.lon, one.lat)
        for one in shown.values()
        if one.lon is not None and one.lat is not None
    ]
