"""Loans from a federation to a group: terms, and every reason to say no.  Pure.

Each side writes in its own book.  The schedule begins on the day on which the federation lent, and
a repayment counts on the day on which the group paid it: so both sides split it alike, however long
the money was on its way.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.chronicle.rules.inputs import Reference, Small
from tequio.circles.rules import bulk_refusals as no
from tequio.circles.rules.bulk_changes import GivenUp, Offer, Renewed
from tequio.kernel import Amount, Rate, Refusal, Unit
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending import rules as lending
from tequio.lending.rules import refusals as lending_no

ORDER = "interest_first"


@dataclass(frozen=True)
class BulkTerms:
    """On which terms a federation lends: in `count` instalments, one each `step`.

    rate  interest as an exact part of the loan for each `rate_period`, such as "1/100"
    """

    count: Small
    step: Literal["week", "fortnight", "month"] = "month"
    rate: Reference = "0"
    rate_period: Literal["week", "month", "year"] = "month"
    method: Literal["declining", "flat"] = "declining"

    @property
    def fraction(self) -> Fraction | None:
        """The rate, or None where it cannot be read or is more than the whole loan."""
        found = re.fullmatch(r"([0-9]{1,9})(?:/([1-9][0-9]{0,8}))?", self.rate)
        if found is None:
            return None
        part = Fraction(int(found[1]), int(found[2] or 1))
        return part if part <= 1 else None

    def of(self, minor: int) -> lending.Terms:
        """The terms of a loan of this sum; ask `objections_to_lend` before."""
        part = self.fraction
        assert part is not None, "a rate that was not asked for"
        rate = Rate(part, self.rate_period)
        return lending.Terms(minor, self.count, self.step, rate, self.method, ORDER)


@dataclass(frozen=True)
class Paid:
    """A repayment as one side has it; `entry` the number by which the money moved.

    came_on  the day on which it arrived; None in the group's own book
    """

    id: int
    correlation: str
    payment: lending.Payment
    came_on: date | None
    account: int
    journal: int
    entry: int
    is_reversed: bool

    @property
    def minor(self) -> int:
        return self.payment.parts.minor


@dataclass(frozen=True)
class Bulk:
    """A loan between a federation and a group, as one of them has it in its book.

    owner      whose book it is: the federation's or the group's
    taken_on   the day on which the group took it; None in the federation's book
    since      when it was first lent, by the books before these; None if it was lent here
    """

    id: int
    owner: int
    federation: int
    group: int
    correlation: str
    unit: Unit
    terms: lending.Terms
    lent_on: date
    taken_on: date | None
    book: str
    account: int
    debt: int
    mandate: int
    journal: int
    entry: int
    is_reversed: bool
    paid: tuple[Paid, ...]
    since: date | None = None
    offers: tuple[Offer, ...] = ()
    plans: tuple[Renewed, ...] = ()
    given_up: GivenUp | None = None

    @property
    def minor(self) -> int:
        return self.terms.minor

    @property
    def other(self) -> int:
        """The other side."""
        return self.group if self.owner == self.federation else self.federation

    @property
    def amount(self) -> Amount:
        return Amount(self.terms.minor, self.unit)

    @property
    def instalments(self) -> tuple[lending.Instalment, ...]:
        return lending.schedule(self.terms, self.lent_on)

    @property
    def counting(self) -> list[Paid]:
        """The repayments that were not reversed in the book, in order of their days."""
        return sorted((one for one in self.paid if not one.is_reversed), key=_when)

    @property
    def confirmed(self) -> set[str]:
        """Names of the repayments and new schedules that count in this side's book."""
        return {one.correlation for one in self.counting} | {one.correlation for one in self.plans}

    @property
    def open_offer(self) -> Offer | None:
        """The new schedule that waits for the group's answer, in the federation's book."""
        newest = self.offers[-1] if self.offers else None
        known = {one.correlation for one in self.plans}
        return newest if newest and newest.correlation not in known and not self.given_up else None

    def position(self, on: date) -> lending.Position:
        """Where it stands on a day by this side's book; nothing is owed once it was given up."""
        return lending.nothing_owed(on) if self.given_up else self.claim(on)

    def claim(self, on: date, *, before: int | None = None) -> lending.Position:
        """Where it would stand if nothing had been given up: so what comes back is split.

        before  of repayments and schedules only those with a smaller number
        """
        return lending.position(*self.holding(on, before=before), on)

    def holding(
        self, on: date, *, before: int | None = None
    ) -> tuple[lending.Terms, tuple[lending.Instalment, ...], list[lending.Payment]]:
        """The terms and the schedule that hold on a day, and the repayments that count on it."""
        paid = [one for one in self.counting if before is None or one.id < before]
        plans = [one for one in self.plans if before is None or one.id < before]
        held = [one for one in plans if one.plan.from_day <= on]
        if not held:
            return self.terms, self.instalments, [one.payment for one in paid]
        newest = held[-1]
        repaid = sum(one.payment.parts.principal for one in paid if one.id < newest.id)
        again = max(0, self.minor - repaid - newest.plan.principal)
        lines = lending.new_schedule(self.terms, newest.plan)
        return (
            newest.plan.terms(self.terms, again=again),
            lending.with_what_is_owed_again(lines, newest.plan, again),
            [one.payment for one in paid if one.id > newest.id],
        )

    def is_recovery(self, paid: Paid) -> bool:
        """Whether it came back after the federation had written the loan off: income there."""
        loss = self.given_up if self.owner == self.federation else None
        return loss is not None and paid.id > loss.id

    @property
    def left(self) -> int:
        """What is left of the loan itself in this side's book, in minor units; below zero where the
        loan was turned around after some of it was repaid or given up."""
        repaid = sum(
            one.payment.parts.principal for one in self.counting if not self.is_recovery(one)
        )
        begun = 0 if self.is_reversed else self.minor
        return begun - repaid - (self.given_up.minor if self.given_up else 0)

    @property
    def last_entry_on(self) -> date:
        """The day of its last entry, by the group's days."""
        days = [self.taken_on or self.lent_on, *(one.payment.day for one in self.counting)]
        days += [one.plan.from_day for one in self.plans]
        return max([*days, self.given_up.on] if self.given_up else days)


def _when(one: Paid) -> tuple[date, int]:
    return one.payment.day, one.id


@dataclass(frozen=True)
class Wanted:
    """A loan that a federation wants to give: to whom, how much, from where.

    is_ours    whether the group is a member of it today
    has_unit   whether the group counts in the federation's unit
    """

    group: int
    minor: int
    unit: Unit
    terms: BulkTerms
    place: lending.Place
    is_ours: bool
    has_unit: bool


def objections_to_lend(wanted: Wanted) -> list[Refusal]:
    """A federation lends to its own groups, in a unit in which both count."""
    objections = objections_to_group(
        wanted.group, wanted.unit, is_ours=wanted.is_ours, has_unit=wanted.has_unit
    )
    if wanted.minor < 1:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    if wanted.terms.count < 1:
        objections.append(lending_no.TERM_NOT_ONE.because())
    if wanted.terms.fraction is None:
        objections.append(no.RATE_NOT_A_PART.because(rate=wanted.terms.rate))
    return objections + _to_place(wanted.place, wanted.unit)


def objections_to_group(group: int, unit: Unit, *, is_ours: bool, has_unit: bool) -> list[Refusal]:
    """A federation has loans with its own groups alone, in a unit in which both count."""
    if not is_ours:
        return [no.NOT_A_GROUP_OF_OURS.because(group=group)]
    return [] if has_unit else [no.GROUP_COUNTS_OTHERWISE.because(unit=unit.code)]


def _to_place(place: lending.Place, unit: Unit, book: str = "") -> list[Refusal]:
    if place.is_usable(unit, book):
        return []
    return [lending_no.NOT_A_PLACE_FOR_MONEY.because(account=place.account, unit=unit.code)]


def objections_to_take(
    lent: Bulk | None, *, minor: int, on: date, taken_on: date | None, place: lending.Place
) -> list[Refusal]:
    """A group confirms what it received: the same sum, once, not before it was lent.

    lent      the loan as the federation has it; None if it lent this group nothing of that name
    taken_on  the day on which the group took it already
    """
    if lent is None:
        return [no.NO_SUCH_BULK_LOAN.because()]
    if lent.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    if taken_on is not None:
        return [no.BULK_LOAN_ALREADY_TAKEN.because(taken_on=taken_on)]
    objections = _to_sum(minor, lent.amount)
    if on < lent.lent_on:
        objections.append(no.BEFORE_IT_WAS_SENT.because(sent_on=lent.lent_on, day=on))
    return objections + _to_place(place, lent.unit)


def _to_sum(minor: int, said: Amount) -> list[Refusal]:
    if minor == said.minor:
        return []
    return [no.OTHER_SUM.because(said=said, counted=Amount(minor, said.unit))]


def objections_to_pay_back(
    loan: Bulk | None, *, minor: int, on: date, place: lending.Place
) -> list[Refusal]:
    """A group pays back at most what it owes, from the book in which the loan stands."""
    if loan is None:
        return [no.NO_SUCH_BULK_LOAN.because()]
    if loan.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    repayment = lending.Repayment(
        minor=minor,
        unit=loan.unit,
        on=on,
        standing=loan.position(on),
        place=place,
        last_entry_on=loan.last_entry_on,
        book=loan.book,
    )
    return lending.objections_to_repay(repayment, [])


@dataclass(frozen=True)
class Arrived:
    """A repayment that a federation wants to confirm.

    paid     as the group has it; None if no group of this federation paid it
    lent     the loan as the federation has it
    waiting  correlations of repayments and new schedules of this loan that came before it in the
             group's book and were not confirmed
    """

    paid: Paid | None
    lent: Bulk | None
    waiting: Collection[str]


def objections_to_receive(
    arrived: Arrived, *, minor: int, on: date, place: lending.Place
) -> list[Refusal]:
    """A federation confirms what arrived: the same sum, once, in the order in which it was paid."""
    lost = arrived.lent.given_up if arrived.lent else None
    if lost is not None:
        return [no.BULK_LOAN_GIVEN_UP.because(lost_on=lost.on)]
    return _to_what_arrived(arrived, minor, on, place)


def objections_to_recover(
    arrived: Arrived, *, minor: int, on: date, place: lending.Place
) -> list[Refusal]:
    """What comes back of a loan that was written off: likewise, and income of the federation."""
    if arrived.lent is not None and arrived.lent.given_up is None:
        return [no.BULK_LOAN_NOT_GIVEN_UP.because()]
    return _to_what_arrived(arrived, minor, on, place)


def _to_what_arrived(arrived: Arrived, minor: int, on: date, place: lending.Place) -> list[Refusal]:
    paid, lent = arrived.paid, arrived.lent
    if paid is None or lent is None or lent.is_reversed:
        return [no.NO_SUCH_BULK_REPAYMENT.because()]
    if paid.is_reversed:
        return [no.BULK_REPAYMENT_REVERSED.because()]
    if any(one.correlation == paid.correlation for one in lent.counting):
        return [no.BULK_REPAYMENT_ALREADY_RECEIVED.because()]
    objections = _to_sum(minor, Amount(paid.minor, lent.unit))
    if arrived.waiting:
        objections.append(no.EARLIER_REPAYMENT_WAITS.because(count=len(arrived.waiting)))
    if on < paid.payment.day:
        objections.append(no.BEFORE_IT_WAS_SENT.because(sent_on=paid.payment.day, day=on))
    owed = lent.claim(paid.payment.day).owed
    if paid.minor > owed:
        sums = {"owed": Amount(owed, lent.unit), "asked": Amount(paid.minor, lent.unit)}
        objections.append(lending_no.MORE_THAN_OWED.because(**sums))
    return objections + _to_place(place, lent.unit, lent.book)
