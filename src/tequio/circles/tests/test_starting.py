"""What a fund had earned or lost before its book began."""

from __future__ import annotations

from typing import Any

import pytest

from tequio.circles import rules

TEN = (rules.SharesBrought(1, 10),)
CASES: list[tuple[str, rules.Brought, dict[str, int], int]] = [
    ("as much as was saved", rules.Brought(TEN, money=5_000), {}, 0),
    ("more than was saved", rules.Brought(TEN, money=6_000), {}, 1_000),
    ("less than was saved", rules.Brought(TEN, money=4_000), {}, -1_000),
    ("a social fund is its own", rules.Brought(TEN, social=700, money=5_000), {}, 0),
    ("shares without money", rules.Brought(TEN), {}, 0),
    ("money without shares", rules.Brought(money=5_000), {}, 0),
    ("there since the founding", rules.Brought(TEN), {"opening": 6_000, "box": 6_000}, 1_000),
    ("lent out", rules.Brought(TEN, money=2_000), {"opening": 4_000, "loans": 4_000}, 1_000),
    ("in the bank", rules.Brought(TEN, money=5_000), {"opening": 9_000}, 0),
    ("in part in the bank", rules.Brought(TEN), {"opening": 9_000, "box": 5_500}, 500),
]


@pytest.mark.parametrize(
    ("brought", "here", "earned"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_was_brought_beyond_the_shares_was_earned_before(
    brought: rules.Brought, here: dict[str, Any], earned: int
) -> None:
    assert rules.earned_before(brought, 500, rules.Here(**here)) == earned
