"""The land of the map is where it is, nowhere else, and light."""

from __future__ import annotations

import gzip
import re
from itertools import accumulate
from statistics import median
from time import process_time

import pytest

from tequio.registry.queries.land import FOLDER, land
from tequio.registry.rules.cartography.degrees import micro
from tequio.registry.rules.cartography.graticule import metres_across, step_of
from tequio.registry.rules.cartography.projection import mercator
from tequio.registry.rules.cartography.rings import between, holds, simpler, unwrapped
from tequio.registry.rules.cartography.tiles import Box, Tile, tile_of
from tequio.registry.rules.cartography.views import WORLD, View, fitting, view_of

ASHORE = {
    "Togo": (1.0, 8.6),
    "India": (77.2, 28.6),
    "Mexico": (-99.1, 19.4),
    "Quebec": (-72.5, 47.5),
    "France": (2.3, 47.0),
    "Fiji, Viti Levu": (178.0, -17.8),
    "Fiji past 180": (-179.95, -16.85),
    "Russia before 180": (178.5, 67.5),
    "Russia after 180": (-177.0, 66.8),
    "Antarctica": (10.0, -78.0),
}
AT_SEA = {
    "mid-Pacific": (-160.0, 10.0),
    "south Pacific": (-150.0, -30.0),
    "on the dateline": (180.0, 30.0),
    "beside the dateline": (-179.5, -45.0),
    "Bering Sea": (-177.0, 58.0),
    "Atlantic": (-40.0, 5.0),
    "Gulf of Guinea": (1.2, 4.0),
    "Caspian Sea": (51.0, 42.0),
}


def _rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings that a path draws, in its own steps: the picture itself is asked."""
    rings = []
    for part in re.findall(r"M(-?\d+) (-?\d+)(?:l([^zM]*))?", path):
        numbers = [int(word) for word in re.findall(r"-?\d+", part[2])]
        xs = accumulate(numbers[::2], initial=int(part[0]))
        ys = accumulate(numbers[1::2], initial=int(part[1]))
        rings.append(list(zip(xs, ys, strict=True)))
    return rings


def _drawn_at(view: View, lon: float, lat: float) -> bool:
    x, y = view.place(micro(lon), micro(lat))
    return holds(_rings(land().path(view)), (x * 4 + 0.5, y * 4 + 0.5))


@pytest.mark.parametrize("name", [*ASHORE, *AT_SEA])
def test_land_is_drawn_where_it_is_and_nowhere_else(name: str) -> None:
    lon, lat = (ASHORE | AT_SEA)[name]
    place = (micro(lon), micro(lat))
    near = fitting(Box(*place, *place), nearest=5)
    assert near.z == 5
    assert _drawn_at(near, lon, lat) == (name in ASHORE)
    for zoom in (4, 6):
        assert _on_tile(tile_of(zoom, *place), lon, lat) == (name in ASHORE)


def _on_tile(tile: Tile, lon: float, lat: float) -> bool:
    x, y = mercator(lon, lat)
    scale = 512 << tile.z
    step = ((x % 1) * scale - tile.x * 512 + 0.5, y * scale - tile.y * 512 + 0.5)
    found = re.search(r' d="([^"]*)"', land().tile(tile))
    assert found
    return holds(_rings(found[1]), step)


def test_the_world_has_no_bands_across_the_ocean() -> None:
    rings = _rings(land().path(WORLD))
    for y in range(0, 384 * 4, 16):
        lat_of_the_open_pacific = 150 * 4 < y < 300 * 4
        if lat_of_the_open_pacific:
            assert not holds(rings, (512 * 4 * 30 / 360 + 0.5, y + 0.5))


def test_a_view_across_the_dateline_has_land_on_both_sides() -> None:
    view = view_of("4/60/30")
    assert view
    assert len(view.spans()) == 2
    assert _drawn_at(view, 178.0, -17.8)
    assert not _drawn_at(view, -172.0, -20.0)


def test_every_drawing_is_light() -> None:
    views = [WORLD, *filter(None, map(view_of, ("2/4/3", "2/0/3", "3/12/8", "4/30/18", "5/60/40")))]
    for view in views:
        assert len(gzip.compress(land().path(view).encode())) < 16_000, view
    for z in (0, 2, 4, 6):
        tile = land().tile(tile_of(z, micro(10), micro(60)))
        assert len(gzip.compress(tile.encode())) < 13_000, z


def test_a_tile_is_drawn_within_five_milliseconds() -> None:
    """Each of a walk from Europe down to a town and across it; the first of all reads the file."""
    land().tile(Tile(0, 0, 0))
    took = []
    for z in range(1, 14):
        middle = tile_of(z, micro(14.5), micro(50.1))
        for x in (-1, 0, 1):
            tile = Tile(z, (middle.x + x) % (1 << z), middle.y)
            began = process_time()
            land().tile(tile)
            took.append(process_time() - began)
    assert median(took) < 0.005


def test_a_tile_is_one_file_without_anything_from_outside() -> None:
    text = land().tile(Tile(3, 4, 2))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"')
    assert "href" not in text
    assert "style" not in text


def test_lines_of_degrees_stand_apart_and_go_on_from_tile_to_tile() -> None:
    assert [step_of(z) for z in (0, 1, 4, 8, 17)] == [30, 30, 10, 0.5, 0.001]
    west, east = land().tile(Tile(4, 7, 6)), land().tile(Tile(4, 8, 6))
    across = [re.findall(r"M0 (\d+)h512", text) for text in (west, east)]
    assert across[0] == across[1] != []
    assert land().grid(WORLD).count("h") == 5  # at 60° and 30° on both sides, and the equator
    assert metres_across(WORLD) > metres_across(View(3, 12, 8)) > 1_000_000


def test_rings_are_unwrapped_and_closed_round_the_pole() -> None:
    across = unwrapped([(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)])
    assert across == [(170.0, 0.0), (190.0, 0.0), (190.0, 10.0), (170.0, 10.0)]
    cap = unwrapped([(-120.0, -70.0), (0.0, -70.0), (120.0, -70.0)])
    assert holds([cap], (60.0, -80.0))
    assert holds([cap], (200.0, -80.0))
    assert not holds([cap], (60.0, -60.0))


def test_a_ring_is_clipped_to_a_rectangle_or_left_as_it_is() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert between(square, (-1, -1, 5, 5)) == square
    assert between(square, (5, 5, 6, 6)) == []
    part = between(square, (1, 1, 9, 9))
    assert {(round(x), round(y)) for x, y in part} == {(1, 1), (4, 1), (4, 4), (1, 4)}


def test_a_simpler_ring_keeps_its_corners() -> None:
    ring = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (5.0, 9.9), (0.0, 10.0)]
    assert simpler(ring, 0.5) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert simpler(ring, 0.01) == ring


def test_what_is_kept_is_told_with_its_licence() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "public domain" in told
    assert "Michael Bostock" in told
