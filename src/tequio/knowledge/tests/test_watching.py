"""In a watch meeting everybody brings one thing that she noticed, in a line or in her voice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.models import ObservationRow, WatchRow
from tequio.knowledge.queries.watched import observation
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.writing import observe
from tequio.screening.tests.stage import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    here = stage.library()
    here.theirs, here.number = here.member()
    return here


def refused(here, what, who="asha", **given):
    with pytest.raises(Refused) as answer:
        here.does(what, who, **given)
    return [one.code for one in answer.value.refusals]


def test_everybody_of_the_network_brings_something_and_guests_are_named(here):
    watch = here.does(service.open_watch, title="First Tuesday")["watch"]
    told = here.does(observe, "chand", kind="need", words="No ride home.", watch=watch)
    assert (told["brought_by"], told["guest"]) == (here.group.people["chand"], None)
    weaver = here.theirs.people["chand"]
    here.group.people["weaver"] = weaver
    spoken = here.does(observe, "weaver", kind="idea", voice=FILE, watch=watch)
    assert (spoken["brought_by"], spoken["text"], spoken["voice"]) == (weaver, None, FILE)
    for_her = {"kind": "practice", "words": "They share a van.", "watch": watch}
    here.does(observe, brought_by=weaver, **for_her)
    guest = here.does(observe, guest="Mrs Okoro", **for_her)
    assert guest["brought_by"] is None
    assert guest["guest"] is not None
    here.does(service.close_watch, watch=watch, present=4)
    row = WatchRow.objects.get(organisation_id=here.keeper, id=watch)
    assert (row.present, row.closed_at) == (4, here.at)
    assert here.troubles() == []


def test_what_waited_in_a_phone_is_taken_after_the_meeting_with_its_day(here):
    watch = here.does(service.open_watch, title="First Tuesday")["watch"]
    held_on = here.at.date()
    here.does(service.close_watch, watch=watch, present=3)
    late = {"kind": "need", "words": "No ride home.", "watch": watch}
    here.later()
    assert refused(here, observe, **late) == ["watch_closed"]
    told = here.does(observe, seen_on=held_on, **late)
    assert told["seen_on"] == held_on.isoformat()
    assert refused(here, service.close_watch, watch=watch, present=3) == ["watch_closed"]


def test_before_its_day_nothing_is_brought_and_never_fewer_are_there_than_brought(here):
    on = here.at.date() + timedelta(days=20)
    watch = here.does(service.open_watch, title="Next month", held_on=on)["watch"]
    seen = {"kind": "need", "words": "No ride home.", "watch": watch}
    assert refused(here, observe, **seen) == ["watch_to_come"]
    assert refused(here, service.close_watch, watch=watch, present=3) == ["watch_to_come"]
    here.later(20)
    for guest in ("Eve", "eve", "Mrs Okoro", ""):
        here.does(observe, guest=guest, **seen)
    assert refused(here, service.close_watch, watch=watch, present=2) == [
        "fewer_present_than_brought"
    ]
    here.does(service.close_watch, watch=watch, present=3)


def test_an_observation_says_something_and_whose_it_is(here):
    stranger = here.group.people["stranger"] = stage.outsider()
    given = {"kind": "need", "words": "No ride home."}
    wrong = {
        "no_such_observation_kind": {"kind": "rumour"},
        "nothing_noticed": {"words": " "},
        "voice_not_kept": {"voice": "a" * 64},
        "noticed_in_the_future": {"seen_on": here.at.date() + timedelta(days=1)},
        "bringer_not_known_here": {"brought_by": stranger},
        "bringer_and_guest": {"brought_by": here.group.people["chand"], "guest": "Eve"},
        "no_such_watch": {"watch": 9_999},
        "no_such_antenna": {"antenna": 9_999},
    }
    for code, change in wrong.items():
        assert refused(here, observe, **given | change) == [code], code
    assert refused(here, observe, "stranger", **given) == ["not_taking_part"]


def test_whoever_brought_it_or_wrote_it_takes_an_observation_back(here):
    chand = here.group.people["chand"]
    said = {"kind": "need", "words": "No ride home.", "brought_by": chand}
    told = here.does(observe, **said)["observation"]
    assert refused(here, service.withdraw_observation, observation=9_999) == ["no_such_observation"]
    back = {"observation": told}
    assert refused(here, service.withdraw_observation, "bina", **back) == ["not_her_observation"]
    here.does(service.withdraw_observation, "chand", **back)
    assert ObservationRow.objects.get(id=told, organisation_id=here.keeper).withdrawn_at == here.at
    assert refused(here, service.withdraw_observation, **back) == ["observation_withdrawn"]
    of_guest = here.does(observe, kind="idea", words="A van.", guest="Eve")["observation"]
    here.does(service.withdraw_observation, observation=of_guest)
    assert observation(here.keeper, of_guest).by == ""
    assert here.troubles() == []


def test_antennas_listen_by_region_sector_and_apex(here):
    given = {"name": "Antenna of the hills", "tier": "region", "region": "The hills"}
    antenna = here.does(service.open_antenna, party=here.theirs.id, **given)["antenna"]
    here.does(observe, "chand", kind="idea", words="A shared mill.", antenna=antenna)
    here.does(service.open_watch, title="In the hills", antenna=antenna)
    here.does(service.close_antenna, antenna=antenna)
    assert refused(here, service.close_antenna, antenna=antenna) == ["no_such_antenna"]
    closed = {"title": "Again", "antenna": antenna}
    assert refused(here, service.open_watch, **closed) == ["no_such_antenna"]
    wrong = {
        "antenna_without_name": {"name": " "},
        "no_such_tier": {"tier": "village"},
        "tier_without_place": {"region": " "},
        "antenna_not_in_network": {"party": stage.library("elsewhere").keeper},
    }
    for code, change in wrong.items():
        assert refused(here, service.open_antenna, **given | change) == [code], code
    assert here.troubles() == []


def test_a_meeting_has_a_title_and_somebody_comes(here):
    watch = here.does(service.open_watch, title="First Tuesday")["watch"]
    assert refused(here, service.open_watch, title=" ") == ["watch_without_title"]
    assert refused(here, service.close_watch, watch=watch, present=0) == ["nobody_at_watch"]
    assert refused(here, service.close_watch, watch=9_999, present=1) == ["no_such_watch"]
