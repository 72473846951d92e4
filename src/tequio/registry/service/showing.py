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
    facets_in,
    facets_of,
    identifiers_in,
    points_of,
)
from tequio.registry.queries.heard import projections_of
from tequio.registry.rules.cartography.cells import cells_delta, deepest_cell
from tequio.registry.rules.projecting import Projection
from tequio.registry.service.bulk import insert, run_many

AT_ONCE = 500
SHOWN = (
    "organisation_id id is_closed name sort_name locality region country postcode status icls"
    " structure is_informal lon lat precision cx cy sources conflicts facets"
).split()
IDENTIFIER = "organisation_id record_id scheme normal listed_id".split()


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
        _mark_changed(keeper, some)


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


def _mark_changed(keeper: int, listed: list[int]) -> None:
    """Give them the next places in the feed."""
    first = take_ids(keeper, len(listed))
    run_many(
        "UPDATE registry_listedrow SET changed = %s WHERE organisation_id = %s AND id = %s",
        [(first + place, keeper, one) for place, one in enumerate(listed)],
    )


def write(keeper: int, shown: Mapping[int, Projection], identifiers: Iterable[Identifier]) -> None:
    """Write what is shown of organisations of whom nothing is shown yet."""
    if not shown:
        return
    rows = (_row(keeper, number, one) for number, one in shown.items())
    insert("registry_shownrow", SHOWN, rows)
    insert("registry_identifierrow", IDENTIFIER, ((keeper, *one) for one in identifiers))
    _index(keeper, shown)
    _count(keeper, facets_of(shown), sign=1)
    _place(keeper, points_of(shown), sign=1)


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
        run_many("INSERT INTO registry_search (rowid, words) VALUES (%s, %s)", rows)
        return
    run_many(
        "INSERT INTO registry_search (organisation_id, id, words)"
        " VALUES (%s, %s, array_to_tsvector(string_to_array(%s, ' ')))",
        [(keeper, number, one.words) for number, one in shown.items()],
    )


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
    _place(keeper, points, sign=-1)
    gone = [row.id for row in rows]
    ShownRow.objects.filter(organisation_id=keeper, id__in=gone).delete()
    if connection.vendor == "sqlite":
        one_each = "DELETE FROM registry_search WHERE rowid = %s"
        run_many(one_each, [(keeper * KEEPER + one,) for one in gone])
    else:
        one_each = "DELETE FROM registry_search WHERE organisation_id = %s AND id = %s"
        run_many(one_each, [(keeper, one) for one in gone])


def _count(keeper: int, counts: Facets, *, sign: int) -> None:
    """Add to the counts of facets, or take away."""
    table = FacetCountRow._meta.db_table
    run_many(
        f"INSERT INTO {table} AS c (organisation_id, is_closed, facet, code, n)"  # noqa: S608
        " VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (organisation_id, is_closed, facet, code) DO UPDATE SET n = c.n + EXCLUDED.n",
        [(keeper, *key, sign * n) for key, n in sorted(counts.items())],
    )


def _place(keeper: int, points: Points, *, sign: int) -> None:
    """Add to the cells of the map, or take away."""
    table = CellRow._meta.db_table
    for is_closed in (False, True):
        delta = cells_delta((lon, lat) for closed, lon, lat in points if closed == is_closed)
        run_many(
            f"INSERT INTO {table} AS c"  # noqa: S608
            " (organisation_id, is_closed, z, cx, cy, n, sx, sy)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (organisation_id, is_closed, z, cx, cy) DO UPDATE"
            " SET n = c.n + EXCLUDED.n, sx = c.sx + EXCLUDED.sx, sy = c.sy + EXCLUDED.sy",
            [
                (keeper, is_closed, *cell, sign * n, sign * sx, sign * sy)
                for cell, (n, sx, sy) in sorted(delta.items())
            ],
        )
