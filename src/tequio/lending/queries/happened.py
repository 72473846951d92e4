"""The terms of a loan and what happened to it after it was decided on: each as it stands in its
table, and whether its entry was reversed in the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from tequio.kernel import Rate
from tequio.lending import rules
from tequio.lending.models import (
    InstalmentRow,
    LoanRow,
    NewInstalmentRow,
    NewScheduleRow,
    PaymentRow,
    PayoutRow,
    RecoveryRow,
    ReschedulingRow,
    WriteOffRow,
)


@dataclass(frozen=True)
class Payout:
    """When, under which mandate, from which account of which book, by which entry."""

    paid_out_on: date
    mandate: int
    book: str
    account: int
    loan_account: int
    journal: int
    transfer: int
    is_reversed: bool


@dataclass(frozen=True)
class Received:
    """A repayment.  One whose entry was reversed in the book does not count any more."""

    id: int
    payment: rules.Payment
    account: int
    journal: int
    transfer: int
    is_reversed: bool

    @property
    def minor(self) -> int:
        return self.payment.parts.minor


@dataclass(frozen=True)
class WrittenOff:
    """The group gave what was left of it up; `from_provision` of it was set aside before."""

    id: int
    on: date
    minor: int
    from_provision: int
    mandate: int
    journal: int
    transfer: int
    is_reversed: bool


@dataclass(frozen=True)
class Recovered:
    """What came back of it after that."""

    id: int
    on: date
    minor: int
    account: int
    journal: int
    transfer: int
    is_reversed: bool


@dataclass(frozen=True)
class Called:
    """What somebody who stands for the loan paid of it: the borrower owes it to her.

    payment  number of the repayment that it is; `back` what she has got back
    """

    id: int
    person: int
    minor: int
    payment: int
    on: date
    mandate: int
    journal: int
    back: int
    is_reversed: bool

    @property
    def left(self) -> int:
        """What the borrower still owes her."""
        return 0 if self.is_reversed else self.minor - self.back


@dataclass(frozen=True)
class PaidBack:
    """What the borrower brought for one of those who had paid for her."""

    id: int
    call: int
    person: int
    minor: int
    on: date
    account: int
    journal: int
    transfer: int
    is_reversed: bool


@dataclass(frozen=True)
class Rescheduled:
    """A new schedule that holds; repayments with a later number count against it.

    schedule  number under which it was asked for
    """

    id: int
    schedule: int
    mandate: int
    plan: rules.Plan
    instalments: tuple[rules.Instalment, ...]


@dataclass(frozen=True)
class AskedSchedule:
    """A new schedule that somebody asked for."""

    id: int
    count: int
    step: rules.Step
    proposal: int


def payout_of(row: PayoutRow, *, is_reversed: bool) -> Payout:
    """A payout as its row says it."""
    return Payout(
        row.paid_out_on,
        row.mandate_id,
        row.book,
        row.account_id,
        row.loan_account_id,
        row.journal_id,
        row.transfer_id,
        is_reversed,
    )


def received_of(row: PaymentRow, *, is_reversed: bool) -> Received:
    """A repayment as its row says it."""
    parts = rules.Parts(row.fees, row.penalties, row.interest, row.principal)
    return Received(
        row.id,
        rules.Payment(row.paid_on, parts),
        row.account_id,
        row.journal_id,
        row.transfer_id,
        is_reversed,
    )


def written_off_of(row: WriteOffRow, *, is_reversed: bool) -> WrittenOff:
    """A write-off as its row says it."""
    return WrittenOff(
        row.id,
        row.written_off_on,
        row.minor,
        row.from_provision,
        row.mandate_id,
        row.journal_id,
        row.transfer_id,
        is_reversed,
    )


def recovered_of(row: RecoveryRow, *, is_reversed: bool) -> Recovered:
    """What came back, as its row says it."""
    return Recovered(
        row.id,
        row.received_on,
        row.minor,
        row.account_id,
        row.journal_id,
        row.transfer_id,
        is_reversed,
    )


def instalments_of(
    terms: rules.Terms, payout: PayoutRow | None, rows: Iterable[InstalmentRow]
) -> tuple[rules.Instalment, ...]:
    """The schedule as it stands in the table."""
    if payout is None:
        return ()
    lines, begins, left = [], payout.paid_out_on, terms.minor
    for row in rows:
        lines.append(
            rules.Instalment(row.number, begins, row.due_on, row.principal, row.interest, left)
        )
        begins, left = row.due_on, left - row.principal
    return tuple(lines)


def asked_schedule_of(row: NewScheduleRow) -> AskedSchedule:
    """A new schedule that was asked for, as its row says it."""
    return AskedSchedule(row.id, row.count, cast("rules.Step", row.step), row.proposal_id)


NEVER_ASKED = AskedSchedule(0, 1, "month", 0)


def rescheduled_of(
    row: ReschedulingRow, asked: AskedSchedule | None, lines: Iterable[NewInstalmentRow]
) -> Rescheduled:
    """A new schedule that holds, with its lines."""
    said = asked or NEVER_ASKED
    plan = rules.Plan(row.from_day, said.count, said.step, row.principal, row.carried)
    told = [(line.number, line.due_on, line.principal, line.interest) for line in lines]
    return Rescheduled(row.id, row.schedule_id, row.mandate_id, plan, rules.lines_of(plan, told))


def holding(
    terms: rules.Terms,
    lines: tuple[rules.Instalment, ...],
    rescheduled: Sequence[Rescheduled],
    received: Iterable[Received],
    *,
    on: date,
) -> tuple[rules.Terms, tuple[rules.Instalment, ...], list[rules.Payment]]:
    """The terms and the schedule that hold on a day, and the repayments that count on it.

    terms, lines  as they were at the payout
    """
    counted = [one for one in received if not one.is_reversed]
    held = [one for one in rescheduled if one.plan.from_day <= on]
    if not held:
        return terms, lines, [one.payment for one in counted]
    newest = held[-1]
    before = sum(one.payment.parts.principal for one in counted if one.id < newest.id)
    again = max(0, terms.minor - before - newest.plan.principal)
    return (
        newest.plan.terms(terms, again=again),
        rules.with_what_is_owed_again(newest.instalments, newest.plan, again),
        [one.payment for one in counted if one.id > newest.id],
    )


def terms_of(row: LoanRow) -> rules.Terms:
    """The terms of a loan as they stand in the table."""
    rate = Fraction(row.rate_above, row.rate_below)
    return rules.Terms(
        minor=row.minor,
        count=row.count,
        step=cast("rules.Step", row.step),
        rate=Rate(rate, cast("Any", row.rate_period)),
        method=row.method,
        order=row.payment_order,
        guarantors=row.guarantors,
    )
