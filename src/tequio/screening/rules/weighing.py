"""Weighing: what one comparison of a rule comes to, and why it is unknown.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
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

    Disputed is also what own items would make come out otherwise (`settling.Settled.against`).
    A missing fact, differing units, a division by zero and fewer who vouch than are asked for leave
    it unknown.
    """
    known = [settled(fact) for fact in facts_of_leaf(leaf)]
    for one in sorted(known, key=lambda one: not one.is_marked):
        if not one.is_known:
            return Truth.UNKNOWN, one.why
    if isinstance(leaf, Exists):
        return Truth.HOLDS, ""
    truth, why = _of_values(leaf, [one.value for one in known if one.value is not None])
    if any(one.against for one in known) and _is_contradicted(leaf, truth, known):
        return Truth.UNKNOWN, "disputed"
    if truth is Truth.FAILS and isinstance(leaf, Compare) and _may_be_more(leaf, known[0]):
        return Truth.UNKNOWN, "few"
    return truth, why


def as_weighed(settled: Settled, why: Why) -> Settled:
    """What is known of a fact of a comparison that came to this: where own items made it disputed
    it is unknown, and they stand beside what they contradict."""
    if why != "disputed" or not settled.against:
        return settled
    return Settled(None, settled.grade, "disputed", (*settled.items, *settled.against))


def _is_contradicted(leaf: Compare | Ratio, truth: Truth, known: list[Settled]) -> bool:
    """Whether any of the values that stand against would turn it round."""
    said = [
        {value for value in (one.value, *(item.value for item in one.against)) if value is not None}
        for one in known
    ]
    found = {_of_values(leaf, list(some))[0] for some in product(*said)}
    return truth is not Truth.UNKNOWN and {Truth.HOLDS, Truth.FAILS} <= found


def _of_values(leaf: Compare | Ratio, values: Sequence[Value]) -> tuple[Truth, Why]:
    return _ratio(leaf, *values) if isinstance(leaf, Ratio) else _compared(leaf, values[0])


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
