"""The share-out at the end of a cycle: who gets what, exactly.  Pure.

    pool = value of the loan fund, every loan repaid or set off
    payout of each = allocate(pool, shares)        largest remainder, so that no unit is lost

The pool may be less than was saved: then the same formula shares the loss.  A member's open loan
is set off against her payout.  Source: ledger reference, section 9.1 (VSLA).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tequio.circles.rules.refusals import (
    COIN_NOT_POSITIVE,
    DEBT_OVER_THE_SHARE,
    NOTHING_TO_SHARE_OUT,
    POOL_NEGATIVE,
    TOO_FEW_WITNESSES,
)
from tequio.circles.rules.turn_refusals import TAKER_NOT_A_MEMBER, WITNESS_IS_CONCERNED
from tequio.kernel import Refusal
from tequio.kernel.amounts import allocate


@dataclass(frozen=True)
class Holding:
    """What a member holds when the cycle ends.

    person  her number
    shares  how many shares she bought in the cycle
    debt    what her part pays of what she still owes the fund, in minor units: all of her loans,
            and of her fines what it can
    carried what she leaves as shares of the next cycle, in minor units
    """

    person: int
    shares: int
    debt: int = 0
    carried: int = 0


@dataclass(frozen=True)
class Fund:
    """The loan fund when the cycle ends, in minor units.

    savings  shares bought in the cycle, at the cycle's price
    income   service charges, fines and other income that belong to the loan fund
    costs    bank charges and other costs of the loan fund
    lost     loans written off
    """

    savings: int
    income: int = 0
    costs: int = 0
    lost: int = 0

    @property
    def pool(self) -> int:
        """What is shared out."""
        return self.savings + self.income - self.costs - self.lost


@dataclass(frozen=True)
class Part:
    """One member's part of a share-out, in minor units.

    worth    her shares' part of the pool
    gained   worth less what she saved; negative when the group lost
    set_off  of it what pays her open loans
    paid     what she is handed, in whole coins
    left     what is smaller than a coin and stays with the group, by decision
    carried  what stays hers as shares of the next cycle
    """

    person: int
    shares: int
    worth: int
    gained: int
    set_off: int
    paid: int
    left: int
    carried: int = 0

    @property
    def brings(self) -> int:
        """What she still owes once her shares have paid what they can; 0 for whoever is paid."""
        return max(0, -self.paid)


@dataclass(frozen=True)
class ShareOut:
    """The whole share-out: worth = set off + carried over + paid + left, for each member and in
    all."""

    pool: int
    parts: tuple[Part, ...]

    @property
    def set_off(self) -> int:
        return sum(part.set_off for part in self.parts)

    @property
    def paid(self) -> int:
        """What leaves the box now."""
        return sum(part.paid for part in self.parts)

    @property
    def left(self) -> int:
        """What goes to the next cycle because no coin is small enough."""
        return sum(part.left for part in self.parts)

    @property
    def carried(self) -> int:
        """What stays in the box as shares of the next cycle."""
        return sum(part.carried for part in self.parts)

    @property
    def cash_needed(self) -> int:
        """What must lie in the box: everything that is neither set off nor carried over."""
        return self.paid + self.left


def objections_to_share_out(fund: Fund, holdings: Sequence[Holding], coin: int) -> list[Refusal]:
    """Every reason why this fund cannot be shared out, in this order.

    coin  the smallest coin that is at hand, in minor units
    """
    if coin < 1:
        return [COIN_NOT_POSITIVE.because(coin=coin)]
    if not any(holding.shares for holding in holdings):
        return [NOTHING_TO_SHARE_OUT.because()]
    if fund.pool <= 0:
        return [POOL_NEGATIVE.because(lost=-fund.pool)]
    worths = worth_of_each(fund, holdings)
    return [
        DEBT_OVER_THE_SHARE.because(person=holding.person, debt=holding.debt, worth=worth)
        for holding, worth in zip(holdings, worths, strict=True)
        if holding.debt > worth
    ]


def worth_of_each(fund: Fund, holdings: Sequence[Holding]) -> tuple[int, ...]:
    """Each member's part of the pool, in the order given; the sum is the pool, or nothing where
    everything was lost."""
    return allocate(max(0, fund.pool), [holding.shares for holding in holdings])


def fines_that_stay(
    fund: Fund, holdings: Sequence[Holding], fines: Mapping[int, int]
) -> dict[int, int]:
    """Who goes on owing a fine, and how much of it: what her part does not cover.

    fund      with every fine among its income
    holdings  debts without the fines

    A fine that is not paid is nothing to share out, so it is taken from the pool; smaller parts
    may leave more of the fines unpaid, and so on until nothing changes.
    """
    if fund.pool <= 0 or not any(holding.shares for holding in holdings):
        return dict(fines)
    stay: dict[int, int] = {}
    while True:
        paid = replace(fund, income=fund.income - sum(stay.values()))
        worths = worth_of_each(paid, holdings)
        free = {
            holding.person: max(0, worth - holding.debt)
            for holding, worth in zip(holdings, worths, strict=True)
        }
        found = {
            person: max(stay.get(person, 0), fine - free.get(person, 0))
            for person, fine in fines.items()
        }
        found = {person: minor for person, minor in found.items() if minor > 0}
        if found == stay:
            return stay
        stay = found


def share_out(fund: Fund, holdings: Sequence[Holding], *, price: int, coin: int = 1) -> ShareOut:
    """Share the fund out.  Ask `objections_to_share_out` before.

    price  of a share in this cycle, in minor units
    coin   the smallest coin at hand, in minor units; what is less stays with the group
    """
    return ShareOut(
        fund.pool,
        tuple(
            _part(holding, worth, price=price, coin=coin)
            for holding, worth in zip(holdings, worth_of_each(fund, holdings), strict=True)
        ),
    )


def _part(holding: Holding, worth: int, *, price: int, coin: int) -> Part:
    due = worth - holding.debt - holding.carried
    left = max(0, due) % coin
    return Part(
        person=holding.person,
        shares=holding.shares,
        worth=worth,
        gained=worth - holding.shares * price,
        set_off=holding.debt,
        paid=due - left,
        left=left,
        carried=holding.carried,
    )


def leaver_receives(shares: int, *, price: int, debt: int) -> int:
    """What a member gets who leaves in mid-cycle: her savings less her debts, no profit.

    In minor units; negative is what she still owes.  A constitution may say otherwise.
    """
    return shares * price - debt


def objections_to_owing(person: int, *, debt: int, worth: int) -> Iterator[Refusal]:
    """Nobody leaves with more debts than her shares are worth."""
    if debt > worth:
        yield DEBT_OVER_THE_SHARE.because(person=person, debt=debt, worth=worth)


def objections_to_seeing_her_paid(
    person: int,
    *,
    by: int | None,
    witnesses: Sequence[int],
    members: Collection[int],
    needed: int,
) -> Iterator[Refusal]:
    """That a leaver agrees and is paid is seen by members, neither her nor who writes it down."""
    seen = {*witnesses}
    for witness in sorted(seen - {*members}):
        yield TAKER_NOT_A_MEMBER.because(person=witness)
    for witness in sorted(seen & {person, by}):
        yield WITNESS_IS_CONCERNED.because(person=witness)
    if len(seen) < needed:
        yield TOO_FEW_WITNESSES.because(named=len(seen), needed=needed)
