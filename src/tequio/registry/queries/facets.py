"""How many have which code of a facet: kept numbers for all, counted ones for what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from tequio.registry.rules.projecting import ALL, FACETS
from tequio.registry.rules.words import BETWEEN, facets_in_text

SHOWN = (*FACETS, "source")
"""The facets in the order of the page."""
EACH = 30
LONGEST = 200
"""Signs of a search text."""

Facet = tuple[str, str]
"""Facet and code."""

KEPT = """
    SELECT facet, code, n FROM (
        SELECT facet, code, SUM(n) AS n,
            ROW_NUMBER() OVER (PARTITION BY facet ORDER BY SUM(n) DESC, code) AS place
        FROM registry_facetcountrow WHERE organisation_id = %s {which}
        GROUP BY facet, code
    ) AS counted WHERE n > 0 AND (place <= %s {chosen}) ORDER BY facet, place
"""


@dataclass(frozen=True)
class Count:
    """So many have this code of this facet; `is_least`: at least so many."""

    facet: str
    code: str
    n: int
    is_least: bool = False


def asked_in(given: Mapping[str, str]) -> tuple[str, tuple[Facet, ...]]:
    """The words (`q`) and facets of an address, in the order of the page."""
    text = given.get("q", "").strip()[:LONGEST]
    chosen = ((facet, given.get(facet, "")[:60]) for facet in SHOWN)
    return text, tuple(one for one in chosen if one[1])


def kept_counts(keeper: int, *, closed: bool, chosen: Collection[Facet] = ()) -> dict[Facet, int]:
    """The thirty greatest of each facet, those that are chosen, and `ALL`.  One query.

    closed  count also who is shown to the keeper's members alone
    """
    statement = KEPT.format(
        which="" if closed else "AND NOT is_closed",
        chosen=" ".join(["OR (facet = %s AND code = %s)"] * len(chosen)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [keeper, EACH, *(part for one in chosen for part in one)])
        return {(facet, code): int(n) for facet, code, n in cursor.fetchall()}


def as_counts(kept: dict[Facet, int]) -> tuple[Count, ...]:
    """Kept numbers in the order of the page."""
    return _ordered((Count(*facet, n) for facet, n in kept.items() if facet != ALL), ())


def counted(
    facets: Iterable[str], chosen: Collection[Facet], *, is_least: bool
) -> tuple[Count, ...]:
    """Counts of these texts of `ShownRow.facets`, without the facets that are chosen already."""
    found = Counter(pair for text in facets for pair in text.split(BETWEEN))
    counts = [
        Count(facet, code, n, is_least)
        for pair, n in found.most_common()
        for facet, code in facets_in_text(pair)
    ]
    return _ordered(counts, {facet for facet, _code in chosen})


def _ordered(counts: Iterable[Count], without: Collection[str]) -> tuple[Count, ...]:
    by_facet: dict[str, list[Count]] = {facet: [] for facet in SHOWN if facet not in without}
    for one in counts:
        if one.facet in by_facet:
            by_facet[one.facet].append(one)
    return tuple(one for some in by_facet.values() for one in some[:EACH])
