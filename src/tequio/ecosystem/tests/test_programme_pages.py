"""Pages of programmes and of the map of effects: who was asked, and where they disagree."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.service.programmes import NewAffected
from tequio.ecosystem.tests.pressing import at, browser, opens, press, text
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_policies_made import DRIVERS, begun, drafted, recorded
from tequio.knowledge.tests.writing import begun as a_practice

pytestmark = pytest.mark.django_db
EVERYBODY = ("asha", "chand", "weaver", "outsider")
QUERIES_OF_PROGRAMME, QUERIES_OF_EFFECTS = 20, 18


@pytest.fixture
def stage() -> Stage:
    stage = table()
    group, listed = stage.member()
    stage.group.people["weaver"] = group.people["asha"]
    stage.weavers = listed  # type: ignore[attr-defined]
    return stage


def test_a_programme_is_walked_from_its_draft_to_its_opening(stage):
    asha = browser(stage, "asha")
    page = press(asha, at(stage, "programmes/"), "draft", title="Loans", words="To buy vehicles.")
    place = page.redirect_chain[-1][0]
    assert press(asha, place, "open").status_code == 409
    told = {"kind": "women", "who": "Riders", "benefits": "They own.", "part": "co_decide"}
    bare = press(asha, place, "name", **told, harms="")
    assert bare.status_code == 422
    page = press(asha, place, "name", **told, harms="Debts.")
    assert "Riders have not answered yet" in text(page)
    assert "All of them have answered. not yet" in text(page)
    (code,) = {one.partition('"')[0] for one in page.content.decode().split('value="reply-')[1:]}
    reply = {"answer": "refuses", "words": "First the debts."}
    uncounted = press(asha, place, f"reply-{code}", **reply)
    assert uncounted.status_code == 422
    page = text(press(asha, place, f"reply-{code}", **reply, present=14))
    for words in ("1 of 1 whom it would touch says no.", "First the debts.", "14 were there"):
        assert words in page
    page = press(asha, place, "open")
    assert "open since" in text(page)
    assert 'value="name"' not in page.content.decode()
    assert "says no" in text(page), "it stays beside it"


def test_an_organisation_answers_for_those_for_whom_it_speaks(stage):
    number = drafted(stage)
    named = NewAffected("women", "Weavers.", "Work.", "None.", "decide", stage.weavers)
    for affected in (named, DRIVERS):
        stage.does(service.name_affected, programme=number, affected=affected)
    weaver, place = browser(stage, "weaver"), at(stage, f"programmes/{number}")
    shown = weaver.get(place).content.decode()
    (code,) = {one.partition('"')[0] for one in shown.split('value="reply-')[1:]}
    of_organisers = browser(stage, "asha").get(place).content.decode()
    assert f"reply-{code}" not in of_organisers, "nobody else answers for them"
    page = text(press(weaver, place, f"reply-{code}", answer="agrees", words="Yes."))
    assert "they answered themselves" in page
    assert "1 of 2 answered itself." in page


def test_effects_are_argued_side_by_side_and_taken_back(stage):
    number = drafted(stage)
    place = at(stage, f"effects/programme/{number}")
    stage.does(
        service.argue_effect,
        about="programme",
        number=number,
        domain="power",
        argument=Argument("helps", "funders", "They own."),
    )
    weaver = browser(stage, "weaver")
    silent = press(weaver, place, "argue", domain="power", direction="harms", kind="", words="X")
    assert silent.status_code == 422
    told = {"domain": "power", "direction": "harms", "kind": "women", "words": "Who decides?"}
    page = text(press(weaver, place, "argue", **told, listed=stage.weavers))
    for words in ("Power: who decides they disagree", "Who decides? women’s groups · Weavers"):
        assert words in page
    assert page.index("Power: who decides") < page.index("Care: who looks after whom")
    again = press(weaver, place, "argue", **told)
    assert (again.status_code, "effect_said_already" in text(again)) == (409, True)
    shown = weaver.get(place).content.decode()
    (mine,) = {one.partition('"')[0] for one in shown.split('value="withdraw-')[1:]}
    assert "one side only has spoken" in text(press(weaver, place, f"withdraw-{mine}"))


@pytest.mark.parametrize("is_public", [False, True])
def test_who_sees_programmes_and_effects(stage, is_public):
    stage.adopts(ecosystem__public=is_public)
    number = drafted(stage)
    advice = recorded(stage, begun(stage))
    outside = 200 if is_public else 404
    of_effects = [f"effects/programme/{number}", f"effects/recommendation/{advice}"]
    for page in ("programmes/", f"programmes/{number}", *of_effects):
        assert opens(stage, page, *EVERYBODY) == [200, 200, 200, outside]
    for page in (f"effects/weather/{number}", "effects/alliance/1", "effects/innovation/1"):
        assert opens(stage, page, "asha") == [404]
    shown = [browser(stage, one).get(at(stage, of_effects[0])) for one in ("asha", "chand")]
    assert all('value="argue"' in one.content.decode() for one in shown)


def test_what_is_not_published_of_a_practice_is_not_argued_before_outsiders(stage):
    stage.adopts(ecosystem__public=True)
    number = a_practice(stage)
    page = f"effects/innovation/{number}"
    assert opens(stage, page, "chand", "outsider") == [200, 404]
    practice = browser(stage, "chand").get(f"/o/{stage.group.slug}/practices/{number}")
    assert at(stage, page) in practice.content.decode(), "its own page leads there"


def test_pages_read_no_more_for_more_who_are_affected_and_argue(stage, django_assert_num_queries):
    number = drafted(stage)
    about = {"about": "programme", "number": number}
    chand = browser(stage, "chand")
    places = {
        at(stage, f"programmes/{number}"): QUERIES_OF_PROGRAMME,
        at(stage, f"effects/programme/{number}"): QUERIES_OF_EFFECTS,
    }

    def more(domain: str, name: str) -> None:
        listed = stage.lists(name)
        named = NewAffected("women", name, "Work.", "None.", "decide", listed)
        affected = stage.does(service.name_affected, programme=number, affected=named)["affected"]
        reply = {"affected": affected, "answer": "agrees", "words": "Yes.", "present": 3}
        stage.does(service.reply_as_affected, **reply)
        argument = Argument("helps", "women", "They own.", listed)
        stage.does(service.argue_effect, domain=domain, argument=argument, **about)

    more("care", "North")
    for place in places:
        chand.get(place)
    for place, allowed in places.items():
        with django_assert_num_queries(allowed):
            chand.get(place)
    more("power", "South")
    for place, allowed in places.items():
        with django_assert_num_queries(allowed):
            chand.get(place)
