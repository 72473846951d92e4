"""Who may be one is found by the register's own indexes, and only brought before a person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.registry import service
from tequio.registry.models import CandidateRow
from tequio.registry.tests.office import HERE, opened
from tequio.registry.tests.stage import register

pytestmark = pytest.mark.django_db
NEAR = HERE | {"lat": "6.132400"}
FAR = HERE | {"lat": "6.142400"}
NUMBER = {"scheme": "GB-COH", "raw": "04723210"}
EATEN = {"scheme": "GB-COH", "raw": "4723210"}


@pytest.fixture
def office():
    return opened()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"identifier": NUMBER}, {"identifier": EATEN}),
        ({"address__postcode": "LA14 2PN"}, {"address__postcode": "LA14 2PN"}),
        (
            {"point": HERE, "address__locality": "Lomé"},
            {"point": NEAR, "address__locality": "Lome"},
        ),
    ],
)
def test_a_pair_is_found_by_its_number_its_postcode_or_its_place(office, first, second):
    office.lists("Somebody Else", address__postcode="LA1")
    pair = office.lists("Weavers' Hall", **first), office.lists("Weavers Hall", **second)
    assert office.candidates() == {pair: "open"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        (
            {"point": HERE, "address__locality": "Lomé"},
            {"point": FAR, "address__locality": "Lomé"},
        ),
        (
            {"point": HERE, "address__locality": "Lomé"},
            {"point": NEAR, "address__locality": "Kpalimé"},
        ),
    ],
)
def test_namesakes_with_nothing_else_in_common_are_left_apart(office, first, second):
    office.lists("Novissi", **first)
    office.lists("Novissi", **second)
    assert office.candidates() == {}


MAMELODI = {"address__locality": "Mamelodi", "address__country": "ZA"}


def test_one_name_in_one_town_is_a_question_where_nobody_has_a_point(office):
    kept = office.lists("Kopano Bo-Mme Savings Club", point=HERE, **MAMELODI)
    office.lists("Kopano Bo-Mme Savings Club", **MAMELODI | {"address__locality": "Soweto"})
    office.lists("Kopano Bo-Mme Savings Club", **MAMELODI | {"address__country": "LS"})
    office.lists("Kopano Ba-Rena Savings Club", **MAMELODI)
    assert office.candidates() == {}
    pair = kept, office.lists("Kopano Bo-Mme savings club", **MAMELODI)
    assert office.candidates() == {pair: "open"}
    assert CandidateRow.objects.get().reading == "namesake"


def test_a_word_that_few_names_have_is_enough_where_the_postcodes_are_neighbours(office):
    pair = (
        office.lists("Zanzibar Housing", address__postcode="SW1A 1AA", address__country="GB"),
        office.lists("Zanzibar Homes", address__postcode="SW1A 2BB", address__country="GB"),
    )
    office.lists("Ama", address__postcode="SW1A 9ZZ", address__country="GB")
    assert office.candidates() == {pair: "open"}


def test_two_keys_of_one_publisher_are_two_unless_they_have_one_number():
    held = register().ready()
    held.takes_in(
        "1,Weavers,111,,,LA14 2PN,GB,Live,,,,",
        "2,Weavers,,,,LA14 2PN,GB,Live,,,,",
        "3,Bakers,222,,,SE1 4YR,GB,Live,,,,",
        "4,Bakers,0222,,,SE1 4YR,GB,Live,,,,",
    )
    service.find_matches(held.act())
    rows = CandidateRow.objects.values_list("first_id", "second_id")
    assert set(rows) == {(held.listed("3"), held.listed("4"))}


def test_a_different_number_in_one_place_looks_like_a_successor(office):
    place = {"address__postcode": "LA14 2PN"}
    one = office.lists("Barrow Bakery", identifier=NUMBER, **place)
    office.lists("Barrow Bakery", identifier=NUMBER | {"raw": "999"}, **place)
    assert CandidateRow.objects.get(first_id=one).reading == "successor"


def test_it_goes_on_where_it_stopped_and_finds_nothing_twice(office):
    listed = [office.lists(f"Only {name}") for name in ("Ama", "Kofi", "Esi", "Yaw", "Abla")]
    begun = office.does(service.find_matches, most=2)
    assert (begun["until"], begun["looked_at"]) == (listed[1], 2)
    on = office.does(service.find_matches, after=begun["until"], most=2)
    assert on["until"] == listed[3]
    last = office.does(service.find_matches, after=on["until"], most=2)
    assert (last["until"], last["looked_at"]) == (0, 1)
    one = office.lists("Weavers", address__postcode="LA14 2PN")
    other = office.lists("Weavers", address__postcode="LA14 2PN")
    assert office.does(service.find_matches)["found"]["candidates"] == 0
    assert office.candidates() == {(one, other): "open"}
    assert office.findings() == []


def test_each_is_proposed_once_in_a_search_with_whom_it_is_most_like(office):
    place = {"address__postcode": "LA14 2PN"}
    one, other = (office.lists("Barrow Weavers", **place) for _time in range(2))
    third = office.lists("Barrow Weaver", **place)
    assert office.candidates() == {(one, other): "open", (one, third): "open"}
    office.merges(one, third)
    office.does(service.find_matches)
    assert office.candidates() == {(one, other): "open", (one, third): "same"}
    assert office.findings() == []


def test_looking_takes_as_many_statements_for_more_organisations(office):
    asked = []
    for row in range(2):
        for number in range(3 * (1 + 2 * row)):
            office.lists(f"Cooperative {row} {number}", address__postcode="LA14 2PN")
        CandidateRow.objects.all()
        with CaptureQueriesContext(connection) as counted:
            office.does(service.find_matches)
        asked.append(len(counted))
    assert asked[1] <= asked[0] + 2
    assert asked[1] <= 40
