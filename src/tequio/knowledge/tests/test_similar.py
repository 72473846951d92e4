"""Places beside each other, on what both know."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.profiles import Known, read_profile
from tequio.knowledge.rules.similar import similar
from tequio.knowledge.tests.the_creche import NEW_SETTLEMENT, NOT_SURVEYED, SUBURB, TOWNSHIP


def profile(**values):
    return read_profile(values, variables())


HERE = profile(
    bonding_trust=6,
    road_all_seasons=True,
    network="data",
    energy_sources=["grid", "solar"],
    water_minutes=30,
)


def beside(**changed):
    """How far another place lies, one that differs in this alone."""
    (near,) = similar(HERE, {"there": {**HERE, **profile(**changed)}}, variables()).near
    return near.distance


def test_each_kind_is_compared_in_its_own_way():
    assert beside() == 0
    assert beside(bonding_trust=1) == Fraction(5, 10) / 5
    assert beside(road_all_seasons=False) == Fraction(1, 5)
    assert beside(network="voice") == Fraction(1, 5)
    assert beside(energy_sources=["solar", "gas"]) == (1 - Fraction(1, 3)) / 5
    assert beside(energy_sources=[]) == Fraction(1, 5)


def test_a_number_without_bounds_is_divided_by_the_range_of_the_places():
    others = {
        "near": {**HERE, **profile(water_minutes=40)},
        "far": {**HERE, **profile(water_minutes=70)},
    }
    near, far = similar(HERE, others, variables()).near
    assert (near.key, near.distance) == ("near", Fraction(1, 4) / 5)
    assert (far.key, far.distance) == ("far", Fraction(1, 5))


def test_with_fewer_than_five_in_common_there_is_no_list():
    four = {code: known for code, known in HERE.items() if code != "network"}
    disputed = {**HERE, "network": Known(None, state="disputed")}
    found = similar(HERE, {"four": four, "disputed": disputed, "all": HERE}, variables())
    assert [one.key for one in found.near] == ["all"]
    assert found.too_little == ("four", "disputed")


def test_money_in_two_currencies_is_not_in_common():
    abroad = {**SUBURB, "median_household_income": Known(1_500, "EUR")}
    (near,) = similar(SUBURB, {"abroad": abroad}, variables()).near
    assert "median_household_income" not in near.common
    assert len(near.common) == 6


def test_a_place_says_how_much_it_has_in_common():
    found = similar(
        TOWNSHIP, {"suburb": SUBURB, "not surveyed": NOT_SURVEYED, "new": NEW_SETTLEMENT},
        variables(),
    )  # fmt: skip
    assert [(one.key, len(one.common)) for one in found.near] == [
        ("not surveyed", 6),
        ("new", 7),
        ("suburb", 7),
    ]


@given(st.lists(st.integers(0, 200), min_size=2, max_size=2), st.sets(st.sampled_from("abc")))
def test_a_distance_lies_between_0_and_1_and_is_the_same_both_ways(minutes, codes):
    names = {"a": "grid", "b": "solar", "c": "gas"}
    one = {**HERE, **profile(water_minutes=minutes[0])}
    other = {
        **HERE,
        **profile(water_minutes=minutes[1], energy_sources=sorted(names[each] for each in codes)),
    }
    (there,) = similar(one, {"other": other}, variables()).near
    (back,) = similar(other, {"one": one}, variables()).near
    assert 0 <= there.distance == back.distance <= 1
