"""Places on the flat map: cells, tiles, views and marks."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.registry.rules.cartography import degrees
from tequio.registry.rules.cartography.cells import (
    DEEPEST,
    Point,
    added,
    cells_delta,
    cells_of,
    deepest_cell,
)
from tequio.registry.rules.cartography.marks import Spot, marks_of, spots_of
from tequio.registry.rules.cartography.projection import (
    from_mercator,
    from_plain,
    mercator,
    metres_between,
    plain,
)
from tequio.registry.rules.cartography.tiles import NEAREST, Box, Tile, tile_of
from tequio.registry.rules.cartography.views import (
    COLUMNS,
    HEIGHT,
    ROWS,
    WIDTH,
    WORLD,
    View,
    fitting,
    narrowest,
    view_of,
)

MICRO = degrees.MICRO
lons = st.integers(-180 * MICRO, 180 * MICRO)
lats = st.integers(-90 * MICRO, 90 * MICRO)
places = st.tuples(lons, lats)


@st.composite
def views(draw: st.DrawFn) -> View:
    z = draw(st.integers(2, NEAREST))
    side = 4 << z
    return View(z, draw(st.integers(0, side - 1)), draw(st.integers(0, side - ROWS)))


@given(places)
def test_both_projections_lead_back(place: Point) -> None:
    lon, lat = place[0] / MICRO, place[1] / MICRO
    assert from_plain(*plain(lon, lat)) == pytest.approx((lon, lat), abs=1e-6)
    held = max(-85.05, min(85.05, lat))
    assert from_mercator(*mercator(lon, held)) == pytest.approx((lon, held), abs=1e-6)


@given(st.integers(0, NEAREST), places)
def test_the_tile_of_a_place_holds_it_and_so_does_every_tile_above(z: int, place: Point) -> None:
    lon, lat = place
    tile = tile_of(z, lon, lat)
    assert tile.is_there
    assert tile.box().holds(-180 * MICRO if lon == 180 * MICRO else lon, lat)
    if z:
        assert tile.parent == tile_of(z - 1, lon, lat)


@given(places)
def test_a_cell_is_the_tile_two_zooms_deeper(place: Point) -> None:
    for level, cx, cy in cells_of(*place):
        assert Tile(level + 2, cx, cy) == tile_of(level + 2, *place)
        tile = tile_of(level, *place)
        span = tile.span()
        assert span.left <= cx <= span.right
        assert span.top <= cy <= span.bottom
        assert tile.span(finer=1) == span.at(level + 1)
        deepest = span.at(DEEPEST)
        assert deepest.at(level) == span
        assert deepest.box() == span.box() == tile.box()


@given(st.lists(places, max_size=30), st.lists(places, max_size=30))
def test_every_level_keeps_the_sums_and_what_goes_leaves_nothing(
    come: list[Point], gone: list[Point]
) -> None:
    delta = cells_delta(come + gone)
    for level in range(DEEPEST + 1):
        kept = [sums for (z, _x, _y), sums in delta.items() if z == level]
        whole = come + gone
        assert sum(n for n, _sx, _sy in kept) == len(whole)
        assert sum(sx for _n, sx, _sy in kept) == sum(lon for lon, _lat in whole)
        assert sum(sy for _n, _sx, sy in kept) == sum(lat for _lon, lat in whole)
    assert added(delta, cells_delta((), gone)) == cells_delta(come)
    assert cells_delta(come, come) == {}


def test_a_million_places_are_counted_in_a_few_seconds() -> None:
    part = 100_000
    points = [(i * 2_654_435_761 % 40_000_000, i * 40_503 % 30_000_000) for i in range(part)]
    began = process_time()
    cells_delta(points)
    assert process_time() - began < 0.8  # a tenth of a million; 0.06 to 0.4 s were measured


@given(views(), st.data())
def test_every_place_of_a_view_is_in_exactly_one_of_its_marks(
    view: View, data: st.DataObject
) -> None:
    boxes = [span.box() for span in view.spans()]
    inside = st.one_of(
        *(
            st.tuples(st.integers(box.west, box.east - 1), st.integers(box.south + 1, box.north))
            for box in boxes
        )
    )
    points = data.draw(st.lists(inside, max_size=40))
    spots = [Spot(1, lon, lat, Box(lon, lat, lon, lat)) for lon, lat in points]
    marks = marks_of(spots, view)
    assert sum(mark.spot.n for mark in marks) == len(points)
    assert sum(mark.spot.sy for mark in marks) == sum(lat for _lon, lat in points)
    assert sum(mark.spot.sx for mark in marks) % (360 * MICRO) == (
        sum(lon for lon, _lat in points) % (360 * MICRO)
    )
    for mark in marks:
        assert -1.5 <= mark.x <= WIDTH + 1.5
        assert -1.5 <= mark.y <= HEIGHT + 1.5


@given(st.lists(places, min_size=1, max_size=40))
def test_the_world_shows_all_that_lies_between_its_edges(points: list[Point]) -> None:
    (span,) = WORLD.spans()
    cells = {cell: sums for cell, sums in cells_delta(points).items() if cell[0] == WORLD.z}
    seen = {cell: sums for cell, sums in cells.items() if span.top <= cell[2] <= span.bottom}
    marks = marks_of(spots_of(seen), WORLD)
    there = sum(span.box().south < lat <= span.box().north for _lon, lat in points)
    assert sum(mark.spot.n for mark in marks) == there


@given(views())
def test_an_address_tells_a_view_and_nothing_else_does(view: View) -> None:
    assert view_of(view.at) == view
    assert view.spans()[0].left == view.cx
    assert sum(span.right - span.left + 1 for span in view.spans()) == COLUMNS


@pytest.mark.parametrize("text", ["", "1", "0/0/0", "18/0/0", "3/32/0", "3/0/27", "3/-1/0"])
def test_what_no_map_shows_is_no_view(text: str) -> None:
    assert view_of(text) is None


@given(places, places)
def test_a_view_made_for_two_places_holds_both(a: Point, b: Point) -> None:
    west, east = narrowest([(a[0], a[0]), (b[0], b[0])])
    view = fitting(Box(west, min(a[1], b[1]), east, max(a[1], b[1])))
    if view != WORLD:
        for lon, lat in (a, b):
            x, y = view.place(lon, lat)
            assert 0 < x < WIDTH
            assert 0 < y < HEIGHT


def test_a_view_across_the_dateline_shows_both_sides_of_fiji_together() -> None:
    suva, taveuni, apia = (178.44, -18.14), (-179.98, -16.95), (-171.76, -13.83)
    points = [(degrees.micro(lon), degrees.micro(lat)) for lon, lat in (suva, taveuni, apia)]
    west, east = narrowest([(lon, lon) for lon, _lat in points])
    assert (west, east) == (points[0][0], points[2][0])
    view = fitting(Box(west, points[0][1], east, points[2][1]))
    assert view.z > WORLD.z
    spots = [Spot(1, lon, lat, Box(lon, lat, lon, lat)) for lon, lat in points]
    marks = marks_of(spots, view)
    xs = {mark.spot.n: mark.x for mark in marks}
    assert sorted(mark.spot.n for mark in marks) in ([1, 1, 1], [1, 2])
    assert max(xs.values()) - min(xs.values()) < WIDTH
    together = marks_of(spots[:2], fitting(Box(west, points[0][1], east, points[2][1])))
    assert all(abs(mark.spot.place[0]) > 178 * MICRO for mark in together)


def test_moving_stops_where_the_world_ends() -> None:
    assert WORLD.moved(1, 0) is None
    assert WORLD.nearer(-1) is None
    top = View(5, 3, 0)
    assert top.moved(0, -1) is None
    assert top.moved(-1, 0) == View(5, 127, 0)
    assert View(NEAREST, 3, 5).nearer() is None
    closer = top.nearer()
    assert closer is not None
    assert closer.z == 6


@given(places)
def test_a_coarse_place_is_the_middle_of_its_tenth_of_a_degree(place: Point) -> None:
    lon, lat = degrees.coarsened(*place)
    assert degrees.coarsened(lon, lat) == (lon, lat)
    assert abs(lon - place[0]) <= 50_000
    assert abs(lat - place[1]) <= 50_000
    assert -180 * MICRO < lon < 180 * MICRO
    assert -90 * MICRO < lat < 90 * MICRO
    assert metres_between((lon / MICRO, lat / MICRO), (place[0] / MICRO, place[1] / MICRO)) < (
        degrees.COARSE_METRES
    )


def test_metres_are_those_of_the_great_circle() -> None:
    lome, paris = (1.2228, 6.1319), (2.3522, 48.8566)
    assert metres_between(lome, paris) == pytest.approx(4_751_500, rel=0.001)
    assert metres_between((179.9, 0), (-179.9, 0)) == pytest.approx(22_239, rel=0.001)
    assert metres_between(lome, lome) == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.1319", 6.1319),
        ("-6,25", -6.25),
        ("6° 15' 0\" S", -6.25),
        ("6°15′ N", 6.25),
        ("99° O", -99.0),
        ("12°", 12.0),
        ("6° 75'", None),
        ("north", None),
        ("", None),
        ("1,234,567", None),
    ],
)
def test_degrees_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert degrees.parse(text) == value


@given(lons)
def test_printed_degrees_are_read_again(value: int) -> None:
    assert degrees.micro(degrees.parse(degrees.printed(value, 6)) or 0) == value
    assert degrees.printed(-20, 4) == "0"


def test_the_deepest_level_is_the_one_that_rows_keep() -> None:
    assert (
        deepest_cell(degrees.micro(1.2228), degrees.micro(6.1319))
        == cells_of(degrees.micro(1.2228), degrees.micro(6.1319))[DEEPEST][1:]
    )
    assert degrees.is_on_earth(180, -90)
    assert not degrees.is_on_earth(48.9, 91)
