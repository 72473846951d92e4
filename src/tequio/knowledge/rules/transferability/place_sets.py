"""What is known of many places, as sets of bits: bit n says it of place n.  Pure.

A comparison is answered for all places at once and remembered, since designs ask alike.  Of a
number the values are sorted, with the places below each: a threshold is found by halving.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from operator import or_

from tequio.knowledge.rules.designs import Comparison
from tequio.knowledge.rules.profiles import Profile
from tequio.knowledge.rules.transferability.weighing import meets
from tequio.knowledge.rules.values import Number, Value

Asked = tuple[str, str, Value, str]
"""Variable, operator, threshold, currency: what makes two comparisons alike."""


@dataclass(frozen=True, slots=True)
class Sets:
    """Where a comparison holds, fails, and does not apply; it is unknown where none of these."""

    holds: int
    fails: int
    inapplicable: int


class _Sorted:
    """Numbers in order, each with the places whose value lies below it."""

    def __init__(self, places_of: Iterable[tuple[Number, int]]) -> None:
        ordered = sorted(places_of)
        self.values = [value for value, _places in ordered]
        self.below = [0, *accumulate((places for _value, places in ordered), or_)]

    def split(self, operator: str, threshold: Number) -> tuple[int, int]:
        """The places that meet a threshold, and those that do not."""
        low, high = bisect_left(self.values, threshold), bisect_right(self.values, threshold)
        everywhere = self.below[-1]
        if operator == "gte":
            return everywhere ^ self.below[low], self.below[low]
        if operator == "lte":
            return self.below[high], everywhere ^ self.below[high]
        found = self.below[high] ^ self.below[low]
        return found, everywhere ^ found


class Places:
    """Some profiles, ready for any number of designs."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.width = len(profiles)
        self.everywhere = (1 << self.width) - 1
        self._values: dict[tuple[str, str], dict[Value, int]] = {}
        self._inapplicable: dict[str, int] = {}
        self._sorted: dict[tuple[str, str], _Sorted] = {}
        self._asked: dict[Asked, Sets] = {}
        for number, profile in enumerate(profiles):
            for code, known in profile.items():
                if known.state == "not_applicable":
                    self._inapplicable[code] = self._inapplicable.get(code, 0) | 1 << number
                elif known.state == "known" and known.value is not None:
                    values = self._values.setdefault((code, known.unit), {})
                    values[known.value] = values.get(known.value, 0) | 1 << number

    def sets(self, comparison: Comparison, asked: Asked) -> Sets:
        """Where a comparison holds and fails; `asked` is what `asked_by` says of it."""
        found = self._asked.get(asked)
        if found is None:
            found = self._asked[asked] = self._found(comparison)
        return found

    def _found(self, comparison: Comparison) -> Sets:
        code = comparison.variable.code
        inapplicable = self._inapplicable.get(code, 0)
        values = self._values.get((code, comparison.unit))
        if not values:
            return Sets(0, 0, inapplicable)
        threshold = comparison.threshold
        if comparison.variable.kind == "number" and not isinstance(threshold, str | tuple):
            holds, fails = self._numbers(code, comparison.unit).split(
                comparison.operator, threshold
            )
            return Sets(holds, fails, inapplicable)
        holds = fails = 0
        for value, places in values.items():
            if meets(comparison, value):
                holds |= places
            else:
                fails |= places
        return Sets(holds, fails, inapplicable)

    def _numbers(self, code: str, unit: str) -> _Sorted:
        found = self._sorted.get((code, unit))
        if found is None:
            numbers = self._values[code, unit].items()
            found = _Sorted(
                (value, places) for value, places in numbers if isinstance(value, int | Fraction)
            )
            self._sorted[code, unit] = found
        return found


def asked_by(comparison: Comparison) -> Asked:
    """What makes two comparisons alike."""
    one = comparison
    return one.variable.code, one.operator, one.threshold, one.unit
