"""How a surplus is divided: step by step in the order of law and statutes, then by use.  Pure.

Losses of earlier years come first; then each step takes its part, at most what is left; what
remains the assembly disposes of.  Source: ledger reference, sections 9.5 and 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tequio.kernel.amounts import allocate

Base = Literal["surplus", "rest"]
"""What a step is a part of: the surplus after losses, or what the steps before it left."""


@dataclass(frozen=True)
class Step:
    """One step of the division.

    label   what it is for, a key of the statutes' catalogue such as `surplus.reserve`
    part    of its base
    base    see `Base`
    least   at least so much, in minor units, as far as it is there
    most    at most so much; None: no limit.  A reserve that is full has `most=0`
    source  law article, paragraph of the statutes or resolution
    """

    label: str
    part: Fraction
    base: Base = "surplus"
    least: int = 0
    most: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Division:
    """Where a surplus goes, in minor units: result = losses + steps + rest."""

    losses: int
    steps: tuple[tuple[str, int], ...]
    rest: int


def divide(result: int, steps: Sequence[Step], *, losses: int = 0) -> Division:
    """Divide a result; a part is rounded up to the next minor unit, as laws that say "at least".

    result  of the year, zero or more
    losses  of earlier years, which the result covers first
    """
    if result < 0 or losses < 0:
        raise ValueError("a loss is not divided; say it as losses of the next year")
    covered = min(losses, result)
    surplus = left = result - covered
    taken = []
    for step in steps:
        wanted = max(_up(step.part * (surplus if step.base == "surplus" else left)), step.least)
        if step.most is not None:
            wanted = min(wanted, step.most)
        minor = min(wanted, left)
        taken.append((step.label, minor))
        left -= minor
    return Division(covered, tuple(taken), left)


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


@dataclass(frozen=True)
class Refund:
    """A member's patronage refund: what is paid in money, and what becomes her capital."""

    minor: int
    cash: int

    @property
    def capital(self) -> int:
        return self.minor - self.cash


def refunds(total: int, uses: Sequence[int], *, in_cash: Fraction = Fraction(1)) -> list[Refund]:
    """Share `total` by what each member bought, sold or worked here: allocate(total, uses).

    uses     of each member, in any one measure; zero gets nothing
    in_cash  part paid in money, rounded up for each member; the rest becomes capital
    """
    return [Refund(minor, _up(minor * in_cash)) for minor in allocate(total, uses)]
