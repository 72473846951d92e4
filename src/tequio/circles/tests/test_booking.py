"""The gain of a cycle finds its way to the shares, to the last unit."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.circles.rules import Part, matched, of_the_gain


def part(person: int, gained: int) -> Part:
    return Part(person, 1, 100 + gained, gained, 0, 100 + gained, 0)


def test_income_pays_the_costs_and_the_rest_goes_to_each_member() -> None:
    flows = of_the_gain(
        [part(1, 60), part(2, 30)],
        income=[(("income", "fines"), 20), (("income", "interest"), 80)],
        costs=[(("expense", "bank"), 10)],
    )
    assert [(one.debit[1], one.credit[1], one.minor) for one in flows] == [
        ("fines", "bank", 10),
        ("fines", "person:1", 10),
        ("interest", "person:1", 50),
        ("interest", "person:2", 30),
    ]


def test_a_loss_lowers_every_members_shares() -> None:
    flows = of_the_gain([part(1, -7), part(2, -3)], income=[], costs=[(("expense", "lost"), 10)])
    assert [(one.debit[1], one.minor) for one in flows] == [("person:1", 7), ("person:2", 3)]


def test_sides_of_different_sums_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="same sum"):
        list(matched([(("income", ""), 3)], [(("expense", ""), 2)]))


def test_a_sum_below_zero_is_never_matched() -> None:
    with pytest.raises(ValueError, match="below zero"):
        list(matched([(("income", ""), -2)], [(("expense", ""), -2)]))


SUMS = st.lists(st.integers(-(10**9), 10**9), max_size=6)


@given(SUMS, SUMS, st.integers(1, 5))
def test_sums_below_zero_stand_on_the_other_side(
    income: list[int], costs: list[int], members: int
) -> None:
    gain = sum(income) - sum(costs)
    each = [gain // members + (n < gain % members) for n in range(members)]
    flows = of_the_gain(
        [part(n, minor) for n, minor in enumerate(each)],
        income=[(("income", str(n)), minor) for n, minor in enumerate(income)],
        costs=[(("expense", str(n)), minor) for n, minor in enumerate(costs)],
    )
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for one in flows:
        assert one.minor > 0
        moved[one.debit] += one.minor
        moved[one.credit] -= one.minor
    assert [moved["income", str(n)] for n in range(len(income))] == income
    assert [-moved["expense", str(n)] for n in range(len(costs))] == costs
    assert [-moved["member-shares", f"person:{n}"] for n in range(members)] == each


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.data())
def test_every_account_gives_and_gets_exactly_what_it_should(
    sums: list[int], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, sum(sums)), max_size=12)))
    pieces = [b - a for a, b in zip([0, *cuts], [*cuts, sum(sums)], strict=True)]
    debits = [(("income", str(n)), minor) for n, minor in enumerate(sums)]
    credits_ = [(("member-shares", str(n)), minor) for n, minor in enumerate(pieces)]
    gave: dict[str, int] = defaultdict(int)
    got: dict[str, int] = defaultdict(int)
    pairs = list(matched(debits, credits_))
    for debit, credit, minor in pairs:
        assert minor > 0
        gave[debit[1]] += minor
        got[credit[1]] += minor
    assert [gave[str(n)] for n in range(len(sums))] == sums
    assert [got[str(n)] for n in range(len(pieces))] == pieces
    assert len(pairs) < len(sums) + len(pieces)
