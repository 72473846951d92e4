"""Alliances through the door: the three sectors, the six months, the place that is filled again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.ecosystem import queries, service
from tequio.ecosystem.queries import checking
from tequio.ecosystem.queries.alliances import alliance
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.forming import Planned
from tequio.ecosystem.tests.allied import PLAN, Allied, gathered
from tequio.ecosystem.tests.stage import Stage, codes, table
from tequio.ecosystem.tests.tampered import unnoticed_in
from tequio.membership.models import TextRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return table()


def view(here: Allied):
    found = alliance(here.stage.keeper, here.number, here.stage.at.date(), is_inside=True)
    assert found is not None
    return found


def test_an_alliance_with_two_sectors_is_refused_by_name_of_the_third(stage):
    here = gathered(stage, "academic", "social").plans()
    refused = codes(stage, service.register_alliance, alliance=here.number, folio="MX-001")
    assert refused == ["local_government_missing", "too_few_partners"]
    listed = stage.lists("Municipality of the valley")
    stage.does(
        service.join_alliance, alliance=here.number, listed=listed, sector="local_government"
    )
    here.registers()
    assert view(here).standing.status == "registered"
    assert stage.troubles() == []


def test_each_of_the_three_sectors_has_a_name_when_it_is_missing(stage):
    here = gathered(stage, "academic")
    refused = codes(stage, service.register_alliance, alliance=here.number, folio="MX-001")
    assert refused == [
        "local_government_missing",
        "social_sector_missing",
        "too_few_partners",
        "work_plan_missing",
    ]
    other = gathered(stage, "social")
    refused = codes(stage, service.register_alliance, alliance=other.number, folio=" ")
    assert "academic_missing" in refused
    assert "folio_missing" in refused


def test_six_months_run_from_the_folio_and_nothing_shortens_them(stage):
    here = gathered(stage).plans().registers().is_followed()
    since = view(here).alliance.registered_on
    until = view(here).standing.admits_from
    assert (until.year * 12 + until.month) - (since.year * 12 + since.month) == 6
    stage.at += timedelta(days=(until - since).days - 1)
    refused = codes(stage, service.propose_admission, "chand", alliance=here.number)
    assert refused == ["formation_not_over"]
    stage.later()
    proposal = here.asks()
    again = codes(stage, service.propose_admission, "chand", alliance=here.number)
    assert again == ["admission_at_work"]
    assert codes(stage, service.admit_alliance, proposal=proposal) == ["admission_not_decided"]
    stage.votes(proposal)
    assert view(here).standing.status == "in_formation"
    stage.does(service.admit_alliance, proposal=proposal)
    assert view(here).standing.status == "admitted"
    assert codes(stage, service.admit_alliance, proposal=proposal) == ["alliance_admitted"]
    assert list(queries.check(stage.keeper)) == []


def test_a_sector_that_leaves_suspends_and_whoever_fills_it_restores(stage):
    here = gathered(stage).admitted()
    gone = here.listed["local_government"]
    told = stage.does(service.leave_alliance, alliance=here.number, listed=gone)
    assert list(told["missing"]) == ["local_government"]
    standing = view(here).standing
    assert (standing.status, standing.before) == ("suspended", "admitted")
    assert (standing.refill_until - stage.at.date()).days == 90
    stage.later(100)
    assert view(here).standing.is_overdue
    listed = stage.lists("Municipality of the coast")
    stage.does(
        service.join_alliance, alliance=here.number, listed=listed, sector="local_government"
    )
    assert view(here).standing.status == "admitted"
    assert list(queries.check(stage.keeper)) == []


def test_members_admit_exactly_what_they_were_told(stage):
    here = gathered(stage).plans().registers().is_followed()
    stage.later(190)
    proposal = here.asks()
    stage.votes(proposal)
    stage.does(
        service.join_alliance,
        alliance=here.number,
        listed=stage.lists("Another ejido"),
        sector="social",
    )
    refused = codes(stage, service.admit_alliance, proposal=proposal)
    assert refused == ["alliance_stands_otherwise"]


def test_a_partner_on_this_node_speaks_for_itself_and_a_stranger_does_not(stage):
    group, listed = stage.member()
    here = gathered(stage)
    given = {"alliance": here.number, "listed": listed, "sector": "social"}
    assert codes(stage, service.join_alliance, "bina", **given) == ["not_its_officer"]
    stage.group.people["weaver"] = group.people["asha"]
    told = stage.does(service.join_alliance, "weaver", **given)
    assert told["is_own"] is True
    leave = {"alliance": here.number, "listed": listed}
    assert codes(stage, service.leave_alliance, **leave) == ["speaks_for_itself"]
    left = stage.does(service.leave_alliance, "weaver", alliance=here.number, listed=listed)
    assert left["missing"] == []


def test_members_read_which_partners_joined_themselves(stage):
    group, listed = stage.member()
    here = gathered(stage).plans().registers().is_followed()
    stage.group.people["weaver"] = group.people["asha"]
    joins = {"alliance": here.number, "listed": listed, "sector": "social"}
    stage.does(service.join_alliance, "weaver", **joins)
    stage.later(190)
    here.asks()
    body = TextRow.objects.get(body__contains="Folio MX-001").body
    assert "Ejido La Ceiba (written down by an organiser)" in body
    assert f"{group.facts.name} (said by itself)" in body


def test_what_cannot_be_done_is_refused_with_its_reason(stage):
    listed, keeper = stage.lists("Ejido La Ceiba"), stage.keeper
    found = service.found_alliance
    assert codes(stage, found, "chand", name="X") == ["office_not_held"]
    assert codes(stage, found, name=" ", rule="unknown") == [
        "alliance_unnamed",
        "no_such_alliance_rule",
    ]
    assert codes(stage, found, name="X", partners=(Invited(listed, "army"),)) == ["no_such_sector"]
    assert codes(stage, found, name="X", partners=(Invited(2**40, "social"),)) == ["no_such_listed"]
    twice = (Invited(listed, "social"), Invited(listed, "academic"))
    assert codes(stage, found, name="X", partners=twice) == ["already_partner"]
    here = gathered(stage)
    of_this = {"alliance": here.number}
    follow, leave, plan = service.follow_alliance, service.leave_alliance, service.plan_alliance
    assert codes(stage, follow, **of_this, words=" ") == [
        "alliance_not_registered",
        "alliance_without_words",
    ]
    assert codes(stage, leave, **of_this, listed=listed) == ["not_a_partner"]
    assert codes(stage, plan, **of_this, words=" ", actions=()) == [
        "plan_says_nothing",
        "plan_without_actions",
    ]
    assert codes(stage, plan, **of_this, words="X", actions=PLAN * 61) == ["too_many_planned"]
    stranger = (Planned("We plant.", who=listed),)
    assert codes(stage, plan, **of_this, words="X", actions=stranger) == ["not_a_partner"]
    here.plans()
    register, early = service.register_alliance, stage.at.date() - timedelta(days=1)
    late = {"folio": "MX-001", "registered_on": early}
    assert codes(stage, register, **of_this, **late) == ["folio_on_no_such_day"]
    assert codes(stage, service.propose_admission, "chand", **of_this) == [
        "alliance_not_registered"
    ]
    here.registers()
    assert codes(stage, register, **of_this, folio="MX-002") == ["alliance_registered"]
    other = gathered(stage).plans()
    assert codes(stage, register, alliance=other.number, folio="MX-001") == ["folio_taken"]
    stage.later(190)
    assert codes(stage, service.propose_admission, "chand", **of_this) == ["formation_not_followed"]
    given = {"words": "It rained.", "day": early}
    assert codes(stage, follow, **of_this, **given) == ["followed_on_no_such_day"]
    assert codes(stage, service.admit_alliance, proposal=2**40) == ["admission_not_asked"]
    end = service.end_alliance
    assert codes(stage, end, alliance=2**40, words="X") == ["no_such_alliance"]
    assert codes(stage, end, **of_this, words=" ") == ["alliance_without_words"]
    stage.does(end, **of_this, words="Its people moved away.")
    assert codes(stage, end, **of_this, words="X") == ["alliance_ended"]
    assert view(here).standing.status == "ended"
    assert list(queries.check(keeper)) == []


def test_no_column_of_an_alliance_is_changed_unnoticed(stage):
    here = gathered(stage).admitted()
    gone = here.listed["social"]
    stage.does(service.leave_alliance, alliance=here.number, listed=gone)
    assert unnoticed_in(stage, checking.alliances) == []
