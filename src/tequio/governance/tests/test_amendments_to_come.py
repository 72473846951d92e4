"""Amendments for days to come: in whatever order they are decided, each day has its statutes and,
for each routine purpose, the one mandate that those statutes ask for."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from tequio.governance.rules.effects import AmendStatutes
from tequio.governance.tests.scene import MONDAY, Scene, founded
from tequio.kernel import Act, Refused, Unit
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Asked
from tequio.statutes.queries import statutes_on

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


@pytest.fixture
def scene() -> Scene:
    return founded(**{"standing.purposes": ["ledger.claim", "ledger.opening", "member.save"]})


def amends(scene, days, **values):
    """All decide that provisions have other values from in some days on; the outcome."""
    plain = {code.replace("__", "."): value for code, value in values.items()}
    effect = AmendStatutes("amendment", plain, TODAY + timedelta(days=days))
    return scene.decides(effect)["outcome"]


def holders(scene, days, purpose="member.save"):
    """Offices of every mandate that holds for a purpose on a day."""
    held = mandates.mandates_of(scene.organisation, TODAY + timedelta(days=days))
    return [
        set(one.grant.offices)
        for one in held
        if purpose in {scope.code for scope in one.grant.scopes}
    ]


CHANGES = ((0, ["chair"]), (5, ["secretary"]), (9, ["treasurer"]), (20, ["bookkeeper"]))


@pytest.mark.parametrize("order", list(permutations(CHANGES)), ids=str)
def test_in_any_order_each_day_has_what_was_decided_for_it(scene, order):
    for days, offices in order:
        assert amends(scene, days, offices__book=offices) == "adopted"
    for days in range(25):
        offices = [which for since, which in CHANGES if since <= days][-1]
        day = TODAY + timedelta(days=days)
        assert statutes_on(scene.organisation, day).offices("offices.book") == tuple(offices)
        assert holders(scene, days) == [set(offices)]


def test_an_earlier_amendment_of_something_else_lasts_beyond_the_later_one(scene):
    assert amends(scene, 30, offices__book=["chair"]) == "adopted"
    assert amends(scene, 10, offices__claim=["secretary"]) == "adopted"
    assert holders(scene, 9) == holders(scene, 29) != [{"chair"}]
    assert holders(scene, 30) == [{"chair"}]
    for days in (10, 29, 30, 400):
        assert holders(scene, days, "ledger.claim") == [{"secretary"}]
    assert holders(scene, 9, "ledger.claim") != [{"secretary"}]


def test_until_an_amendment_begins_what_was_allowed_stays_allowed(scene):
    scene.later(days=10)
    (before,) = mandates.held_from(scene.organisation, TODAY, title="standing")[:1]
    assert amends(scene, 30, offices__book=["chair"]) == "adopted"
    yesterday = scene.today - timedelta(days=1)
    asked = Asked("ledger.claim", "", Unit("GHS", 2), 100, yesterday, scene.today)
    act = Act(scene.person["Caro"], scene.organisation, scene.at, "late")
    chosen = mandates.choose(act, asked)
    assert chosen.objections == (), "what happened yesterday can still be written down"
    now = mandates.mandate(scene.organisation, chosen.mandate)
    assert (now.source, now.source_hash) == (before.source, before.source_hash)
    assert now.decided_on == before.decided_on, "it still comes from the founding"
    assert now.grant.valid_until == TODAY + timedelta(days=29)


def test_an_amendment_that_a_later_one_makes_impossible_is_refused_when_it_is_proposed(scene):
    assert amends(scene, 30, members__most=8) == "adopted"
    effect = AmendStatutes("amendment", {"members.least": 9}, TODAY + timedelta(days=10))
    with pytest.raises(Refused) as refused:
        scene.proposes(effect)
    assert [one.code for one in refused.value.refusals] == ["fewest_above_most"]
    assert amends(scene, 30, members__least=4, members__most=30) == "adopted"
    assert scene.decides(effect)["outcome"] == "adopted", "the remedy works"
