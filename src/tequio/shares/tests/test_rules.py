"""Dividends, divisions and refunds: the reference's examples, and that no unit is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tequio.shares import rules

CASES = Path(__file__).resolve().parent / "cases"


def minor(text: str) -> int:
    return int(Decimal(text) * 100)


def cases(name: str) -> list[Any]:
    listed = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["title"]) for case in listed]


@pytest.mark.parametrize("case", cases("dividends"))
def test_a_dividend_is_what_the_accountant_wrote(case: dict[str, Any]) -> None:
    since, until = date(case["year"], 1, 1), date(case["year"], 12, 31)
    members = case["members"]
    days = [
        rules.share_days(
            [(day, minor(text)) for day, text in member["balances"]], since=since, until=until
        )
        for member in members
    ]
    assert days == [member["share_days"] for member in members]
    cap = Fraction(case["cap"]) if "cap" in case else None
    paid = rules.dividends(days, rate=Fraction(case["rate"]), days=365, cap=cap)
    assert list(paid) == [minor(member["dividend"]) for member in members]


@pytest.mark.parametrize("case", cases("divisions"))
def test_a_surplus_is_divided_as_the_law_says(case: dict[str, Any]) -> None:
    steps = [
        rules.Step(
            step["label"],
            Fraction(step["part"]),
            step.get("base", "surplus"),
            minor(step.get("least", "0")),
            minor(step["most"]) if "most" in step else None,
        )
        for step in case["steps"]
    ]
    done = rules.divide(minor(case["result"]), steps, losses=minor(case.get("losses", "0")))
    assert [taken for _label, taken in done.steps] == [minor(text) for text in case["taken"]]
    assert done.rest == minor(case["rest"])


parts = st.builds(
    rules.Step,
    st.just("reserve"),
    st.fractions(0, 1),
    st.sampled_from(["surplus", "rest"]),
    st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
)


@given(st.integers(0, 10**9), st.lists(parts, max_size=6), st.integers(0, 10**9))
def test_a_result_goes_to_the_last_unit_where_the_steps_say(
    result: int, steps: list[rules.Step], losses: int
) -> None:
    done = rules.divide(result, steps, losses=losses)
    assert done.losses + sum(taken for _label, taken in done.steps) + done.rest == result
    assert done.rest >= 0
    for step, (_label, taken) in zip(steps, done.steps, strict=True):
        assert taken >= 0
        assert step.most is None or taken <= step.most


def test_a_loss_is_not_divided() -> None:
    with pytest.raises(ValueError, match="loss"):
        rules.divide(-1, [])


@pytest.mark.parametrize("case", cases("refunds"))
def test_refunds_go_by_use_and_a_part_becomes_capital(case: dict[str, Any]) -> None:
    use = [minor(one) for one in case["use"]]
    part = Fraction(case["cash_part"])
    given_back = rules.refunds(minor(case["refund"]), use, in_cash=part)
    assert [refund.minor for refund in given_back] == [minor(one) for one in case["refunds"]]
    assert [refund.cash for refund in given_back] == [minor(one) for one in case["cash"]]
    assert all(refund.cash + refund.capital == refund.minor for refund in given_back)


@given(st.lists(st.integers(0, 10**9), min_size=1).filter(any), st.fractions(0, 1))
def test_a_dividend_never_loses_a_unit(days_of_each: list[int], rate: Fraction) -> None:
    paid = rules.dividends(days_of_each, rate=rate, days=365)
    assert abs(sum(paid) - Fraction(sum(days_of_each), 365) * rate) <= Fraction(1, 2)
