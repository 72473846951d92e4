"""What is shown follows what is said: lists, numbers, index of words, cells and counts of facets.

`show_again` is called by every act that changes what is said or decided; a big import calls
`write` with what it has in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from tequio.chronicle.service import take_ids
from tequio.registry.models import (
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
    facets_in,
    facets_of,
    identifiers_in,
    points_of,
)
from tequio.registry.queries.heard import projections_of
from tequio.registry.rules.cartography.cells import cells_delta, deepest_cell
from tequio.registry.rules.projecting import Projection
from tequio.registry.service.bulk import insert_derived, insert_or, run_on, run_with

AT_ONCE = 500
SHOWN = (
    "organisation_id id is_closed name sort_name locality region country postcode status icls"
    " structure is_informal lon lat precision cx cy sources conflicts facets"
).split()
IDENTIFIER = "organisation_id record_id scheme normal listed_id".split()
CELL = {
    "organisation_id": "bigint",
    "is_closed": "boolean",
    "z": "smallint",
    "cx": "integer",
    "cy": "integer",
    "n": "bigint",
    "sx": "bigint",
    "sy": "bigint",
}
MORE_IN_A_CELL = """
    ON CONFLICT (organisation_id, is_closed, z, cx, cy) DO UPDATE SET
        n = registry_cellrow.n + EXCLUDED.n, sx = registry_cellrow.sx + EXCLUDED.sx,
        sy = registry_cellrow.sy + EXCLUDED.sy
"""
COUNT = {
    "organisation_id": "bigint",
    "is_closed": "boolean",
    "facet": "text",
    "code": "text",
    "n": "bigint",
}
MORE_OF_A_FACET = """
    ON CONFLICT (organisation_id, is_closed, facet, code) DO UPDATE SET
        n = registry_facetcountrow.n + EXCLUDED.n
"""
CHANGED = """
    UPDATE registry_listedrow SET changed = given.column2
    FROM {rows} AS given WHERE organisation_id = %s AND id = given.column1
"""


def show_again(keeper: int, listed: Iterable[int], order: str) -> None:
    """Make what is shown of these again from what is said of them now.  A dozen statements for
    every 500; of whom nobody speaks any more is withdrawn and shown no more.

    order  by which sources are believed today; if it is another than before, all are shown again
    """
    asked = sorted(_asked(keeper, set(listed), order))
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        shown, heard = projections_of(keeper, some, order)
        _take_away(keeper, some)
        write(
            keeper,
            shown,
            [one for number in shown for one in identifiers_in(number, heard[number])],
        )
        _withdraw(keeper, some, speaking=set(shown))
        _mark_changed(keeper, some, open_={one for one in shown if not shown[one].is_closed})


def _asked(keeper: int, listed: set[int], order: str) -> set[int]:
    row, _is_new = RegisterRow.objects.get_or_create(
        organisation_id=keeper, defaults={"order": order}
    )
    if row.order == order:
        return listed
    RegisterRow.objects.filter(organisation_id=keeper).update(order=order)
    rows = ShownRow.objects.filter(organisation_id=keeper)
    return listed | set(rows.values_list("id", flat=True))


def _withdraw(keeper: int, listed: list[int], *, speaking: set[int]) -> None:
    """Withdrawn is of whom no source speaks; who is spoken of again is there again."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id__in=listed)
    rows.filter(id__in=speaking, is_withdrawn=True).update(is_withdrawn=False)
    rows.exclude(id__in=speaking).filter(is_withdrawn=False).update(is_withdrawn=True)


def _mark_changed(keeper: int, listed: list[int], *, open_: set[int]) -> None:
    """Give the next places in the feed to those whom the public sees or once saw."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id__in=listed, changed__gt=0)
    told = sorted(open_ | set(rows.values_list("id", flat=True)))
    if told:
        first = take_ids(keeper, len(told))
        run_with(CHANGED, [keeper], [(one, first + place) for place, one in enumerate(told)])


def write(keeper: int, shown: Mapping[int, Projection], identifiers: Iterable[Identifier]) -> None:
    """Write what is shown of organisations of whom nothing is shown yet."""
    write_rows(keeper, shown, identifiers)
    place(keeper, points_of(shown))


def write_rows(
    keeper: int, shown: Mapping[int, Projection], identifiers: Iterable[Identifier]
) -> None:
    """The same without their places, which `place` adds to the map, those of many at once."""
    if not shown:
        return
    rows = (_row(keeper, number, one) for number, one in shown.items())
    insert_derived("registry_shownrow", SHOWN, rows)
    insert_derived("registry_identifierrow", IDENTIFIER, ((keeper, *one) for one in identifiers))
    _index(keeper, shown)
    _count(keeper, facets_of(shown), sign=1)


def _row(keeper: int, number: int, one: Projection) -> list[Any]:
    cell: tuple[int | None, int | None] = (None, None)
    if one.lon is not None and one.lat is not None:
        cell = deepest_cell(one.lon, one.lat)
    facets = facets_as_text(one)
    return [
        keeper, number, one.is_closed, one.name, one.sort_name, one.locality, one.region,
        one.country, one.postcode, one.status, one.icls, one.structure, one.is_informal, one.lon,
        one.lat, one.precision, *cell, one.sources, one.conflicts, facets,
    ]  # fmt: skip


def _index(keeper: int, shown: Mapping[int, Projection]) -> None:
    if connection.vendor == "sqlite":
        rows = [(keeper * KEEPER + number, one.words) for number, one in shown.items()]
        insert_derived("registry_search", ("rowid", "words"), rows)
        return
    insert_derived(
        "registry_search",
        ("organisation_id", "id", "words"),
        ((keeper, number, _as_tsvector(one.words)) for number, one in shown.items()),
    )


def _as_tsvector(words: str) -> str:
    """Ready words as PostgreSQL reads a tsvector; they hold letters, digits and marks alone."""
    return " ".join(f"'{one}'" for one in words.split(" "))


def _take_away(keeper: int, listed: list[int]) -> None:
    """Nothing is shown of these: rows, numbers, words, their part of cells and counts."""
    rows = list(ShownRow.objects.filter(organisation_id=keeper, id__in=listed))
    IdentifierRow.objects.filter(organisation_id=keeper, listed_id__in=listed).delete()
    if not rows:
        return
    _count(keeper, facets_in(rows), sign=-1)
    points = [
        (row.is_closed, row.lon, row.lat)
        for row in rows
        if row.lon is not None and row.lat is not None
    ]
    place(keeper, points, sign=-1)
    gone = [row.id for row in rows]
    ShownRow.objects.filter(organisation_id=keeper, id__in=gone).delete()
    if connection.vendor == "sqlite":
        rowids = [keeper * KEEPER + one for one in gone]
        run_on("DELETE FROM registry_search WHERE rowid IN", (), rowids)
    else:
        run_on("DELETE FROM registry_search WHERE organisation_id = %s AND id IN", [keeper], gone)


def _count(keeper: int, counts: Facets, *, sign: int) -> None:
    """Add to the counts of facets, or take away."""
    rows = [(keeper, *key, sign * n) for key, n in sorted(counts.items())]
    insert_or("registry_facetcountrow", COUNT, rows, MORE_OF_A_FACET)


def place(keeper: int, points: Points, *, sign: int = 1) -> None:
    """Add to the cells of the map, or take away."""
    for is_closed in (False, True):
        delta = cells_delta((lon, lat) for closed, lon, lat in points if closed == is_closed)
        rows = [
            (keeper, is_closed, *cell, sign * n, sign * sx, sign * sy)
            for cell, (n, sx, sy) in sorted(delta.items())
        ]
        insert_or("registry_cellrow", CELL, rows, MORE_IN_A_CELL)
