"""Quorum and majority: exact, and never a cent of a vote lost to rounding."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.statutes.rules import (
    DecisionRule,
    Tally,
    least_number,
    threshold_of_ad_hoc,
    threshold_of_majority,
    threshold_of_quorum,
)
from tequio.statutes.tests.strategies import decision_rules, parts, tallies

TWO_THIRDS = DecisionRule(
    kind="amendment",
    quorum=Fraction(1, 2),
    second_call_quorum=Fraction(1, 3),
    majority=Fraction(2, 3),
    strict=False,
    base="cast",
    notice_days=7,
)
SIX_OF_NINE = Tally(yes=6, no=3, abstain=0, present=9, members=9)


def test_six_of_nine_are_at_least_two_thirds():
    told = threshold_of_majority(TWO_THIRDS, SIX_OF_NINE)
    assert (told.needed, told.had, told.base, told.base_name) == (6, 6, 9, "cast")
    assert told.holds


def test_six_of_nine_are_not_more_than_two_thirds():
    told = threshold_of_majority(replace(TWO_THIRDS, strict=True), SIX_OF_NINE)
    assert (told.needed, told.had, told.strict) == (7, 6, True)
    assert not told.holds


@pytest.mark.parametrize("base", [10, 11])
def test_more_than_half_of_ten_or_of_eleven_is_six(base):
    assert least_number(Fraction(1, 2), base, strict=True) == 6


def test_fifteen_hundredths_of_ten_are_two():
    assert least_number(Fraction(15, 100), 10) == 2


@pytest.mark.parametrize(
    ("base", "number"), [("yes_and_no", 5), ("cast", 7), ("present", 8), ("members", 12)]
)
def test_the_base_decides_what_abstaining_means(base, number):
    tally = Tally(yes=4, no=1, abstain=2, present=8, members=12)
    assert threshold_of_majority(replace(TWO_THIRDS, base=base), tally).base == number


def test_four_of_five_pass_without_the_abstentions_and_fail_with_them():
    tally = Tally(yes=4, no=1, abstain=2, present=8, members=12)
    assert threshold_of_majority(replace(TWO_THIRDS, base="yes_and_no"), tally).holds
    assert not threshold_of_majority(replace(TWO_THIRDS, base="cast"), tally).holds


def test_nothing_is_adopted_without_a_single_yes():
    nobody = Tally(yes=0, no=0, abstain=5, present=5, members=5)
    told = threshold_of_majority(replace(TWO_THIRDS, base="yes_and_no"), nobody)
    assert (told.needed, told.base, told.holds) == (1, 0, False)


def test_the_second_call_has_its_own_quorum():
    first = threshold_of_quorum(TWO_THIRDS, call=1, members=11, present=5)
    second = threshold_of_quorum(TWO_THIRDS, call=2, members=11, present=5)
    assert (first.needed, first.holds) == (6, False)
    assert (second.needed, second.holds) == (4, True)


def test_a_third_call_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="once or twice"):
        threshold_of_quorum(TWO_THIRDS, call=3, members=11, present=5)


def test_more_present_than_members_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="present"):
        threshold_of_quorum(TWO_THIRDS, call=1, members=3, present=4)


def test_without_notice_all_must_be_there():
    assert threshold_of_ad_hoc(Fraction(1), members=10, present=10).holds
    assert not threshold_of_ad_hoc(Fraction(1), members=10, present=9).holds


@pytest.mark.parametrize(
    "votes",
    [
        {"yes": 2, "no": 2, "abstain": 0, "present": 3, "members": 9},
        {"yes": 2, "no": 0, "abstain": 0, "present": 9, "members": 3},
        {"yes": -1, "no": 2, "abstain": 0, "present": 3, "members": 9},
    ],
)
def test_a_tally_in_which_somebody_voted_twice_is_a_mistake_of_the_caller(votes):
    with pytest.raises(ValueError, match="votes"):
        Tally(**votes)


@given(decision_rules, tallies())
def test_a_majority_holds_exactly_when_the_fractions_say_so(rule, tally):
    told = threshold_of_majority(rule, tally)
    left = tally.yes * rule.majority.denominator
    right = rule.majority.numerator * told.base
    by_fractions = left > right if rule.strict else left >= right
    assert told.holds == (by_fractions and tally.yes > 0)


@given(decision_rules, tallies())
def test_needed_is_the_least_number_of_yes_that_holds(rule, tally):
    told = threshold_of_majority(rule, tally)
    assert told.holds == (told.had >= told.needed)
    one_less = Fraction(told.needed - 1)
    wanted = rule.majority * told.base
    assert told.needed == 1 or not (one_less > wanted if rule.strict else one_less >= wanted)


@given(decision_rules, tallies(), st.sampled_from(["present", "members"]))
def test_one_more_yes_never_turns_a_yes_into_a_no(rule, tally, base):
    rule = replace(rule, base=base)
    if tally.abstain and threshold_of_majority(rule, tally).holds:
        more = replace(tally, yes=tally.yes + 1, abstain=tally.abstain - 1)
        assert threshold_of_majority(rule, more).holds


@given(decision_rules, st.integers(0, 500), st.integers(0, 500))
def test_a_quorum_holds_exactly_when_the_fractions_say_so(rule, members, others):
    present = min(members, others)
    told = threshold_of_quorum(rule, call=1, members=members, present=present)
    assert told.holds == (present * rule.quorum.denominator >= rule.quorum.numerator * members)


@given(parts, st.integers(0, 10**6))
def test_the_least_number_is_the_ceiling(part, base):
    number = least_number(part, base)
    assert number - 1 < part * base <= number
    assert part * base < least_number(part, base, strict=True) <= part * base + 1
