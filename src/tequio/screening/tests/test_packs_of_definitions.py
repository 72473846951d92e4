"""Whole organisations under the definition, the profile for groups without papers, and the laws of
France, Spain and Québec."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tequio.screening.queries.packs import PLACE, ready_pack
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.law import Formed, clauses_of, read_law
from tequio.screening.rules.packs import Compare, Ratio, leaves, plain_expression

DAY = date(2026, 6, 30)
GROUP = {
    "practice.active": True,
    "practice.members": 14,
    "practice.decides_together": True,
    "practice.veto_used": False,
    "practice.outside_seats": "0",
    "practice.share_out_by_savings": True,
    "practice.insider_payments": False,
    "practice.reserve_drawn": False,
    "practice.assets_below_value": False,
    "practice.demutualised": False,
    "practice.attested_by_groups": 2,
}
PACKS = ("un-ilo", "informal", "fr-ess", "fr-esus", "es", "qc")


def items(facts: Mapping[str, Any], kind: str, grade: int) -> list[Item]:
    """Each value of a fact once; a list of values contradicts itself."""
    return [
        Item(fact, value, grade, DAY, DAY, f"{kind}:{number}")
        for fact, said in facts.items()
        for number, value in enumerate(said if isinstance(said, list) else [said])
    ]


def judged(pack: str, facts: Mapping[str, Any], kind: str = "audit", grade: int = 4) -> Judgement:
    return judge(ready_pack(pack), items(facts, kind, grade), DAY)


def test_a_group_without_any_paper_meets_by_what_its_neighbours_attest() -> None:
    for pack in ("un-ilo", "informal"):
        assert judged(pack, GROUP, "attestation", 3).verdict == "meets"
    readings = {one.reading for one in judged("un-ilo", GROUP, "attestation", 3).criteria[:6]}
    assert readings == {"works_not_written"}


def test_a_law_that_leaves_out_groups_without_a_form_says_so_only_where_the_form_is_known() -> None:
    assert "C1-form" in judged("qc", {**GROUP, "rules.legal_form": "informal"}).gates
    assert judged("qc", GROUP, "attestation", 3).verdict == "not_enough_evidence"


def test_a_green_brochure_does_not_outweigh_the_veto_of_a_founder() -> None:
    brochure = {"rules.purpose": "general_interest", "rules.planet": True, "rules.veto": True}
    found = judged("un-ilo", brochure, "clause", 1)
    assert (found.verdict, found.gates) == ("does_not_meet", ("C3",))


def test_a_workers_cooperative_without_an_assembly_in_two_years_keeps_the_letter_only() -> None:
    law = read_law((PLACE / "forms.yaml").read_text("utf-8"), where="forms.yaml")
    formed = Formed(frozenset({"FR"}), "cooperative", "fr-legal-category", "5458")
    rules = {"rules.legal_form": "cooperative", "rules.veto": False}
    known = [
        *items(rules, "register", 2),
        *items({"practice.months_since_assembly": 24}, "minutes", 1),
        *clauses_of(law, formed, DAY),
    ]
    found = judge(ready_pack("fr-ess"), known, DAY)
    assert (found.verdict, found.gates) == ("does_not_meet", ("C3",))
    assert found.criterion("C3").reading == "letter_only"


@pytest.mark.parametrize("form", ["association", "cooperative", "company"])
@pytest.mark.parametrize("pack", ["fr-ess", "fr-esus"])
def test_lists_that_disagree_make_it_contested_even_where_it_closed(pack: str, form: str) -> None:
    said = {
        "rules.legal_form": form,
        "practice.listed_as_sse": [True, False],
        "practice.active": False,
    }
    assert judged(pack, said, "register", 2).verdict == "contested"


def test_a_ceiling_on_the_return_to_capital_is_enough_in_spain_and_not_in_quebec() -> None:
    said = {"rules.legal_form": "cooperative", "rules.distribution": "capped"}
    spain, quebec = (judged(pack, said).criterion("C5").reading for pack in ("es", "qc"))
    assert (spain, quebec) == ("written_not_shown", "not_met")


def test_the_definition_compares_no_part_of_a_whole_but_with_none_and_all() -> None:
    for rule in (rule for one in ready_pack("un-ilo").criteria for _aspect, rule in one.aspects()):
        for leaf in leaves(rule.expression):
            assert not isinstance(leaf, Ratio)
            if isinstance(leaf, Compare) and FACTS[leaf.fact].kind in ("share", "number"):
                assert plain_expression(leaf).get("eq") in ("0", "1")


def test_a_law_without_a_percentage_is_read_without_one_in_spain() -> None:
    leaf_asks = [
        plain_expression(leaf)
        for one in ready_pack("es").criteria
        for _aspect, rule in one.aspects()
        for leaf in leaves(rule.expression)
        if isinstance(leaf, Compare) and FACTS[leaf.fact].kind == "share"
    ]
    assert {"fact": "practice.return_on_capital", "lte": "0"} in leaf_asks
    assert {str(value) for asks in leaf_asks for key, value in asks.items() if key != "fact"} <= {
        "0",
        "1",
    }


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_said_to_have_been_read_officially(pack: str) -> None:
    cited = [rule.citation for one in ready_pack(pack).criteria for _aspect, rule in one.aspects()]
    assert cited
    assert not any(one.verified for one in cited)
