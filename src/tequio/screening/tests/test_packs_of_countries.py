"""Whole organisations under the packs of countries, as the reference tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tequio.screening.queries.packs import PLACE, ready_pack
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.law import Formed, clauses_of, read_law

DAY = date(2026, 6, 30)
COMPANY = {
    "rules.legal_form": "community_interest_company",
    "rules.purpose": "community",
    "rules.free_exit": True,
    "rules.open_membership": True,
    "rules.vote": "by_capital",
    "rules.veto": False,
    "rules.appointed_outside": False,
    "rules.controlled_by_state": False,
    "rules.controlled_by_firm": False,
    "rules.distribution": "capped",
    "rules.asset_lock": True,
    "practice.active": True,
    "practice.members": 3,
    "practice.assemblies": 1,
    "practice.veto_used": False,
    "practice.outside_seats": "0",
    "practice.surplus_divided": True,
    "practice.to_members_by_decision": True,
    "practice.return_on_capital": "3/10",
    "practice.insider_payments": False,
    "practice.performance_interest": "0",
    "practice.reserve_drawn": False,
    "practice.assets_below_value": False,
    "practice.demutualised": False,
    "practice.bought_back_above_paid": False,
    "practice.report_filed": True,
}
GROUP = {
    "practice.members": 12,
    "practice.meetings_held": "9/10",
    "practice.regular_savings": "1",
    "practice.internal_lending": "1/2",
    "practice.repaid_on_time": "4/5",
    "practice.books_in_time": "1",
}


def judged(pack: str, facts: Mapping[str, Any], kind: str = "audit", grade: int = 4) -> Judgement:
    """What a ready pack says where these facts are known by one kind of evidence."""
    items = [Item(fact, value, grade, DAY, DAY, f"{kind}:1") for fact, value in facts.items()]
    return judge(ready_pack(pack), items, DAY)


def test_a_company_whose_shares_vote_meets_its_own_law_and_not_the_definition() -> None:
    by_law, by_definition = judged("uk-cic", COMPANY), judged("un-ilo", COMPANY)
    assert (by_law.verdict, by_law.criterion("C3").reading) == ("meets", "practice_ahead")
    assert (by_definition.verdict, by_definition.gates) == ("does_not_meet", ("C3",))


def test_the_asset_lock_is_the_law_of_one_form_and_needs_a_clause_in_another() -> None:
    law = read_law((PLACE / "forms.yaml").read_text("utf-8"), where="forms.yaml")
    given = {
        form: {one.fact for one in clauses_of(law, Formed(frozenset({"GB"}), form, "", ""), DAY)}
        for form in ("community_interest_company", "cooperative")
    }
    assert "rules.asset_lock" in given["community_interest_company"]
    assert not given["cooperative"]


def test_a_group_with_nothing_but_photographed_pages_meets_the_five_rules() -> None:
    assert judged("in-shg", GROUP, "photograph", 1).verdict == "meets"
    asleep = judged("in-shg", {**GROUP, "practice.meetings_held": "1/2"}, "photograph", 1)
    assert (asleep.verdict, asleep.gates) == ("does_not_meet", ("C3",))


def test_a_social_cooperative_of_italy_has_the_status_by_right() -> None:
    own = {"rules.purpose": "general_interest", "practice.active": True}
    assert judged("it", {**own, "rules.legal_form": "social_cooperative"}).verdict == "meets"
    other = judged("it", {**own, "rules.legal_form": "association"})
    assert other.verdict == "not_enough_evidence"
    assert "C7" in other.gates


def test_a_group_without_papers_meets_the_brazilian_law_by_what_it_does() -> None:
    done = {
        "practice.active": True,
        "practice.fair_trade": True,
        "practice.members_take_part": True,
        "practice.supplies_labour": False,
        "practice.decides_together": True,
        "practice.surplus_divided": False,
    }
    found = judged("br", done, "visit", 4)
    assert (found.verdict, found.criterion("C3").reading) == ("meets", "works_not_written")
    assert judged("br", {**done, "practice.supplies_labour": True}).gates == ("C2-labour",)


def test_the_draft_of_south_africa_says_nothing_of_bodies_that_are_no_cooperatives() -> None:
    found = judged("za", {"rules.legal_form": "association", "rules.vote": "by_capital"})
    assert (found.verdict, found.gates) == ("not_enough_evidence", ())


def test_reserves_are_asked_of_a_cooperative_of_ecuador_and_not_of_a_popular_unit() -> None:
    def reading(form: str) -> str:
        facts = {
            "rules.legal_form": form,
            "practice.to_reserve": "1/4",
            "practice.surplus_divided": True,
            "practice.to_members_by_decision": True,
        }
        return judged("ec", facts).criterion("C5-reserve").reading

    assert (reading("cooperative"), reading("informal")) == ("not_met", "not_applicable")
