"""The pages on which the office works, and those on which others speak to it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.membership.tests.groups import browser_of, stranger
from tequio.registry import service
from tequio.registry.models import CandidateRow, SuggestionRow
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import HERE, opened, with_member

pytestmark = pytest.mark.django_db
NEAR = HERE | {"lat": "6.132100"}


@pytest.fixture
def office():
    return opened(is_public=True)


def asha(office) -> Client:
    return browser_of(office.group.people["asha"])


def at(office, name, *given):
    return reverse(f"registry:{name}", args=[office.group.slug, *given])


def text(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def keys_in(answer):
    return re.findall(r'name="key" value="([^"]+)"', answer.content.decode())


def press(browser, place, **sent):
    """Open the page for its key, and send its form."""
    key = keys_in(browser.get(place))[0]
    return browser.post(place, {"key": key, **sent}, follow=True)


def test_whoever_is_alike_is_shown_before_one_more_is_listed(office):
    office.lists("Weavers of Lomé", address__locality="Lomé")
    place = at(office, "new")
    seen = press(asha(office), place, name_legal="Weavers of Lome")
    assert "Is it one of these?" in text(seen)
    key = keys_in(seen)[0]
    saved = asha(office).post(
        place, {"key": key, "name_legal": "Weavers of Lome", "seen": "yes"}, follow=True
    )
    assert "It is listed." in text(saved)
    straight = press(asha(office), place, name_legal="Bakers of Ho", lat="6,1319", lon="1.2225")
    assert "It is listed." in text(straight)
    lacking = press(asha(office), place, name_legal="", lat="6", lon="")
    assert (lacking.status_code, "needs both" in text(lacking)) == (422, True)
    nameless = press(asha(office), place, name_legal="")
    assert "A name is missing." in text(nameless)


def test_the_office_corrects_and_a_stranger_suggests_on_the_same_page(office):
    listed = office.lists("Ama", address__locality="Ho", status="active", members=3)
    place = at(office, "correct", listed)
    said = {"name_legal": "Ama", "address_locality": "Hohoe", "members": "", "reason": "Visited."}
    press(asha(office), place, **said)
    assert (office.shown(listed).locality, office.shown(listed).status) == ("Hohoe", "")
    assert "sign in" in text(Client().get(place))
    outside = stranger()
    proposal = {"name_legal": "Ama", "address_locality": "Kpando", "words": "They moved."}
    assert "Thank you." in text(press(outside, place, **proposal))
    desk = asha(office).get(at(office, "suggestions"))
    assert all(one in text(desk) for one in ("They moved.", "Hohoe", "Kpando", "Stranger"))
    number = SuggestionRow.objects.get().id
    answer = {"suggestion": str(number), "do": "decline"}
    assert press(asha(office), at(office, "suggestions"), **answer).status_code == 422
    told = {"only": "address.locality", "reason": "Thank you!", "do": "take"}
    press(asha(office), at(office, "suggestions"), suggestion=str(number), **told)
    assert office.shown(listed).locality == "Kpando"
    hers = text(outside.get(at(office, "suggestions")))
    assert all(one in hers for one in ("taken", "Thank you!", "Kpando"))
    assert Client().get(at(office, "suggestions")).status_code == 404
    assert office.findings() == []


def test_pairs_wait_on_the_desk_and_each_answer_leads_to_the_next(office):
    one = office.lists("Weavers", address__postcode="BP 7", point=HERE)
    other = office.lists("Weavers", address__postcode="BP 7", point=NEAR, status="closed")
    for _time in range(2):
        office.lists("Bakers", address__postcode="BP 8")
    desk = asha(office).get(at(office, "desk"))
    assert all(name in text(desk) for name in ("Weavers", "Bakers"))
    first = CandidateRow.objects.get(first_id=one)
    place = at(office, "pair", first.id)
    shown = text(asha(office).get(place))
    assert all(words in shown for words in ("metres lie between them", "agree", "differ", "BP 7"))
    refused = press(asha(office), place, do="keep-first")
    assert (refused.status_code, "A reason is missing." in text(refused)) == (422, True)
    following = press(asha(office), place, do="keep-first", reason="One telephone.")
    assert "Bakers" in text(following)
    assert office.listed(other).merged_into_id == one
    second = CandidateRow.objects.get(state="open")
    done = press(asha(office), at(office, "pair", second.id), do="not-same")
    assert "No pair waits." in text(done)
    assert "found to be one" in text(asha(office).get(place))
    again = press(asha(office), at(office, "desk"))
    assert again.status_code == 405
    sought = asha(office).post(at(office, "find_matches"), {"key": "sought-1"}, follow=True)
    assert "0 new pairs" in text(sought)
    assert office.findings() == []


@pytest.mark.parametrize(
    ("do", "state"),
    [("successor-second", "successor"), ("branch-first", "branch"), ("keep-second", "same")],
)
def test_every_answer_of_the_desk_is_written_down(office, do, state):
    for _time in range(2):
        office.lists("Bakers", address__postcode="BP 8")
    number = CandidateRow.objects.get().id
    press(asha(office), at(office, "pair", number), do=do, reason="Seen.")
    assert CandidateRow.objects.get().state == state


def test_the_office_guards_relates_merges_and_takes_back_on_one_page(office):
    one, other, third = (office.lists(name, point=HERE) for name in ("Ama", "Kofi", "Esi"))
    place = at(office, "office", one)
    press(asha(office), place, do="guard", exposure="hidden")
    assert office.shown(one).lon is None
    related = press(asha(office), place, do="relate", type="member_of", other=str(other))
    number = re.findall(r'name="number" value="(\d+)"', related.content.decode())[0]
    assert "has as a member" in text(asha(office).get(at(office, "office", other)))
    press(asha(office), place, do="end", number=number)
    merged = press(asha(office), place, do="merge", gone=str(third), reason="Twins.")
    assert "Twins." in text(merged)
    merge = re.findall(r'name="number" value="(\d+)"', merged.content.decode())[0]
    moved = asha(office).get(at(office, "office", third))
    assert moved.url == place
    press(asha(office), place, do="undo", number=merge)
    assert office.shown(third) is not None
    wrong = press(asha(office), place, do="relate", type="member_of", other="many")
    assert wrong.status_code == 422
    assert office.findings() == []


def test_an_organisation_asks_is_recognised_and_writes_its_own_record(office):
    group, listed = with_member(opened("others")), office.lists("Weavers")
    place = at(office, "ours", listed)
    hers = browser_of(group.people["asha"])
    assert "waits for an answer" in text(press(hers, place, organisation=str(group.id)))
    number = SuggestionRow.objects.get().id
    asked = {"suggestion": str(number), "listed": str(listed), "party": str(group.id)}
    press(asha(office), at(office, "suggestions"), do="recognise", **asked)
    told = press(hers, place, name_legal="Weavers of Lomé", phone="+228 90", exposure="coarse")
    assert "Your own record is written." in text(told)
    assert (office.shown(listed).sources, office.shown(listed).conflicts) == (2, 1)
    chand, correcting = browser_of(group.people["chand"]), at(office, "correct", listed)
    assert chand.get(place).status_code == 404
    offered = [place in one.get(correcting).content.decode() for one in (hers, chand)]
    assert offered == [True, False]
    press(asha(office), at(office, "office", listed), do="unrecognise")
    assert hers.get(place).status_code == 200
    assert office.findings() == []


def test_officers_of_a_member_write_its_record_though_the_register_is_closed():
    closed = opened()
    group, listed = with_member(closed), closed.lists("Weavers")
    place, hers = at(closed, "ours", listed), browser_of(group.people["asha"])
    assert hers.get(at(closed, "register")).status_code == 404
    closed.does(service.recognise, listed=listed, organisation=group.id)
    told = press(hers, place, name_legal="Weavers", status="active")
    assert "Your own record is written." in text(told)
    assert stranger().get(place).status_code == 404


def test_pages_ask_no_question_more_for_more_rows(office):
    asked = []
    for _time in range(2):
        for name in ("Bakers", "Weavers", "Potters"):
            for _twin in range(2):
                listed = office.lists(f"{name} {_time}{_time}", address__postcode=f"{name}{_time}")
        office.does(service.suggest, "chand", listed=listed, values=(Value("status", "active"),))
        browser = asha(office)
        for name in ("desk", "suggestions"):
            with CaptureQueriesContext(connection) as counted:
                assert browser.get(at(office, name)).status_code == 200
            asked.append(len(counted))
    assert asked[:2] == asked[2:]
