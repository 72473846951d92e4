"""Who corrects or lists an organisation sees what could not be read, and where to go next."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tequio.membership.tests.groups import stranger
from tequio.registry import service
from tequio.registry.forms.saying import SayingForm
from tequio.registry.models import CandidateRow, SuggestionRow
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
    assert "#id_lon" not in told
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


def test_what_was_decided_of_a_pair_names_both_and_leads_to_them(office):
    one = office.lists("Weavers", address__postcode="BP 7")
    other = office.lists("Weavers", address__postcode="BP 7", status="closed")
    for _time in range(2):
        office.lists("Bakers", address__postcode="BP 8")
    place = at(office, "pair", CandidateRow.objects.get(first_id=one).id)
    following = press(asha(office), place, do="keep-first", reason="One telephone.")
    said = f"Weavers ({one}) · Weavers ({other}): They are one from now on. Weavers · Take it back"
    assert said in text(following)
    undo = f'href="{at(office, "office", one)}#merges"'
    assert undo in following.content.decode()
    decided = asha(office).get(place)
    assert "2 · Weavers" in text(decided)
    assert undo in decided.content.decode()


def test_a_pair_shows_first_what_differs_and_folds_the_rest_before_the_answer(office):
    one = office.lists("Weavers", address__postcode="BP 7", status="active")
    office.lists("Weavers", address__postcode="BP 7", status="closed")
    page = asha(office).get(at(office, "pair", CandidateRow.objects.get(first_id=one).id))
    told = text(page)
    places = [told.index(words) for words in (" Status ", "What agrees", "BP 7", "Your answer")]
    assert places == sorted(places)
    assert page.content.decode().index('<details class="fold">') > 0


def test_who_suggests_sees_what_was_taken_of_it_and_finds_it_from_the_register(office):
    listed, hers = office.lists("Ama", status="active"), stranger()
    press(hers, at(office, "correct", listed), name_legal="Ama Coop", status="closed")
    number = SuggestionRow.objects.get().id
    given = {"suggestion": number, "is_taken": True, "only": ("status",)}
    office.does(service.answer_suggestion, **given)
    page = at(office, "suggestions")
    told = text(hers.get(page))
    assert "Closed taken" in told
    assert "Ama Coop declined" in told
    for way in (at(office, "register"), at(office, "listed", listed)):
        seen = [page in one.get(way).content.decode() for one in (hers, Client())]
        assert seen == [True, False]
