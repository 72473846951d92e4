"""The share-out: the reference's example, and that no unit is lost or made."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from tequio.circles import rules

CASES = Path(__file__).resolve().parent / "cases"


def minor(text: str) -> int:
    return int(Decimal(text) * 100)


def cases(name: str) -> list[Any]:
    listed = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["title"]) for case in listed]


@pytest.mark.parametrize("case", cases("share_outs"))
def test_a_share_out_is_what_the_treasurer_wrote(case: dict[str, Any]) -> None:
    fund = rules.Fund(**{name: minor(text) for name, text in case["fund"].items()})
    members, price, coin = case["members"], minor(case["price"]), minor(case["coin"])
    holdings = [
        rules.Holding(n, member["shares"], minor(member.get("debt", "0.00")))
        for n, member in enumerate(members)
    ]
    assert rules.objections_to_share_out(fund, holdings, coin) == []
    done = rules.share_out(fund, holdings, price=price, coin=coin)
    assert done.pool == minor(case["pool"])
    for part, member in zip(done.parts, members, strict=True):
        for name in ("worth", "gained", "paid", "left"):
            assert getattr(part, name) == minor(member[name]), (member["name"], name)
    assert (done.cash_needed, done.left) == (minor(case["cash_needed"]), minor(case["left"]))


@st.composite
def funds(draw: st.DrawFn) -> tuple[rules.Fund, list[rules.Holding], int, int]:
    price = draw(st.integers(1, 10_000))
    shares = draw(st.lists(st.integers(0, 400), min_size=1, max_size=30))
    savings = sum(shares) * price
    fund = rules.Fund(
        savings, draw(st.integers(0, 10**6)), draw(st.integers(0, 1000)), draw(st.integers(0, 9999))
    )
    assume(sum(shares) and fund.pool > 0)
    bare = [rules.Holding(n, each) for n, each in enumerate(shares)]
    worths = rules.worth_of_each(fund, bare)
    holdings = [
        rules.Holding(n, each, draw(st.integers(0, worth)))
        for n, (each, worth) in enumerate(zip(shares, worths, strict=True))
    ]
    return fund, holdings, price, draw(st.sampled_from([1, 5, 50, 100, 1000]))


@given(funds())
def test_the_pool_is_shared_out_to_the_last_unit(given_fund: Any) -> None:
    fund, holdings, price, coin = given_fund
    assert rules.objections_to_share_out(fund, holdings, coin) == []
    done = rules.share_out(fund, holdings, price=price, coin=coin)
    assert done.set_off + done.paid + done.left == done.pool == fund.pool
    assert sum(part.gained for part in done.parts) == fund.pool - fund.savings
    for part in done.parts:
        assert part.worth == part.set_off + part.paid + part.left
        assert 0 <= part.left < coin
        assert part.paid % coin == 0


@given(funds())
def test_a_loss_takes_from_all_and_a_gain_gives_to_all(given_fund: Any) -> None:
    fund, holdings, price, coin = given_fund
    parts = rules.share_out(fund, holdings, price=price, coin=coin).parts
    signs = {part.gained > 0 for part in parts if part.gained}
    assert len(signs) <= 1


@given(funds())
def test_whoever_has_as_many_shares_gets_the_same_to_one_unit(given_fund: Any) -> None:
    fund, holdings, price, coin = given_fund
    by_shares: dict[int, set[int]] = {}
    for part in rules.share_out(fund, holdings, price=price, coin=coin).parts:
        by_shares.setdefault(part.shares, set()).add(part.worth)
    assert all(max(worths) - min(worths) <= 1 for worths in by_shares.values())


def test_a_fine_that_no_share_covers_is_not_shared_out() -> None:
    """10.00 saved and two fines of 3.00: Ama's part pays hers, Bea has none and goes on owing."""
    holdings = [rules.Holding(1, 2), rules.Holding(2, 0)]
    fund = rules.Fund(1_000, 600)
    assert rules.fines_that_stay(fund, holdings, {1: 300, 2: 300}) == {2: 300}


def test_a_fine_that_is_not_paid_makes_parts_smaller_and_leaves_more_unpaid() -> None:
    """Ama's half of 2.00 and of a fine of 10.00 is 6.00; if that is paid, half is less."""
    holdings = [rules.Holding(2, 1), rules.Holding(1, 1)]
    stay = rules.fines_that_stay(rules.Fund(200, 1_000), holdings, {1: 1_000})
    assert stay == {1: 800}


@given(funds(), st.data())
def test_what_is_shared_out_is_there_whoever_owes_a_fine(
    given_fund: Any, data: st.DataObject
) -> None:
    """Each fine is set off or stays; no part pays more than it is worth, and what is handed out is
    the money of the fund without any fine."""
    fund, holdings, price, coin = given_fund
    fines = {one.person: data.draw(st.integers(1, 10**6)) for one in holdings[::2]}
    bare = [rules.Holding(one.person, one.shares) for one in holdings]
    whole = replace(fund, income=fund.income + sum(fines.values()))
    stay = rules.fines_that_stay(whole, bare, fines)
    assert all(0 < minor <= fines[person] for person, minor in stay.items())
    paid = {person: fine - stay.get(person, 0) for person, fine in fines.items()}
    left = replace(whole, income=whole.income - sum(stay.values()))
    owing = [replace(one, debt=paid.get(one.person, 0)) for one in bare]
    assert rules.objections_to_share_out(left, owing, coin) == []
    done = rules.share_out(left, owing, price=price, coin=coin)
    assert done.cash_needed == fund.pool


REFUSED = [
    ((rules.Fund(100), [rules.Holding(1, 1)], 0), "coin_not_positive"),
    ((rules.Fund(100, lost=101), [rules.Holding(1, 1)], 1), "pool_negative"),
    ((rules.Fund(100, lost=100), [rules.Holding(1, 1)], 1), "pool_negative"),
    ((rules.Fund(100), [rules.Holding(1, 0)], 1), "nothing_to_share_out"),
    ((rules.Fund(100), [rules.Holding(1, 1, 101)], 1), "debt_over_the_share"),
]


@pytest.mark.parametrize(("fund", "code"), REFUSED, ids=[code for _fund, code in REFUSED])
def test_a_fund_that_cannot_be_shared_out_says_why(fund: Any, code: str) -> None:
    assert [refusal.code for refusal in rules.objections_to_share_out(*fund)] == [code]


def test_whoever_owes_more_brings_all_of_it_and_leaves_nothing_smaller_than_a_coin() -> None:
    holdings = [rules.Holding(1, 1, 10_000), rules.Holding(2, 1)]
    done = rules.share_out(rules.Fund(18_074), holdings, price=500, coin=50)
    assert [(one.paid, one.left, one.brings) for one in done.parts] == [
        (-963, 0, 963),
        (9000, 37, 0),
    ]
    for one in done.parts:
        assert one.worth == one.set_off + one.carried + one.paid + one.left


def test_a_leaver_takes_her_savings_less_her_debts_and_no_profit() -> None:
    assert rules.leaver_receives(12, price=500, debt=1000) == 5000
