"""Refusals of a circle as its pages say them: sums as money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tequio.kernel import Amount, Refusal, Unit

Value = int | str | date | Fraction | Amount
SUMS: Mapping[str, frozenset[str]] = {
    "contribution_differs": frozenset({"social", "contribution"}),
    "fine_overpaid": frozenset({"paid", "due"}),
    "too_little_in_the_social_box": frozenset({"asked", "there"}),
    "debt_over_the_share": frozenset({"debt", "worth"}),
    "pool_negative": frozenset({"lost"}),
    "coin_not_positive": frozenset({"coin"}),
}
"""Refusal → the fields in which it tells a sum in minor units."""


def named(refusals: Iterable[Refusal], unit: Unit) -> list[Refusal]:
    """The same with sums as they are written; persons are named where the sentence is said
    (`site.sentences`), to readers who may see the roll."""
    return [_said(one, unit) for one in refusals]


def _said(one: Refusal, unit: Unit) -> Refusal:
    sums = SUMS.get(one.code, frozenset())

    def value_of(field: str, value: Value) -> Value:
        return Amount(value, unit) if field in sums and isinstance(value, int) else value

    fields = tuple((field, value_of(field, value)) for field, value in one.fields)
    return replace(one, fields=fields)
