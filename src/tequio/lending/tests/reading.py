"""How the cases of this room are read: sums as in a passbook, fractions, loans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tequio.kernel import Rate
from tequio.lending import rules

CASES = Path(__file__).resolve().parent / "cases"
A_DAY = date(2026, 2, 14)


def cases(name: str) -> list[Any]:
    """The cases of a file, each named by its title."""
    listed = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["title"]) for case in listed]


def minor(text: str) -> int:
    """Minor units of a sum with two decimals."""
    return int(Decimal(text) * 100)


def terms(case: dict[str, Any]) -> rules.Terms:
    """The terms of a loan in a case."""
    steps = ("month", "fortnight", "week")
    step = next(one for one in steps if case.get(f"{one}s"))
    return rules.Terms(
        minor=minor(case["loan"]),
        count=case[f"{step}s"],
        step=step,
        rate=Rate(Fraction(case["rate"]), case["rate_period"]),
        method=case["method"],
        order=case.get("order", "interest_first"),
    )


def a_loan(**more: Any) -> rules.Terms:
    """The loan of the reference: 1,200.00 at 2 % a month in six months."""
    facts = {"loan": "1200.00", "rate": "2/100", "rate_period": "month", "method": "declining"}
    return terms({**facts, "months": 6, **more})


def replay(
    loan: rules.Terms, paid_out_on: date, payments: list[tuple[date, int]]
) -> list[rules.Payment]:
    """Repayments, each split by where the loan stands on its day."""
    lines = rules.schedule(loan, paid_out_on)
    made: list[rules.Payment] = []
    for day, sum_paid in payments:
        standing = rules.position(loan, lines, made, day)
        made.append(rules.Payment(day, rules.split(standing, sum_paid, loan.order)))
    return made
