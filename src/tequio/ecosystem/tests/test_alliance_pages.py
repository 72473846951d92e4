"""Pages of alliances: the sector that is missing, the clock with its day, and what each may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tequio.ecosystem.queries.alliances import alliances
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.pressing import at, browser, opens, press, text
from tequio.ecosystem.tests.stage import Stage, table
from tequio.kernel import add_months

pytestmark = pytest.mark.django_db
QUERIES_OF_LIST = 24
EVERYBODY = ("asha", "chand", "weaver", "outsider")


@pytest.fixture
def stage() -> Stage:
    stage = table()
    group, _listed = stage.member()
    stage.group.people["weaver"] = group.people["asha"]
    stage.group.people["warper"] = group.people["chand"]
    return stage


def in_words(day) -> str:
    return f"{day.day} {day:%B %Y}"


def test_an_alliance_is_walked_from_its_name_to_its_folio(stage):
    asha = browser(stage, "asha")
    empty = press(asha, at(stage, "alliances/"), "found", name=" ", rule="nodess")
    assert empty.status_code == 422
    page = press(asha, at(stage, "alliances/"), "found", name="The valley", rule="nodess")
    assert "Missing: Academic institution, Local government" in text(page)
    place = page.redirect_chain[-1][0]
    for name, sector in (("School", "academic"), ("Town hall", "local_government")):
        page = press(asha, place, "join", listed=stage.lists(name), sector=sector)
    assert "Missing: Organisation of the social sector." in text(page)
    school = alliances(stage.keeper, stage.at.date(), is_inside=True)[0].partners[0].listed
    again = press(asha, place, "join", listed=school, sector="academic")
    assert (again.status_code, "Choose an organisation from the list." in text(again)) == (
        422,
        True,
    )
    early = press(asha, place, "register", folio="MX-7")
    assert early.status_code == 409
    press(asha, place, "join", listed=stage.lists("Ejido"), sector="social")
    nothing = press(asha, place, "plan", words="The forest lives.")
    assert (nothing.status_code, "plan_without_actions" in text(nothing)) == (422, True)
    day = (stage.at.date() + timedelta(days=40)).isoformat()
    row = {"what_1": "Mend the nursery.", "where_1": "La Ceiba", "who_1": school, "until_1": day}
    page = press(asha, place, "plan", words="The forest lives.", **row)
    assert "Mend the nursery. La Ceiba School" in text(page)
    page = press(asha, place, "register", folio="MX-7")
    until = add_months(timezone.localdate(), 6)
    assert f"Its time of formation ends {in_words(until)}" in text(page)
    assert "Before it can be admitted" in text(page)
    page = press(asha, place, "follow", words="Twelve came.")
    assert "is in formation and is being followed" in text(page)
    assert press(asha, place, "propose").status_code == 409
    page = press(asha, place, "end", words="The funds went.")
    assert "has ended" in text(page)
    assert 'name="do"' not in page.content.decode()


def test_a_place_that_is_left_is_named_with_the_day_until_which_to_fill_it(stage):
    here = gathered(stage).plans().registers()
    place = at(stage, f"alliances/{here.number}")
    gone = here.listed["local_government"]
    page = text(press(browser(stage, "asha"), place, "leave", listed=gone))
    until = in_words(timezone.localdate() + timedelta(days=90))
    assert "is suspended until its missing place is filled" in page
    assert f"Missing: Local government. The place is to be filled until {until}." in page
    seen = text(browser(stage, "chand").get(at(stage, "alliances/")))
    assert f"missing: Local government · to be filled until {until}" in seen


def test_an_organisation_joins_and_leaves_by_its_own_officer(stage):
    here = gathered(stage, "academic")
    place = at(stage, f"alliances/{here.number}")
    weaver = browser(stage, "weaver")
    own = weaver.get(place).content.decode()
    assert "Weavers of Lomé" in own
    assert 'value="plan"' not in own, "the plan is of the organisers"
    (listed,) = offered(own)
    page = press(weaver, place, "join", listed=listed, sector="social")
    assert "said so itself" in text(page)
    foreign = press(weaver, place, "leave", listed=here.listed["academic"])
    assert foreign.status_code == 422
    assert "It has left." in text(press(weaver, place, "leave", listed=listed))
    assert 'name="do"' not in browser(stage, "warper").get(place).content.decode()


def offered(page: str) -> list[str]:
    """The numbers that the form of joining offers."""
    part = page.partition('id="join-listed"')[2].partition("</select>")[0]
    return [one.partition('"')[0] for one in part.split('value="')[1:] if one[0] != '"']


@pytest.mark.parametrize("is_public", [False, True])
def test_who_sees_alliances(stage, is_public):
    stage.adopts(ecosystem__public=is_public)
    here = gathered(stage)
    outside = 200 if is_public else 404
    for page in ("alliances/", f"alliances/{here.number}"):
        assert opens(stage, page, *EVERYBODY) == [200, 200, 200, outside]
    assert opens(stage, f"alliances/{2**70}", "asha") == [404]


def test_a_list_reads_no_more_for_more_alliances(stage, django_assert_num_queries):
    chand, place = browser(stage, "chand"), at(stage, "alliances/")
    gathered(stage).plans().registers()
    chand.get(place)
    with django_assert_num_queries(QUERIES_OF_LIST):
        chand.get(place)
    gathered(stage).plans().registers("MX-002").is_followed()
    with django_assert_num_queries(QUERIES_OF_LIST):
        chand.get(place)


def test_an_organiser_of_many_actors_types_the_name(stage, monkeypatch):
    monkeypatch.setattr("tequio.registry.visits.LISTED", 2)
    here = gathered(stage, "academic")
    asha, place = browser(stage, "asha"), at(stage, f"alliances/{here.number}")
    for name in ("North ejido", "South ejido"):
        stage.lists(name)
    several = press(asha, place, "join", listed="ejido", sector="social")
    assert "Several organisations are called so." in text(several)
    nobody = press(asha, place, "join", listed="Nobody at all", sector="social")
    assert "Nobody in the register is called so." in text(nobody)
    assert "It takes part from today." in text(
        press(asha, place, "join", listed="North ejido", sector="social")
    )


def test_what_members_adopted_is_carried_out_on_the_page():
    stage = table()
    here = gathered(stage).plans().registers().is_followed()
    stage.later(190)
    with time_machine.travel(stage.at, tick=False):
        place = at(stage, f"alliances/{here.number}")
        asked = press(browser(stage, "chand"), place, "propose")
        assert "The members are asked to admit it." in text(asked)
        proposal = alliances(stage.keeper, stage.at.date(), is_inside=True)[0].waiting
        stage.votes(proposal)
        page = text(press(browser(stage, "asha"), place, "admit"))
        assert "is admitted" in page
        assert "What the members decided" in page
