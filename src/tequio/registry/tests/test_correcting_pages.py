"""Who corrects or lists an organisation sees what could not be read, and where to go next."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tequio.membership.tests.groups import stranger
from tequio.registry import service
from tequio.registry.forms.saying import SayingForm
from tequio.registry.rules.facts import Said
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import opened, with_member
from tequio.registry.tests.test_pages_of_office import asha, at, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return opened(is_public=True)


@pytest.mark.parametrize("name", ["correct", "new"])
def test_what_could_not_be_read_is_led_to_and_its_fold_stands_open(office, name):
    given = [office.lists("Ama")] if name == "correct" else []
    sent = {"name_legal": "Ama", "lat": "200", "lon": "1", "reason": "Seen."}
    page = press(asha(office), at(office, name, *given), **sent)
    told = page.content.decode()
    assert page.status_code == 422
    assert '<a class="touch" href="#id_lat">' in told
    assert "Write degrees such as 6.1319." in text(page).partition("Where it is")[0]
    assert "<details open><summary>A place on the map" in told
    assert "<details><summary>More" in told


def test_unions_and_inventions_are_no_countries_to_choose():
    offered = dict(SayingForm().fields["address_country"].choices)
    assert {"GH", "XK"} <= offered.keys()
    assert offered.keys().isdisjoint({"XA", "XB", "EU", "EZ", "QO"})


def test_the_day_of_an_old_count_is_not_put_under_a_new_one():
    said = {"members": Said("members", 3, until=date(2025, 1, 31))}
    assert SayingForm(said=said)["members_until"].value() is None
    kept, new = (SayingForm({"members": many}, said=said) for many in ("3", "4"))
    assert (kept.is_valid(), kept.changed()) == (True, ())
    assert "members_until" in new.errors


def test_who_keeps_the_register_finds_place_relations_and_merges_from_the_page(office):
    listed = office.lists("Ama")
    page, place = at(office, "listed", listed), f'href="{at(office, "office", listed)}"'
    seen = [place in one.get(page).content.decode() for one in (asha(office), stranger())]
    assert seen == [True, False]


def test_its_own_word_is_named_once(office):
    group, listed = with_member(office), office.lists("Weavers")
    office.does(service.recognise, listed=listed, organisation=group.id)
    office.of(group, service.describe, values=(Value("name.legal", "Weavers"),))
    sources = text(asha(office).get(at(office, "listed", listed))).partition("Who says this")[2]
    assert sources.count("its own word") == 1


def test_who_signs_in_to_suggest_comes_back(office):
    place = at(office, "correct", office.lists("Ama"))
    assert f"?next={place}" in Client().get(place).content.decode()
