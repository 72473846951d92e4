"""What organisations have, need and how they are tied: who says it, and what is refused."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.models import TieRow, TieWordRow
from tequio.ecosystem.queries.actors import waits_for
from tequio.ecosystem.queries.counts import counts
from tequio.ecosystem.queries.own_ties import ForUs, waiting_for_us
from tequio.ecosystem.tests.stage import Stage, codes, table
from tequio.registry.models import ListedRow
from tequio.registry.queries.hand import listed_of

pytestmark = pytest.mark.django_db


def refused(here: Stage, what, who: str = "asha", **given) -> set[str]:
    return set(codes(here, what, who, **given))


def officer_elsewhere(here: Stage) -> int:
    """The weavers, on this node, whose chair is nobody of the network: her name is Nia."""
    group, listed = here.member()
    here.group.people["nia"] = group.join("Nia", "chair")
    return listed


def test_its_own_officer_says_what_it_has_and_an_organiser_writes_it_down_for_it():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    assert here.does(service.say_asset, "nia", listed=weavers, asset="loan")["is_own"] is True
    told = here.does(service.say_asset, listed=univ, asset="training", words="In two languages.")
    assert told["is_own"] is False
    assert refused(here, service.say_asset, "nia", listed=univ, asset="loan") == {"not_its_officer"}
    given = {"listed": univ, "asset": "training"}
    assert refused(here, service.say_asset, **given) == {"asset_said_already"}
    assert refused(here, service.say_asset, listed=univ, asset="gold") == {"asset_not_known"}
    assert refused(here, service.say_asset, listed=99, asset="loan") == {"no_such_listed"}
    here.does(service.end_asset, holding=told["holding"])
    assert refused(here, service.end_asset, holding=told["holding"]) == {"no_such_asset"}
    here.does(service.say_asset, **given)
    assert here.ecosystem_troubles() == []


def test_what_one_of_this_node_said_itself_is_ended_by_its_own_officers_alone():
    here = table()
    weavers, asset = officer_elsewhere(here), {"asset": "loan"}
    place = f"/o/network/ecosystem/actors/{weavers}"
    for say, end, key in (
        (service.say_asset, service.end_asset, "holding"),
        (service.say_need, service.end_need, "need"),
    ):
        own = here.does(say, "nia", listed=weavers, **asset)[key]
        assert refused(here, end, **{key: own}) == {"speaks_for_itself"}
        offered = f"no-{key.replace('holding', 'asset')}-{own}"
        seen = [offered in text_of(here, one, place) for one in ("asha", "nia")]
        assert seen == [False, True]
        here.does(end, "nia", **{key: own})
        here.does(end, **{key: here.does(say, listed=weavers, **asset)[key]})
    assert here.ecosystem_troubles() == []


def text_of(here: Stage, who: str, place: str) -> str:
    return here.group.browser(who).get(place).content.decode()


def test_a_need_is_of_one_or_of_the_territory():
    here = table()
    univ = here.lists("University")
    of_all = here.does(service.say_need, asset="care")
    of_one = here.does(service.say_need, asset="care", listed=univ)
    assert (of_all["listed"], of_one["listed"]) == (None, univ)
    assert refused(here, service.say_need, asset="care") == {"need_said_already"}
    assert refused(here, service.say_need, asset="care", listed=univ) == {"need_said_already"}
    assert refused(here, service.say_need, asset="gold") == {"asset_not_known"}
    assert refused(here, service.say_need, "chand", asset="loan") == {"office_not_held"}
    assert refused(here, service.end_need, "chand", need=of_all["need"]) == {"office_not_held"}
    here.does(service.end_need, need=of_all["need"])
    assert refused(here, service.end_need, need=of_all["need"]) == {"no_such_need"}
    here.does(service.end_need, need=of_one["need"])
    assert here.ecosystem_troubles() == []


def test_a_tie_is_said_by_one_side_confirmed_by_the_other_and_ended_by_either():
    here = table()
    weavers, univ, town = officer_elsewhere(here), here.lists("University"), here.lists("Town")
    said = here.does(service.say_tie, listed=univ, other=weavers, kind="trains")
    assert (said["giver"], said["is_new"], said["is_own"]) == (univ, True, False)
    tie = said["tie"]
    assert refused(here, service.confirm_tie, tie=tie, listed=univ) == {"side_said_it_already"}
    assert refused(here, service.confirm_tie, tie=tie, listed=town) == {"not_an_end_of_it"}
    assert refused(here, service.confirm_tie, tie=9, listed=town) == {"no_such_tie"}
    assert here.does(service.confirm_tie, "nia", tie=tie, listed=weavers)["is_own"] is True
    here.later(200)
    given = {"listed": weavers, "other": univ, "kind": "trains", "is_receiver": True}
    again = here.does(service.say_tie, "nia", **given)
    assert (again["tie"], again["is_new"]) == (tie, False)
    assert TieRow.objects.count() == 1
    assert TieWordRow.objects.count() == 3
    assert refused(here, service.end_tie, tie=tie, listed=town) == {"not_an_end_of_it"}
    for side in (univ, weavers):
        assert refused(here, service.end_tie, tie=tie, listed=side) == {"speaks_for_itself"}
    here.does(service.end_tie, "nia", tie=tie, listed=weavers, words="The course is over.")
    assert refused(here, service.end_tie, tie=tie, listed=univ) == {"no_such_tie"}
    assert here.ecosystem_troubles() == []


def test_no_tie_leads_to_oneself_or_to_nobody():
    here = table()
    univ = here.lists("University")
    given = {"listed": univ, "other": univ, "kind": "shares"}
    assert refused(here, service.say_tie, **given) == {"one_and_the_same"}
    assert refused(here, service.say_tie, **given | {"other": 99}) == {"no_such_listed"}


def test_who_turned_out_to_be_one_keeps_its_ties():
    here = table()
    univ, faculty, town = (here.lists(name) for name in ("University", "Univ.", "Town"))
    tie = here.does(service.say_tie, listed=faculty, other=town, kind="works_with")["tie"]
    here.merges(univ, faculty)
    given = {"listed": faculty, "other": town, "kind": "works_with"}
    assert refused(here, service.say_tie, **given) == {"merged_away"}
    assert here.does(service.say_tie, **given | {"listed": univ})["tie"] == tie
    assert refused(here, service.confirm_tie, tie=tie, listed=univ) == {"side_said_it_already"}
    here.does(service.confirm_tie, tie=tie, listed=town)
    assert here.ecosystem_troubles() == []


def test_who_sees_its_ties_is_decided_by_itself():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    assert refused(here, service.set_sight, listed=weavers, sight="everybody") == {
        "sight_is_its_own"
    }
    here.does(service.set_sight, "nia", listed=weavers, sight="inside")
    assert here.does(service.set_sight, listed=univ, sight="organisers")["is_own"] is False
    assert refused(here, service.set_sight, "nia", listed=univ, sight="inside") == {
        "not_its_officer"
    }
    assert here.ecosystem_troubles() == []


def test_nobody_speaks_for_a_stranger_for_nobody_or_for_one_that_was_merged_away():
    here = table()
    univ, faculty, town = (here.lists(name) for name in ("University", "Univ.", "Town"))
    tie = here.does(service.say_tie, listed=univ, other=town, kind="trains")["tie"]
    holding = here.does(service.say_asset, listed=univ, asset="loan")["holding"]
    need = here.does(service.say_need, listed=univ, asset="care")["need"]
    here.merges(univ, faculty)
    acts = {
        service.say_asset: {"asset": "water"},
        service.say_need: {"asset": "water"},
        service.say_tie: {"other": town, "kind": "shares"},
        service.confirm_tie: {"tie": tie},
        service.end_tie: {"tie": tie},
        service.set_sight: {"sight": "inside"},
    }
    for what, given in acts.items():
        assert refused(here, what, "chand", listed=univ, **given) == {"not_its_officer"}
        assert refused(here, what, listed=999, **given) == {"no_such_listed"}
        assert refused(here, what, listed=faculty, **given) == {"merged_away"}
    ends = {service.end_asset: {"holding": holding}, service.end_need: {"need": need}}
    for what, given in ends.items():
        assert refused(here, what, "chand", **given) == {"not_its_officer"}
    ListedRow.objects.filter(organisation_id=here.keeper, id=univ).update(is_withdrawn=True)
    for what, given in ends.items():
        assert refused(here, what, **given) == {"no_such_listed"}
    strange = {"tie": 999, "listed": town}
    assert refused(here, service.end_tie, **strange) == {"no_such_tie"}


def test_one_of_this_node_confirms_its_ties_itself_also_what_was_written_down_for_it():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    tie = here.does(service.say_tie, listed=weavers, other=univ, kind="trains")["tie"]
    given = {"tie": tie, "listed": weavers}
    assert refused(here, service.confirm_tie, **given) == {"speaks_for_itself"}
    here.does(service.confirm_tie, tie=tie, listed=univ)
    place = f"/o/network/ecosystem/actors/{weavers}"
    assert f'"yes-{tie}"' not in text_of(here, "asha", place)
    (waiting,) = waits_for(here.keeper, weavers, here.at.date())
    assert not waiting.is_confirmed
    assert waiting_for_us(listed_of(here.keeper, [weavers])[weavers].party) == ForUs(1, 0)
    assert counts(here.keeper, here.at.date())["ties_confirmed"] == 0
    here.does(service.confirm_tie, "nia", **given)
    assert waits_for(here.keeper, weavers, here.at.date()) == []
    assert counts(here.keeper, here.at.date())["ties_confirmed"] == 1
