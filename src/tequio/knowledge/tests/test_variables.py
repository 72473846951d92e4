"""The forty variables, and their values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tequio.kernel import digest
from tequio.knowledge.queries.variables import FILE, variables
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.values import exact, exact_unit, plain_value
from tequio.knowledge.rules.variables import load_variables
from tequio.screening.rules.packs import LANGUAGES

OF_THE_REFERENCE = """
median_household_income income_rhythm fee_affordable staple_price_swing
registration_feasible registration_cost informal_work_share services_available_separately
bonding_trust savings_group_density customary_group_rules past_collective_loss
women_travel_alone women_own_account women_in_assembly harassment_on_way
electricity_hours network road_all_seasons water_minutes
cooperative_law_fits land_tenure group_lending_allowed public_buyer_may_reserve
bank_credit_access agent_minutes mobile_money_share local_lender_rate
working_languages adult_literacy bookkeeper_reachable smartphone_share
unpaid_care_hours small_children care_within_walk school_hours
main_hazard months_without_work common_land_share energy_sources
""".split()


def test_the_forty_variables_of_the_reference_are_there():
    assert list(variables()) == OF_THE_REFERENCE
    assert len({one.group for one in variables().values()}) == 10


def test_each_has_a_name_and_a_question_in_five_languages():
    for one in variables().values():
        for words in (one.name, one.question, one.group_words, *one.choices.values()):
            assert set(words) == set(LANGUAGES), one.code
        assert all(text.rstrip().endswith(("?", "؟")) for text in one.question.values()), one.code


def test_what_stored_assessments_are_made_again_from_stays():
    """Of a variable that is there only words change; for a new one the digest is written anew."""
    told = {
        one.code: [one.kind, one.unit, [*one.choices], one.codes, one.least, one.most]
        for one in variables().values()
    }
    assert digest(told) == "fd770b9cd4230ad093f0ae8151e39b6f791d67fd1bc7745cce96b990584298f2"


def test_a_file_that_is_wrong_is_told_all_at_once():
    wrong = FILE.read_text("utf-8").replace("group: trust\n    kind: number", "group: luck", 1)
    wrong = wrong.replace("      hi: यहाँ एक मध्यम परिवार महीने में कितने में गुज़ारा करता है?\n", "")
    with pytest.raises(ReadingError) as raised:
        load_variables(wrong)
    told = "\n".join(raised.value.problems)
    assert "variables 1 (median_household_income), question: is missing in hi" in told
    assert "variables 9 (bonding_trust), group: needs one of income" in told
    assert "variables 9 (bonding_trust), kind: needs one of number" in told


def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(ReadingError, match="line 2: groups stands twice"):
        load_variables("\ngroups: {}\ngroups: {}")


@pytest.mark.parametrize(
    ("code", "raw", "value", "plain"),
    [
        ("bonding_trust", 6, 6, 6),
        ("bonding_trust", 2.5, Fraction(5, 2), "2.5"),
        ("small_children", "4/3", Fraction(4, 3), "4/3"),
        ("small_children", "2.50", Fraction(5, 2), "2.5"),
        ("road_all_seasons", False, False, False),
        ("network", "voice", "voice", "voice"),
        ("energy_sources", ["solar", "grid", "solar"], ("grid", "solar"), ["grid", "solar"]),
        ("main_hazard", [], (), []),
        ("working_languages", ["zap", "es"], ("es", "zap"), ["es", "zap"]),
    ],
)
def test_a_value_is_read_and_written_exactly(code, raw, value, plain):
    variable = variables()[code]
    assert exact(variable, raw) == value
    assert plain_value(value) == plain
    assert exact(variable, plain) == value


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("bonding_trust", 11),
        ("bonding_trust", -1),
        ("bonding_trust", True),
        ("bonding_trust", "many"),
        ("bonding_trust", float("nan")),
        ("median_household_income", "9" * 40),
        ("road_all_seasons", "yes"),
        ("road_all_seasons", 1),
        ("network", "4g"),
        ("energy_sources", ["coal"]),
        ("energy_sources", "solar"),
        ("working_languages", ["Zapotec"]),
    ],
)
def test_what_is_no_value_is_refused(code, raw):
    with pytest.raises(ValueError, match=f"is not a value of {code}: needs "):
        exact(variables()[code], raw)


def test_money_carries_its_currency_and_nothing_else_does():
    income, trust = variables()["median_household_income"], variables()["bonding_trust"]
    assert exact_unit(income, "ZAR") == "ZAR"
    assert exact_unit(trust, "of 10") == exact_unit(trust, "") == ""
    for variable, unit in ((income, ""), (income, "rand"), (trust, "%")):
        with pytest.raises(ValueError, match=variable.code):
            exact_unit(variable, unit)
