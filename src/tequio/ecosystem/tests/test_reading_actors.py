"""Actors are read as they decided: their ties by whom they let, in the order of names."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.queries.actors import actor, actors, waits_for
from tequio.ecosystem.queries.graphs import graph_of
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_actors import officer_elsewhere
from tequio.registry import service as registry

pytestmark = pytest.mark.django_db


def seen_by(here: Stage, who: str, listed: int):
    view = actor(here.keeper, listed, here.group.people.get(who), here.at.date())
    assert view is not None
    return view


def test_a_tie_is_seen_by_whom_both_ends_let_and_always_by_their_own_officers():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    tie = here.does(service.say_tie, listed=univ, other=weavers, kind="trains")["tie"]
    (waiting,) = waits_for(here.keeper, weavers, here.at.date())
    assert (waiting.id, waiting.waits, waiting.gives, waiting.name) == (
        tie,
        True,
        False,
        "University",
    )
    here.does(service.confirm_tie, "nia", tie=tie, listed=weavers)
    (confirmed,) = seen_by(here, "chand", univ).ties
    assert (confirmed.is_confirmed, confirmed.is_own, confirmed.other_is_own) == (
        True,
        False,
        True,
    )
    assert confirmed.gives is True
    here.does(service.set_sight, "nia", listed=weavers, sight="organisers")
    seen = {who: len(seen_by(here, who, univ).ties) for who in ("asha", "nia", "chand", "nobody")}
    assert seen == {"asha": 1, "nia": 1, "chand": 0, "nobody": 0}
    assert not actors(here.keeper, here.group.people["chand"], here.at.date()).graph.ties
    assert seen_by(here, "nia", weavers).speaks
    assert seen_by(here, "nia", weavers).sight == "organisers"
    assert seen_by(here, "chand", weavers).sight is None


def test_what_one_side_said_a_year_ago_waits_for_it_again():
    here = table()
    univ, town = here.lists("University"), here.lists("Town")
    tie = here.does(service.say_tie, listed=univ, other=town, kind="shares")["tie"]
    here.does(service.confirm_tie, tie=tie, listed=town)
    here.later(400)
    here.does(service.say_tie, listed=univ, other=town, kind="shares")
    today = here.at.date()
    assert waits_for(here.keeper, univ, today) == []
    (stale,) = waits_for(here.keeper, town, today)
    assert stale.is_stale


def test_relations_of_the_register_are_ties_that_nobody_has_said():
    here = table()
    univ, union, town = (here.lists(name) for name in ("University", "Union", "Town"))
    here.does(registry.relate, listed=univ, type="member_of", other=union)
    here.does(registry.relate, listed=town, type="member_of", other=union)
    here.does(service.say_tie, listed=town, other=union, kind="works_with")
    graph = graph_of(here.keeper, here.at.date())
    assert {tie.kind for tie in graph.ties} == {"member_of", "works_with"}
    (group,) = graph.groups
    assert (group.id, group.name, group.members) == (union, "Union", frozenset({univ, town}))
    (relation,) = seen_by(here, "asha", univ).ties
    assert (relation.is_relation, relation.waits, relation.is_confirmed) == (True, False, False)


def test_the_register_says_who_is_informal_and_of_whom_most_members_are_women():
    here = table()
    figures = {"members": 20, "women_members": 14, "is_informal": True}
    ours = here.lists("Mothers", **figures)
    here.lists("Town")
    found = {one.name: one for one in graph_of(here.keeper, here.at.date()).actors}
    assert (found["Mothers"].is_informal, found["Mothers"].is_women_led) == (True, True)
    assert (found["Town"].is_informal, found["Town"].is_women_led) == (None, None)
    here.does(service.say_asset, listed=ours, asset="care", words="Every morning.")
    here.does(service.say_need, listed=ours, asset="loan")
    here.does(service.say_need, asset="water")
    read = actors(here.keeper, here.group.people["asha"], here.at.date())
    (view,) = [one for one in read.actors if one.id == ours]
    assert [(one.asset, one.words) for one in view.assets] == [("care", "Every morning.")]
    assert [one.asset for one in view.needs] == ["loan"]
    assert [one.asset for one in read.of_the_territory] == ["water"]
    assert [one.name for one in read.actors] == ["Mothers", "Town"]
