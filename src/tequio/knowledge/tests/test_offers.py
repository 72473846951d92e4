"""What is published is offered, and whoever receives it answers as they like."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.queries import check
from tequio.knowledge.queries.offers import offers_by, offers_to
from tequio.knowledge.queries.taking_up import asked_by
from tequio.knowledge.queries.transfers import transfers_from, transfers_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import assessed, proposed, taken_up, township
from tequio.knowledge.tests.writing import a_design, begun, published
from tequio.membership.tests import groups
from tequio.screening.tests.stage import with_assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


@pytest.fixture
def group(here):
    return here.member()[0]


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_an_offer_is_answered_in_both_books(here, group):
    practice = published(here)
    given = {"innovation": practice, "receiver": "weavers", "words": "You have small children."}
    made = here.does(service.offer, **given)["offer"]
    with refused("offer_waits_already"):
        here.does(service.offer, **given)
    (seen,) = offers_to(group.id, is_waiting=True)
    assert (seen.keeper[1], seen.title) == ("network", "A rota of mothers")
    assert seen.words == given["words"]
    answer = {"keeper": "network", "offer": made, "answer": "taken_up", "words": "Gladly."}
    with refused("office_not_held"):
        here.for_group(group, service.answer_offer, "chand", **answer)
    for wrong in ({"offer": made + 999}, {"keeper": "nobody"}):
        with refused("no_such_offer_of_practice"):
            here.for_group(group, service.answer_offer, **answer | wrong)
    here.for_group(group, service.answer_offer, **answer)
    with refused("offer_of_practice_answered"):
        here.for_group(group, service.answer_offer, **answer)
    assert offers_to(group.id, is_waiting=True) == []
    assert [one.answer_words for one in offers_by(here.keeper)] == ["Gladly."]
    number = taken_up(here, group, Practice(practice, keeper="network"))
    assert transfers_of(group.id)[0].source[1] == "network"
    assert [one.id for one in transfers_from(here.keeper, innovation=practice)] == [number]
    assert list(check(here.keeper)) == list(check(group.id)) == []


def test_only_what_is_published_is_offered_and_to_others(here, group):
    practice = begun(here)
    given = {"innovation": practice, "receiver": "weavers"}
    with refused("offered_unpublished"):
        here.does(service.offer, **given)
    here.does(service.publish, innovation=practice)
    for receiver in ("network", "nobody"):
        with refused("no_receiver_of_offer"):
            here.does(service.offer, **given | {"receiver": receiver})
    with refused("no_practice_to_read"):
        here.does(service.offer, **given | {"innovation": practice + 999})
    with refused("office_not_held"):
        here.does(service.offer, "chand", **given)


def test_what_was_offered_can_be_read_by_who_does_not_belong(here):
    far = groups.found("far")
    with_assembly(far)
    practice = Practice(published(here), keeper="network")
    with refused("no_practice_to_read"):
        proposed(here, far, practice)
    here.does(service.offer, innovation=practice.innovation, receiver="far")
    proposed(here, far, practice)


def test_an_offer_opens_the_version_that_was_offered_and_no_later_one(here):
    far = groups.found("far")
    with_assembly(far)
    practice = published(here)
    made = here.does(service.offer, innovation=practice, receiver="far")["offer"]
    here.does(service.publish, innovation=practice, is_public=False)
    new = a_design("Only for ourselves")
    here.does(service.write_version, "chand", innovation=practice, based_on=1, design=new)
    assert offers_to(far.id)[0].title == "A rota of mothers"
    with refused("no_practice_to_read"):
        proposed(here, far, Practice(practice, 2, keeper="network"))
    proposal = proposed(here, far, Practice(practice, keeper="network"))
    assert asked_by(far.id, proposal)["version"] == 1
    answer = {"keeper": "network", "offer": made, "answer": "declined"}
    here.for_group(far, service.answer_offer, **answer)
    with refused("no_practice_to_read"):
        proposed(here, far, Practice(practice, 1, keeper="network"))


def test_nothing_is_taken_up_from_oneself(here):
    for keeper in ("", "network"):
        with refused("practice_of_ones_own"):
            proposed(here, here.group, Practice(published(here), keeper=keeper))


def test_a_practice_without_a_core_or_a_need_is_not_assessed(here):
    kasi = township(here)
    with refused("nothing_needed_told"):
        assessed(here, kasi, Practice(begun(here)))
    empty = begun(here, design=a_design(components=[]))
    with refused("no_core_component"):
        assessed(here, kasi, Practice(empty))
