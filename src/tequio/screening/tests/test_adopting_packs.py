"""By which packs a network judges is what its members decided, to the letter."""

from __future__ import annotations

import pytest

from tequio.governance import queries as governance
from tequio.kernel import Refused
from tequio.screening import service
from tequio.screening.queries import packs
from tequio.screening.queries.packs import ready_text
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.network()


def refused(here, what, who="asha", **given):
    """The codes with which the door answers."""
    with pytest.raises(Refused) as answer:
        here.does(what, who, **given)
    return [one.code for one in answer.value.refusals]


def test_members_are_asked_for_one_text_and_judge_by_exactly_this(here):
    told = here.does(service.propose_pack, "chand", pack="un-ilo")
    words = governance.proposal(here.keeper, told["proposal"])
    assert "United Nations" in words.title
    assert "un-ilo@1" in words.text
    assert told["content"] in words.text.replace(" ", "")
    resolution = here.votes(told["proposal"])
    adopted = here.does(service.adopt_pack, "dalia", proposal=told["proposal"])
    assert (adopted["pack"], adopted["resolution"]) == ("un-ilo@1", resolution)
    found = packs.pack_of(here.keeper, "un-ilo@1")
    assert found.text == ready_text("un-ilo")
    assert found.pack == packs.ready_pack("un-ilo")
    assert packs.packs_by_number(here.keeper, [found.id]) == {found.id: found}
    assert here.troubles() == []


def test_a_code_alone_is_the_newest_version(here):
    here.adopts_pack()
    newer = ready_text("un-ilo").replace("version: 1", "version: 2", 1)
    here.adopts_pack(newer)
    assert packs.pack_of(here.keeper, "un-ilo").key == "un-ilo@2"
    assert [one.key for one in packs.versions(here.keeper, "un-ilo")] == ["un-ilo@1", "un-ilo@2"]
    assert [one.key for one in packs.adopted_packs(here.keeper)] == ["un-ilo@2", "un-ilo@1"]
    for unknown in ("un-ilo@3", "un-ilo@x", "un-ilo@", "fr"):
        assert packs.pack_of(here.keeper, unknown) is None


def test_only_members_ask_and_only_for_what_is_a_pack(here):
    ask = service.propose_pack
    assert refused(here, ask, "nobody", pack="un-ilo") == ["not_a_member"]
    assert refused(here, ask, pack="un-ilo-9") == ["no_such_ready_pack"]
    with pytest.raises(Refused) as answer:
        here.does(ask, pack="pack: Green Label\nversion: 0\n")
    (refusal,) = answer.value.refusals
    assert refusal.code == "not_a_pack"
    problems = dict(refusal.fields)["problems"]
    assert all(word in problems for word in ("pack", "version", "criteria", "title"))


def test_nothing_is_asked_twice(here):
    asked = here.does(service.propose_pack, pack="un-ilo")["proposal"]
    assert refused(here, service.propose_pack, pack="un-ilo") == ["pack_already_proposed"]
    other = ready_text("un-ilo") + "# with a remark\n"
    rival = here.does(service.propose_pack, pack=other)["proposal"]
    here.votes(asked)
    here.votes(rival)
    here.does(service.adopt_pack, proposal=rival)
    assert refused(here, service.adopt_pack, proposal=asked) == ["pack_already_adopted"]
    assert refused(here, service.propose_pack, pack="un-ilo") == ["pack_already_adopted"]
    assert packs.pack_of(here.keeper, "un-ilo@1").text == other


def test_nobody_takes_up_what_the_members_did_not_adopt(here):
    asked = here.does(service.propose_pack, pack="un-ilo")["proposal"]
    take_up = service.adopt_pack
    assert refused(here, take_up, proposal=asked) == ["not_adopted_by_members"]
    assert refused(here, take_up, "chand", proposal=asked) == ["office_not_held"]
    here.votes(asked, is_for=False)
    assert refused(here, take_up, proposal=asked) == ["not_adopted_by_members"]
    assert refused(here, take_up, proposal=asked + 500) == ["nothing_asked_by_it"]
    assert packs.adopted_packs(here.keeper) == []
