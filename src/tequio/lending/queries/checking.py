"""What lending adds to `verify`: schedules recomputed, and payouts and repayments held against
the books and the chronicle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.kernel import Amount, Finding, canonical
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.lending import rules
from tequio.lending.queries.loans import Loan, Payout, Received, loans_of
from tequio.lending.queries.moving import INTEREST, LOAN, REPAY

ROOM = "lending"
REPAYING = (REPAY, "circle.share_out", "circle.leave")
"""Purposes that repay a loan: with money, or with what the borrower holds in shares."""
SCHEDULE_CHANGED = _("The schedule of loan {loan} is not the one that its terms give.")
PAYOUT_DIFFERS = _("The payout of loan {loan} is not what the book says.")
REPAYMENT_DIFFERS = _("Repayment {payment} of loan {loan} is not what the book says.")
SPLIT_DIFFERS = _("Repayment {payment} of loan {loan} is not split as it should be.")
BALANCE_DIFFERS = _("The account of loan {loan} holds {held}; by its payments {left} are left.")
ENTRY_UNKNOWN = _(
    "Entry {transfer} stands in the account of loan {loan}, which knows nothing of it."
)
TOLD_OTHERWISE = _("Loan {loan} is not what the chronicle says of it ({act}).")

NAMES = {
    "lending.request": (
        "loan person minor unit count step rate rate_period method guarantors proposal"
    ).split(),
    "lending.guarantee": ["loan", "person"],
    "lending.withdraw_request": ["loan"],
    "lending.pay_out": "loan minor mandate account paid_out_on journal schedule".split(),
    "lending.repay": "loan person payment minor interest principal account paid_on journal".split(),
}
"""Those facts of each act's line that the tables hold too."""


@dataclass(frozen=True)
class Said:
    """An entry as the loan's account saw it: purpose, sum on its side, the other account."""

    code: str
    minor: int
    other: int
    journal: int
    mandate: int


def check(organisation: int) -> Iterator[Finding]:
    """Every loan agrees with its terms, its account and its lines in the chronicle."""
    listed = loans_of(organisation)
    for one in listed:
        if one.payout is not None:
            yield from _paid_out(organisation, one, one.payout)
    yield from _told(organisation, {one.id: one for one in listed})


def _paid_out(organisation: int, one: Loan, payout: Payout) -> Iterator[Finding]:
    if one.instalments != rules.schedule(one.terms, payout.paid_out_on):
        yield Finding.of(ROOM, "schedule_changed", SCHEDULE_CHANGED, loan=one.id)
    account = ledger.statement(
        organisation, payout.loan_account, since=payout.paid_out_on, until=date.max
    )
    book = {
        line.transfer: Said(line.code, line.moved.minor, line.other, line.journal, line.mandate)
        for line in account.lines
        if line.reverses is None
    }
    yield from _entries(one, payout, book)
    yield from _splits(one)
    standing = one.position(date.max)
    left = Amount(standing.principal_left if standing else 0, one.unit)
    if account.closing != left:
        held = account.closing
        yield Finding.of(
            ROOM, "balance_differs", BALANCE_DIFFERS, loan=one.id, held=held, left=left
        )


def _entries(one: Loan, payout: Payout, book: Mapping[int, Said]) -> Iterator[Finding]:
    """Payout and repayments against the entries; then the entries that nobody names."""
    known = Said(LOAN, one.minor, payout.account, payout.journal, payout.mandate)
    if book.get(payout.transfer) != known:
        yield Finding.of(ROOM, "payout_differs", PAYOUT_DIFFERS, loan=one.id)
    named = {payout.transfer}
    for received in one.received:
        interest = [
            number
            for number, said in book.items()
            if said.code == INTEREST and said.journal == received.journal
        ]
        named |= {received.transfer, *interest}
        if not _agrees(received, book, sum(book[number].minor for number in interest)):
            told = {"payment": received.id, "loan": one.id}
            yield Finding.of(ROOM, "repayment_differs", REPAYMENT_DIFFERS, **told)
    for number in sorted(book.keys() - named):
        yield Finding.of(ROOM, "entry_unknown", ENTRY_UNKNOWN, transfer=number, loan=one.id)


def _agrees(received: Received, book: Mapping[int, Said], interest: int) -> bool:
    said = book.get(received.transfer)
    if said is None or interest != received.payment.parts.interest:
        return False
    here = (-received.minor, received.account, received.journal)
    return said.code in REPAYING and (said.minor, said.other, said.journal) == here


def _splits(one: Loan) -> Iterator[Finding]:
    """Replay the repayments; once one was reversed the later ones stand as they were split."""
    if any(received.is_reversed for received in one.received):
        return
    for place, received in enumerate(one.received):
        before = [earlier.payment for earlier in one.received[:place]]
        day, parts = received.payment.day, received.payment.parts
        standing = rules.position(one.terms, one.instalments, before, day)
        is_split = received.minor <= standing.owed
        if not is_split or rules.split(standing, received.minor, one.terms.order) != parts:
            told = {"payment": received.id, "loan": one.id}
            yield Finding.of(ROOM, "split_differs", SPLIT_DIFFERS, **told)


def _told(organisation: int, listed: Mapping[int, Loan]) -> Iterator[Finding]:
    """Every act as the chronicle was told of it: no row without its line, no line without row."""
    loans = listed.values()
    held = {
        "lending.request": [_request(one) for one in loans],
        "lending.guarantee": [
            {"loan": one.id, "person": p} for one in loans for p in one.guaranteed
        ],
        "lending.withdraw_request": [{"loan": one.id} for one in loans if one.withdrawn_at],
        "lending.pay_out": [_payout(one, one.payout) for one in loans if one.payout],
        "lending.repay": [_repaid(one, received) for one in loans for received in one.received],
    }
    for act, here in held.items():
        names = NAMES[act]
        rows = {canonical(facts): int(facts["loan"]) for facts in here}
        told = {
            canonical({name: facts.get(name) for name in names}): int(facts["loan"])
            for facts in facts_of(organisation, act)
        }
        for text in sorted(rows.keys() ^ told.keys()):
            loan = rows.get(text) or told[text]
            yield Finding.of(ROOM, "told_otherwise", TOLD_OTHERWISE, loan=loan, act=act)


def _request(one: Loan) -> dict[str, Any]:
    rate = one.terms.rate
    return {
        "loan": one.id,
        "person": one.person,
        "minor": one.minor,
        "unit": one.unit.code,
        "count": one.terms.count,
        "step": one.terms.step,
        "rate": rate.fraction,
        "rate_period": rate.period,
        "method": one.terms.method,
        "guarantors": sorted(one.named),
        "proposal": one.proposal,
    }


def _payout(one: Loan, payout: Payout) -> dict[str, Any]:
    return {
        "loan": one.id,
        "minor": one.minor,
        "mandate": payout.mandate,
        "account": payout.account,
        "paid_out_on": payout.paid_out_on.isoformat(),
        "journal": payout.journal,
        "schedule": rules.digest_of_schedule(one.instalments),
    }


def _repaid(one: Loan, received: Received) -> dict[str, Any]:
    return {
        "loan": one.id,
        "person": one.person,
        "payment": received.id,
        "minor": received.minor,
        "interest": received.payment.parts.interest,
        "principal": received.payment.parts.principal,
        "account": received.account,
        "paid_on": received.payment.day.isoformat(),
        "journal": received.journal,
    }
