"""Each quarter it is found what there is to do, something is done, and it is looked back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.models import ActionRow, QuarterRow
from tequio.ecosystem.queries.quarters import quarter_view, quarters
from tequio.ecosystem.rules.quarters import quarter_of
from tequio.ecosystem.tests.networks import HELD, NEEDED, TIED
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_actors import officer_elsewhere, refused

pytestmark = pytest.mark.django_db


TEACHES = {"class__activity": {"scheme": "isic", "code": "85"}}
TEACHING = {"Univ": TEACHES, "FedCoop": TEACHES}


def constructed() -> tuple[Stage, dict[str, int]]:
    """The network of the reference, with every tie confirmed by both sides; two teach."""
    here = table()
    ids = {name: here.lists(name, **TEACHING.get(name, {})) for name in HELD}
    for name, held in HELD.items():
        for asset in held.split():
            here.does(service.say_asset, listed=ids[name], asset=asset)
    for pair in TIED.split():
        one, other = (ids[name] for name in pair.split("–"))
        tie = here.does(service.say_tie, listed=one, other=other, kind="works_with")["tie"]
        here.does(service.confirm_tie, tie=tie, listed=other)
    for asset in NEEDED.split():
        here.does(service.say_need, asset=asset)
    return here, ids


def seen(here: Stage, who: str = "asha"):
    view = quarter_view(here.keeper, here.group.people.get(who), here.at.date())
    assert view is not None
    return view


def test_the_constructed_network_is_found_as_in_the_reference_and_looked_back_upon():
    here, ids = constructed()
    first, second = (str(quarter_of(here.at.date() + timedelta(days))) for days in (0, 100))
    assert quarter_view(here.keeper, None, here.at.date()) is None
    assert refused(here, service.act_on, finding="x", kind="call") == {"quarter_not_taken"}
    assert refused(here, service.take_quarter, "chand") == {"office_not_held"}
    assert here.does(service.take_quarter)["quarter"] == first
    view = seen(here)
    (coalition,) = [one for one in view.findings if one.code == "coalition"]
    assert [view.names[one] for one in coalition.actors] == [
        "CreditUnion",
        "EnergyCoop",
        "Muni",
        "NGO",
        "SHG-A",
    ]
    assert len(coalition.pairs) == 2
    (alone,) = [one for one in view.findings if one.code == "isolate"]
    given = {"finding": alone.key, "kind": "introduce"}
    done = here.does(service.act_on, **given, words="At the fair.")
    assert ids["EnergyCoop"] in done["actors"]
    assert seen(here).actions[alone.key][0].words == "At the fair."

    here.later(100)
    one, other = done["actors"]
    tie = here.does(service.say_tie, listed=one, other=other, kind="shares")["tie"]
    here.does(service.take_quarter)
    (back,) = seen(here).looks_back
    assert (back.code, back.about) == ("became_no_tie", done["action"])
    thanked = {"action": done["action"], "end": "thanked"}
    assert refused(here, service.end_action, **thanked) == {"no_tie_since"}
    here.does(service.confirm_tie, tie=tie, listed=other)
    here.does(service.take_quarter)
    (back,) = seen(here).looks_back
    assert (back.code, back.deed) == ("became_tie", "thank")
    here.does(service.end_action, **thanked)
    here.does(service.take_quarter)
    assert seen(here).looks_back == ()
    assert [quarter for _id, quarter, _day in quarters(here.keeper)] == [second, first]
    assert QuarterRow.objects.count() == 4
    assert here.ecosystem_troubles() == []


def test_an_action_is_one_of_its_finding_and_done_once_until_it_ends():
    here, ids = constructed()
    here.does(service.take_quarter)
    alone = next(one for one in seen(here).findings if one.code == "isolate")
    given = {"finding": alone.key, "kind": "introduce"}
    assert refused(here, service.act_on, "chand", **given) == {"office_not_held"}
    assert refused(here, service.act_on, finding="x", kind="call") == {"nothing_found_so"}
    assert refused(here, service.act_on, **given | {"kind": "call"}) == {"not_its_action"}
    pair = (ids["EnergyCoop"], ids["Muni"])
    for actors, contact in (((1,), None), (pair, pair[0]), (pair, 999), ((1, 999), None)):
        wrong = {"actors": actors, "contact": contact}
        assert refused(here, service.act_on, **given | wrong) == {"actors_not_of_it"}
    first = here.does(service.act_on, **given, actors=pair, contact=ids["FedCoop"])
    assert first["contact"] == ids["FedCoop"]
    same = {"actors": pair[::-1]}
    assert refused(here, service.act_on, **given | same) == {"acted_on_already"}
    ended = {"action": first["action"], "end": "retried"}
    assert refused(here, service.end_action, "chand", **ended) == {"office_not_held"}
    assert refused(here, service.end_action, **ended | {"action": 9}) == {"no_such_action"}
    again = here.does(service.end_action, **ended, words="Nobody came.")["again"]
    assert refused(here, service.end_action, **ended) == {"action_ended"}
    assert refused(here, service.act_on, **given | same) == {"acted_on_already"}
    here.does(service.end_action, action=again, end="dropped")
    here.does(service.act_on, **given | same)
    assert ActionRow.objects.count() == 3
    assert here.ecosystem_troubles() == []


def test_whoever_does_not_see_a_tie_finds_as_if_it_were_not_there():
    here, ids = constructed()
    officer_elsewhere(here)
    here.does(service.set_sight, listed=ids["FedCoop"], sight="organisers")
    here.does(service.take_quarter)
    brokers = {
        who: {one.actors[0] for one in seen(here, who).findings if one.code == "broker"}
        for who in ("asha", "nia")
    }
    assert brokers == {
        "asha": {ids["FedCoop"], ids["SHG-A"]},
        "nia": {ids["SHG-A"]},
    }
    assert seen(here).is_whole
    assert not seen(here, "nia").is_whole
    assert quarter_view(here.keeper, None, here.at.date()) is None, "for who takes part alone"


def test_finding_a_quarter_takes_as_many_queries_for_many_actors(django_assert_max_num_queries):
    here, _ids = constructed()
    with django_assert_max_num_queries(60):
        here.does(service.take_quarter)


def test_an_identical_press_is_answered_with_the_quarter_that_is_there():
    here, _ids = constructed()
    one, other = (here.does(service.take_quarter) for _press in "ab")
    assert (one["is_new"], other["is_new"]) == (True, False)
    assert {**one, "is_new": False} == other
    assert QuarterRow.objects.count() == 1
    here.does(service.say_need, asset="seeds")
    assert here.does(service.take_quarter)["is_new"]
    assert QuarterRow.objects.count() == 2
    assert here.ecosystem_troubles() == []


def test_who_was_introduced_is_looked_back_upon_when_it_turned_out_to_be_another():
    here, ids = constructed()
    here.does(service.take_quarter)
    alone = next(one for one in seen(here).findings if one.code == "isolate")
    given = {"finding": alone.key, "kind": "introduce"}
    done = here.does(service.act_on, **given, actors=(ids["EnergyCoop"], ids["Muni"]))
    town = here.lists("Municipality")
    here.merges(town, ids["Muni"])
    assert seen(here).actions[alone.key][0].actors == (ids["EnergyCoop"], town)
    here.does(service.take_quarter)
    same = {"actors": (ids["EnergyCoop"], town)}
    assert refused(here, service.act_on, **given | same) == {"acted_on_already"}
    here.later(100)
    here.does(service.take_quarter)
    (back,) = seen(here).looks_back
    assert (back.about, set(back.actors)) == (done["action"], {ids["EnergyCoop"], town})
    assert here.ecosystem_troubles() == []
