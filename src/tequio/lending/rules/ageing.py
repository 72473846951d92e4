"""How late the loans of a group are, all together: by age, and as a part at risk.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tequio.lending.rules.positions import Running, portfolio_at_risk

AGES = ((0, 0), (1, 30), (31, 60), (61, 90), (91, None))
"""From and to how many days late, both included; the last is open."""

AT_RISK = (1, 30, 90)
"""PAR(d) for these days: payments more than so many days late."""


@dataclass(frozen=True)
class Age:
    """Loans of one age of arrears: how many, and what is left of them in minor units."""

    since: int
    until: int | None
    loans: int
    minor: int

    def holds(self, days_late: int) -> bool:
        """Whether a loan so late belongs here."""
        return self.since <= days_late and (self.until is None or days_late <= self.until)


@dataclass(frozen=True)
class Ageing:
    """All running loans by age of their arrears.

    at_risk  PAR by days, exact; None where nothing is lent out
    """

    ages: tuple[Age, ...]
    at_risk: dict[int, Fraction | None]

    @property
    def minor(self) -> int:
        """All that is lent out."""
        return sum(age.minor for age in self.ages)


def ageing(loans: Iterable[Running]) -> Ageing:
    """Sort running loans by how late they are; every loan stands in one age."""
    listed = list(loans)
    return Ageing(
        tuple(_age(since, until, listed) for since, until in AGES),
        {days: portfolio_at_risk(listed, days=days) for days in AT_RISK},
    )


def _age(since: int, until: int | None, loans: Iterable[Running]) -> Age:
    empty = Age(since, until, 0, 0)
    found = [loan for loan in loans if empty.holds(loan.days_late)]
    return Age(since, until, len(found), sum(loan.minor for loan in found))
