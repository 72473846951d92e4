"""How a surplus shall be divided, from what the books show and what is proposed.  Pure.

    surplus = result of the years - losses of earlier years
    surplus = steps of the statutes + return on capital + refunds by use + rest

Each part in whole minor units; the rest goes where the assembly says.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.kernel import Amount, Refusal, Unit, digest
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.shares.rules import refusals as no
from tequio.shares.rules.dividends import dividends
from tequio.shares.rules.surplus import Step, divide, refunds

RestTo = Literal["reserve", "aside"]

STEPS = tuple(
    f"surplus.{name}" for name in ("reserve", "education", "solidarity", "unforeseen", "workers")
)
"""Provisions of the statutes that send a part somewhere, in the order in which they take it."""

GOES_TO = {
    "surplus.reserve": ("indivisible-reserve", ""),
    "surplus.education": ("education-fund", ""),
    **{code: ("set-aside", code.removeprefix("surplus.")) for code in STEPS[2:]},
}
"""Kind and name of the account into which a step goes."""

REST_GOES_TO = {"reserve": ("indivisible-reserve", ""), "aside": ("set-aside", "members")}


@dataclass(frozen=True)
class Years:
    """The years that are divided, as the books show them.

    result   income less expenses from the first day to the last, in minor units, less what was
             divided of them before
    carried  the same of the years before: negative is a loss, positive was never divided
    """

    since: date
    until: date
    result: int
    carried: int
    unit: Unit

    @property
    def losses(self) -> int:
        return max(0, -self.carried)

    @property
    def surplus(self) -> int:
        return max(0, self.result - self.losses)


@dataclass(frozen=True)
class Holding:
    """A member with her share-days and what she bought, sold or worked here."""

    person: int
    share_days: int
    use: int = 0


@dataclass(frozen=True)
class Proposed:
    """What is proposed beyond the steps of the statutes.

    rate     yearly return on capital
    refund   given back by use, all together, in minor units
    in_cash  part of each refund owed in money; the rest becomes capital
    rest_to  where the rest goes: the indivisible reserve, or set aside for the members' use
    """

    rate: Fraction = Fraction(0)
    refund: int = 0
    in_cash: Fraction = Fraction(1)
    rest_to: RestTo = "reserve"


@dataclass(frozen=True)
class Part:
    """What a member gets, in minor units; of the refund `cash` in money, the rest as capital."""

    person: int
    share_days: int
    use: int
    dividend: int
    refund: int
    cash: int

    @property
    def owed(self) -> int:
        """In money."""
        return self.dividend + self.cash

    @property
    def capital(self) -> int:
        """Added to what she holds."""
        return self.refund - self.cash


@dataclass(frozen=True)
class Plan:
    """The whole division; `rest` is negative where more was proposed than is left."""

    surplus: int
    steps: tuple[tuple[Step, int], ...]
    parts: tuple[Part, ...]
    rest: int

    @property
    def dividend(self) -> int:
        return sum(part.dividend for part in self.parts)

    @property
    def refund(self) -> int:
        return sum(part.refund for part in self.parts)

    @property
    def left(self) -> int:
        """What the assembly disposes of."""
        return self.rest + self.dividend + self.refund


def digest_of_parts(parts: Sequence[Part]) -> str:
    """The fingerprint of everybody's share-days, use and part: one more for anybody is another."""
    return digest([[*vars(part).values()] for part in sorted(parts, key=lambda one: one.person)])


def getting(parts: Sequence[Part]) -> list[Part]:
    """Those who get something."""
    return [part for part in parts if part.owed or part.capital]


def plan(
    years: Years, steps: Sequence[Step], holdings: Sequence[Holding], proposed: Proposed
) -> Plan:
    """Divide: the steps, then the return by share-days, then refunds by use, then the rest."""
    done = divide(max(0, years.result), steps, losses=years.losses)
    days = 366 if isleap(years.until.year) else 365
    returns = dividends([one.share_days for one in holdings], rate=proposed.rate, days=days)
    uses = [one.use for one in holdings]
    back = refunds(proposed.refund if any(uses) else 0, uses, in_cash=proposed.in_cash)
    parts = tuple(
        Part(one.person, one.share_days, one.use, dividend, refund.minor, refund.cash)
        for one, dividend, refund in zip(holdings, returns, back, strict=True)
    )
    given = sum(part.dividend + part.refund for part in parts)
    taken = tuple(zip(steps, (minor for _label, minor in done.steps), strict=True))
    return Plan(years.surplus, taken, parts, done.rest - given)


def objections_to_years(years: Years, *, today: date) -> Iterator[Refusal]:
    """Whole years that are over, with something left, and nothing older that waits."""
    if years.since > years.until:
        yield no.DAYS_TURNED.because(since=years.since, until=years.until)
        return
    if years.until >= today:
        yield no.YEAR_NOT_OVER.because(until=years.until)
    if years.carried > 0:
        left = Amount(years.carried, years.unit)
        yield no.EARLIER_UNDIVIDED.because(left=left, since=years.since)
    elif not years.surplus:
        yield no.NO_SURPLUS.because(
            result=Amount(years.result, years.unit), losses=Amount(years.losses, years.unit)
        )


def objections_to_propose(
    proposed: Proposed, uses: Sequence[tuple[int, int]], *, cap: Fraction, known: frozenset[int]
) -> Iterator[Refusal]:
    """The return within its cap, the refund by the use of members, each named once.

    uses   (person, use) as they were typed; known  who may be named
    """
    if proposed.rate > cap:
        yield no.RATE_OVER_THE_CAP.because(rate=proposed.rate, cap=cap)
    if proposed.in_cash > 1:
        yield no.PART_OVER_ONE.because()
    if proposed.refund < 0:
        yield AMOUNT_NOT_POSITIVE.because()
    people = [person for person, _use in uses]
    for person, use in uses:
        if person not in known or people.count(person) > 1 or use < 0:
            yield no.USE_NOT_RIGHT.because(person=person)
            break
    if proposed.refund > 0 and not any(use for _person, use in uses):
        yield no.REFUND_WITHOUT_USE.because()


def objections_to_plan(planned: Plan, unit: Unit) -> Iterator[Refusal]:
    """Not more than the statutes' steps leave."""
    if planned.rest < 0:
        yield no.MORE_THAN_IS_LEFT.because(
            left=Amount(planned.left, unit),
            asked=Amount(planned.dividend + planned.refund, unit),
        )


def surplus_changed(decided: int, now: Years) -> Refusal:
    """The books no longer show what the members decided on."""
    return no.SURPLUS_CHANGED.because(
        decided=Amount(decided, now.unit), now=Amount(now.result + now.carried, now.unit)
    )
