"""A hidden place leaves by no route, for nobody: every address of the register's room and of its
API, each exposure, outsiders and members.  (What `./tequio export` writes of a group holds nothing
of a register.)

A route that is added to the room and has no case here fails.  What is planted must be seen where
nothing is hidden, so that the test can fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

from tequio.membership import service as membership
from tequio.registry import service
from tequio.registry.rules.cartography.degrees import micro
from tequio.registry.rules.cartography.tiles import NEAREST, tile_of
from tequio.registry.rules.saying import Value
from tequio.registry.tests.stage import Register, register
from tequio.registry.urls import urlpatterns
from tequio.site.api import api

pytestmark = pytest.mark.django_db
HOME = "/o/red/register/"
REFUGE, CLOSED = "Refugio Amapola", "Gremio Zorzal"
LON, LAT = -99.176543, 19.428765
CELL = (-99.15, 19.45)
"""The middle of the tenth of a degree in which the refuge lies: that is shown of a coarse place."""
WORDS = ("Amatista", "SX4242", "Escondida")
"""Of street, postcode and town."""
CLOSED_WORDS = ("Zorzal", "Abierta", "Calandria")


@dataclass(frozen=True)
class World:
    """The register with the refuge, whose place is guarded, and one that is not published."""

    held: Register
    refuge: int
    closed: int
    batch: int
    subscription: int


def a_world(exposure: str) -> World:
    red = register().rules(public=True).ready("lista", licence="CC-BY-4.0")
    row = f"K1,{REFUGE},4711,Calle Amatista {{}},Villa Escondida,SX4242,MX,Live,{LON},{LAT},,"
    red.takes_in(row.format(77), source="lista")
    batch = red.later().takes_in(row.format(78), source="lista")["batch"]
    red.ready("cerrada", may_publish=False)
    place = f"Calle Abierta 1,Calandria,ZZ999,MX,Live,{LON + 1:.6f},{LAT + 1:.6f}"
    red.takes_in(f"K9,{CLOSED},815,{place},,", source="cerrada")
    refuge = red.listed("K1")
    service.guard_place(red.act(), listed=refuge, exposure=exposure)
    service.find_matches(red.act())
    red.group.people["kofi"] = membership.create_person(membership.NewPerson("Kofi"))
    guess = (Value("address.street", "Calle 1"), Value("address.locality", "Aldea"))
    for who in ("kofi", "chand"):
        service.suggest(red.act(who), listed=refuge, values=guess)
    given = {"address": "https://partner.example/feed", "code": "partner", "title": "Partner"}
    subscription = service.subscribe(red.act(), **given).facts["subscription"]
    return World(red, refuge, red.listed("K9"), batch, subscription)


# Routes -----------------------------------------------------------------------------------------

Case = Callable[[World], Iterable[str]]


def at(*paths: str) -> Case:
    """Addresses of the register: `{n}` is the refuge, `{c}` the closed one."""
    return lambda world: [
        HOME + path.format(n=world.refuge, c=world.closed, b=world.batch, s=world.subscription)
        for path in paths
    ]


def tiles(_world: World) -> list[str]:
    """Every tile in which the refuge lies, from the whole world to a few hundred metres."""
    return [f"{HOME}tiles/{z}/{x}/{y}.json" for z, x, y in tiles_at(LON, LAT)]


def tiles_at(lon: float, lat: float) -> Iterator[tuple[int, int, int]]:
    for z in range(NEAREST):
        one = tile_of(z, micro(lon), micro(lat))
        yield one.z, one.x, one.y


ASKED = ("", "?q=Amapola", "?country=MX", *(f"?q={word}" for word in WORDS))
DIGEST = "0" * 64
ROUTES: dict[str, Case] = {
    "register": at(*ASKED, "?q=Zorzal", "?q=Calandria"),
    "listed": at("{n}/", "{c}/"),
    "history": at("{n}/history", "{c}/history"),
    "raw": at("{n}/sources", "{c}/sources"),
    "map": at("map", "map?part=list", *(f"map{asked}" for asked in ASKED if asked)),
    "embed": at("embed", "embed?part=list"),
    "tile": tiles,
    "land": lambda _world: ["/register/land/3/1/3.svg"],
    "sources": at("sources/"),
    "add_source": at("sources/add"),
    "source": at("sources/of/lista/", "sources/of/cerrada/"),
    "change_source": at("sources/of/lista/change"),
    "import": at("import"),
    "preview": at(f"import/{DIGEST}"),
    "columns": at(f"import/{DIGEST}/columns"),
    "take": at(f"import/{DIGEST}/take"),
    "throw_away": at(f"import/{DIGEST}/throw-away"),
    "batch": at("batches/{b}"),
    "undo": at("batches/{b}/undo"),
    "moved": at("batches/{b}/new", "batches/{b}/changed", "batches/{b}/vanished"),
    "new": at("new"),
    "correct": at("{n}/correct", "{c}/correct"),
    "office": at("{n}/office"),
    "ours": at("{n}/ours"),
    "suggestions": at("suggestions"),
    "desk": at("desk"),
    "find_matches": at("desk/find"),
    "pair": at("pairs/1"),
    "data": at("data"),
    "dictionary": at("data/columns.csv"),
    "geojson": at(*(f"organisations.geojson{asked}" for asked in ASKED)),
    "csv": at(*(f"organisations.csv{asked}" for asked in ASKED)),
    "jsonld": at("organisations.jsonld"),
    "profiles": at("murmurations.json"),
    "one_jsonld": at("{n}.jsonld", "{c}.jsonld"),
    "profile": at("{n}/murmurations.json", "{c}/murmurations.json"),
    "concepts": at("concepts/"),
    "concepts_of": at("concepts/icls"),
    "feed": at("feed", "feed?since=1"),
    "key": at("key"),
    "subscriptions": at("subscriptions"),
    "end_subscription": at("subscriptions/{s}/end"),
}
API = "/api/v1/registers"
API_ROUTES: dict[str, Case] = {
    "/api/v1/registers": lambda _world: [API],
    "/api/v1/registers/{slug}/organisations": lambda _world: [
        f"{API}/red/organisations{asked}" for asked in ASKED
    ],
    "/api/v1/registers/{slug}/facets": lambda _world: [f"{API}/red/facets{one}" for one in ASKED],
    "/api/v1/registers/{slug}/organisations/{number}": lambda world: [
        f"{API}/red/organisations/{number}" for number in (world.refuge, world.closed)
    ],
}
BESIDES = ("/", "/o/red/", "/o/red/chronicle/", "/api/v1/organisations/red/chronicle")


def names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Every route of the room, by its name."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        else:
            assert one.name, one
            yield one.name


def addresses(world: World) -> list[str]:
    cases = (*ROUTES.values(), *API_ROUTES.values())
    return [*(address for case in cases for address in case(world)), *BESIDES]


# What comes out ---------------------------------------------------------------------------------


def text_of(response: Any) -> str:
    """All that a response says, its heads as well."""
    parts = response.streaming_content if response.streaming else [response.content]
    heads = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return heads + b"".join(parts).decode("utf-8", "replace")


def without_what_was_asked(text: str, address: str) -> str:
    """Who asks for a word sees it in the field of the search again, whether it is there or not."""
    asked = re.search(r"[?&]q=([^&]*)", address)
    return re.sub(re.escape(asked[1]), "", text) if asked else text


def rounded(degrees: float, least: int) -> set[str]:
    """Degrees in every rounding from so many digits on, and in millionths."""
    found = {f"{degrees:.{digits}f}".lstrip("-") for digits in range(least, 7)}
    return found | {str(round(abs(degrees) * 1_000_000))}


def told_of_the_refuge(text: str, exposure: str) -> list[str]:
    """What of the place stands in a text and must not."""
    secrets = {*WORDS, *rounded(LON, 2), *rounded(LAT, 2)}
    if exposure == "hidden":
        secrets |= {f"{abs(side):.{digits}f}" for side in CELL for digits in (2, 3)}
    return sorted(one for one in secrets if re.search(rf"(?<![0-9]){re.escape(one)}", text))


def visitors(world: World) -> dict[str, Client]:
    """Nobody, a stranger and a member; these two have suggested where it is."""
    group = world.held.group
    return {one: group.browser(one) if one else Client() for one in ("", "kofi", "chand")}


def read(client: Client, address: str) -> str:
    response: HttpResponse = client.get(address)
    assert response.status_code < 500, address
    return without_what_was_asked(text_of(response), address)


# Tests ------------------------------------------------------------------------------------------


def test_every_route_of_the_room_and_of_its_api_has_a_case_here() -> None:
    assert set(names(urlpatterns)) == set(ROUTES)
    there = {path for path in api.get_openapi_schema()["paths"] if "/registers" in path}
    assert there == set(API_ROUTES)


@pytest.mark.parametrize("exposure", ["hidden", "coarse"])
def test_a_guarded_place_leaves_by_no_route(exposure: str) -> None:
    world = a_world(exposure)
    leaks = [
        (who, address, told)
        for who, client in visitors(world).items()
        for address in addresses(world)
        if (told := told_of_the_refuge(read(client, address), exposure))
    ]
    assert leaks == []


@pytest.mark.parametrize("exposure", ["hidden", "coarse"])
def test_a_guarded_place_is_on_no_nearer_tile_than_it_may(exposure: str) -> None:
    world = a_world(exposure)
    allowed = set(tiles_at(*CELL)) if exposure == "coarse" else set()
    for client in visitors(world).values():
        for tile in tiles_at(LON, LAT):
            path = "{}tiles/{}/{}/{}.json".format(HOME, *tile)
            spots = client.get(path).json()["spots"]
            alone = [one for one in spots if REFUGE in one]
            assert tile in allowed or not alone, tile


@pytest.mark.parametrize("exposure", ["hidden", "coarse"])
def test_nobody_finds_it_by_the_words_of_its_place(exposure: str) -> None:
    world = a_world(exposure)
    lists = ("{0}?q={1}", "{0}map?q={1}", "{0}organisations.csv?q={1}")
    paths = [*lists, "/api/v1/registers/red/organisations?q={1}"]
    for client in visitors(world).values():
        for word in WORDS:
            for path in paths:
                assert REFUGE not in read(client, path.format(HOME, word)), (path, word)


def test_what_is_not_hidden_is_seen_so_that_these_tests_can_fail() -> None:
    world, client = a_world("open"), Client()
    seen = {
        address.removeprefix(HOME).partition("?")[0]
        for address in addresses(world)
        if told_of_the_refuge(read(client, address), "open")
    }
    routes = ("", "{n}/", "{n}/history", "organisations.csv", "organisations.geojson", "{n}.jsonld")
    also = ("organisations.jsonld", "{n}/murmurations.json", "feed", "map")
    assert {one.format(n=world.refuge) for one in (*routes, *also)} <= seen
    assert any(one.startswith("tiles/16/") for one in seen)
    assert any("/organisations/" in one for one in seen)


def test_what_no_source_lets_out_is_told_to_no_outsider() -> None:
    world = a_world("open")
    secrets, client = (*CLOSED_WORDS, f"{LON + 1:.6f}".lstrip("-")), Client()
    texts = {address: read(client, address) for address in addresses(world)}
    leaks = [(where, word) for where, text in texts.items() for word in secrets if word in text]
    assert leaks == []
    assert CLOSED in read(visitors(world)["chand"], HOME), "members see it"
