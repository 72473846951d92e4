"""A condition beside what is known of a place, in three-valued logic.  Pure.

Truth is the kernel's.  A condition holds if its value meets the threshold or one of its substitutes
does; one that does not apply in a place is left out there, with its substitutes, and a conjunction
of nothing holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tequio.kernel import Truth, all_of, any_of
from tequio.knowledge.rules.designs import Comparison, Component, Precondition
from tequio.knowledge.rules.profiles import Known
from tequio.knowledge.rules.values import Value

Why = Literal["", "silent", "disputed", "unit", "not_applicable"]
"""Why a comparison is unknown: nothing was said, what was said disagrees, it was said in another
currency; or why it is left out."""
ENGINE = 2
"""Raised when a stored assessment would come out differently; the old way stays then.  In the first
a condition that did not apply could fail by its substitutes."""


@dataclass(frozen=True)
class Weigh:
    """What each comparison comes to, and by which engine conditions are reckoned from it."""

    truth: Callable[[Comparison], Truth]
    engine: int = ENGINE


def weighed(comparison: Comparison, known: Known | None) -> tuple[Truth, Why]:
    """What a comparison comes to, and why it is open."""
    if known is None:
        return Truth.UNKNOWN, "silent"
    if known.state == "disputed":
        return Truth.UNKNOWN, "disputed"
    if known.state == "not_applicable" or known.value is None:
        return Truth.NOT_APPLICABLE, "not_applicable"
    if known.unit != comparison.unit:
        return Truth.UNKNOWN, "unit"
    return truth_of(meets(comparison, known.value)), ""


def truth_of(holds: bool) -> Truth:
    """Of what is known."""
    return Truth.HOLDS if holds else Truth.FAILS


def meets(comparison: Comparison, value: Value) -> bool:
    """Whether a known value meets the threshold."""
    operator, threshold = comparison.operator, comparison.threshold
    if isinstance(value, tuple):
        assert isinstance(threshold, tuple)
        return bool(set(value) & set(threshold)) == (operator == "includes")
    if operator == "in":
        assert isinstance(threshold, tuple)
        return value in threshold
    if operator == "eq":
        return value == threshold
    assert isinstance(value, int | Fraction)
    assert isinstance(threshold, int | Fraction)
    return value >= threshold if operator == "gte" else value <= threshold


def precondition_truth(precondition: Precondition, weigh: Weigh) -> Truth:
    """Its own comparison, or one of its substitutes; a substitute never worsens it."""
    own, *others = (weigh.truth(one) for one in precondition.every)
    found = any_of([own, *others])
    if own is Truth.NOT_APPLICABLE and found is not Truth.HOLDS and weigh.engine > 1:
        return Truth.NOT_APPLICABLE
    return found


def all_met(preconditions: Iterable[Precondition], weigh: Weigh) -> Truth:
    """The required ones together; helpful ones are shown, never counted."""
    found = all_of(precondition_truth(one, weigh) for one in preconditions if one.is_required)
    return Truth.HOLDS if found is Truth.NOT_APPLICABLE else found


def base_and_any(component: Component, weigh: Weigh) -> tuple[Truth, Truth]:
    """Whether a component stands as it is; whether it stands in any form."""
    base = all_met(component.preconditions, weigh)
    variants = (all_met(one.preconditions, weigh) for one in component.variants)
    return base, any_of([base, *variants])
