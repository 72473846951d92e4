"""The map in a real browser: drawn, then moved, and asking nothing of any other server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tequio.registry.rules.cartography.projection import mercator
from tequio.registry.rules.cartography.tiles import PIXELS
from tequio.registry.tests.on_the_map import KARA, LOME, a_register, listed
from tests.browser import looking
from tests.browser.places import picture
from tests.lanes.nodes import Node


def told() -> None:
    near_lome = [listed(f"Cave {n}", (LOME[0] + n / 500, LOME[1] + n / 700)) for n in range(12)]
    with transaction.atomic():
        a_register([*near_lome, listed("Novissi <b>de</b> Kara", KARA, precision=10_000)])


@pytest.fixture
def page(node: Node, browser: Any) -> Iterator[Any]:
    node.copy.aside(told)
    context = browser.new_context(viewport={"width": looking.NARROW, "height": 740})
    context.set_default_timeout(30_000)
    page = context.new_page()
    yield page
    context.close()


def _watched(page: Any) -> tuple[list[str], list[str]]:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked


def _presses(page: Any, place: tuple[float, float]) -> None:
    """Press the map where a place is; the script keeps the middle of what was drawn."""
    west, south, east, north = map(float, page.get_attribute("[data-map]", "data-box").split(","))
    box = page.locator("[data-map]").bounding_box()
    pixels = PIXELS << int(page.url.split("at=")[1].split("/")[0])
    (left, top), (right, bottom), (x, y) = (
        mercator(*one) for one in ((west, north), (east, south), place)
    )
    page.mouse.click(
        box["x"] + box["width"] / 2 + (x - (left + right) / 2) * pixels,
        box["y"] + box["height"] / 2 + (y - (top + bottom) / 2) * pixels,
    )


def test_a_drawn_map_moves_once_it_is_asked_to(page: Any, node: Node) -> None:
    said, asked = _watched(page)
    page.goto(f"{node.url}/o/reseau/register/map")
    picture(page, "map-drawn")
    assert looking.barriers(page) == []
    assert looking.unreached(page) == []
    assert not [one for one in asked if "leaflet" in one]

    page.click("[data-loosen]")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 0")
    assert looking.barriers(page) == []
    assert looking.overflow(page) == 0
    before = page.url
    page.keyboard.press("ArrowUp")
    page.wait_for_url(lambda url: url != before)

    page.goto(f"{node.url}/o/reseau/register/map?q=Kara")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 0")
    page.wait_for_url("**at=**")
    page.wait_for_load_state("networkidle")
    _presses(page, KARA)
    page.wait_for_selector(".leaflet-popup-content")
    words = page.inner_text(".leaflet-popup-content")
    page.wait_for_timeout(400)
    picture(page, "map-pressed")
    assert looking.barriers(page) == []
    assert "Novissi <b>de</b> Kara" in words
    assert "within about 10 km" in words
    assert page.get_attribute(".leaflet-popup-content a", "href") == "13/"
    assert [one for one in asked if not one.startswith((node.url, "data:"))] == []
    assert said == []
