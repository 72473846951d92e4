"""What organisers do about a finding reaches those of whom it asks something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.rules.acting import Answers, Request, is_answered, is_asked
from tequio.ecosystem.tests.pressing import text
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_actors import officer_elsewhere
from tequio.membership.tests.groups import browser_of
from tequio.registry import service as registry
from tequio.registry.tests.office import opened, with_member

DAY = date(2026, 3, 2)
MEETING = Request("introduce", frozenset({1, 2}), 3, "", DAY)
CALL = Request("call", frozenset({1}), None, "seeds", DAY)
ALLIANCE = Request("ally", frozenset({1, 2}), None, "", DAY)
NOTHING = Answers(frozenset(), frozenset(), date.min)


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        (MEETING, {1, 2, 3}),
        (replace(MEETING, kind="double"), {1, 2, 3}),
        (CALL, {2, 3, 4}),
        (replace(CALL, kind="second_holder"), {2, 3, 4}),
        (ALLIANCE, {1, 2}),
        (replace(ALLIANCE, kind="invite", contact=3), {1, 2}),
    ],
)
def test_a_meeting_asks_both_and_who_introduces_them_and_a_call_everybody_else(request_, asked):
    assert {one for one in (1, 2, 3, 4) if is_asked(request_, one)} == asked


@pytest.mark.parametrize(
    ("request_", "answers", "answered"),
    [
        (CALL, replace(NOTHING, assets=frozenset({"seeds"})), True),
        (CALL, replace(NOTHING, assets=frozenset({"care"})), False),
        (MEETING, replace(NOTHING, tied_to=frozenset({2})), True),
        (MEETING, replace(NOTHING, tied_to=frozenset({3})), False),
        (ALLIANCE, replace(NOTHING, joined_on=DAY), True),
        (ALLIANCE, replace(NOTHING, joined_on=date(2026, 3, 1)), False),
        (replace(ALLIANCE, kind="invite"), replace(NOTHING, joined_on=DAY), False),
    ],
)
def test_who_has_done_what_is_asked_is_asked_no_more(request_, answers, answered):
    assert is_answered(request_, 1, answers) is answered


def test_who_introduces_two_is_asked_until_an_organiser_says_what_became_of_it():
    assert not is_answered(MEETING, 3, replace(NOTHING, tied_to=frozenset({1, 2})))


@pytest.mark.django_db
def test_officers_learn_at_home_what_organisers_ask_of_them_and_answer_it():
    here = table()
    weavers, univ, town = officer_elsewhere(here), here.lists("University"), here.lists("Town")
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    does(here, "uncovered_need:seeds", "call")
    does(here, f"apart:{weavers}", "introduce", actors=(weavers, univ))
    between = does(here, f"apart:{univ}", "introduce", actors=(univ, town), contact=weavers)
    nia = here.group.browser("nia")
    assert "3 requests of networks wait for us" in text(nia.get("/o/weavers/"))
    own = nia.get("/o/weavers/ecosystem/own")
    for words in ("We are introduced to University", "to each other: Town and University", "Seeds"):
        assert words in text(own)
    assert f'href="/o/network/ecosystem/actors/{weavers}"' in own.content.decode()
    here.does(service.say_asset, "nia", listed=weavers, asset="seeds")
    here.does(service.say_tie, "nia", listed=weavers, other=univ, kind="works_with")
    assert "1 request of a network waits for us" in text(nia.get("/o/weavers/"))
    here.does(service.end_action, action=between, end="dropped")
    assert "Nothing waits for us here" in text(nia.get("/o/weavers/ecosystem/own"))


def does(here: Stage, finding: str, kind: str, **given) -> int:
    return int(here.does(service.act_on, finding=finding, kind=kind, **given)["action"])


@pytest.mark.django_db
def test_members_without_an_office_are_asked_nothing():
    here = table()
    group, _weavers = here.member()
    mo = browser_of(group.join("Mo Ba"))
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    does(here, "uncovered_need:seeds", "call")
    assert "request" not in text(mo.get("/o/weavers/"))
    assert "Nothing waits for us here" in text(mo.get("/o/weavers/ecosystem/own"))


@pytest.mark.django_db
def test_who_is_recognised_and_no_member_is_led_to_where_it_asks_to_be_admitted():
    here = table()
    here.adopts(register__public=True)
    group, listed = with_member(opened("others")), here.lists("Weavers")
    here.of(group, registry.ask_recognition, listed=listed)
    here.does(registry.recognise, listed=listed, organisation=group.id)
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    does(here, "uncovered_need:seeds", "call")
    asha = group.browser("asha")
    own = asha.get(f"/o/{group.facts.slug}/ecosystem/own")
    assert "Who has this: Seeds" in text(own)
    assert f"/o/network/ecosystem/actors/{listed}" not in own.content.decode(), "it would not open"
    assert f'href="/o/{group.facts.slug}/members/federations"' in own.content.decode()
