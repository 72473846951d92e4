"""A round adds up whatever is missing and whoever covers it; what is made good never passes it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tequio.circles.rules.reckoning import Around, Owed, made_good, reckon
from tequio.circles.rules.wheel import Seat, Terms, Wheel, highest_bid

DAY = date(2026, 3, 1)


def wheel(n: int, terms: Terms, held: int = 0, most: int = 0) -> Wheel:
    """n places, of which the first `held` have received; each is stood for by the next."""
    seats = tuple(
        Seat(
            k,
            100 + k,
            ((100 + k % n + 1, most),) if most else (),
            k if k <= held else None,
        )
        for k in range(1, n + 1)
    )
    days = (DAY,) * held
    return Wheel(1, "main", "INR", terms, seats, DAY, 1, 2, 3, held=days)


@given(st.integers(2, 12), st.integers(1, 10_000), st.integers(0, 500), st.data())
def test_what_comes_in_is_what_goes_out(n: int, each: int, aside: int, data: Any) -> None:
    held = data.draw(st.integers(0, n - 1))
    turns = wheel(n, Terms(each, aside), held, most=data.draw(st.integers(0, each)))
    missing = st.integers(1, each + aside)
    others = [seat.number for seat in turns.seats if seat.number != held + 1]
    short = data.draw(st.dictionaries(st.sampled_from(others), missing))
    around = Around(data.draw(st.integers(0, 3 * each)), {}, data.draw(st.booleans()))
    found = reckon(turns, {}, short, around)
    paid = sum(line.paid for line in found.lines)
    by = {way: sum(c.minor for c in found.covers if c.way == way) for way in ("reserve", "aside")}
    covered = sum(one.minor for one in found.covers if one.way not in ("open", "aside"))
    assert paid + covered == found.commission + found.paid_out
    assert by["reserve"] <= around.reserve
    assert by["aside"] == sum(line.aside - line.put for line in found.lines)
    assert sum(short.values()) == sum(one.minor for one in found.covers)


@given(st.integers(2, 20), st.integers(20, 10_000), st.sampled_from(["all", "waiting"]), st.data())
def test_with_bids_nobody_owes_less_than_nothing(n: int, each: int, to: str, data: Any) -> None:
    terms = Terms(each, 0, "month", "bid", Fraction(1), Fraction(1, 20), to)
    turns = wheel(n, terms, data.draw(st.integers(0, n - 1)))
    bid = data.draw(st.integers(turns.chit.foreman_keeps, highest_bid(turns)))
    found = reckon(turns, {n: bid}, {}, Around())
    assert all(line.due >= 0 for line in found.lines)
    assert sum(line.paid for line in found.lines) == found.commission + found.paid_out
    assert found.prize == turns.value - bid


@given(st.lists(st.integers(1, 500), max_size=8), st.integers(1, 4_000))
def test_nothing_is_made_good_twice(left: list[int], minor: int) -> None:
    owed = [Owed(k, k % 3, 1, "open", None, part, 7) for k, part in enumerate(left)]
    parts = made_good(minor, owed)
    assert sum(part for _one, part in parts) == min(minor, sum(left))
    assert all(0 < part <= one.left for one, part in parts)
    assert [one.round for one, _part in parts] == sorted(one.round for one, _part in parts)
