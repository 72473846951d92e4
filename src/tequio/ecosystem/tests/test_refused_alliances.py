"""Every refusal of an act of alliances is raised through the door, also what seldom happens."""

from __future__ import annotations

import pytest
import yaml

from tequio.ecosystem import service
from tequio.ecosystem.queries import files
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.programmes import NewAffected
from tequio.ecosystem.tests.allied import PLAN, SECTORS, Allied, gathered
from tequio.ecosystem.tests.stage import Stage, codes, table

pytestmark = pytest.mark.django_db
ABSENT = 2**40


@pytest.fixture
def stage() -> Stage:
    return table()


JOINS = {"listed": 1, "sector": "social"}
LEAVES = {"listed": 1}
PLANS = {"words": "X", "actions": PLAN}
REGISTERS = {"folio": "MX-009"}
FOLLOWS = {"words": "X"}
ASKS: dict[str, object] = {}
GIVEN = {
    service.join_alliance: JOINS,
    service.leave_alliance: LEAVES,
    service.plan_alliance: PLANS,
    service.register_alliance: REGISTERS,
    service.follow_alliance: FOLLOWS,
    service.propose_admission: ASKS,
    service.end_alliance: FOLLOWS,
}
"""Acts on an alliance, with what they need besides."""


def asked(stage: Stage) -> tuple[Allied, int]:
    """An alliance whose admission the members decided, and by which proposal."""
    here = gathered(stage).plans().registers().is_followed()
    stage.later(190)
    proposal = here.asks()
    stage.votes(proposal)
    return here, proposal


def test_nothing_is_done_with_an_alliance_that_is_not_there_or_has_ended(stage):
    here, proposal = asked(stage)
    named = GIVEN | {
        service.join_alliance: JOINS | {"listed": stage.lists("Another ejido")},
        service.leave_alliance: {"listed": here.listed["academic"]},
    }
    for what, given in named.items():
        assert codes(stage, what, alliance=ABSENT, **given) == ["no_such_alliance"]
    stage.does(service.end_alliance, alliance=here.number, words="They moved away.")
    for what, given in named.items():
        assert "alliance_ended" in codes(stage, what, alliance=here.number, **given)
    assert codes(stage, service.admit_alliance, proposal=proposal) == ["alliance_ended"]


def test_whoever_holds_no_office_gathers_no_alliance(stage):
    here = gathered(stage)
    of_organisers = ("plan", "register", "follow", "end")
    for what in (getattr(service, f"{verb}_alliance") for verb in of_organisers):
        given = {"alliance": here.number, **GIVEN[what]}
        assert codes(stage, what, "chand", **given) == ["office_not_held"]
    assert codes(stage, service.admit_alliance, "chand", proposal=1) == ["office_not_held"]
    leaves = {"alliance": here.number, "listed": here.listed["social"]}
    assert codes(stage, service.leave_alliance, "chand", **leaves) == ["not_its_officer"]
    stranger = {"alliance": here.number}
    assert codes(stage, service.propose_admission, "nobody", **stranger) == ["not_a_member"]


def test_only_who_is_listed_joins_once_and_for_a_sector_of_the_rule(stage):
    here = gathered(stage)
    kept, gone = stage.lists("New name"), stage.lists("Old name")
    stage.merges(kept, gone)
    join = service.join_alliance
    for listed, sector, code in (
        (ABSENT, "social", "no_such_listed"),
        (gone, "social", "merged_away"),
        (kept, "army", "no_such_sector"),
        (here.listed["academic"], "social", "already_partner"),
    ):
        given = {"alliance": here.number, "listed": listed, "sector": sector}
        assert codes(stage, join, **given) == [code]
    partners = (Invited(gone, "social"),)
    assert codes(stage, service.found_alliance, name="X", partners=partners) == ["merged_away"]


def test_an_empty_place_is_named_when_admission_is_asked_for_and_when_it_is_carried_out(stage):
    other = gathered(stage).plans().registers("MX-002").is_followed()
    here, proposal = asked(stage)
    for one in (here, other):
        for sector in SECTORS:
            given = {"alliance": one.number, "listed": one.listed[sector]}
            stage.does(service.leave_alliance, **given)
    empty = [
        "academic_missing",
        "alliance_suspended",
        "local_government_missing",
        "social_sector_missing",
        "too_few_partners",
    ]
    assert codes(stage, service.admit_alliance, proposal=proposal) == empty
    assert codes(stage, service.propose_admission, "chand", alliance=other.number) == empty


def test_what_is_admitted_is_not_asked_for_again(stage):
    here = gathered(stage).admitted()
    asks = {"alliance": here.number}
    assert codes(stage, service.propose_admission, "chand", **asks) == ["alliance_admitted"]


def test_a_country_with_a_sector_of_its_own_hears_its_code(stage, tmp_path, monkeypatch):
    with_church(tmp_path)
    monkeypatch.setattr(files, "PLACE", tmp_path)
    here = gathered(stage, rule="mutirao").plans()
    register = {"alliance": here.number, "folio": "BR-001"}
    assert codes(stage, service.register_alliance, **register) == ["sector_missing"]
    parish = stage.lists("Parish of the valley")
    takes = {"alliance": here.number, "listed": parish}
    stage.does(service.join_alliance, sector="church", **takes)
    here.registers("BR-001").is_followed()
    stage.later(190)
    proposal = here.asks()
    stage.votes(proposal)
    stage.does(service.leave_alliance, **takes)
    refused = ["alliance_suspended", "sector_missing"]
    assert codes(stage, service.admit_alliance, proposal=proposal) == refused
    asks = {"alliance": here.number}
    assert codes(stage, service.propose_admission, "chand", **asks) == refused


def with_church(place) -> None:
    """A rule of another country, in a folder of its own: that of NODESS, and a church."""
    rule = yaml.safe_load((files.PLACE / "alliances" / "nodess.yaml").read_text(encoding="utf-8"))
    church = rule["sectors"][0] | {"code": "church"}
    rule |= {"alliance": "mutirao", "country": "BR", "sectors": [*rule["sectors"], church]}
    (place / "alliances").mkdir()
    text = yaml.safe_dump(rule, allow_unicode=True)
    (place / "alliances" / "mutirao.yaml").write_text(text, encoding="utf-8")


def test_a_partner_that_turned_out_to_be_another_can_still_leave(stage):
    here = gathered(stage)
    kept, gone = stage.lists("Ejido La Ceiba, in full"), here.listed["social"]
    stage.merges(kept, gone)
    again = {"alliance": here.number, "listed": kept, "sector": "academic"}
    assert codes(stage, service.join_alliance, **again) == ["already_partner"]
    leaves = {"alliance": here.number, "listed": kept}
    assert list(stage.does(service.leave_alliance, **leaves)["missing"]) == ["social"]
    assert codes(stage, service.leave_alliance, **leaves) == ["not_a_partner"]
    assert stage.ecosystem_troubles() == []


def test_those_affected_still_answer_when_who_speaks_for_them_turned_out_to_be_another(stage):
    group, kept = stage.member()
    stage.group.people["weaver"] = group.people["asha"]
    gone = stage.lists("Weavers")
    programme = stage.does(service.draft_programme, title="Loans", words="To buy looms.")
    touched = NewAffected("women", "Weavers.", "Work.", "Debts.", "decide", gone)
    given = {"programme": programme["programme"], "affected": touched}
    affected = stage.does(service.name_affected, **given)["affected"]
    stage.merges(kept, gone)
    given = {"affected": affected, "answer": "agrees", "words": "Yes."}
    told = stage.does(service.reply_as_affected, "weaver", **given)
    assert told["is_own"] is True
