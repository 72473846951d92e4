"""Pages of policies made together: owners or none, sources, and who was not in the room."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.queries.policies import processes
from tequio.ecosystem.tests.pressing import at, browser, opens, press, text
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_policies_made import begun, recorded

pytestmark = pytest.mark.django_db
EVERYBODY = ("asha", "chand", "weaver", "outsider")
QUERIES_OF_PROCESS = 20


@pytest.fixture
def stage() -> Stage:
    stage = table()
    group, _listed = stage.member()
    stage.group.people["weaver"] = group.people["asha"]
    stage.group.people["warper"] = group.people["chand"]
    return stage


def test_a_process_is_walked_from_its_title_to_what_became_of_a_recommendation(stage):
    asha = browser(stage, "asha")
    page = press(
        asha, at(stage, "policies/"), "begin", title="Roads", words="", framework="seed-blocks@1"
    )
    place = page.redirect_chain[-1][0]
    assert "Nothing was recommended yet." in text(page)
    odd = press(asha, place, "record", number="0", words="")
    assert odd.status_code == 422
    page = press(asha, place, "record", number="3", words="Ask.", blocks=["market_access"])
    assert "Nobody has taken on 1 of 1 recommendations." in text(page)
    assert "3. Ask. Owner: none" in text(page)
    assert "Market access" in text(page)
    again = press(asha, place, "record", number="3", words="Ask again.")
    assert (again.status_code, "recommendation_number_taken" in text(again)) == (422, True)
    (advice,) = [one for one in page.content.decode().split('href="') if one.startswith(place)][:1]
    of_advice = advice.partition('"')[0]
    silent = press(asha, of_advice, "update", status="promised", owner="Ministry", source="")
    assert (silent.status_code, "source_missing" in text(silent)) == (422, True)
    told = {"status": "promised", "owner": "Ministry", "source": "Speech of 3 March"}
    page = text(press(asha, of_advice, "update", **told, words="At last."))
    for words in ("promised", "Owner: Ministry", "seen in: Speech of 3 March", "At last."):
        assert words in page
    assert "Nobody has taken on" not in text(asha.get(place))
    same = press(asha, of_advice, "update", **told)
    assert (same.status_code, "nothing_changed" in text(same)) == (409, True)


def test_a_kind_of_actor_that_was_not_in_the_room_is_named(stage):
    place = at(stage, f"policies/{begun(stage)}")
    warper = browser(stage, "warper")
    assert "Nobody yet from: members and neighbours; workers; women’s groups" in text(
        warper.get(place)
    )
    nobody = press(warper, place, "take_part", kind="workers", role="is_heard", words=" ")
    assert nobody.status_code == 422
    assert "Choose an organisation, or say in words who it is." in text(nobody)
    page = text(press(warper, place, "take_part", kind="workers", role="is_heard", words="Dyers"))
    assert "workers Dyers · is heard" in page
    assert "Nobody yet from: members and neighbours; women’s groups" in page
    own = browser(stage, "weaver").get(place).content.decode()
    assert 'id="take_part-listed"' in own, "an officer may speak for her organisation"
    assert 'id="take_part-listed"' not in warper.get(place).content.decode()


@pytest.mark.parametrize("is_public", [False, True])
def test_who_sees_policies_and_who_writes(stage, is_public):
    stage.adopts(ecosystem__public=is_public)
    number = begun(stage)
    advice = f"policies/{number}/{recorded(stage, number)}"
    outside = 200 if is_public else 404
    for page in ("policies/", f"policies/{number}", advice):
        assert opens(stage, page, *EVERYBODY) == [200, 200, 200, outside]
    deeds = {
        name: browser(stage, name).get(at(stage, advice)).content.decode().count('name="do"')
        for name in EVERYBODY
    }
    assert deeds == {"asha": 1, "chand": 0, "weaver": 0, "outsider": 0}
    assert opens(stage, f"policies/{number}/1", "asha") == [404]
    foreign = browser(stage, "chand").post(
        at(stage, "policies/"), {"do": "begin", "title": "X", "framework": "seed-blocks@1"}
    )
    assert (foreign.status_code, len(processes(stage.keeper))) == (200, 1)


def test_a_process_reads_no_more_for_more_recommendations(stage, django_assert_num_queries):
    number = begun(stage)
    chand, place = browser(stage, "chand"), at(stage, f"policies/{number}")
    recorded(stage, number, 1)
    part = {"process": number, "actor_kind": "women", "role": "writes"}
    stage.does(service.take_part, listed=stage.lists("North"), **part)
    chand.get(place)
    with django_assert_num_queries(QUERIES_OF_PROCESS):
        chand.get(place)
    recorded(stage, number, 2)
    stage.does(service.take_part, listed=stage.lists("South"), **part)
    with django_assert_num_queries(QUERIES_OF_PROCESS):
        chand.get(place)
