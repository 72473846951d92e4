"""What is shown against what is said: made again in memory and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.db import connection
from django.utils import timezone

from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.registry.models import (
    CellRow,
    FacetCountRow,
    IdentifierRow,
    ListedRow,
    RegisterRow,
    ShownRow,
)
from tequio.registry.queries.following import (
    KEEPER,
    Facets,
    Identifier,
    Points,
    facets_as_text,
    facets_of,
    identifiers_in,
    points_of,
)
from tequio.registry.queries.heard import projections_of
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules.cartography.cells import cells_delta, deepest_cell
from tequio.registry.rules.projecting import Projection

ROOM = "registry"
SHOWN_DIFFERS = _("What is shown of organisation {listed} does not follow from what is said.")
COUNTS_DIFFER = _("The counts of the facet {facet} are not those of what is shown.")
MAP_DIFFERS = _("The cells of the map are not those of what is shown.")
AT_ONCE = 500
WORDS_OF = """
    SELECT id, tsvector_to_array(words) FROM registry_search
    WHERE organisation_id = %s AND id IN ({places})
"""


def check_shown(keeper: int) -> Iterator[Finding]:
    """Rows, register numbers, words, counts of facets and cells follow from what is said, by the
    order in which it was shown last.  A dozen queries for every 500 organisations."""
    row = RegisterRow.objects.filter(organisation_id=keeper).first()
    order = row.order if row else keeping_on(keeper, timezone.localdate()).order
    numbers = ListedRow.objects.filter(organisation_id=keeper).order_by("id")
    facets, points = Facets(), Points()
    listed = list(numbers.values_list("id", flat=True))
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        shown, heard = projections_of(keeper, some, order)
        facets.update(facets_of(shown))
        points.extend(points_of(shown))
        identifiers = {one: sorted(identifiers_in(one, heard[one])) for one in some if one in heard}
        yield from _compare(keeper, some, shown, identifiers)
    yield from _compare_sums(keeper, facets, points)


def _compare(
    keeper: int,
    some: list[int],
    shown: Mapping[int, Projection],
    identifiers: Mapping[int, list[Identifier]],
) -> Iterator[Finding]:
    rows = ShownRow.objects.filter(organisation_id=keeper, id__in=some)
    here = {row.id: _here(row) for row in rows}
    words, numbers = _words(keeper, some), _identifiers(keeper, some)
    for one in some:
        meant = _meant(shown[one]) if one in shown else None
        said = set(shown[one].words.split()) if one in shown else set()
        same = (
            here.get(one) == meant
            and words.get(one, set()) == said
            and numbers.get(one, []) == identifiers.get(one, [])
        )
        if not same:
            yield Finding.of(ROOM, "shown_differs", SHOWN_DIFFERS, listed=one)


def _meant(shown: Projection) -> dict[str, Any]:
    cell: tuple[int | None, int | None] = (None, None)
    if shown.lon is not None and shown.lat is not None:
        cell = deepest_cell(shown.lon, shown.lat)
    fields = asdict(shown) | {"facets": facets_as_text(shown), "cx": cell[0], "cy": cell[1]}
    del fields["words"]
    return fields


def _here(row: ShownRow) -> dict[str, Any]:
    kept = ("organisation_id", "id")
    names = [one.attname for one in row._meta.concrete_fields if one.attname not in kept]
    return {name: getattr(row, name) for name in names}


def _words(keeper: int, some: list[int]) -> dict[int, set[str]]:
    places = ", ".join(["%s"] * len(some))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid, words FROM registry_search WHERE rowid IN ({places})"  # noqa: S608
            cursor.execute(sql, [keeper * KEEPER + one for one in some])
            return {row - keeper * KEEPER: set(words.split()) for row, words in cursor.fetchall()}
        cursor.execute(WORDS_OF.format(places=places), [keeper, *some])
        return {row: set(words) for row, words in cursor.fetchall()}


def _identifiers(keeper: int, some: list[int]) -> dict[int, list[Identifier]]:
    rows = IdentifierRow.objects.filter(organisation_id=keeper, listed_id__in=some)
    found: dict[int, list[Identifier]] = {}
    for record, scheme, normal, listed in rows.values_list(
        "record_id", "scheme", "normal", "listed_id"
    ):
        found.setdefault(listed, []).append((record, scheme, normal, listed))
    return {listed: sorted(numbers) for listed, numbers in found.items()}


def _compare_sums(keeper: int, facets: Facets, points: Points) -> Iterator[Finding]:
    rows = FacetCountRow.objects.filter(organisation_id=keeper).exclude(n=0)
    here = {(row.is_closed, row.facet, row.code): row.n for row in rows}
    for facet in sorted({key[1] for key, _n in here.items() ^ facets.items()}):
        yield Finding.of(ROOM, "counts_differ", COUNTS_DIFFER, facet=facet)
    cells = CellRow.objects.filter(organisation_id=keeper).exclude(n=0)
    drawn = {(row.is_closed, row.z, row.cx, row.cy): (row.n, row.sx, row.sy) for row in cells}
    meant = {
        (closed, *cell): sums
        for closed in (False, True)
        for cell, sums in cells_delta(
            (lon, lat) for is_closed, lon, lat in points if is_closed == closed
        ).items()
    }
    if drawn != meant:
        yield Finding.of(ROOM, "map_differs", MAP_DIFFERS)
