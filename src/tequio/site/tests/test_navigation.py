"""The menu leads somewhere, and says where the reader is."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from tequio.site import navigation, telling
from tequio.site.icons import ICONS


@pytest.mark.parametrize(("name", "label", "sign"), navigation.ROOMS)
def test_every_room_of_the_menu_has_an_address_words_and_a_sign(
    name: str, label: str, sign: str
) -> None:
    assert reverse(name, args=["a-group"]).startswith("/o/a-group/")
    assert label
    assert sign in ICONS


def test_the_longest_address_that_fits_is_where_the_reader_is() -> None:
    with translation.override("en"):
        here = [one.label for one in navigation.places("g", "/o/g/books/pay") if one.is_here]
        home = [one.label for one in navigation.places("g", "/o/g/") if one.is_here]
    assert here == ["Books"]
    assert home == ["Our group"]


@pytest.mark.parametrize("name", sorted(telling.PLACES.values()))
def test_every_thing_that_a_line_names_has_its_page(name: str) -> None:
    assert reverse(name, args=["a-group", 7])
