"""Books of a group are read only with the consent of its members, and no longer than they want."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.governance import queries as governance
from tequio.kernel import Refused
from tequio.registry import service as registry
from tequio.screening import queries, service
from tequio.screening.queries import consents
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db
ASKED = {"examiner": "network", "packs": ("un-ilo@1",), "books": ("meetings", "money")}


@pytest.fixture
def here():
    here = stage.network()
    here.adopts_pack()
    here.theirs, here.number = here.member()
    return here


def proposes(here, who="chand", **more):
    return here.for_group(here.theirs, service.propose_consent, who, **ASKED | more)["proposal"]


def gives(here, **more):
    asked = proposes(here, **more)
    here.votes(asked, here.theirs)
    return here.for_group(here.theirs, service.give_consent, proposal=asked)


def read(here, pack="un-ilo@1", days=0):
    on = here.at.date() + timedelta(days=days)
    return consents.consented(here.theirs.id, here.keeper, pack, on)


def refused(here, what, who="asha", **given):
    with pytest.raises(Refused) as answer:
        here.for_group(here.theirs, what, who, **given)
    return [one.code for one in answer.value.refusals]


def troubles(here):
    return here.troubles() + [str(one) for one in queries.check(here.theirs.id)]


def test_what_the_members_allow_is_read_for_this_pack_and_no_other(here):
    told = gives(here)
    words = governance.proposal(here.theirs.id, told["proposal"])
    assert "Network" in words.title
    assert "the books of money, as sums" in words.text
    assert "(un-ilo@1)" in words.text
    assert read(here) == {"meetings", "money"}
    assert read(here, "un-ilo@2") == read(here, "green@1") == frozenset()
    assert read(here, days=-1) == frozenset()
    (one,) = consents.consents_of(here.theirs.id)
    assert consents.consents_to(here.keeper) == consents.consents_to(here.keeper, one.organisation)
    assert one.holds(here.at.date())
    assert troubles(here) == []


def test_a_consent_for_all_versions_ends_on_its_day(here):
    gives(here, packs=("un-ilo",), until=here.at.date() + timedelta(days=9))
    assert read(here, "un-ilo@2", days=9) == {"meetings", "money"}
    assert read(here, "un-ilo@2", days=10) == frozenset()


def test_an_officer_takes_it_back_at_once_and_for_every_day(here):
    given = gives(here)
    here.later(9)
    take_back = service.withdraw_consent
    assert refused(here, take_back, "chand", consent=given["consent"]) == ["office_not_held"]
    here.for_group(here.theirs, take_back, "bina", consent=given["consent"])
    assert read(here) == read(here, days=-9) == frozenset()
    assert refused(here, take_back, consent=given["consent"]) == ["consent_already_withdrawn"]
    assert refused(here, take_back, consent=given["consent"] + 500) == ["no_such_consent"]
    assert troubles(here) == []


def test_members_ask_for_what_there_is(here):
    ask = service.propose_consent
    cases = {
        "no_such_register": {"examiner": "nowhere"},
        "not_recognised": {"examiner": "weavers"},
        "nothing_to_read": {"books": ()},
        "no_such_pack": {"packs": ("un-ilo@2",)},
        "no_such_book_of_ours": {"books": ("letters",)},
        "consent_over_by_then": {"until": here.at.date() - timedelta(days=1)},
    }
    for code, change in cases.items():
        assert refused(here, ask, "chand", **ASKED | change) == [code]
    assert refused(here, ask, "dalia", **ASKED) == ["not_a_member"]
    proposes(here)
    assert refused(here, ask, **ASKED | {"books": ("money", "meetings", "money")}) == [
        "consent_already_proposed"
    ]


def test_nothing_is_given_that_was_not_adopted_or_was_given_already(here):
    give = service.give_consent
    asked = proposes(here)
    assert refused(here, give, proposal=asked) == ["not_adopted_by_members"]
    here.votes(asked, here.theirs)
    assert refused(here, give, "bina", proposal=asked) == ["office_not_held"]
    here.for_group(here.theirs, give, proposal=asked)
    assert refused(here, give, proposal=asked) == ["consent_already_given"]
    assert refused(here, give, proposal=asked + 500) == ["nothing_asked_by_it"]


def test_nothing_is_given_too_late(here):
    asked = proposes(here, until=here.at.date())
    here.votes(asked, here.theirs)
    here.does(registry.recognise, listed=here.number, organisation=None)
    assert refused(here, service.give_consent, proposal=asked) == ["not_recognised"]
    here.does(registry.recognise, listed=here.number, organisation=here.theirs.id)
    here.later(1)
    assert refused(here, service.give_consent, proposal=asked) == ["consent_over_by_then"]
