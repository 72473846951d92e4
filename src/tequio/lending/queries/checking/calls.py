"""Calls on those who stand for loans, as their lines tell them; and what they got back, in the
book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.lending.queries.calling import SAVE
from tequio.lending.queries.checking.loans import ROOM
from tequio.lending.queries.happened import Called, PaidBack
from tequio.lending.queries.loans import Loan

CALL_DIFFERS = _("Call {call} for loan {loan} is not the repayment that it names.")
RETURN_DIFFERS = _("What was given back for loan {loan} ({returned}) is not what the book says.")


def calls_of(one: Loan) -> Iterator[dict[str, Any]]:
    """Facts of each call: those of one journal stand in one line."""
    payments = {received.id: received for received in one.received}
    by_journal: dict[int, list[Called]] = defaultdict(list)
    for call in one.called:
        by_journal[call.journal].append(call)
    for journal, calls in by_journal.items():
        paid = [
            {
                "call": call.id,
                "person": call.person,
                "minor": call.minor,
                "payment": call.payment,
                "interest": payments[call.payment].payment.parts.interest,
                "principal": payments[call.payment].payment.parts.principal,
                "account": payments[call.payment].account,
            }
            for call in calls
            if call.payment in payments
        ]
        yield {
            "loan": one.id,
            "borrower": one.person,
            "minor": sum(call.minor for call in calls),
            "mandate": calls[0].mandate,
            "called_on": calls[0].on.isoformat(),
            "paid": paid,
            "journal": journal,
        }


def returns_of(one: Loan) -> Iterator[dict[str, Any]]:
    """Facts of what the borrower brought for those who paid: by journal."""
    by_journal: dict[int, list[PaidBack]] = defaultdict(list)
    for back in one.paid_back:
        by_journal[back.journal].append(back)
    for journal, backs in by_journal.items():
        yield {
            "loan": one.id,
            "borrower": one.person,
            "minor": sum(back.minor for back in backs),
            "account": backs[0].account,
            "paid_on": backs[0].on.isoformat(),
            "parts": [
                {"returned": back.id, "call": back.call, "minor": back.minor} for back in backs
            ],
            "journal": journal,
        }


def check_calls(organisation: int, listed: Iterable[Loan]) -> Iterator[Finding]:
    """Each call is a repayment of that sum; each return an entry into that person's savings."""
    loans = [one for one in listed if one.called]
    for one in loans:
        payments = {received.id: received.minor for received in one.received}
        for call in one.called:
            if payments.get(call.payment) != call.minor:
                yield Finding.of(ROOM, "call_differs", CALL_DIFFERS, call=call.id, loan=one.id)
    entries = _entries(organisation, [back.journal for one in loans for back in one.paid_back])
    for one in loans:
        for back in one.paid_back:
            name = f"person:{back.person}"
            if entries.get(back.transfer) != (SAVE, back.minor, back.account, name, back.journal):
                told = {"returned": back.id, "loan": one.id}
                yield Finding.of(ROOM, "return_differs", RETURN_DIFFERS, **told)


def _entries(
    organisation: int, journals: Iterable[int]
) -> dict[int, tuple[str, int, int, str, int]]:
    """By number purpose, sum, account, whose savings, and journal of the entries of these."""
    owners = {
        account.id: account.ref
        for account in ledger.accounts_where("a.kind = 'member-savings'", [organisation])
    }
    return {
        entry.transfer: (
            entry.code,
            entry.amount.minor,
            entry.debit,
            owners.get(entry.credit, ""),
            journal,
        )
        for journal in sorted({*journals})
        for entry in ledger.entries_of(organisation, journal)
    }
