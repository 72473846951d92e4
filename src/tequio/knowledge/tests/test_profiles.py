"""From all that was said of a place to what is known of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tequio.knowledge.queries.designs import load_profile
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.profiles import (
    Known,
    Said,
    Settling,
    is_settled,
    plain_profile,
    profile_digest,
    read_profile,
    settle,
)

TRUST = "bonding_trust"


def hour(number):
    return datetime(2026, 11, 23, number, tzinfo=UTC)


def said(number, value, *, place=1, **more):
    return Said(number, place, TRUST, value, at=hour(number), **more)


def settling(number, at, place=1):
    return Settling(place, TRUST, number, at=hour(at))


def test_what_agrees_is_known_with_the_latest_word():
    values = [said(2, 6, asked="assembly", day=date(2026, 6, 1)), said(1, 6, asked="officers")]
    assert settle(values, []) == {TRUST: Known(6, asked="assembly", day=date(2026, 6, 1))}


def test_two_values_that_disagree_are_unknown_until_settled():
    values = [said(1, 6), said(2, 3)]
    assert settle(values, [])[TRUST] == Known(None, state="disputed")
    assert not is_settled(values, None)
    assert settle(values, [settling(1, at=3)])[TRUST].value == 6
    assert is_settled(values, settling(1, at=3))


def test_a_later_word_against_it_opens_the_question_again():
    values = [said(1, 6), said(2, 3), said(5, 3)]
    assert settle(values, [settling(1, at=4)])[TRUST].state == "disputed"
    assert settle([*values[:2], said(5, 6)], [settling(1, at=4)])[TRUST].value == 6


def test_of_several_settlings_the_last_counts():
    values = [said(1, 6), said(2, 3)]
    assert settle(values, [settling(2, at=5), settling(1, at=4)])[TRUST].value == 3


def test_what_was_withdrawn_is_left_out_and_its_settling_with_it():
    values = [said(1, 6, is_withdrawn=True), said(2, 3)]
    assert settle(values, [settling(1, at=3)])[TRUST].value == 3
    assert settle([said(1, 6, is_withdrawn=True)], []) == {}


def test_sums_in_two_currencies_disagree():
    values = [said(1, 6, unit="ZAR"), said(2, 6, unit="EUR")]
    assert settle(values, [])[TRUST].state == "disputed"


def test_a_question_that_does_not_fit_is_not_applicable():
    assert settle([said(1, None)], [])[TRUST].state == "not_applicable"
    assert settle([said(1, None), said(2, 4)], [])[TRUST].state == "disputed"


def test_nothing_is_taken_from_a_neighbouring_place():
    with pytest.raises(ValueError, match="from one place for another"):
        settle([said(1, 6), said(2, 6, place=2)], [])
    with pytest.raises(ValueError, match="from one place for another"):
        settle([said(1, 6)], [settling(1, at=2, place=2)])


def test_a_profile_is_read_again_as_it_was_written():
    profile = {
        TRUST: Known(
            6, asked="assembly", source="minutes", day=date(2026, 6, 1), confidence="sure"
        ),
        "median_household_income": Known(3_400, "ZAR"),
        "network": Known(None, state="disputed"),
        "school_hours": Known(None, state="not_applicable"),
    }
    again = read_profile(plain_profile(profile), variables())
    assert again == profile
    assert profile_digest(again) == profile_digest(profile)
    assert "confidence" not in plain_profile(profile)["median_household_income"]


def test_a_file_may_say_no_more_than_the_value():
    text = "bonding_trust: 6\nnetwork: {}\nfee_affordable: {value: 90, unit: ZAR}"
    assert load_profile(text) == {TRUST: Known(6), "fee_affordable": Known(90, "ZAR")}


def test_all_that_is_wrong_in_a_profile_is_told():
    wrong = {TRUST: 12, "luck": 1, "fee_affordable": {"value": 3, "unit": "rand"}, "network": {
        "state": "so"}, "school_hours": {"value": 5, "source": "half \ud83d"}}  # fmt: skip
    with pytest.raises(ReadingError) as raised:
        read_profile(wrong, variables())
    assert raised.value.problems == (
        "bonding_trust: 12 is not a value of bonding_trust: needs a number from 0 to 10",
        "luck: is not a variable that is known here",
        "fee_affordable: fee_affordable needs a currency such as KES",
        "network, state: needs one of known, disputed, not_applicable",
        "school_hours, source: has a sign in it that no text may have",
    )
