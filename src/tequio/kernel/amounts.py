"""Amounts are integers of the smallest part of a unit; sums are shared without losing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

UnitKind = Literal["money", "time", "points", "goods"]

LARGEST_MINOR = 10**15
"""No single amount may be larger (ledger reference, section 4): sums stay far below 2**63."""


@dataclass(frozen=True)
class Unit:
    """What is counted: EUR with exponent 2, MIN with exponent 0, SHARE with exponent 0."""

    code: str
    exponent: int = 2
    kind: UnitKind = "money"


@dataclass(frozen=True)
class Amount:
    """An integer number of minor units (cents, paise, minutes) of one unit."""

    minor: int
    unit: Unit

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.minor + self._same_unit(other), self.unit)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.minor - self._same_unit(other), self.unit)

    def __str__(self) -> str:
        """Plain form for logs and tests, such as `500.00 GHS`; pages use the reader's locale."""
        digits = str(abs(self.minor)).rjust(self.unit.exponent + 1, "0")
        cut = len(digits) - self.unit.exponent
        sign = "-" if self.minor < 0 else ""
        tail = "." + digits[cut:] if self.unit.exponent else ""
        return f"{sign}{digits[:cut]}{tail} {self.unit.code}"

    def _same_unit(self, other: Amount) -> int:
        if other.unit != self.unit:
            raise ValueError(f"{self.unit.code} and {other.unit.code} cannot be added")
        return other.minor


@dataclass(frozen=True)
class Rate:
    """An exact fraction for each period: 2 % a month is `Rate(Fraction(2, 100), "month")`."""

    fraction: Fraction
    period: Literal["week", "month", "year"]


def round_half_even(value: Fraction) -> int:
    """The nearest integer; halves go to the even one (banker's rounding).  Exact."""
    return round(value)


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share `total` minor units by `weights` with the largest remainder; the sum is exact.

    Each part is the floor of its quota; the units left go one each to the largest remainders,
    ties to the larger weight, then to the earlier place (Hamilton's method; ledger reference,
    section 4).  A total of zero may be shared by weights that are all zero.

    Raises ValueError for negative input or when there is something to share and nobody to get it.
    """
    whole = sum(weights)
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("a sum to share and its weights must not be negative")
    if whole == 0:
        if total:
            raise ValueError("there is something to share and no weight to share it by")
        return (0,) * len(weights)
    quotas = [divmod(total * weight, whole) for weight in weights]
    left = total - sum(quota for quota, _ in quotas)
    ranked = sorted(range(len(weights)), key=lambda i: (-quotas[i][1], -weights[i], i))
    lucky = set(ranked[:left])
    return tuple(quota + (i in lucky) for i, (quota, _) in enumerate(quotas))
