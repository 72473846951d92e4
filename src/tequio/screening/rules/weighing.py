"""Weighing: what one comparison of a rule comes to, and why it is unknown.  Pure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal

from tequio.kernel import Truth
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.packs import Compare, Exists, Leaf, Ratio, facts_of_leaf
from tequio.screening.rules.packs.expressions import How
from tequio.screening.rules.settling import Settled, Silence
from tequio.screening.rules.values import Money, Value

Why = Silence | Literal["units", "zero", "few"]


def weighed(leaf: Leaf, settled: Callable[[str], Settled]) -> tuple[Truth, Why]:
    """What it comes to; the reason is empty where it is known.

    A missing fact, differing units, a division by zero and fewer who vouch than are asked for leave
    it unknown.
    """
    known = [settled(fact) for fact in facts_of_leaf(leaf)]
    for one in sorted(known, key=lambda one: not one.is_marked):
        if not one.is_known:
            return Truth.UNKNOWN, one.why
    if isinstance(leaf, Exists):
        return Truth.HOLDS, ""
    values = [one.value for one in known if one.value is not None]
    if isinstance(leaf, Ratio):
        return _ratio(leaf, *values)
    truth, why = _compared(leaf, values[0])
    if truth is Truth.FAILS and _may_be_more(leaf, known[0]):
        return Truth.UNKNOWN, "few"
    return truth, why


def _may_be_more(leaf: Compare, settled: Settled) -> bool:
    """Those who vouched so far were counted: too few yet says nothing of who did not."""
    counts = leaf.how == "gte" and FACTS[leaf.fact].kind == "count"
    return counts and {item.kind for item in settled.items} == {"attestation"}


def _compared(leaf: Compare, value: Value) -> tuple[Truth, Why]:
    units = {one.unit for one in (value, *leaf.operands) if isinstance(one, Money)}
    if len(units) > 1:
        return Truth.UNKNOWN, "units"
    return _truth(leaf.how, value, leaf.operands), ""


def _ratio(leaf: Ratio, over: Value, under: Value) -> tuple[Truth, Why]:
    if isinstance(over, Money) and isinstance(under, Money):
        if over.unit != under.unit:
            return Truth.UNKNOWN, "units"
        over, under = over.minor, under.minor
    assert isinstance(over, int | Fraction)
    assert isinstance(under, int | Fraction)
    if under == 0:
        return Truth.UNKNOWN, "zero"
    return _truth(leaf.how, Fraction(over) / Fraction(under), leaf.operands), ""


def _truth(how: How, value: Any, operands: tuple[Any, ...]) -> Truth:
    if how in ("eq", "in"):
        is_so = value in operands
    elif how == "gte":
        is_so = value >= operands[0]
    elif how == "lte":
        is_so = value <= operands[0]
    else:
        is_so = operands[0] <= value <= operands[1]
    return Truth.HOLDS if is_so else Truth.FAILS
