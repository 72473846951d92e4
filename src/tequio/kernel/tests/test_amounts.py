"""Sums are shared without losing one; amounts of different units never meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Amount, Unit, allocate

INR = Unit("INR", 2)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


def test_ten_thousand_over_three_equals_gives_the_first_one_more():
    assert allocate(10_000, [1, 1, 1]) == (3334, 3333, 3333)


def test_one_unit_over_ten_goes_to_one():
    assert allocate(1, [1] * 10) == (1, *[0] * 9)


def test_a_share_out_of_a_savings_group_adds_up():
    """Ledger reference, section 9.1: pool 830.00 by 45, 30, 52 and 20 shares."""
    assert allocate(83_000, [45, 30, 52, 20]) == (25_408, 16_939, 29_361, 11_292)


@given(st.integers(0, 10**15), weights.filter(any))
def test_no_unit_is_ever_lost_and_nobody_gets_more_than_the_next_whole(total, weights):
    parts = allocate(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert total * weight // whole <= part <= -(-total * weight // whole)


@given(st.integers(0, 10**9), weights.filter(any), st.integers(2, 50))
def test_scaling_all_weights_changes_nothing(total, weights, factor):
    assert allocate(total, weights) == allocate(total, [w * factor for w in weights])


def test_nothing_may_be_shared_by_nobody():
    assert allocate(0, [0, 0]) == (0, 0)
    with pytest.raises(ValueError, match="no weight"):
        allocate(1, [0, 0])


@pytest.mark.parametrize(("total", "by"), [(-1, [1]), (1, [1, -1])])
def test_negative_sums_and_weights_are_refused(total, by):
    with pytest.raises(ValueError, match="negative"):
        allocate(total, by)


def test_amounts_of_one_unit_add_and_of_two_units_do_not():
    assert Amount(150, INR) + Amount(50, INR) == Amount(200, INR)
    assert Amount(150, INR) - Amount(200, INR) == Amount(-50, INR)
    with pytest.raises(ValueError, match="INR and EUR"):
        Amount(1, INR) + Amount(1, Unit("EUR", 2))


@pytest.mark.parametrize(
    ("minor", "exponent", "text"),
    [(50_000, 2, "500.00 X"), (5, 2, "0.05 X"), (-5, 2, "-0.05 X"), (7, 0, "7 X")],
)
def test_an_amount_is_written_with_all_its_decimals(minor, exponent, text):
    assert str(Amount(minor, Unit("X", exponent))) == text
