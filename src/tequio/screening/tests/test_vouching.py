"""Groups without papers are known by their neighbours: who vouches is counted, once each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.kernel import Refused, add_months
from tequio.membership import service as membership
from tequio.screening import service
from tequio.screening.queries.evidence import items_of_evidence
from tequio.screening.rules.showing import Shown
from tequio.screening.rules.vouching import objections_to_vouched
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db
SAID = {"examiner": "network", "words": "We meet on the same veranda."}


@pytest.fixture
def here():
    here = stage.network()
    here.subject, here.number = here.member()
    return here


def vouches(here, group, **more):
    given = {"listed": here.number, **SAID} | more
    return here.for_group(group, service.attest, **given)["evidence"]


def refused(here, group, who="asha", **more):
    with pytest.raises(Refused) as answer:
        here.for_group(group, service.attest, who, **{"listed": here.number, **SAID} | more)
    return [one.code for one in answer.value.refusals]


def known(here):
    found = items_of_evidence(here.keeper, [here.number], here.at.date())[here.number]
    return {one.fact: one.value for one in found if not one.is_withdrawn}


def test_neighbours_are_counted_and_the_federation_by_itself(here):
    (one, _), (other, _), (above, _) = map(here.member, ("potters", "smiths", "union"))
    since = here.at.date() - timedelta(days=1)
    membership.admit_organisation(above.id, here.subject.id, since=since)
    vouches(here, one)
    assert known(here) == {"practice.attested_by_groups": 1}
    vouches(here, other, facts=(Shown("practice.decides_together", True),))
    vouches(here, above)
    assert known(here) == {
        "practice.attested_by_groups": 2,
        "practice.attested_by_federation": True,
        "practice.decides_together": True,
    }
    found = items_of_evidence(here.keeper, [here.number], here.at.date())[here.number]
    counted = {item.fact: item.grade for item in found}
    assert counted.pop("practice.decides_together") == 1, "a testimony, and no register"
    assert set(counted.values()) == {3}
    assert here.troubles() == []


def test_who_takes_it_back_or_vouched_too_long_ago_is_not_counted(here):
    (one, _), (other, _) = map(here.member, ("potters", "smiths"))
    first = vouches(here, one)
    vouches(here, other, until=add_months(here.at.date(), -24))
    assert known(here) == {"practice.attested_by_groups": 2}
    here.later(1)
    assert known(here) == {"practice.attested_by_groups": 1}
    vouches(here, other)
    given = {"evidence": first, "examiner": "network", "reason": "They moved away."}
    here.for_group(one, service.withdraw_evidence, **given)
    assert known(here) == {"practice.attested_by_groups": 1}
    vouches(here, one)
    assert known(here) == {"practice.attested_by_groups": 2}


def test_nobody_vouches_for_herself_twice_or_without_words(here):
    one, number = here.member("potters")
    gone = here.lists("Weavers, Lomé")
    here.merges(here.number, gone)
    assert refused(here, one, listed=gone) == ["merged_away"]
    first = vouches(here, one)
    assert refused(here, one) == ["vouches_already"]
    assert refused(here, here.subject) == ["vouches_for_itself"]
    at = {"listed": number}
    assert refused(here, here.subject, words=" ", **at) == ["vouches_without_words"]
    assert refused(here, here.subject, "chand", **at) == ["office_not_held"]
    assert refused(here, here.subject, listed=number + 900) == ["no_such_listed"]
    assert refused(here, here.subject, examiner="nowhere", **at) == ["no_such_register"]
    assert refused(here, here.subject, examiner="potters", **at) == ["not_recognised"]
    tomorrow = here.at.date() + timedelta(days=1)
    assert refused(here, here.subject, until=tomorrow, **at) == ["shown_in_the_future"]
    assert refused(here, here.subject, since=tomorrow, **at) == ["shown_ends_first"]
    assert first == next(iter(known_by(here)))


def known_by(here):
    found = items_of_evidence(here.keeper, [here.number], here.at.date())[here.number]
    return [int(one.reference) for one in found]


def test_others_vouch_for_what_is_done_and_not_for_what_is_written(here):
    one, _number = here.member("potters")
    facts = {
        "not_to_vouch_for": Shown("rules.veto", False),
        "no_such_fact": Shown("practice.luck", True),
        "not_a_value_of_the_fact": Shown("practice.members", "many"),
        "fact_out_of_range": Shown("practice.members", 10**18),
    }
    for code, fact in facts.items():
        assert refused(here, one, facts=(fact,)) == [code]
    counted = Shown("practice.attested_by_groups", 9)
    assert refused(here, one, facts=(counted,)) == ["not_to_vouch_for"]
    twice = (Shown("practice.keys_rotate", True),) * 2
    assert refused(here, one, facts=twice) == ["fact_twice"]
    assert refused(here, one, facts=twice * 40) == ["nothing_shown", "fact_twice"]


def test_who_shares_an_office_holder_or_belongs_to_it_does_not_vouch_and_is_not_counted(here):
    (one, _), (other, _) = map(here.member, ("potters", "smiths"))
    vouches(here, other)
    person, since = one.people["asha"], here.at.date() - timedelta(days=1)
    bodies = {"office": "treasurer", "since": since}
    membership.seat(here.subject.id, person=person, **bodies)
    assert refused(here, one) == refused(here, one, "bina") == ["too_close_to_vouch"]
    assert known(here) == {"practice.attested_by_groups": 1}
    membership.seat(here.subject.id, person=other.people["bina"], **bodies)
    assert known(here) == {}


@pytest.mark.parametrize(
    ("fact", "bad", "good"),
    [
        ("practice.veto_used", True, False),
        ("practice.demutualised", True, False),
        ("practice.keys_rotate", False, True),
        ("practice.assemblies", 0, 2),
        ("practice.months_since_assembly", 30, None),
        ("practice.turnout", "1/100", None),
    ],
)
def test_vouching_accuses_nobody(fact, bad, good):
    wrong = objections_to_vouched([Shown(fact, bad)])
    assert [one.code for one in wrong] == ["vouching_accuses"]
    assert good is None or list(objections_to_vouched([Shown(fact, good)])) == []


def test_who_would_accuse_is_sent_to_the_challenge(here):
    one, _number = here.member("potters")
    facts = (Shown("practice.veto_used", True),)
    assert refused(here, one, facts=facts) == ["vouching_accuses"]
