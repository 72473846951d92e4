"""Pages have room for the words of other languages, on a narrow phone: each page in one of them,
the next page in the next."""

from __future__ import annotations

from typing import Any

import pytest

from tequio.site import languages, translations
from tests.browser import looking
from tests.browser.walking import Walk

ELSEWHERE = {"en", "hi"}
"""Languages whose pages are walked through on their own."""
CODES = sorted({languages.code_of(folder) for folder in translations.sources()} - ELSEWHERE)


def cramped(context: Any, walk: Walk, code: str) -> list[str]:
    """Of the pages that fall to this language, those that are wider than a phone in it, or have
    targets too small to touch."""
    found = []
    mine = sorted(walk.pages)[CODES.index(code) :: len(CODES)]
    page = context.new_page()
    page.set_viewport_size({"width": looking.NARROW, "height": 780})
    with walk.reading(code) as readers:
        for visitor, places in readers.values():
            context.clear_cookies()
            context.add_cookies(visitor.cookies())
            for route in places.keys() & set(mine):
                page.goto(walk.home + places[route])
                over, small = looking.overflow(page), looking.small_targets(page)
                lang = page.locator("html").get_attribute("lang")
                if over > 0 or small or lang != code:
                    found.append(f"{route} ({places[route]}): {over} px, {small}, {lang}")
    return found


@pytest.mark.parametrize("code", CODES)
def test_pages_have_room_for_the_words_of_a_language(code: str, walk: Walk, context: Any) -> None:
    assert cramped(context, walk, code) == []


def test_a_word_too_long_for_a_phone_is_found(walk: Walk, context: Any) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": looking.NARROW, "height": 780})
    page.goto(walk.home)
    page.evaluate("() => { document.querySelector('h1').style.minWidth = '500px'; }")
    assert looking.overflow(page) > 0
