"""Part of what a register shows, as a map needs it: all that was found, not a page of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from tequio.registry.queries.facets import Facet
from tequio.registry.queries.mapping import Shown, shown
from tequio.registry.queries.thesaurus import thesaurus
from tequio.registry.queries.word_index import having
from tequio.registry.rules.searching import ask, ask_any, asked_of_facets
from tequio.registry.rules.words import BETWEEN, facet_as_text, words

MOST = 50_000
"""So many of what was found are put on a map; beyond, the page says so."""


@dataclass(frozen=True)
class Narrowed:
    """Rows of `ShownRow`; is_capped: more were found than these."""

    rows: Shown
    is_capped: bool


def narrowed(
    keeper: int, *, text: str = "", facets: Collection[Facet] = (), closed: bool
) -> Narrowed | None:
    """Who has all these words (any of them, where nobody has all) and facets; None where nothing
    is asked, for which the map has kept numbers.  Two queries at most, and one of the rows."""
    if not words(text) and not facets:
        return None
    rows = shown(keeper, closed=closed)
    if facets:
        between = Value(BETWEEN)
        whole = Concat(between, F("facets"), between, output_field=TextField())
        rows = rows.alias(whole=whole)
        for facet, code in facets:
            pair = f"{BETWEEN}{facet_as_text(facet, code)}{BETWEEN}".replace("\0", "")
            rows = rows.filter(whole__contains=pair)
    numbers = _having(keeper, text, facets, closed=closed)
    return Narrowed(_these(rows, numbers[:MOST]), len(numbers) > MOST)


def _having(keeper: int, text: str, facets: Collection[Facet], *, closed: bool) -> list[int]:
    marks = asked_of_facets(facets, also_closed=closed)
    found = having(keeper, (*ask(text, thesaurus(), begins=True), *marks), MOST + 1)
    if found or len(words(text)) < 2:
        return found
    return having(keeper, (*ask_any(text, begins=True), *marks), MOST + 1)


def _these(rows: Shown, numbers: list[int]) -> Shown:
    is_sqlite = connection.vendor == "sqlite"
    each = "SELECT value FROM json_each(%s)" if is_sqlite else "SELECT unnest(%s::bigint[])"
    return rows.filter(id__in=RawSQL(each, [json.dumps(numbers) if is_sqlite else numbers]))  # noqa: S611
