"""May a cycle begin?  Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Small
from tequio.circles.rules.refusals import (
    CYCLE_ALREADY_RUNS,
    CYCLE_ENDS_BEFORE_IT_BEGINS,
    CYCLE_OVERLAPS,
    NO_SHARE_PRICE,
    NOT_ON_THE_ROLL,
    TWICE_ON_THE_SHEET,
    WRITTEN_BELOW_ZERO,
)
from tequio.kernel import Refusal


@dataclass(frozen=True)
class SharesBrought:
    """How many shares a member holds already when her group's book begins to be kept here."""

    person: Id
    shares: Small


@dataclass(frozen=True)
class Brought:
    """What there was before, in minor units: shares, the social fund with its money, and money of
    the loan fund that is not yet in the book."""

    shares: tuple[SharesBrought, ...] = ()
    social: Minor = 0
    money: Minor = 0


@dataclass(frozen=True)
class Here:
    """What the book holds when a cycle begins, before anything is brought, in minor units.

    opening  what it began with and what is nobody's
    box      money of the cycle's box; `loans`: what is lent to members
    """

    opening: int = 0
    box: int = 0
    loans: int = 0


def earned_before(brought: Brought, price: int, here: Here) -> int:
    """What the fund had earned before its book began, in minor units; negative: what it had lost.

    Money that was brought, or with which the book began, less the shares that were bought for it.
    Of money that lies elsewhere than in the box it is not known whose it is; and shares without
    any money were perhaps paid for later.
    """
    saved = sum(one.shares for one in brought.shares) * price
    nobodys = here.opening + brought.money - saved
    if not saved or (nobodys < 0 and not brought.money):
        return 0
    return min(nobodys, max(0, here.box + brought.money + here.loans - saved))


@dataclass(frozen=True)
class Plan:
    """A cycle that shall begin; `price` in minor units."""

    first_day: date
    ends_on: date
    price: int
    brought: Brought = Brought()


@dataclass(frozen=True)
class Earlier:
    """What there was in this book: since when a cycle runs, when the last one ended, and who
    belongs to the group on the first day."""

    runs_since: date | None
    ended_on: date | None
    roll: frozenset[int]


def objections_to_start(plan: Plan, earlier: Earlier) -> list[Refusal]:
    """One cycle at a time in a book, with a price, and with members' shares only."""
    objections = []
    if earlier.runs_since is not None:
        return [CYCLE_ALREADY_RUNS.because(first_day=earlier.runs_since)]
    if earlier.ended_on is not None and plan.first_day < earlier.ended_on:
        asked = {"ended_on": earlier.ended_on, "first_day": plan.first_day}
        objections.append(CYCLE_OVERLAPS.because(**asked))
    if plan.ends_on < plan.first_day:
        days = {"ends_on": plan.ends_on, "first_day": plan.first_day}
        objections.append(CYCLE_ENDS_BEFORE_IT_BEGINS.because(**days))
    if plan.price < 1:
        objections.append(NO_SHARE_PRICE.because())
    return objections + _objections_to_brought(plan.brought, earlier)


def _objections_to_brought(brought: Brought, earlier: Earlier) -> list[Refusal]:
    if min(brought.social, brought.money) < 0:
        return [WRITTEN_BELOW_ZERO.because(person=0)]
    written = Counter(one.person for one in brought.shares)
    return [
        *(TWICE_ON_THE_SHEET.because(person=p) for p, times in written.items() if times > 1),
        *(NOT_ON_THE_ROLL.because(person=p) for p in sorted(written) if p not in earlier.roll),
    ]
