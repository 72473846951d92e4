"""Loans as they were asked, promised, paid out and repaid: fifteen statements, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from tequio.kernel import Amount, Unit
from tequio.ledger.queries.facts import originals
from tequio.lending import rules
from tequio.lending.models import (
    CallRow,
    GuaranteeRow,
    InstalmentRow,
    LoanRow,
    NamedRow,
    NewInstalmentRow,
    NewScheduleRow,
    PayBackRow,
    PaymentRow,
    PayoutRow,
    RecoveryRow,
    ReschedulingRow,
    WithdrawalRow,
    WriteOffRow,
)
from tequio.lending.queries.happened import (
    AskedSchedule,
    Called,
    PaidBack,
    Payout,
    Received,
    Recovered,
    Rescheduled,
    WrittenOff,
    asked_schedule_of,
    holding,
    instalments_of,
    payout_of,
    received_of,
    recovered_of,
    rescheduled_of,
    terms_of,
    written_off_of,
)
from tequio.mandates import queries as mandates

T = TypeVar("T")
__all__ = [
    "Loan",
    "Payout",
    "Received",
    "Recovered",
    "WrittenOff",
    "amounts_of",
    "instalments_of",
    "loan",
    "loans_of",
    "terms_of",
]


NOBODY_DECIDED = 0
"""In place of the proposal's number, for a loan that ran before the book was kept here."""


@dataclass(frozen=True)
class Loan:
    """A loan with everything that happened to it.

    named              whom the borrower asked to stand for it
    promised           who stands for it, up to how much; None: an equal part
    text, proposal     numbers of the purpose's text and of the proposal
    instalments        empty until it is paid out
    """

    id: int
    person: int
    unit: Unit
    terms: rules.Terms
    text: int
    proposal: int
    asked_at: datetime
    named: tuple[int, ...]
    promised: Mapping[int, int | None]
    withdrawn_at: datetime | None
    payout: Payout | None
    instalments: tuple[rules.Instalment, ...]
    received: tuple[Received, ...]
    written_off: tuple[WrittenOff, ...] = ()
    recovered: tuple[Recovered, ...] = ()
    called: tuple[Called, ...] = ()
    paid_back: tuple[PaidBack, ...] = ()
    schedules: tuple[AskedSchedule, ...] = ()
    rescheduled: tuple[Rescheduled, ...] = ()

    @property
    def is_brought(self) -> bool:
        """Whether it ran before the book was kept here: what was left then is all that is known."""
        return self.proposal == NOBODY_DECIDED

    @property
    def guaranteed(self) -> tuple[int, ...]:
        """Who stands for it."""
        return tuple(self.promised)

    @property
    def caps_left(self) -> dict[int, int]:
        """Up to how much each who stands for it can still be called on."""
        caps = rules.caps(self.minor, tuple(self.promised.values()))
        paid = dict.fromkeys(self.promised, 0)
        for one in self.called:
            paid[one.person] += 0 if one.is_reversed else one.minor
        each = zip(self.promised, caps, strict=True)
        return {person: max(0, cap - paid[person]) for person, cap in each}

    @property
    def claimed(self) -> int:
        """What the borrower owes to those who paid for her."""
        return sum(one.left for one in self.called)

    @property
    def loss(self) -> WrittenOff | None:
        """The write-off that counts, if it was written off."""
        return next((one for one in self.written_off if not one.is_reversed), None)

    @property
    def lost(self) -> int:
        """What the borrower still owes of what was written off: the group gave it up, not she."""
        back = sum(one.minor for one in self.recovered if not one.is_reversed)
        return max(0, self.loss.minor - back) if self.loss else 0

    @property
    def minor(self) -> int:
        return self.terms.minor

    @property
    def amount(self) -> Amount:
        return Amount(self.terms.minor, self.unit)

    @property
    def concerned(self) -> frozenset[int]:
        """Whose matter this loan is."""
        return frozenset({self.person, *self.named, *self.guaranteed})

    @property
    def request(self) -> rules.Request:
        return rules.Request(
            self.person,
            frozenset(self.guaranteed),
            self.withdrawn_at is not None,
            self.payout.paid_out_on if self.payout else None,
        )

    @property
    def payments(self) -> list[rules.Payment]:
        """The repayments that count."""
        return [one.payment for one in self.received if not one.is_reversed]

    @property
    def last_entry_on(self) -> date | None:
        """The day of the last entry; None before the payout."""
        if self.payout is None:
            return None
        days = [self.payout.paid_out_on, *(payment.day for payment in self.payments)]
        days += [one.on for one in self.written_off if not one.is_reversed]
        days += [one.on for one in self.recovered if not one.is_reversed]
        days += [one.on for one in self.paid_back if not one.is_reversed]
        return max([*days, *(one.plan.from_day for one in self.rescheduled)])

    def position(self, on: date, *, also: Sequence[rules.Payment] = ()) -> rules.Position | None:
        """Where it stands on a day; None if nothing was paid out (or that was reversed).

        also  repayments that are about to be written
        """
        if self.payout is None or self.payout.is_reversed:
            return None
        if self.loss is not None and self.loss.on <= on:
            return rules.nothing_owed(on)
        return self.position_after(self.received, on, also=also)

    def position_after(
        self, received: Iterable[Received], on: date, *, also: Sequence[rules.Payment] = ()
    ) -> rules.Position:
        """Where it stands on a day after these repayments, by the schedule that holds on it."""
        terms, lines, paid = self.schedule_on(on, received)
        return rules.position(terms, lines, [*paid, *also], on)

    def schedule_on(
        self, on: date, received: Iterable[Received]
    ) -> tuple[rules.Terms, tuple[rules.Instalment, ...], list[rules.Payment]]:
        """The terms and the schedule that hold on a day, and the repayments that count on it."""
        return holding(self.terms, self.instalments, self.rescheduled, received, on=on)

    def still_to_come(self, on: date) -> list[tuple[rules.Instalment, rules.Parts]]:
        """Of each instalment what is still to be paid if from this day each is paid on its day."""
        terms, lines, paid = self.schedule_on(on, self.received)
        return list(zip(lines, rules.still_to_come(terms, lines, paid, on), strict=True))

    def state(self, decision: rules.Decision, on: date) -> rules.State:
        """Its state on a day; `decision` from `decisions_on`."""
        if self.payout is not None and self.payout.is_reversed:
            return "reversed"
        if self.loss is not None and self.loss.on <= on and self.lost:
            return "written_off"
        standing = self.position(on)
        if standing is not None and not standing.owed and self.claimed:
            return "called"
        is_withdrawn = self.withdrawn_at is not None
        return rules.state_of(decision, standing, is_withdrawn=is_withdrawn, on=on)


def loans_of(
    organisation: int, *, ids: Iterable[int] | None = None, person: int | None = None
) -> list[Loan]:
    """Loans of an organisation, newest first; only these, or only this person's.

    All that ever were are many after some years: only a check walks them.
    """
    rows = LoanRow.objects.filter(organisation_id=organisation).order_by("-id")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    if person is not None:
        rows = rows.filter(person_id=person)
    listed = list(rows)
    return _Around(organisation, listed).loans(listed) if listed else []


def loan(organisation: int, number: int) -> Loan | None:
    """One loan, or None.  Whether she who asks may see it is asked elsewhere."""
    return next(iter(loans_of(organisation, ids=[number])), None)


def amounts_of(organisation: int, numbers: Iterable[int]) -> dict[int, Amount]:
    """How much was asked for, by number of the loan.  Two queries."""
    rows = LoanRow.objects.filter(organisation_id=organisation, id__in=set(numbers))
    units = mandates.units(organisation)
    return {row.id: Amount(row.minor, units[row.unit]) for row in rows}


PLANNED_ANEW = {NewScheduleRow, ReschedulingRow, NewInstalmentRow}
RARE = PLANNED_ANEW | {WriteOffRow, RecoveryRow, CallRow, PayBackRow}
"""Tables in which most loans never are."""
FEW = 100
"""Of so many loans it is worth asking first in which of these they are."""


class _Around:
    """What stands around some rows, read table by table."""

    def __init__(self, organisation: int, listed: list[LoanRow]) -> None:
        self.units = mandates.units(organisation)
        self.organisation = organisation
        self.numbers = [row.id for row in listed]
        self.named = self._by_loan(NamedRow, "person_id")
        self.guarantees = self._by_loan(GuaranteeRow, "at", "person_id")
        self.withdrawals = self._by_loan(WithdrawalRow, "loan_id")
        self.payouts = self._by_loan(PayoutRow, "loan_id")
        self.empty = self._empty()
        self.instalments = self._since_payout(InstalmentRow, "number")
        self.payments = self._since_payout(PaymentRow, "paid_on", "id")
        self.written_off = self._since_payout(WriteOffRow, "id")
        self.recovered = self._since_payout(RecoveryRow, "id")
        self.schedules = self._since_payout(NewScheduleRow, "id")
        self.rescheduled = self._since_payout(ReschedulingRow, "id")
        self.new_lines = self._since_payout(NewInstalmentRow, "number")
        self.calls = self._since_payout(CallRow, "id")
        self.paid_back = self._since_payout(PayBackRow, "id")
        self.reversed = self._reversed()

    def _by_loan(self, table: type[Model], *order: str) -> dict[int, list[Any]]:
        rows: Any = table._default_manager.filter(
            organisation_id=self.organisation, loan_id__in=self.numbers
        )
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows.order_by(*order):
            found[row.loan_id].append(row)
        return found

    def _reversed(self) -> set[int]:
        """Entries behind payouts and repayments that were reversed in the book."""
        entries: dict[str, set[int]] = defaultdict(set)
        for number, (payout,) in self.payouts.items():
            entries[payout.book] |= {payout.transfer_id}
            for table in (self.payments, self.written_off, self.recovered, self.paid_back):
                entries[payout.book] |= {row.transfer_id for row in table[number]}
        return {
            entry
            for book, transfers in entries.items()
            for entry, found in originals(self.organisation, transfers, book=book).items()
            if found.is_reversed
        }

    def loans(self, listed: Iterable[LoanRow]) -> list[Loan]:
        return [self._loan(row) for row in listed]

    def _loan(self, row: LoanRow) -> Loan:
        terms = terms_of(row)
        payout = next(iter(self.payouts[row.id]), None)
        withdrawal = next(iter(self.withdrawals[row.id]), None)
        paid_back = self._paid_back(row.id)
        return Loan(
            id=row.id,
            person=row.person_id,
            unit=self.units[row.unit],
            terms=terms,
            text=row.text_id,
            proposal=row.proposal_id,
            asked_at=row.asked_at,
            named=tuple(one.person_id for one in self.named[row.id]),
            promised={one.person_id: one.most for one in self.guarantees[row.id]},
            withdrawn_at=withdrawal.at if withdrawal else None,
            payout=payout_of(payout, is_reversed=self._is_reversed(payout)) if payout else None,
            instalments=instalments_of(terms, payout, self.instalments[row.id]),
            received=self._each(received_of, self.payments[row.id]),
            written_off=self._each(written_off_of, self.written_off[row.id]),
            recovered=self._each(recovered_of, self.recovered[row.id]),
            called=tuple(self._called(row.id, paid_back)),
            paid_back=tuple(paid_back),
            schedules=tuple(self._schedules(row.id)),
            rescheduled=tuple(self._rescheduled(row.id)),
        )

    def _each(self, read: Callable[..., T], rows: Iterable[Any]) -> tuple[T, ...]:
        return tuple(read(row, is_reversed=self._is_reversed(row)) for row in rows)

    def _since_payout(self, table: type[Model], *order: str) -> dict[int, list[Any]]:
        """What can only be there once something was paid out: no statement where nothing is."""
        is_there = self.payouts and table not in self.empty
        return self._by_loan(table, *order) if is_there else defaultdict(list)

    def _empty(self) -> set[type[Model]]:
        """The rare tables in which none of a few loans is.  One statement."""
        if not self.payouts or len(self.numbers) > FEW:
            return set()
        names = {table._meta.db_table: table for table in RARE}
        marks = ", ".join(["%s"] * len(self.numbers))
        statement = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name}"  # noqa: S608 - tables' own names
            f" WHERE organisation_id = %s AND loan_id IN ({marks}))"
            for name in names
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.organisation, *self.numbers] * len(names))
            return RARE - {names[name] for (name,) in cursor.fetchall()}

    def _is_reversed(self, row: Any) -> bool:
        return row.transfer_id in self.reversed

    def _schedules(self, number: int) -> Iterator[AskedSchedule]:
        for row in self.schedules[number]:
            yield asked_schedule_of(row)

    def _rescheduled(self, number: int) -> Iterator[Rescheduled]:
        asked = {one.id: one for one in self._schedules(number)}
        for row in self.rescheduled[number]:
            lines = [one for one in self.new_lines[number] if one.rescheduling_id == row.id]
            yield rescheduled_of(row, asked.get(row.schedule_id), lines)

    def _paid_back(self, number: int) -> list[PaidBack]:
        persons = {call.id: call.person_id for call in self.calls[number]}
        return [
            PaidBack(
                row.id,
                row.call_id,
                persons.get(row.call_id, 0),
                row.minor,
                row.paid_on,
                row.account_id,
                row.journal_id,
                row.transfer_id,
                self._is_reversed(row),
            )
            for row in self.paid_back[number]
        ]

    def _called(self, number: int, paid_back: list[PaidBack]) -> list[Called]:
        payments = {row.id: row for row in self.payments[number]}
        return [
            Called(
                row.id,
                row.person_id,
                row.minor,
                row.payment_id,
                row.called_on,
                row.mandate_id,
                row.journal_id,
                sum(one.minor for one in paid_back if one.call == row.id and not one.is_reversed),
                row.payment_id in payments and self._is_reversed(payments[row.payment_id]),
            )
            for row in self.calls[number]
        ]
