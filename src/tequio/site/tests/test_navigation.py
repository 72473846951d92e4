"""The menu leads somewhere, and says where the reader is."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from tequio.ecosystem.queries.own_ties import has_actors
from tequio.ecosystem.service import say_asset
from tequio.ecosystem.tests.stage import table
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


@pytest.mark.django_db
def test_whoever_brings_organisations_together_has_the_quarter_in_the_menu() -> None:
    here = table()
    weavers, listed = here.member()
    network, own = (
        group.browser("chand").get(f"/o/{group.slug}/").content.decode()
        for group in (here.group, weavers)
    )
    assert ("This quarter" in network, "Us in the networks" in network) == (True, False)
    assert ("This quarter" in own, "Us in the networks" in own) == (False, True)
    assert not has_actors(here.keeper)
    here.does(say_asset, listed=listed, asset="care")
    assert has_actors(here.keeper)
