"""A network keeps a register of those who work like it: who says what, and who decides."""

from __future__ import annotations

import pytest

from tequio.registry import service
from tequio.registry.rules.saying import Value
from tequio.registry.tests.partners import fetched
from tests.stories.a_register import Register, a_register, joins
from tests.stories.telling import everything_holds, found_circle, refused

BAKERS = "1,Bakers of Elmina,0071,EL1,Elmina,active,yes,-1.35,5.09"
WEAVERS = "2,Weavers of Bonwire,0072,BW1,Bonwire,active,yes,-1.49,6.78"
FISHERS = "3,Fishers of Axim,0073,AX1,Axim,active,yes,-2.24,4.87"


@pytest.fixture
def register(stage) -> Register:
    return a_register(stage)


def test_a_second_edition_tells_what_is_new_and_nobody_is_closed_by_being_left_out(register):
    first = register.takes_in("The state's register", BAKERS, WEAVERS, FISHERS)
    assert (first["new"], first["changed"], first["vanished"]) == (3, 0, 0)

    register.network.stage.later(365)
    again = BAKERS.replace("0071", "71")  # a spreadsheet ate the zeros: nothing changed
    renamed = WEAVERS.replace("Weavers of Bonwire", "Kente House of Bonwire")
    potters = "4,Potters of Vume,0074,VM1,Vume,active,yes,0.44,5.99"
    second = register.takes_in("The state's register", again, renamed, potters)

    assert (second["new"], second["changed"], second["same"]) == (1, 1, 1)
    assert second["vanished"] == 1, "the fishers are missing in the new file"
    fishers = register.listed()["Fishers of Axim"]
    assert fishers.status == "active", "missing is not closed"
    kente = register.number("Kente House of Bonwire")
    assert "Weavers of Bonwire" in register.reads(kente, "history")
    assert everything_holds()


def test_two_sources_disagree_and_what_somebody_found_out_stands_beside_both(register):
    register.takes_in("The state's register", BAKERS.replace("active", "closed"))
    register.takes_in("The federation's list", BAKERS.replace("1,", "F9,", 1).replace("0071", "71"))
    (bakers,) = register.found()
    assert (bakers.sources, bakers.conflicts) == (2, 1), "linked by their number; one says closed"
    assert bakers.status == "closed", "by the statutes the state's word is shown first"
    said = register.reads(bakers.number)
    assert "Sources disagree" in said
    assert "The state's register" in said
    assert "The federation's list" in said

    with refused("why_missing"):
        tells_them_open(register, bakers.number, reason="")
    tells_them_open(register, bakers.number, reason="We bought bread there this morning.")
    said = register.reads(bakers.number)
    assert "Sources disagree" in said, "a correction deletes nobody's word"
    assert everything_holds()


def tells_them_open(register: Register, number: int, *, reason: str) -> None:
    given = {"listed": number, "property": "status", "value": "active"}
    register.does(service.assert_value, **given, reason=reason)


def test_two_are_found_to_be_one_by_a_person_and_it_can_be_taken_back(register):
    register.takes_in("The state's register", BAKERS, WEAVERS)
    unnumbered = "F9,Bakers' Society of Elmina,,EL1,Elmina,active,yes,-1.35,5.09"
    told = register.takes_in("The federation's list", unnumbered)
    assert told["found"]["candidates"] == 1, "they look like one, and wait on the desk"
    assert len(register.found()) == 3, "but a machine merges nobody"

    kept, gone = register.number("Bakers of Elmina"), register.number("Bakers' Society of Elmina")
    two = {"kept": kept, "gone": gone}
    merge = register.does(service.merge, **two, reason="One oven, one chair.")["merge"]
    assert len(register.found()) == 2
    assert f"Number {gone} was merged into this organisation" in register.reads(gone)

    register.does(service.undo_merge, merge=merge, reason="The society moved out years ago.")
    assert len(register.found()) == 3
    assert "Bakers' Society of Elmina" in register.reads(gone)
    assert everything_holds()


def test_namesakes_in_two_villages_stay_two(register):
    keta = "1,Novissi,,,Keta,active,yes,0.99,5.92"
    register.takes_in("The state's register", keta)
    ho = "F1,Novissi,,,Ho,active,yes,0.47,6.61"
    told = register.takes_in("The federation's list", ho)
    assert told["found"]["candidates"] == 0, (
        "one name is no reason: half the villages have a Novissi"
    )
    assert {row.locality for row in register.found("Novissi")} == {"Keta", "Ho"}


def test_of_a_shelter_everybody_reads_what_it_does_and_nobody_where_it_is(register):
    register.takes_in(
        "The state's register", "7,House of rest,0077,CC9,Takoradi,active,yes,-1.76,4.9"
    )
    house = register.number("House of rest")
    assert "Takoradi" in register.reads(house)
    register.does(service.guard_place, listed=house, exposure="hidden")
    for page in ("", "history"):
        assert "Takoradi" not in register.reads(house, page)
    assert "to protect people" in register.reads(house)
    assert register.found("Takoradi") == (), "searching for the town does not betray it"
    assert everything_holds()


def test_a_group_without_papers_is_listed_and_then_writes_its_own_record(register, stage):
    number = register.lists("Nsoroma circle", is_informal=True)
    assert register.listed()["Nsoroma circle"].is_informal, "a name was enough"

    circle = found_circle(stage)
    mine = {"keeper": register.network.slug, "values": (Value("name.legal", "Nsoroma of Nima"),)}
    with refused("not_recognised"):
        circle.does("Bea", service.describe, **mine)
    joins(circle, register.network)
    register.does(service.recognise, listed=number, organisation=circle.organisation)
    circle.does("Bea", service.describe, **mine)

    said = register.reads(number)
    assert "Nsoroma of Nima" in said
    assert "Nsoroma circle" in said, "the network's own word stands beside it"
    assert everything_holds()


def test_a_partner_is_followed_and_its_words_stay_its_own(register, stage):
    register.takes_in("The state's register", BAKERS, WEAVERS)
    north = a_register(stage, "Network of the north")
    address = f"https://coast.example/o/{register.network.slug}/register/feed"
    given = {"address": address, "code": "coast", "title": "Network of the coast"}
    followed = north.does(service.subscribe, **given)["subscription"]
    page = fetched(register.network.slug)
    told = north.does(service.take_feed, subscription=followed, pages=[page])
    assert told["new"] > 0
    assert set(north.listed()) == {"Bakers of Elmina", "Weavers of Bonwire"}
    assert "The state's register" in north.reads(north.number("Bakers of Elmina"))
    assert everything_holds()
