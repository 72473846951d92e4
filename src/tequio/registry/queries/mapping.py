"""What the map of a register shows: cells that are kept, or the organisations themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from tequio.registry.models import CellRow, ShownRow
from tequio.registry.rules.cartography.cells import DEEPEST, deepest_cell
from tequio.registry.rules.cartography.degrees import ROUND
from tequio.registry.rules.cartography.marks import Mark, Spot, marks_of, spots_of
from tequio.registry.rules.cartography.tiles import Box, Span, Tile
from tequio.registry.rules.cartography.views import WORLD, View, fitting, narrowest

Shown = QuerySet[ShownRow]
BY_NAME = 60
"""So many at most are named beside a map."""
AT = """
    SELECT s.id FROM {cells} CROSS JOIN registry_shownrow AS s
    WHERE s.organisation_id = %s AND s.cx = m.cx AND s.cy = m.cy AND s.lon {in_these}
"""
OF_SQLITE = {
    "cells": "(SELECT value ->> 0 AS cx, value ->> 1 AS cy FROM json_each(%s)) AS m",
    "in_these": "IN (SELECT value FROM json_each(%s))",
}
OF_POSTGRESQL = {
    "cells": "unnest(%s::int[], %s::int[]) AS m (cx, cy)",
    "in_these": "= ANY(%s::int[])",
}
FIRST_LOOK, CLOSER_LOOK = 6, 9


@dataclass(frozen=True)
class Known:
    """One organisation on the map.  precision in metres, where it is known."""

    id: int
    name: str
    locality: str
    country: str
    lon: int
    lat: int
    precision: int | None


def shown(keeper: int, *, closed: bool) -> Shown:
    """All that a register shows: to its own members also what may not leave it (`closed`)."""
    rows = ShownRow.objects.filter(organisation_id=keeper)
    return rows if closed else rows.filter(is_closed=False)


def marks_in(
    keeper: int, view: View, *, closed: bool, among: Shown | None = None
) -> tuple[list[Mark], dict[tuple[int, int], Known]]:
    """Marks of a view, and by its place each organisation that is a mark alone.  Two queries.

    among  of these only (a part of `shown`), in place of the cells that are kept
    """
    spots = spots_in(keeper, view.spans(), closed=closed, among=among)
    marks = marks_of(spots, view)
    alone = [mark.spot for mark in marks if mark.spot.n == 1]
    rows = shown(keeper, closed=closed) if among is None else among
    return marks, at_places(rows, keeper, alone)


def tile(
    keeper: int, asked: Tile, *, closed: bool, among: Shown | None = None
) -> tuple[list[Spot], dict[tuple[int, int], Known]]:
    """Spots of a tile of 512 px, eight by eight at most, and who is alone in one.  Two queries."""
    spots = spots_in(keeper, (asked.span(finer=1),), closed=closed, among=among)
    rows = shown(keeper, closed=closed) if among is None else among
    return spots, at_places(rows, keeper, [spot for spot in spots if spot.n == 1])


def spots_in(
    keeper: int, spans: Sequence[Span], *, closed: bool, among: Shown | None = None
) -> list[Spot]:
    """One spot for each cell of the spans in which somebody is.  One query for each span that is
    counted anew (deeper than the cells that are kept, or of `among`), else one query."""
    if among is None and spans[0].z <= DEEPEST:
        return _kept(keeper, spans, closed=closed)
    rows = shown(keeper, closed=closed) if among is None else among
    return [spot for span in spans for spot in _counted(rows, span, is_part=among is not None)]


def _kept(keeper: int, spans: Sequence[Span], *, closed: bool) -> list[Spot]:
    rows = CellRow.objects.filter(organisation_id=keeper, z=spans[0].z)
    rows = rows.filter(is_closed__in=(False, True) if closed else (False,))
    rows = rows.filter(reduce(or_, map(_cells, spans)))
    sums: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for cx, cy, n, sx, sy in rows.values_list("cx", "cy", "n", "sx", "sy"):
        old = sums.get((spans[0].z, cx, cy), (0, 0, 0))
        sums[spans[0].z, cx, cy] = (old[0] + n, old[1] + sx, old[2] + sy)
    return spots_of(sums)


def _cells(span: Span) -> Q:
    return Q(cx__range=(span.left, span.right), cy__range=(span.top, span.bottom))


def _counted(rows: Shown, span: Span, *, is_part: bool) -> list[Spot]:
    """The organisations of a span, counted by its cells; past the deepest level that rows know,
    by equal parts of its box, which so near are the same."""
    rows = _within(rows, span.at(DEEPEST), is_part=is_part)
    if span.z <= DEEPEST:
        side = 1 << (DEEPEST - span.z)
        column, row = F("cx") / side, F("cy") / side
    else:
        box = span.box()
        rows = rows.filter(_inside(box))
        columns, lines = span.right - span.left + 1, span.bottom - span.top + 1
        column = (F("lon") - box.west) * columns / (box.east - box.west)
        row = (box.north - F("lat")) * lines / (box.north - box.south)
    found = (
        rows.annotate(column=column, row=row)
        .order_by()
        .values_list("column", "row")
        .annotate(
            n=Count("*"),
            sx=Sum("lon"),
            sy=Sum("lat"),
            west=Min("lon"),
            south=Min("lat"),
            east=Max("lon"),
            north=Max("lat"),
        )
    )
    return [Spot(n, sx, sy, Box(*edges)) for _column, _row, n, sx, sy, *edges in found]


def _within(rows: Shown, span: Span, *, is_part: bool) -> Shown:
    """Rows of a span of the deepest level.  Of a part that was found by its numbers the index of
    places would read all that lies there, found or not: a sum hides it."""
    if not is_part:
        return rows.filter(_cells(span))
    return rows.alias(x=F("cx") + 0, y=F("cy") + 0).filter(
        x__range=(span.left, span.right), y__range=(span.top, span.bottom)
    )


def _inside(box: Box) -> Q:
    return Q(lon__gte=box.west, lon__lt=box.east, lat__gt=box.south, lat__lte=box.north)


def at_places(rows: Shown, keeper: int, alone: Iterable[Spot]) -> dict[tuple[int, int], Known]:
    """Who is at each of these places, where one is alone.  One query, none where nobody is.

    Their cells come first in the join, and each cell once: as a condition of many ors the whole
    register would be read.
    """
    places = [_on_earth(spot) for spot in alone]
    if not places:
        return {}
    cells, lons = sorted({deepest_cell(*place) for place in places}), [lon for lon, _lat in places]
    if connection.vendor == "sqlite":
        which = RawSQL(AT.format(**OF_SQLITE), [json.dumps(cells), keeper, json.dumps(lons)])  # noqa: S611
    else:
        columns, lines = (list(part) for part in zip(*cells, strict=True))
        which = RawSQL(AT.format(**OF_POSTGRESQL), [columns, lines, keeper, lons])  # noqa: S611
    found = {(one.lon, one.lat): one for one in map(_known_of, rows.filter(id__in=which))}
    return {place: found[place] for place in places if place in found}


def _on_earth(spot: Spot) -> tuple[int, int]:
    lon, lat = spot.place
    return (lon - ROUND if lon > ROUND // 2 else lon), lat


def _known_of(row: ShownRow) -> Known:
    assert row.lon is not None
    assert row.lat is not None
    return Known(row.id, row.name, row.locality, row.country, row.lon, row.lat, row.precision)


def named_in(keeper: int, view: View, *, closed: bool, among: Shown | None = None) -> list[Known]:
    """Who lies in a view, by name, `BY_NAME` at most.  One query for each of its spans."""
    rows = shown(keeper, closed=closed) if among is None else among
    found = []
    for span in view.spans():
        inside = _within(rows, span.at(DEEPEST), is_part=among is not None)
        found += list(inside.filter(_inside(span.box())).order_by("sort_name", "id")[:BY_NAME])
    found.sort(key=lambda row: (row.sort_name, row.id))
    return [_known_of(row) for row in found[:BY_NAME]]


def first_view(keeper: int, *, closed: bool, among: Shown | None = None) -> View:
    """The closest view that holds everybody; the world where nobody is.  One or two queries."""
    box = _around(keeper, FIRST_LOOK, closed=closed, among=among)
    if box is None:
        return WORLD
    view = fitting(box, nearest=FIRST_LOOK + 3)
    if view.z >= FIRST_LOOK - 1:
        box = _around(keeper, CLOSER_LOOK, closed=closed, among=among) or box
        view = fitting(box, nearest=CLOSER_LOOK + 3)
    return view


def _around(keeper: int, level: int, *, closed: bool, among: Shown | None) -> Box | None:
    """The narrowest box around all cells of a level in which somebody is."""
    if among is None:
        cells = CellRow.objects.filter(organisation_id=keeper, z=level)
        cells = cells.filter(is_closed__in=(False, True) if closed else (False,))
        found = list(cells.values_list("cx").annotate(top=Min("cy"), bottom=Max("cy")))
    else:
        side = 1 << (DEEPEST - level)
        rows = among.filter(lat__isnull=False).annotate(column=F("cx") / side, row=F("cy") / side)
        rows = rows.order_by()
        found = list(rows.values_list("column").annotate(top=Min("row"), bottom=Max("row")))
    if not found:
        return None
    top, bottom = min(top for _cx, top, _ in found), max(bottom for _cx, _, bottom in found)
    boxes = [Span(level, cx, cx, top, bottom).box() for cx, _top, _bottom in found]
    west, east = narrowest([(box.west, box.east) for box in boxes])
    return Box(west, boxes[0].south, east, boxes[0].north)
