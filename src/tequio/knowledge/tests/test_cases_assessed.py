"""The ready cases beside their own places, and beside ten invented ones."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tequio.kernel import Truth, all_of
from tequio.knowledge.queries.cases import ready_cases
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.profiles import Known, Profile, read_profile
from tequio.knowledge.rules.transferability import VERDICTS, assess

FAILURES = [one for one in ready_cases() if one.is_failure]
LASTING = [one for one in ready_cases() if not one.is_failure]


def place(**values: object) -> Profile:
    """An invented place; money in rand."""
    money = {"median_household_income", "fee_affordable"}
    plain = {
        code: {"value": value, "unit": "ZAR"} if code in money else {"value": value}
        for code, value in values.items()
    }
    return read_profile(plain, variables())


RICH = {
    "median_household_income": 30_000, "bank_credit_access": True, "registration_feasible": True,
    "services_available_separately": True, "cooperative_law_fits": True, "network": "data",
    "bookkeeper_reachable": True, "road_all_seasons": True, "smartphone_share": 90,
    "electricity_hours": 24, "adult_literacy": 97, "public_buyer_may_reserve": True,
}  # fmt: skip
CLOSE = {
    "savings_group_density": 15, "bonding_trust": 8, "customary_group_rules": True,
    "past_collective_loss": False, "group_lending_allowed": True,
}  # fmt: skip
POOR = {
    "median_household_income": 2_500, "bank_credit_access": False, "registration_feasible": False,
    "services_available_separately": False, "cooperative_law_fits": False, "network": "none",
    "bookkeeper_reachable": False, "road_all_seasons": False, "smartphone_share": 5,
    "electricity_hours": 2, "adult_literacy": 15, "public_buyer_may_reserve": False,
    "income_rhythm": "seasonal", "land_tenure": "none", "mobile_money_share": 1,
    "energy_sources": ["firewood"], "months_without_work": 5,
}  # fmt: skip
STRANGERS = {
    "savings_group_density": 0, "bonding_trust": 2, "customary_group_rules": False,
    "past_collective_loss": True, "group_lending_allowed": False,
}  # fmt: skip
PLACES = {
    "nothing known": place(),
    "rich and close": place(**RICH, **CLOSE),
    "rich, strangers": place(**RICH, **STRANGERS),
    "rich, groups not surveyed": place(**RICH),
    "poor and close": place(**POOR, **CLOSE),
    "poor, strangers": place(**POOR, **STRANGERS),
    "poor, groups not surveyed": place(**POOR),
    "close, all else unknown": place(**CLOSE),
    "forest village": place(**CLOSE, land_tenure="communal", bookkeeper_reachable=True),
    "they disagree": {code: Known(None, state="disputed") for code in variables()},
}


def own_place(case: Design) -> Profile:
    """What a case says of the place in which it lived."""
    return {code: Known(given.value, given.unit) for code, given in case.context.items()}


def explained(design: Design, profile: Profile) -> str:
    """The verdict, after each step towards it was found in what the assessment says."""
    found = assess(design, profile)
    for one in found.components:
        required = [each for each in one.conditions if each.precondition.is_required]
        forms = [all_of([each.truth for each in required])]
        forms += [each.truth for each in one.variants]
        told = {
            "keep": forms[0] is Truth.HOLDS,
            "adapt": forms[0] is not Truth.HOLDS and Truth.HOLDS in forms,
            "find_out": Truth.HOLDS not in forms and Truth.UNKNOWN in forms,
            "missing": set(forms) == {Truth.FAILS} and one.is_core,
            "drop": set(forms) == {Truth.FAILS} and not one.is_core,
        }
        assert told[one.status]
        for each in one.conditions:
            assert each.precondition.source
            assert each.truth is not Truth.UNKNOWN or any(part.why for part in each.parts)
    core = {one.status for one in found.components if one.is_core}
    every = {one.status for one in found.components}
    assert {
        "do_not_transfer": "missing" in core,
        "not_enough_known": "find_out" in core and "missing" not in core,
        "adapt": not core & {"missing", "find_out"} and every != {"keep"},
        "conditions_hold": every == {"keep"},
    }[found.verdict]
    if found.verdict == "not_enough_known":
        assert found.decisive or found.others
    return found.verdict


@pytest.mark.parametrize("case", FAILURES, ids=lambda one: one.code)
def test_a_known_failure_does_not_hold_in_its_own_place_and_the_failed_condition_is_named(case):
    assert explained(case, own_place(case)) == "do_not_transfer"
    missing = [one for one in assess(case, own_place(case)).components if one.status == "missing"]
    assert any(each.truth is Truth.FAILS for one in missing for each in one.conditions)


@pytest.mark.parametrize("case", LASTING, ids=lambda one: one.code)
def test_what_lasted_stands_in_its_own_place(case):
    assert explained(case, own_place(case)) in ("conditions_hold", "adapt")


def test_most_of_what_lasted_holds_there_without_any_change():
    verdicts = [explained(one, own_place(one)) for one in LASTING]
    assert verdicts.count("conditions_hold") > len(verdicts) * 3 / 4


@pytest.mark.parametrize("name", PLACES)
def test_each_case_beside_each_place_gives_a_verdict_that_is_explained(name):
    for case in ready_cases():
        assert explained(case, PLACES[name]) in VERDICTS


def test_every_verdict_occurs_and_no_case_says_the_same_everywhere():
    told = [{explained(case, one) for one in PLACES.values()} for case in ready_cases()]
    assert set().union(*told) == set(VERDICTS)
    assert all(len(some) >= 3 for some in told)


def test_to_learn_more_of_a_place_never_changes_what_was_certain():
    steps = (place(), place(**CLOSE), place(**RICH, **CLOSE))
    for case in ready_cases():
        for before, after in pairwise(assess(case, one).verdict for one in steps):
            assert before not in ("do_not_transfer", "conditions_hold") or before == after
