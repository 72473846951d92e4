"""What goes over from one cycle into the next: shares that members leave in the fund, and loans.

    a member's part = set off + carried over + paid + left

Carried over are whole shares at the price of the next cycle, as many as the statutes allow; the
rest is paid out.  A loan that goes on stays lent, so that as much of the money as it is not in the
box: members carry at least that over.  Pure.  Source: ledger reference, section 9.1 (VSLA).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tequio.chronicle.rules.inputs import Id, Small
from tequio.circles.rules import refusals as no
from tequio.kernel import Refusal


@dataclass(frozen=True)
class Carried:
    """How many shares of the next cycle a member buys with her part of this one."""

    person: Id
    shares: Small


@dataclass(frozen=True)
class Coming:
    """What the next cycle will be; sums in minor units.

    price     of a share, by the statutes of the day
    most      shares that a member may carry over
    roll      who is a member on the day
    going_on  what is left of the loans that go on
    """

    price: int
    most: int
    roll: frozenset[int]
    going_on: int = 0


def sums_of(carried: Sequence[Carried], coming: Coming) -> dict[int, int]:
    """Member → what she carries over, in minor units."""
    return {one.person: one.shares * coming.price for one in carried if one.shares}


def objections_to_carry(
    carried: Sequence[Carried], coming: Coming, free: Mapping[int, int]
) -> list[Refusal]:
    """Every reason why these shares cannot be carried over, in the order given.

    free  member → what of her part is not set off, in minor units
    """
    if carried and coming.price < 1:
        return [no.NO_SHARE_PRICE.because()]
    written = Counter(one.person for one in carried)
    objections = [
        *(no.TWICE_ON_THE_SHEET.because(person=p) for p, times in written.items() if times > 1),
        *(no.NOT_ON_THE_ROLL.because(person=p) for p in written if p not in coming.roll),
    ]
    for one in carried:
        objections += _objections_to_one(one, coming, free.get(one.person, 0))
    sums = sum(sums_of(carried, coming).values())
    if not objections and coming.going_on > sums:
        asked = {"loans": coming.going_on, "carried": sums}
        objections.append(no.LOANS_OVER_WHAT_IS_CARRIED.because(**asked))
    return objections


def objections_to_carry_more(
    carried: Sequence[Carried], decided: Mapping[int, int]
) -> list[Refusal]:
    """Whoever would carry more shares over than was decided on.

    decided  member → shares at most
    """
    return [
        no.CARRIED_MORE_THAN_DECIDED.because(
            person=one.person, shares=one.shares, decided=decided.get(one.person, 0)
        )
        for one in carried
        if one.shares > decided.get(one.person, 0)
    ]


def _objections_to_one(one: Carried, coming: Coming, free: int) -> list[Refusal]:
    if one.shares > coming.most:
        asked = {"shares": one.shares, "most": coming.most}
        return [no.CARRIED_OVER_THE_MOST.because(person=one.person, **asked)]
    sum_ = one.shares * coming.price
    if sum_ > max(0, free):
        return [no.CARRIED_OVER_THE_PART.because(person=one.person, carried=sum_, free=free)]
    return []
