"""The crèche of the reference, to the word; and what else an assessment says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tequio.kernel import Truth
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Comparison, Precondition, plain_design
from tequio.knowledge.rules.profiles import Known, plain_profile
from tequio.knowledge.rules.transferability import (
    assess,
    assessment_digest,
    assessment_text,
    plain_assessment,
    replayed,
)
from tequio.knowledge.rules.transferability.assessable import objections_to_assess
from tequio.knowledge.tests.the_creche import (
    NEW_SETTLEMENT,
    NOT_SURVEYED,
    NOTHING_KNOWN,
    SUBURB,
    TOWNSHIP,
    creche,
)
from tequio.knowledge.tests.transfers import component_of, with_components


def told(profile):
    """The verdict, and of each component its status and the form it takes."""
    found = assess(creche(), profile)
    return found.verdict, {one.id: (one.status, one.variant) for one in found.components}


def decisive(profile):
    """Each decisive question, with the answers that change the verdict."""
    found = assess(creche(), profile)
    return {
        one.code: [(lead.answer.value, lead.verdict) for lead in one.changes]
        for one in found.decisive
    }


KEPT = ("keep", "")


def test_in_the_suburb_conditions_hold_and_all_is_kept():
    verdict, components = told(SUBURB)
    assert verdict == "conditions_hold"
    assert set(components.values()) == {KEPT}
    assert decisive(SUBURB) == {}


def test_in_the_township_four_variants_and_the_committee_stays():
    verdict, components = told(TOWNSHIP)
    assert verdict == "adapt"
    assert components == {
        "care": ("adapt", "in-kind"),
        "registration": ("adapt", "constitution"),
        "loan": ("adapt", "group-fund"),
        "organisation": ("adapt", "several-functions"),
        "committee": KEPT,
    }


def test_where_groups_were_not_surveyed_exactly_one_question_decides():
    verdict, components = told(NOT_SURVEYED)
    assert verdict == "not_enough_known"
    assert components["care"] == components["loan"] == ("find_out", "")
    assert decisive(NOT_SURVEYED) == {
        "savings_group_density": [(4, "do_not_transfer"), (5, "adapt")]
    }
    assert assess(creche(), NOT_SURVEYED).others == ()


def test_in_the_new_settlement_care_and_loan_are_missing():
    verdict, components = told(NEW_SETTLEMENT)
    assert verdict == "do_not_transfer"
    missing = [one for one, (status, _variant) in components.items() if status == "missing"]
    assert missing == ["care", "loan"]
    assert decisive(NEW_SETTLEMENT) == {}


def test_where_nothing_is_known_trust_is_the_one_decisive_question():
    verdict, _components = told(NOTHING_KNOWN)
    assert verdict == "not_enough_known"
    assert decisive(NOTHING_KNOWN) == {"bonding_trust": [(3, "do_not_transfer")]}
    assert [one.code for one in assess(creche(), NOTHING_KNOWN).others] == [
        "bank_credit_access",
        "customary_group_rules",
        "median_household_income",
        "registration_feasible",
        "savings_group_density",
        "services_available_separately",
    ]


def test_a_question_is_tried_on_each_side_of_every_threshold():
    (trust,) = assess(creche(), NOTHING_KNOWN).decisive
    assert [one.answer.value for one in trust.leads] == [3, 4, 6]
    income = assess(creche(), NOTHING_KNOWN).others[2]
    assert [(one.answer.value, one.answer.unit) for one in income.leads] == [
        (11_999, "ZAR"),
        (12_000, "ZAR"),
    ]


def test_money_in_another_currency_is_not_known_and_says_so():
    profile = {**SUBURB, "median_household_income": Known(1_400, "EUR")}
    found = assess(creche(), profile)
    (condition,) = component_of(found, "care").conditions
    assert (condition.truth, condition.why) == (Truth.UNKNOWN, "unit")
    assert found.verdict == "not_enough_known"
    assert decisive(profile)["median_household_income"] == [
        (11_999, "do_not_transfer"),
        (12_000, "conditions_hold"),
    ]


def test_what_disagrees_is_unknown_until_it_is_settled():
    profile = {**TOWNSHIP, "savings_group_density": Known(None, state="disputed")}
    found = assess(creche(), profile)
    assert found.verdict == "not_enough_known"
    assert [(one.code, one.why) for one in found.decisive] == [
        ("savings_group_density", "disputed")
    ]


def test_what_does_not_apply_is_left_out_and_nothing_asked_is_kept():
    profile = {**TOWNSHIP, "bank_credit_access": Known(None, state="not_applicable")}
    loan = component_of(assess(creche(), profile), "loan")
    assert loan.conditions[0].truth is Truth.NOT_APPLICABLE
    assert (loan.status, loan.base) == ("keep", Truth.HOLDS)


def test_what_has_no_core_or_needs_nothing_cannot_be_assessed():
    def against(*components):
        return [one.code for one in objections_to_assess(with_components(components))]

    care, edge = creche().components[0], creche().components[1]
    assert against() == against(edge) == ["no_core_component"]
    assert against(replace(care, preconditions=()), edge) == ["nothing_needed_told"]
    assert against(care, edge) == []


def with_substitute(**fields):
    plain = plain_design(creche())
    (condition,) = plain["components"][4]["preconditions"]
    condition["substitutes"] = [
        {"variable": "past_collective_loss", "operator": "eq", "threshold": False}
    ]
    condition.update(fields)
    return read_design(plain)


def test_a_substitute_does_the_same_work():
    design = with_substitute(threshold=9)
    profile = {**SUBURB, "past_collective_loss": Known(value=False)}
    assert assess(design, profile).verdict == "conditions_hold"
    assert component_of(assess(design, SUBURB), "committee").status == "find_out"
    (asked,) = assess(design, SUBURB).decisive
    assert [(one.answer.value, one.verdict) for one in asked.changes] == [
        (True, "do_not_transfer"),
        (False, "conditions_hold"),
    ]


def test_what_is_only_helpful_is_shown_and_never_counted():
    design = with_substitute(threshold=9, need="helpful")
    found = assess(design, SUBURB)
    assert found.verdict == "conditions_hold"
    assert component_of(found, "committee").conditions[0].truth is Truth.UNKNOWN
    assert found.decisive == ()
    assert [(one.code, one.leads) for one in found.others] == [("past_collective_loss", ())]


def test_every_condition_carries_its_source_its_value_and_who_was_asked():
    profile = {**TOWNSHIP, "bonding_trust": Known(8, asked="assembly", source="minutes")}
    (condition,) = component_of(assess(creche(), profile), "committee").conditions
    assert condition.known is not None
    assert (condition.known.value, condition.known.asked) == (8, "assembly")
    plain = plain_assessment(assess(creche(), profile))["components"][4]["conditions"][0]
    assert plain["parts"][0] == {
        "variable": "bonding_trust",
        "operator": "gte",
        "threshold": 4,
        "truth": "holds",
        "why": "",
        "value": 8,
        "in": "",
        "asked": "assembly",
    }


@pytest.mark.parametrize("profile", [SUBURB, TOWNSHIP, NOT_SURVEYED, NEW_SETTLEMENT, NOTHING_KNOWN])
def test_what_was_stored_is_replayed_byte_for_byte(profile):
    found = assess(creche(), profile)
    stored = json.loads(json.dumps([plain_design(creche()), plain_profile(profile)]))
    again = replayed(*stored, variables())
    assert assessment_text(again) == assessment_text(found)
    assert assessment_digest(again) == assessment_digest(found)


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        (1, "4eea3fd96569ce718a1a34fc3fd10b9083c90990742e9c23296eb4bd11e97d07"),
        (2, "a7fc8b9ed32d91e28e6dc0da8b412b0fcac1dbab5a17eb769749ac7869736663"),
    ],
)
def test_an_assessment_of_long_ago_comes_out_the_same(engine, expected):
    """A line more when the stored form changes: then `ENGINE` is raised and the old way kept."""
    found = assess(creche(), NOT_SURVEYED, engine=engine)
    assert assessment_digest(found) == expected
    stored = json.loads(json.dumps([plain_design(creche()), plain_profile(NOT_SURVEYED)]))
    again = replayed(*stored, variables(), result=plain_assessment(found))
    assert assessment_digest(again) == expected


def test_a_substitute_leaves_out_what_does_not_apply_and_did_not_before():
    """By the first engine a condition that fits no such place failed by its substitute."""
    first = creche().components[0]
    trust, groups = (_at_least(code) for code in ("bonding_trust", "savings_group_density"))
    asks = Precondition(trust, substitutes=(groups,))
    design = with_components((replace(first, preconditions=(asks,), variants=()),))
    profile = {trust.variable.code: Known(None, state="not_applicable")}
    profile |= {groups.variable.code: Known(1)}
    verdicts = [assess(design, profile, engine=one).verdict for one in (1, 2)]
    assert verdicts == ["do_not_transfer", "conditions_hold"]


def _at_least(code: str) -> Comparison:
    return Comparison(variables()[code], "gte", 5)
