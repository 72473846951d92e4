"""The map as pages show it: to members, to everybody, in frames of others, without a script."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tequio.registry.pages.mapping import distance, place_of, short
from tequio.registry.queries import mapping
from tequio.registry.queries.mapping import Known
from tequio.registry.rules.cartography.degrees import micro
from tequio.registry.rules.cartography.tiles import Tile, tile_of
from tequio.registry.rules.cartography.views import NEAREST, WORLD, View, view_of
from tequio.registry.rules.words import OPEN, mark
from tequio.registry.tests.on_the_map import KARA, LOME, PARIS, SUVA, a_register, listed

pytestmark = pytest.mark.django_db
MAP = "/o/reseau/register/map"
EMBED = "/o/reseau/register/embed"
STATIC = Path(__file__).parent.parent / "static" / "registry"
FRAME = Path(__file__).parents[2] / "site" / "static" / "site"


def three() -> list[Any]:
    return [
        listed("Novissi", LOME, locality="Lomé"),
        listed("Tontine d'Adawlato", (1.2235, 6.1331), locality="Lomé", precision=10_000),
        listed("Caves <b>de</b> Paris", PARIS),
    ]


def linked(page: str) -> list[str]:
    return [
        one.replace("&amp;", "&") for one in re.findall(r'<a class="mark[^>]* href="([^"]*)"', page)
    ]


def test_a_mark_of_many_leads_closer_until_each_has_its_own_name() -> None:
    a_register(three())
    page = Client().get(MAP).content.decode()
    closer, paris = linked(page)
    assert paris == "3/"
    assert "2 organisations, 6.13° N, 1.22° E" in page
    seen = [closer]
    while len(linked(page)) != 2 or "1/" not in linked(page):
        page = Client().get(MAP + seen[-1]).content.decode()
        seen.append(linked(page)[0])
        assert len(seen) < 8
    assert sorted(linked(page)) == ["1/", "2/"]
    assert "Tontine d&#x27;Adawlato, Lomé, within about 10 km" in page


def test_names_are_text_wherever_they_stand() -> None:
    a_register(three())
    page = Client().get(MAP).content.decode()
    assert "<b>de</b>" not in page
    assert "&lt;b&gt;de&lt;/b&gt;" in page


def test_what_may_not_leave_is_on_the_map_of_members_alone() -> None:
    group = a_register([*three(), listed("Refuge", KARA, is_closed=True)])
    outside = Client().get(MAP).content.decode()
    assert "Refuge" not in outside
    assert "3 organisations in this part" in outside
    inside = group.browser("chand")
    assert "Refuge" in inside.get(MAP).content.decode()
    assert "Refuge" not in inside.get(EMBED).content.decode()
    address = _tile_address(7, KARA)
    assert b"Refuge" in inside.get(address).content
    assert b"Refuge" not in inside.get(address + "?open=1").content
    assert b"Refuge" not in Client().get(address).content


def _tile_address(z: int, place: tuple[float, float]) -> str:
    tile = tile_of(z, micro(place[0]), micro(place[1]))
    return f"/o/reseau/register/tiles/{tile.z}/{tile.x}/{tile.y}.json"


def test_a_register_that_is_not_public_has_no_map_for_others() -> None:
    group = a_register(three(), public=False)
    for address in (MAP, EMBED, _tile_address(3, LOME)):
        assert Client().get(address).status_code == 404, address
    assert "iframe" not in group.browser("chand").get(MAP).content.decode()
    assert group.browser("chand").get(EMBED).status_code == 404
    inside = group.browser("chand").get(_tile_address(3, LOME) + "?open=1")
    assert inside.json()["spots"]


def test_only_the_page_for_others_may_stand_in_their_frames() -> None:
    a_register(three())
    framed = Client().get(EMBED)
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "script-src 'self'" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    page = framed.content.decode()
    outward = re.findall(r'<a [^>]*href="(?:\d+/|/o/[^"]*)"[^>]*>', page)
    assert outward
    assert all('target="_blank"' in one and 'rel="noopener"' in one for one in outward)
    plain = Client().get(MAP)
    assert f"src=&quot;http://testserver{EMBED}&quot;" in plain.content.decode()
    assert "frame-ancestors 'none'" in plain.headers["Content-Security-Policy"]
    assert plain.headers["X-Frame-Options"] == "DENY"


def _words(name: str, facet: str, code: str) -> str:
    return f"{name} {mark(facet, code)} {OPEN}"


def test_a_map_of_what_was_found_opens_on_it_and_counts_nobody_else() -> None:
    some = [listed(f"Cave {n}", (1 + n / 97, 6 + n / 89)) for n in range(5)]
    a_register([*some, listed("Bäckerei", PARIS)])
    found = Client().get(MAP, {"q": "cave"})
    assert found.context["count"] == 5
    assert found.context["view"].z > WORLD.z
    assert found.context["kept"] == "q=cave"
    assert Client().get(MAP, {"q": "nobody at all"}).context["count"] == 0
    tile = Client().get(_tile_address(3, LOME), {"q": "cave"}).json()
    assert sum(spot[0] for spot in tile["spots"]) == 5


def test_list_and_map_lead_to_each_other_with_what_was_asked() -> None:
    a_register([listed("Cave", LOME), listed("Bäckerei", PARIS)])
    there = Client().get("/o/reseau/register/?q=cave").content.decode()
    assert f'href="{MAP}?q=cave"' in there
    back = Client().get(f"{MAP}?q=cave&at=2/4/4").content.decode()
    assert 'href="/o/reseau/register/?q=cave"' in back


def test_what_was_asked_besides_the_view_goes_along() -> None:
    cave = listed("Cave", LOME, facets=(("country", "FR"),), words=_words("cave", "country", "FR"))
    a_register([*three(), cave])
    answer = Client().get(MAP + "?country=FR&at=1/0/1")
    assert [one.name for one, _about in answer.context["named"]] == ["Cave"]
    page = answer.content.decode()
    ways = [*linked(page), *re.findall(r'data-move="\w+" href="([^"]*)"', page)]
    closer = [way for way in ways if way.startswith("?")]
    assert closer
    assert all("country=FR" in way and way.count("at=") <= 1 for way in closer)


@pytest.mark.parametrize("wrong", ["9/9/9x", "40/1/1", "1/7/7", "<script>"])
def test_a_view_that_is_none_shows_everybody(wrong: str) -> None:
    a_register(three())
    answer = Client().get(MAP, {"at": wrong})
    assert answer.status_code == 200
    assert answer.context["count"] == 3


def test_a_map_without_anybody_is_the_world() -> None:
    a_register([listed("Nowhere", None)])
    answer = Client().get(MAP)
    assert answer.context["view"] == WORLD
    assert "No organisation lies here." in answer.content.decode()


def test_many_at_one_place_are_named_beside_the_map() -> None:
    a_register([listed(f"Cave {one}", LOME) for one in range(24)])
    answer = Client().get(MAP)
    assert linked(answer.content.decode()) != []
    deepest = Client().get(f"{MAP}?at={_deepest(LOME).at}").content.decode()
    assert linked(deepest) == ["#named"]
    assert deepest.count('class="thing-title"') == 24


def _deepest(place: tuple[float, float]) -> View:
    tile = tile_of(NEAREST, micro(place[0]), micro(place[1]))
    return View(NEAREST, tile.x * 4 - 2, tile.y * 4 - 1)


@pytest.mark.parametrize("at", ["1/0/1", "4/28/25", "11/4120/3950"])
def test_a_map_reads_as_often_for_one_as_for_many(
    at: str, django_assert_max_num_queries: Any
) -> None:
    many = [listed(f"Cave {n}", (1 + n / 97, 6 + n / 89)) for n in range(120)]
    group = a_register(many)
    view = view_of(at)
    assert view
    with django_assert_max_num_queries(2):
        mapping.marks_in(group.id, view, closed=False)
    with django_assert_max_num_queries(2):
        mapping.tile(group.id, Tile(view.z, view.cx // 4, view.cy // 4), closed=True)
    with django_assert_max_num_queries(2):
        mapping.first_view(group.id, closed=False)


def test_cells_that_are_kept_say_what_counting_anew_says() -> None:
    places = [(1 + n / 31, 6 + n / 57) for n in range(40)] + [LOME, LOME, SUVA, (-171.7, -13.8)]
    group = a_register([listed(f"Cave {n}", place) for n, place in enumerate(places)])
    shown = mapping.shown(group.id, closed=True)
    for at in ("1/0/1", "4/30/20", "5/64/58", "9/1028/983", "5/126/64"):
        view = view_of(at)
        assert view
        kept = mapping.spots_in(group.id, view.spans(), closed=True)
        counted = mapping.spots_in(group.id, view.spans(), closed=True, among=shown)
        assert sorted((one.n, one.sx, one.sy) for one in kept) == sorted(
            (one.n, one.sx, one.sy) for one in counted
        )
    assert mapping.first_view(group.id, closed=True).z >= WORLD.z


def test_deeper_than_the_cells_every_organisation_is_counted_once() -> None:
    places = [(1.2 + n / 4000, 6.1 + n / 5000) for n in range(60)]
    group = a_register([listed(f"Cave {n}", place) for n, place in enumerate(places)])
    for z in (10, 12, 14):
        tiles = {tile_of(z, micro(lon), micro(lat)) for lon, lat in places}
        counts = [
            spot.n for tile in tiles for spot in mapping.tile(group.id, tile, closed=False)[0]
        ]
        assert sum(counts) == len(places)


def test_a_register_across_the_dateline_opens_on_the_dateline() -> None:
    group = a_register([listed("Suva", SUVA), listed("Apia", (-171.76, -13.83))])
    view = mapping.first_view(group.id, closed=False)
    assert view.z > WORLD.z
    marks, alone = mapping.marks_in(group.id, view, closed=False)
    assert sorted(one.name for one in alone.values()) == ["Apia", "Suva"]
    assert isinstance(next(iter(alone.values())), Known)
    assert marks[0].x != marks[1].x
    page = Client().get(MAP).content.decode()
    west, _south, east, _north = (
        float(n) for n in re.findall(r'data-box="([^"]*)"', page)[0].split(",")
    )
    assert west < 178.44 < 360 - 171.76 < east


@pytest.mark.parametrize("wrong", ["18/0/0.svg", "3/8/0.svg", "0/0/1.svg"])
def test_land_that_no_map_has_is_not_found(wrong: str) -> None:
    assert Client().get(f"/register/land/{wrong}").status_code == 404


def test_land_is_kept_by_browsers_for_a_month() -> None:
    answer = Client().get("/register/land/3/4/2.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=2592000"


def test_the_first_map_weighs_less_than_sixty_kilobytes_with_all_that_it_brings() -> None:
    places = [(-170 + n * 37 % 340, -50 + n * 23 % 120) for n in range(400)]
    a_register([listed(f"Cooperative number {n}", place) for n, place in enumerate(places)])
    page = Client().get(MAP + "?at=1/0/1").content
    drawn = re.search(rb"<svg class=\"map-drawn\".*?</svg>", page, re.DOTALL)
    assert drawn
    assert len(gzip.compress(drawn[0])) < 20_000
    brought = [
        STATIC / "map.css",
        STATIC / "map.js",
        STATIC / "register.css",
        *FRAME.glob("*.css"),
        *FRAME.glob("*.svg"),
    ]
    weight = len(gzip.compress(page)) + sum(len(gzip.compress(one.read_bytes())) for one in brought)
    assert weight < 60_000


def test_no_map_asks_any_other_server() -> None:
    a_register(three())
    for address in (MAP, EMBED):
        page = Client().get(address).content.decode()
        asked = re.findall(r'(?:src|href|data-[a-z]+)="([^"]*)"', page)
        assert not [one for one in asked if re.match(r"(?:https?:)?//", one)]
        assert " style=" not in page
    for name in ("map.js", "map.css"):
        assert "//" not in re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(), flags=re.DOTALL)


@pytest.mark.parametrize(
    ("n", "words"),
    [(2, "2"), (999, "999"), (1_000, "1k"), (1_250, "1.2k"), (35_400, "35k"), (1_000_000, "1M")],
)
def test_numbers_are_short_enough_for_a_mark(n: int, words: str) -> None:
    assert short(n) == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [(312.4, "310 m"), (1_999, "2,000 m"), (35_400, "35 km"), (4_812_000, "4,800 km")],
)
def test_breadths_are_told_as_exactly_as_one_needs(metres: float, words: str) -> None:
    assert distance(metres) == words


def test_degrees_are_told_with_their_sides() -> None:
    assert place_of(micro(-1.5), micro(-6.131)) == "6.13° S, 1.5° W"
