"""Loans against their terms and their accounts: schedules recomputed, payouts and repayments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tequio.kernel import Amount, Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.lending import rules
from tequio.lending.queries.loans import Loan, Payout, Received, WrittenOff
from tequio.lending.queries.losing import WRITE_OFF
from tequio.lending.queries.moving import INTEREST, LOAN, OPENING, REPAID

ROOM = "lending"
SCHEDULE_CHANGED = _("The schedule of loan {loan} is not the one that its terms give.")
PAYOUT_DIFFERS = _("The payout of loan {loan} is not what the book says.")
WRITE_OFF_DIFFERS = _("Write-off {write_off} of loan {loan} is not what the book says.")
REPAYMENT_DIFFERS = _("Repayment {payment} of loan {loan} is not what the book says.")
SPLIT_DIFFERS = _("Repayment {payment} of loan {loan} is not split as it should be.")
BALANCE_DIFFERS = _("The account of loan {loan} holds {held}; by its payments {left} are left.")
ENTRY_UNKNOWN = _(
    "Entry {transfer} stands in the account of loan {loan}, which knows nothing of it."
)


@dataclass(frozen=True)
class Said:
    """An entry as the loan's account saw it: purpose, sum on its side, the other account."""

    code: str
    minor: int
    other: int
    journal: int
    mandate: int


def check_loans(organisation: int, listed: Iterable[Loan]) -> Iterator[Finding]:
    """Every loan agrees with its terms and with its account."""
    for one in listed:
        if one.payout is not None:
            yield from _paid_out(organisation, one, one.payout)


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
    yield from _new_schedules(one)
    standing = one.position(date.max)
    left = Amount(standing.principal_left if standing else 0, one.unit)
    if account.closing != left:
        held = account.closing
        yield Finding.of(
            ROOM, "balance_differs", BALANCE_DIFFERS, loan=one.id, held=held, left=left
        )


def _entries(one: Loan, payout: Payout, book: Mapping[int, Said]) -> Iterator[Finding]:
    """Payout and repayments against the entries; then the entries that nobody names."""
    code = OPENING if one.is_brought else LOAN
    known = Said(code, one.minor, payout.account, payout.journal, payout.mandate)
    if book.get(payout.transfer) != known:
        yield Finding.of(ROOM, "payout_differs", PAYOUT_DIFFERS, loan=one.id)
    named = {payout.transfer}
    for received in one.received:
        interest = received.transfer - 1 if received.payment.parts.interest else None
        named |= {received.transfer, *([interest] if interest else [])}
        if not _agrees(received, book, book.get(interest or 0)):
            told = {"payment": received.id, "loan": one.id}
            yield Finding.of(ROOM, "repayment_differs", REPAYMENT_DIFFERS, **told)
    for lost in one.written_off:
        entries = {number for number, said in book.items() if _is_of(lost, said)}
        named |= entries
        if sum(-book[number].minor for number in entries) != lost.minor:
            told = {"write_off": lost.id, "loan": one.id}
            yield Finding.of(ROOM, "write_off_differs", WRITE_OFF_DIFFERS, **told)
    for number in sorted(book.keys() - named):
        yield Finding.of(ROOM, "entry_unknown", ENTRY_UNKNOWN, transfer=number, loan=one.id)


def _is_of(lost: WrittenOff, said: Said) -> bool:
    here = (WRITE_OFF, lost.journal, lost.mandate)
    return (said.code, said.journal, said.mandate) == here


def _agrees(received: Received, book: Mapping[int, Said], interest: Said | None) -> bool:
    """Interest becomes owed by the entry right before the one by which the money came in."""
    said = book.get(received.transfer)
    charged = received.payment.parts.interest
    if said is None or (charged and interest is None):
        return False
    if interest is not None:
        here = (interest.code, interest.minor, interest.journal)
        if here != (INTEREST, charged, received.journal):
            return False
    came_in = (said.minor, said.other, said.journal)
    is_same = came_in == (-received.minor, received.account, received.journal)
    return said.code in REPAID and is_same


def _new_schedules(one: Loan) -> Iterator[Finding]:
    """Each new schedule is that of its terms, for what was left on its day."""
    is_whole = not any(received.is_reversed for received in one.received)
    for place, held in enumerate(one.rescheduled):
        earlier = replace(one, rescheduled=one.rescheduled[:place])
        before = [received for received in one.received if received.id < held.id]
        standing = earlier.position_after(before, held.plan.from_day)
        left = (standing.principal_left, rules.carried_interest(standing))
        is_left = not is_whole or left == (held.plan.principal, held.plan.carried)
        if not is_left or held.instalments != rules.new_schedule(one.terms, held.plan):
            yield Finding.of(ROOM, "schedule_changed", SCHEDULE_CHANGED, loan=one.id)


def _splits(one: Loan) -> Iterator[Finding]:
    """Replay the repayments; once one was reversed the later ones stand as they were split."""
    if any(received.is_reversed for received in one.received):
        return
    for place, received in enumerate(one.received):
        day, parts = received.payment.day, received.payment.parts
        held = tuple(new for new in one.rescheduled if new.id < received.id)
        before = replace(one, rescheduled=held)
        standing = before.position_after(one.received[:place], day)
        is_split = received.minor <= standing.owed
        if not is_split or rules.split(standing, received.minor, one.terms.order) != parts:
            told = {"payment": received.id, "loan": one.id}
            yield Finding.of(ROOM, "split_differs", SPLIT_DIFFERS, **told)
