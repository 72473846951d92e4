"""Words for codes of which no classification of the house has any: as a source said them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection

from tequio.registry.queries.classifications import classifications
from tequio.registry.queries.facets import Facet
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.word_index import KEEPER
from tequio.registry.rules.projecting import FACETS
from tequio.registry.rules.words import OPEN, mark

OF_CODES = ("icls", "structure", "form", "activity", "theme")
MOST = 200
HOLDERS = {
    "sqlite": """
        SELECT j.value, (SELECT rowid - %s FROM registry_search
            WHERE registry_search MATCH '"' || j.value || '"' || %s AND rowid BETWEEN %s AND %s
            LIMIT 1) FROM json_each(%s) AS j""",
    "postgresql": """
        SELECT m.word, (SELECT s.id FROM registry_search AS s WHERE s.organisation_id = %s
            AND s.words @@ (quote_literal(m.word) || %s)::tsquery LIMIT 1)
        FROM unnest(%s::text[]) AS m (word)""",
}
"""For each mark one organisation that has it."""
_KEPT: dict[tuple[int, bool, Facet], str] = {}
KEPT_AT_MOST = 20_000


def words_in_classifications(facet: str, code: str, language: str) -> str:
    """The words that a classification of the house has for a code of a facet, or nothing."""
    found = _known().get((FACETS.get(facet, ""), code))
    return classifications()[found].words(code, language) if found else ""


@lru_cache(maxsize=1)
def _known() -> Mapping[tuple[str, str], str]:
    return {
        (one.property, code): one.code
        for one in reversed(classifications().values())
        for code in one.titles
    }


def said_titles(keeper: int, facets: Iterable[Facet], *, closed: bool) -> dict[Facet, str]:
    """How sources call codes that no classification knows.  Three queries for codes that were not
    asked for before in this process, none for the others.

    closed  take the words also of sources that may not be published
    """
    asked = [one for one in dict.fromkeys(facets) if one[0] in OF_CODES and _is_strange(one)]
    unknown = [one for one in asked if (keeper, closed, one) not in _KEPT][:MOST]
    if unknown:
        if len(_KEPT) > KEPT_AT_MOST:
            _KEPT.clear()
        found = _looked_up(keeper, unknown, closed=closed)
        _KEPT.update({(keeper, closed, one): found.get(one, "") for one in unknown})
    told = {one: _KEPT.get((keeper, closed, one), "") for one in asked}
    return {one: title for one, title in told.items() if title}


def _is_strange(facet: Facet) -> bool:
    return (FACETS.get(facet[0], ""), facet[1]) not in _known()


def _looked_up(keeper: int, facets: list[Facet], *, closed: bool) -> dict[Facet, str]:
    holders = _holders(keeper, [mark(*one) for one in facets], closed=closed)
    found: dict[Facet, str] = {}
    by_code = {(FACETS[facet], code): (facet, code) for facet, code in facets}
    for said in heard_of(keeper, holders).values():
        for one in said:
            value = one.said.value
            if isinstance(value, Mapping) and (closed or one.may_publish):
                facet = by_code.get((one.said.property, str(value.get("code", ""))[:60]))
                if facet and value.get("title"):
                    found.setdefault(facet, str(value["title"]))
    return found


def _holders(keeper: int, marks: list[str], *, closed: bool) -> set[int]:
    if connection.vendor == "sqlite":
        first, also = keeper * KEEPER, "" if closed else f' AND "{OPEN}"'
        values: list[Any] = [first, also, first, first + KEEPER - 1, json.dumps(marks)]
    else:
        values = [keeper, "" if closed else f" & '{OPEN}'", marks]
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS[connection.vendor], values)
        return {row[1] for row in cursor.fetchall() if row[1] is not None}
