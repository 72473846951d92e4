"""Digests, three-valued truth, periods, rulebooks, spoken heads, refusals."""

import hashlib
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import (
    Parameter,
    Period,
    RefusalKind,
    Refused,
    Rulebook,
    Truth,
    add_months,
    all_of,
    answerable,
    any_of,
    canonical,
    devanagari,
    digest,
    merkle_root,
    negation,
    refuse,
    six_words,
)

H, F, U, N = Truth.HOLDS, Truth.FAILS, Truth.UNKNOWN, Truth.NOT_APPLICABLE


def test_the_same_facts_give_the_same_text_in_any_order():
    assert canonical({"b": 1, "a": [True, None]}) == '{"a":[true,null],"b":1}'
    assert canonical({"a": [True, None], "b": 1}) == canonical({"b": 1, "a": (True, None)})


def test_days_and_fractions_have_one_text_and_floats_have_none():
    assert canonical([date(2026, 2, 14), Fraction(2, 3)]) == '["2026-02-14","2/3"]'
    with pytest.raises(TypeError, match="float"):
        canonical({"a": 0.5})


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=40), st.data())
def test_any_changed_leaf_changes_the_root(leaves, data):
    root = merkle_root(leaves)
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + b"!", *leaves[place + 1 :]]
    assert merkle_root(changed) != root


def test_a_node_cannot_pass_as_a_leaf():
    left, right = hashlib.sha256(b"\x00a").digest(), hashlib.sha256(b"\x00b").digest()
    assert merkle_root([b"a", b"b"]) != merkle_root([left + right])


@pytest.mark.parametrize(
    ("values", "both", "either"),
    [
        ([H, H], H, H),
        ([H, F], F, H),
        ([H, U], U, H),
        ([F, U], F, U),
        ([U, U], U, U),
        ([N, H], H, H),
        ([N, N], N, N),
        ([], N, N),
    ],
)
def test_kleenes_tables(values, both, either):
    assert (all_of(values), any_of(values)) == (both, either)


def test_not_knowing_stays_not_knowing():
    assert [negation(value) for value in (H, F, U, N)] == [F, H, U, N]


def test_the_last_of_january_plus_a_month_is_the_last_of_february():
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 3, 15), -3) == date(2025, 12, 15)


def test_a_period_holds_its_first_and_its_last_day():
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert date(2026, 1, 1) in period
    assert date(2026, 1, 31) in period
    assert date(2026, 2, 1) not in period
    assert date(2099, 1, 1) in Period(date(2026, 1, 1))
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_a_rulebook_gives_the_value_of_the_day():
    def value(since, number):
        return Parameter("reserve", since, Fraction(number, 100), "part", "law")

    book = Rulebook("in", {"reserve": (value(date(2003, 1, 1), 25), value(date(2024, 1, 1), 20))})
    assert book.on("reserve", date(2002, 12, 31)) is None
    assert book.on("reserve", date(2023, 12, 31)).value == Fraction(1, 4)
    assert book.on("reserve", date(2024, 1, 1)).value == Fraction(1, 5)
    assert book.on("unknown", date(2024, 1, 1)) is None


def test_a_head_is_six_words_that_anyone_can_say():
    words = six_words(digest("a chronicle"))
    assert len(words) == 6
    assert all(len(word) == 4 for word in words)
    assert devanagari("bado") == "बादो"


@given(st.integers(0, 2**66 - 1), st.integers(0, 2**66 - 1))
def test_different_digests_sound_different(one, other):
    def spoken(bits):
        return six_words(f"{bits << 2:017x}" + "0" * 47)

    assert (spoken(one) == spoken(other)) == (one == other)


def test_a_refusal_fills_its_sentence_and_carries_its_remedy():
    kind = RefusalKind("too_much", "Only {left} are left.", "Ask for less.", about="input")
    refusal = kind.because(left=3)
    assert (str(refusal), refusal.code, refusal.remedy, refusal.about) == (
        "Only 3 are left.",
        "too_much",
        "Ask for less.",
        "input",
    )
    refuse([])
    with pytest.raises(Refused) as refused:
        refuse([refusal, refusal])
    assert refused.value.refusals == (refusal, refusal)


def test_who_may_not_do_it_at_all_learns_nothing_else():
    who = RefusalKind("not_hers", "Only the chair.", "Ask the chair.", about="who").because()
    state = RefusalKind("too_much", "Only 3 are left.", "Ask for less.").because()
    assert answerable([state, who, state]) == (who,)
    assert answerable([state, state]) == (state, state)
    with pytest.raises(Refused) as refused:
        refuse([state, who])
    assert refused.value.refusals == (who,)
    assert str(refused.value) == "not_hers"
