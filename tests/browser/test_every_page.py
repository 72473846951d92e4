"""Every page of the house, found by walking: two widths, light and dark, keyboard, weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.browser import looking
from tests.browser.cases import DIRECT, NO_PAGE
from tests.browser.walking import NOBODY, Example, Reading, Visitor, Walk, routes

FIRST_PAGE, LATER_PAGE, WITH_A_MAP = 100_000, 15_000, 60_000
PAGES = [name for name in routes() if name not in NO_PAGE]


class Windows:
    """Of each person one window for all pages: opening it costs more than looking at a page."""

    def __init__(self, browser: Any, walk: Walk) -> None:
        self.browser, self.walk = browser, walk
        self.opened: dict[str, Any] = {}

    def show(self, example: Example) -> Any:
        """The page of an example on a phone in daylight, as the person who found it."""
        page = self.opened.get(example.role) or self._open(example.role)
        page.set_viewport_size({"width": looking.NARROW, "height": 780})
        page.emulate_media(color_scheme="light")
        page.goto(self.walk.home + example.path)
        return page

    def _open(self, role: str) -> Any:
        context = self.browser.new_context(locale="en-GB", service_workers="block")
        context.set_default_timeout(30_000)
        context.add_cookies(self.walk.visitors[role].cookies())
        self.opened[role] = context.new_page()
        return self.opened[role]


@pytest.fixture(scope="module")
def windows(browser: Any, walk: Walk) -> Iterator[Windows]:
    found = Windows(browser, walk)
    yield found
    for page in found.opened.values():
        page.context.close()


def test_no_link_of_the_demonstration_leads_astray(walk: Walk) -> None:
    assert walk.broken == []


def test_whoever_walked_is_signed_in_where_the_pages_are_looked_at(walk: Walk) -> None:
    """Workers walk as different people, each on a demonstration of its own."""
    for role, visitor in walk.visitors.items():
        came_to = visitor.get("/account").url
        assert came_to.endswith("/account/sign-in?next=/account") == (role == NOBODY), role
        assert came_to.endswith("/account") or role == NOBODY, role


def test_what_is_no_page_still_has_an_address() -> None:
    assert set(NO_PAGE) | set(DIRECT) <= set(routes())


@pytest.mark.parametrize("route", PAGES)
def test_a_page_stands_at_both_widths_in_both_lights_and_without_a_mouse(
    route: str, walk: Walk, windows: Windows
) -> None:
    if route not in walk.pages:
        assert route in walk.forms, f"no link and no form leads to {route}"
        return
    if walk.pages[route].answer.kind != "text/html":
        return  # a file: a browser would keep it instead of showing it
    page = windows.show(walk.pages[route])
    assert page.locator("h1").count() == 1
    assert looking.overflow(page) <= 0, "wider than a phone"
    assert looking.small_targets(page) == []
    assert looking.barriers(page) == []
    page.set_viewport_size({"width": looking.WIDE, "height": 900})
    assert looking.overflow(page) <= 0
    assert looking.barriers(page) == []
    assert looking.unreached(page) == []
    page.emulate_media(color_scheme="dark")
    assert looking.barriers(page, only=looking.COLOURS) == []


@pytest.mark.parametrize(
    ("listed", "one"), [("lending:loans", "/loans/"), ("ledger:mandates", "/mandates/")]
)
def test_each_of_a_kind_stands_on_a_phone(
    listed: str, one: str, walk: Walk, windows: Windows
) -> None:
    """Loans asked for and paid out, mandates drawn on and not: their pages differ."""
    tail = walk.pages[listed].path.split("/", 3)[-1]
    for home in (walk.pages[listed], *walk.homes):  # not every group has some
        path = "/".join([*home.path.split("/")[:3], tail])
        page = windows.show(replace(home, path=path))
        links = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
        places = sorted({link for link in links if re.search(rf"{one}[0-9]+/$", link)})
        if len(places) > 1:
            break
    assert len(places) > 1
    for place in places:
        page.goto(place)
        assert looking.overflow(page) <= 0, place


def test_pages_are_light(walk: Walk) -> None:
    visitor = Visitor(walk.home)
    front = visitor.get("/")
    files = sum(visitor.get(place).bytes for place in Reading(front.page).files)
    assert front.bytes + files <= FIRST_PAGE
    heavy = {
        route: example.answer.bytes
        for route, example in walk.pages.items()
        if example.answer.kind == "text/html"
        and example.answer.bytes > (WITH_A_MAP if route == "registry:map" else LATER_PAGE)
    }
    assert heavy == {}


def test_every_home_answers_whoever_comes_in(walk: Walk) -> None:
    people = {example.role for example in walk.homes}
    assert walk.homes
    assert all(example.answer.status == 200 for example in walk.homes)
    assert NOBODY not in people
