"""Three-valued truth (Kleene 1952), with "not applicable" kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Holds, fails, unknown; or the question does not apply."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


def negation(value: Truth) -> Truth:
    """Not: unknown stays unknown, not applicable stays not applicable."""
    turned = {Truth.HOLDS: Truth.FAILS, Truth.FAILS: Truth.HOLDS}
    return turned.get(value, value)


def all_of(values: Iterable[Truth]) -> Truth:
    """And: one that fails decides, else one unknown leaves it open; what is inapplicable is out."""
    return _combine(values, decisive=Truth.FAILS, neutral=Truth.HOLDS)


def any_of(values: Iterable[Truth]) -> Truth:
    """Or: one that holds decides, else one unknown leaves it open; what is inapplicable is out."""
    return _combine(values, decisive=Truth.HOLDS, neutral=Truth.FAILS)


def _combine(values: Iterable[Truth], *, decisive: Truth, neutral: Truth) -> Truth:
    asked = [value for value in values if value is not Truth.NOT_APPLICABLE]
    if not asked:
        return Truth.NOT_APPLICABLE
    for value in (decisive, Truth.UNKNOWN):
        if value in asked:
            return value
    return neutral
