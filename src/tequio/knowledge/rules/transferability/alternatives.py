"""What could be answered to a question: one answer on each side of every threshold.  Pure.

Answers that no condition tells apart are one: of the numbers from 5 upwards the 5 stands for all,
of the choices that lead to the same the first, with the others beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from tequio.knowledge.rules.designs import Comparison
from tequio.knowledge.rules.transferability.weighing import meets
from tequio.knowledge.rules.values import Number, Value
from tequio.knowledge.rules.variables import Variable


@dataclass(frozen=True)
class Alternative:
    """An answer.  same: of a choice, all codes that lead to the same, itself first."""

    value: Value
    unit: str = ""
    same: tuple[str, ...] = ()


def alternatives(variable: Variable, comparisons: Iterable[Comparison]) -> tuple[Alternative, ...]:
    """The answers to try: at least one on each side of every threshold on the variable."""
    asked = tuple(dict.fromkeys(one for one in comparisons if one.variable == variable))
    if variable.kind == "number":
        units = sorted({one.unit for one in asked})
        return tuple(
            Alternative(_whole(value), unit)
            for unit in units
            for value in _numbers(variable, [one for one in asked if one.unit == unit])
        )
    if variable.kind == "yes_no":
        return (Alternative(value=True), Alternative(value=False))
    if variable.kind == "choice":
        return _choices(variable, asked)
    return tuple(Alternative(value) for value in _sets(variable, asked))


def _whole(value: Number) -> Value:
    return int(value) if value.denominator == 1 else value


def _numbers(variable: Variable, asked: Sequence[Comparison]) -> Iterator[Number]:
    """One number of each stretch between thresholds that conditions tell apart; where a threshold
    itself belongs to the stretch, that one."""
    points = sorted({one.threshold for one in asked if isinstance(one.threshold, int | Fraction)})
    tried: list[tuple[bool, Number]] = []
    for low, high in zip((None, *points), (*points, None), strict=True):
        between = _between(variable, low, high)
        if between is not None:
            tried.append((False, between))
        if high is not None:
            tried.append((True, high))
    for _told, some in groupby(tried, key=lambda one: [meets(each, one[1]) for each in asked]):
        stretch = list(some)
        yield next((value for is_point, value in stretch if is_point), stretch[0][1])


def _between(variable: Variable, low: Number | None, high: Number | None) -> Number | None:
    """A number between two thresholds, whole if there is one; None if no answer lies there."""
    if high is not None:
        found: Number = ceil(high) - 1
        least = variable.least
        if low is None and least is not None and found < least:
            return least if least < high else None
        return found if low is None or found > low else _within(low, high)
    assert low is not None
    most = variable.most
    if most is not None and floor(low) + 1 > most:
        return most if most > low else None
    return floor(low) + 1


def _within(low: Number, high: Number) -> Number:
    return (Fraction(low) + Fraction(high)) / 2


def _choices(variable: Variable, asked: Sequence[Comparison]) -> tuple[Alternative, ...]:
    told: dict[tuple[bool, ...], list[str]] = {}
    for code in variable.choices:
        told.setdefault(tuple(meets(one, code) for one in asked), []).append(code)
    return tuple(Alternative(codes[0], same=tuple(codes)) for codes in told.values())


def _sets(variable: Variable, asked: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    """A set for each way in which lists can be touched or not; a design names few lists."""
    lists = [set(one.threshold) for one in asked if isinstance(one.threshold, tuple)]
    codes = [*variable.choices] or sorted(set().union(*lists))
    found: dict[frozenset[int], tuple[str, ...]] = {frozenset(): ()}
    for code in codes:
        touched = frozenset(number for number, one in enumerate(lists) if code in one)
        for known, some in tuple(found.items()):
            found.setdefault(known | touched, tuple(sorted((*some, code))))
    yield from found.values()
