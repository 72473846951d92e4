"""Rotating groups: what is owed, the lot that all can check, bids, and missed turns."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.circles import rules
from tequio.circles.tests.test_share_outs import cases, minor

WORDS = {1: "mango", 2: "river", 3: "drum", 4: "maize"}
SEALS = {person: rules.sealed(word) for person, word in WORDS.items()}
SEED = "a round"


@pytest.mark.parametrize("case", cases("turns"))
def test_what_is_still_owed_gets_less_with_every_round(case: dict[str, Any]) -> None:
    members, contribution = case["members"], minor(case["contribution"])
    assert rules.pot(members, contribution) == minor(case["pot"])
    owed = [rules.still_owed(members, contribution, received_in=k) for k in range(1, members + 1)]
    assert owed == [minor(one) for one in case["owed_by_receiver"]]


@pytest.mark.parametrize("number", [0, 6])
def test_a_round_that_is_not_there_is_a_mistake_in_the_code(number: int) -> None:
    with pytest.raises(ValueError, match="no round"):
        rules.still_owed(5, 1000, received_in=number)


def test_the_lot_is_the_same_for_everybody_who_computes_it_again() -> None:
    order = rules.draw_lots([1, 2, 3, 4], WORDS)
    assert sorted(order) == [1, 2, 3, 4]
    assert order == rules.draw_lots([4, 3, 2, 1], dict(reversed(WORDS.items())))


@given(st.text(min_size=1))
def test_every_member_can_change_the_lot_and_nobody_can_choose_it(word: str) -> None:
    draws = {rules.draw_lots([1, 2, 3, 4], {**WORDS, 4: f"{word}{n}"}) for n in range(60)}
    assert len(draws) > 10


def test_every_place_is_as_likely_for_everyone() -> None:
    first = Counter(rules.draw_lots([1, 2, 3, 4], {**WORDS, 1: f"w{n}"})[0] for n in range(2000))
    assert all(abs(count - 500) < 100 for count in first.values())


def test_who_opened_no_word_comes_last() -> None:
    opened = {person: word for person, word in WORDS.items() if person != 2}
    assert rules.draw_lots([1, 2, 3, 4], opened)[-1] == 2


MISUSED = [
    ({1: SEALS[1]}, WORDS, "refused", {"lot_not_committed"}),
    (SEALS, {1: "mango"}, "refused", {"lot_not_revealed"}),
    (SEALS, {**WORDS, 3: "other"}, "refused", {"reveal_differs"}),
    (SEALS, {1: "mango"}, "last", set()),
    (SEALS, WORDS, "refused", set()),
]


@pytest.mark.parametrize(("seals", "words", "missing", "codes"), MISUSED)
def test_a_lot_is_drawn_only_from_words_that_were_sealed_before(
    seals: Any, words: Any, missing: Any, codes: set[str]
) -> None:
    found = rules.objections_to_draw_lots([1, 2, 3, 4], seals, words, missing)
    assert {refusal.code for refusal in found} == codes


@pytest.mark.parametrize("case", cases("chits"))
def test_a_round_of_bidding_is_what_the_foreman_wrote(case: dict[str, Any]) -> None:
    chit = rules.Chit(
        case["value"],
        tuple(range(1, case["members"] + 1)),
        Fraction(case["highest"]),
        Fraction(case["commission"]),
    )
    prize = rules.prize_for(chit, {7: case["bid"], 3: case["commission_kept"]}, seed=SEED)
    assert (prize.winner, prize.bid, prize.prize) == (7, case["bid"], case["prize"])
    assert prize.commission == case["commission_kept"]
    assert Counter(part for _person, part in prize.discounts) == case["discounts"]
    if "due" in case:
        assert set(prize.due(case["contribution"]).values()) == {case["due"]}


@given(st.integers(100, 10**9), st.integers(2, 60), st.data())
def test_prize_commission_and_discounts_are_the_pot(value: int, n: int, data: Any) -> None:
    chit = rules.Chit(value, tuple(range(1, n + 1)), Fraction(2, 5), Fraction(1, 20))
    each = st.integers(chit.foreman_keeps, chit.highest_bid)
    bids = data.draw(st.dictionaries(st.sampled_from(chit.members), each, min_size=1))
    assert rules.objections_to_bids(chit, bids) == []
    prize = rules.prize_for(chit, bids, seed=SEED)
    shared = sum(part for _person, part in prize.discounts)
    assert prize.prize + prize.commission + shared == value
    assert prize.bid == max(bids.values()) == bids[prize.winner]


def test_a_tie_is_broken_by_the_rounds_lot_and_not_by_who_is_first() -> None:
    chit = rules.Chit(1000, (1, 2, 3), Fraction(2, 5))
    bids = dict.fromkeys((1, 2, 3), 300)
    winners = {rules.prize_for(chit, bids, seed=str(n)).winner for n in range(50)}
    assert winners == {1, 2, 3}


def test_only_those_who_have_not_received_may_share_the_discount() -> None:
    chit = rules.Chit(1000, (1, 2, 3), Fraction(2, 5))
    assert rules.prize_for(chit, {2: 300}, seed=SEED, among=(2, 3)).discounts == (
        (2, 150),
        (3, 150),
    )


@pytest.mark.parametrize(
    ("bids", "codes"),
    [
        ({}, ["no_bids"]),
        ({1: 401}, ["bid_over_the_limit"]),
        ({1: 49}, ["bid_below_the_commission"]),
    ],
)
def test_bids_outside_of_the_rules_decide_nothing(bids: dict[int, int], codes: list[str]) -> None:
    chit = rules.Chit(1000, (1, 2, 3), Fraction(2, 5), Fraction(1, 20))
    assert [refusal.code for refusal in rules.objections_to_bids(chit, bids)] == codes


def test_a_missed_turn_is_covered_by_reserve_then_guarantors_then_all() -> None:
    covered = rules.cover(100, reserve=30, guarantors=[(5, 20), (6, 40)], others=[1, 2, 3])
    assert covered == rules.Cover(30, ((5, 20), (6, 40)), ((1, 4), (2, 3), (3, 3)), 0)


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 10**5)), max_size=5),
    st.lists(st.integers(10, 30), unique=True, max_size=5),
)
def test_what_is_missing_is_covered_to_the_last_unit(
    missing: int, reserve: int, guarantors: list[tuple[int, int]], others: list[int]
) -> None:
    covered = rules.cover(missing, reserve=reserve, guarantors=guarantors, others=others)
    called = sum(minor for _person, minor in (*covered.guarantors, *covered.others))
    assert covered.reserve + called + covered.open == missing
    assert covered.reserve <= reserve
    assert covered.open == 0 or not others
