"""Which places are like this one?  Compared only on what *both* know.  Pure.

Gower's distance (Gower 1971): the mean over variables of how far two values lie apart, each
between 0 and 1.  A number is divided by its range, that of the variable where it has bounds, else
that of the places beside each other; of choices it is 0 or 1, of sets what they do not share.
Where too little is known by both there is no distance: nothing is guessed from a few answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from tequio.knowledge.rules.profiles import Known, Profile
from tequio.knowledge.rules.variables import Variable, Variables

LEAST_IN_COMMON = 5
"""With fewer variables that both know there is too little in common to compare."""

Key = TypeVar("Key", bound=Hashable)
Ranges = Mapping[tuple[str, str], Fraction]
"""Of each variable and currency, how far the values lie apart at most."""


@dataclass(frozen=True)
class Near(Generic[Key]):
    """A place beside another: how far, on how many variables both know, and which these are."""

    key: Key
    distance: Fraction
    common: tuple[str, ...]


@dataclass(frozen=True)
class Alike(Generic[Key]):
    """Places by distance, and those with too little in common to compare."""

    near: tuple[Near[Key], ...]
    too_little: tuple[Key, ...]


def similar(profile: Profile, others: Mapping[Key, Profile], variables: Variables) -> Alike[Key]:
    """The other places, the nearest first, in the given order where they are as near."""
    ranges = _ranges([profile, *others.values()], variables)
    near, too_little = [], []
    for key, other in others.items():
        common = in_common(profile, other)
        if len(common) < LEAST_IN_COMMON:
            too_little.append(key)
            continue
        apart = [_apart(variables[code], profile[code], other[code], ranges) for code in common]
        near.append(Near(key, sum(apart, Fraction(0)) / len(apart), common))
    near.sort(key=lambda one: one.distance)
    return Alike(tuple(near), tuple(too_little))


def in_common(one: Profile, other: Profile) -> tuple[str, ...]:
    """The variables that both know, money only in the same currency; by code."""
    return tuple(
        code
        for code in sorted(one.keys() & other.keys())
        if one[code].state == other[code].state == "known" and one[code].unit == other[code].unit
    )


def _ranges(profiles: Iterable[Profile], variables: Variables) -> Ranges:
    seen: dict[tuple[str, str], list[Fraction]] = {}
    for profile in profiles:
        for code, known in profile.items():
            if known.state == "known" and variables[code].kind == "number":
                seen.setdefault((code, known.unit), []).append(_number(known))
    return {
        key: _bounds(variables[key[0]]) or max(values) - min(values) for key, values in seen.items()
    }


def _bounds(variable: Variable) -> Fraction | None:
    if variable.least is None or variable.most is None:
        return None
    return Fraction(variable.most - variable.least)


def _number(known: Known) -> Fraction:
    assert isinstance(known.value, int | Fraction)
    return Fraction(known.value)


def _apart(variable: Variable, one: Known, other: Known, ranges: Ranges) -> Fraction:
    if variable.kind == "number":
        difference = abs(_number(one) - _number(other))
        return difference / ranges[variable.code, one.unit] if difference else Fraction(0)
    if isinstance(one.value, tuple) and isinstance(other.value, tuple):
        either = set(one.value) | set(other.value)
        both = set(one.value) & set(other.value)
        return 1 - Fraction(len(both), len(either)) if either else Fraction(0)
    return Fraction(int(one.value != other.value))
