"""No page needs JavaScript: none has any, and the walk through the door works without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.walking import Walk
from tests.lanes.nodes import Node


@pytest.fixture
def plain(browser: Any) -> Iterator[Any]:
    """A page of a browser whose owner has turned JavaScript off, on a phone."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


WITH_SCRIPT = {
    "ledger:save",
    "offline",
    "circles:meeting",
    "notices:aloud",
    "registry:map",
    "knowledge:meeting",
    "knowledge:observe",
}
"""Pages that a phone keeps or whose form it keeps, one that speaks, and the map that moves: a
script only adds."""


def test_no_page_carries_a_script_but_files_of_its_own_where_a_phone_keeps_it(walk: Walk) -> None:
    found = {
        name: re.findall(r"<script[^>]*>", one.answer.page) for name, one in walk.pages.items()
    }
    assert {name for name, scripts in found.items() if scripts} == WITH_SCRIPT
    named = "site/outbox[-a-z]*|site/pins|circles/sheet|notices/aloud|registry/map"
    own = rf'<script src="/static/(?:{named})\.[0-9a-f]{{12}}\.js" defer>'
    assert all(re.fullmatch(own, one) for scripts in found.values() for one in scripts)


def test_one_press_brings_in_and_the_menu_opens(demonstration: Node, plain: Any) -> None:
    plain.goto(demonstration.url)
    plain.locator("button.person").first.click()
    menu = plain.locator("#menu")
    assert not menu.is_visible()
    plain.locator(".menu-button").click()  # whoever comes in may read another language
    assert menu.is_visible()
    menu.get_by_role("link").nth(1).click()
    plain.locator("h1").wait_for()  # fails where there are two


def test_the_language_is_switched_there_and_back(demonstration: Node, plain: Any) -> None:
    plain.goto(f"{demonstration.url}/account/sign-in")
    plain.locator(".language summary").click()
    plain.locator("button[name=language][value=hi]").click()
    assert plain.locator("html").get_attribute("lang") == "hi"
    assert plain.url.endswith("/account/sign-in")
    plain.locator(".language summary").click()
    plain.get_by_role("button", name="English").click()
    assert plain.locator("html").get_attribute("lang") == "en"
