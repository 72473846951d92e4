"""Posting: the facts, every reason to say no in a documented order, and the proof of a journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tequio.kernel import Amount, Refusal, RefusalKind, Unit, merkle_root
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger.rules import refusals as no
from tequio.ledger.rules.grammar import GRAMMAR, KINDS, REVERSAL, PostingRule
from tequio.mandates import rules as mandates


@dataclass(frozen=True)
class Transfer:
    """One debit, one credit, one positive integer, under one mandate.

    code      purpose; subject whom or what it is for (`rent`, `loan:7`), may be empty
    debit     account that receives value, credit  account that gives it
    minor     whole minor units of `unit`
    reverses  number of the entry that this one turns around, with the code `ledger.reverse`
    """

    code: str
    subject: str
    debit: int
    credit: int
    minor: int
    unit: str
    mandate: int
    reverses: int | None = None


@dataclass(frozen=True)
class Account:
    """An account as it stands.  Balance = credits - debits."""

    id: int
    unit: Unit
    kind: str
    ref: str = ""
    debits: int = 0
    credits: int = 0
    held_debits: int = 0
    held_credits: int = 0
    floor: int | None = None
    ceiling: int | None = None
    closed_on: date | None = None
    book: str = "main"

    @property
    def balance(self) -> int:
        return self.credits - self.debits

    @property
    def normal(self) -> Amount:
        """The balance on the side on which this kind normally stands: a full box is positive."""
        return Amount(on_normal_side(self.kind, self.balance), self.unit)


@dataclass(frozen=True)
class Original:
    """An entry that somebody wants to reverse."""

    debit: int
    credit: int
    minor: int
    unit: str
    is_reversal: bool
    is_reversed: bool


@dataclass(frozen=True)
class Facts:
    """What must be known to post."""

    accounts: Mapping[int, Account]
    coverage: Mapping[int, mandates.Coverage]
    today: date
    closed_through: date | None = None
    originals: Mapping[int, Original] = field(default_factory=dict)


def on_normal_side(kind: str, balance: int) -> int:
    """A balance (credits - debits) as a page shows it for this kind of account."""
    return balance if KINDS[kind].side == "credit" else -balance


def in_order(objections: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """Each reason once, in the documented order."""
    order = {kind.code: place for place, kind in enumerate(no.ORDER)}
    return tuple(sorted(dict.fromkeys(objections), key=lambda o: order.get(o.code, len(order))))


def objections_to_post(
    transfers: Sequence[Transfer], *, value_date: date, facts: Facts
) -> tuple[Refusal, ...]:
    """Every reason not to write this journal; none means that the database will accept it.

    Whether the mandates are in force and by whom they are executed is asked when they are drawn
    on (`mandates.draw`); here only that they cover the purpose.
    """
    objections = list(objections_to_date(value_date, facts))
    if not transfers:
        objections.append(no.NO_TRANSFER.because())
    for transfer in transfers:
        objections += objections_to_transfer(transfer, facts)
    return in_order(objections or objections_to_limits(transfers, facts.accounts))


def objections_to_date(value_date: date, facts: Facts) -> Iterator[Refusal]:
    """The day has come, and its period is open."""
    if value_date > facts.today:
        yield no.DATE_NOT_REACHED.because(today=facts.today, value_date=value_date)
    if facts.closed_through is not None and value_date <= facts.closed_through:
        yield no.PERIOD_CLOSED.because(closed_through=facts.closed_through)


def objections_to_amount(minor: int) -> Iterator[Refusal]:
    """More than nothing, and not beyond what a sum of sums can bear."""
    if minor <= 0:
        yield no.AMOUNT_NOT_POSITIVE.because()
    elif minor > LARGEST_MINOR:
        yield no.AMOUNT_TOO_LARGE.because()


def objections_to_account(account: Account | None, number: int, unit: str) -> Iterator[Refusal]:
    """The account is there, counts in this unit and is open."""
    if account is None:
        yield no.NO_SUCH_ACCOUNT.because(account=number)
        return
    if account.unit.code != unit:
        yield no.UNITS_DIFFER.because(unit=account.unit.code, asked=unit)
    if account.closed_on is not None:
        yield no.ACCOUNT_CLOSED.because(closed_on=account.closed_on)


def objections_to_transfer(transfer: Transfer, facts: Facts) -> Iterator[Refusal]:
    """Amount, accounts, posting grammar, purpose and reversal of one transfer."""
    yield from objections_to_amount(transfer.minor)
    if transfer.debit == transfer.credit:
        yield no.SAME_ACCOUNT.because()
    debit, credit = facts.accounts.get(transfer.debit), facts.accounts.get(transfer.credit)
    yield from objections_to_account(debit, transfer.debit, transfer.unit)
    yield from objections_to_account(credit, transfer.credit, transfer.unit)
    if debit and credit:
        yield from objections_to_kinds(transfer.code, debit.kind, credit.kind)
    yield from _objections_to_coverage(transfer, facts.coverage.get(transfer.mandate))
    if transfer.reverses is not None:
        yield from _objections_to_reversal(transfer, facts.originals.get(transfer.reverses))


def objections_to_kinds(code: str, debit_kind: str, credit_kind: str) -> Iterator[Refusal]:
    """The posting grammar allows this purpose between these kinds of account."""
    if PostingRule(code, debit_kind, credit_kind) not in GRAMMAR:
        yield no.POSTING_NOT_ALLOWED.because(
            purpose=code, debit_kind=debit_kind, credit_kind=credit_kind
        )


def _objections_to_coverage(
    transfer: Transfer, coverage: mandates.Coverage | None
) -> Iterator[Refusal]:
    if coverage is None:
        yield mandates.NO_MANDATE.because(purpose=transfer.code, subject=transfer.subject)
    elif coverage.scope_for(transfer.code, transfer.subject) is None:
        yield mandates.PURPOSE_NOT_COVERED.because(
            mandate=transfer.mandate,
            decided_on=coverage.decided_on,
            purpose=transfer.code,
            subject=transfer.subject,
        )


def _objections_to_reversal(transfer: Transfer, original: Original | None) -> Iterator[Refusal]:
    if original is None:
        yield no.NO_SUCH_TRANSFER.because(transfer=transfer.reverses or 0)
        return
    turned = (original.credit, original.debit, original.minor, original.unit)
    given = (transfer.debit, transfer.credit, transfer.minor, transfer.unit)
    if transfer.code != REVERSAL or given != turned:
        yield no.REVERSAL_DIFFERS.because()
    if original.is_reversed:
        yield no.ALREADY_REVERSED.because(transfer=transfer.reverses or 0)
    if original.is_reversal:
        yield no.IS_A_REVERSAL.because(transfer=transfer.reverses or 0)


def objections_to_limits(
    transfers: Sequence[Transfer], accounts: Mapping[int, Account]
) -> Iterator[Refusal]:
    """No account passes its floor or its ceiling at any moment, in the order of the transfers."""
    moved: dict[int, int] = {}
    for transfer in transfers:
        debit, credit, minor = transfer.debit, transfer.credit, transfer.minor
        low = room_below(accounts[debit])
        if low is not None and minor > low + moved.get(debit, 0):
            yield _passed(no.BELOW_THE_FLOOR, accounts[debit], low + moved.get(debit, 0), minor)
        high = room_above(accounts[credit])
        if high is not None and minor > high - moved.get(credit, 0):
            yield too_much(accounts[credit], high - moved.get(credit, 0), minor)
        moved[debit] = moved.get(debit, 0) - minor
        moved[credit] = moved.get(credit, 0) + minor


def room_below(account: Account) -> int | None:
    """How much can still be debited; None without floor."""
    if account.floor is None:
        return None
    return account.balance - account.held_debits - account.floor


def room_above(account: Account) -> int | None:
    """How much can still be credited; None without ceiling."""
    if account.ceiling is None:
        return None
    return account.ceiling - account.balance - account.held_credits


def too_much(account: Account, room: int, asked: int) -> Refusal:
    """More is asked of an account than it can give (or take, if it is a member's)."""
    return _passed(no.ABOVE_THE_LIMIT, account, room, asked)


def _passed(kind: RefusalKind, account: Account, room: int, asked: int) -> Refusal:
    return kind.because(
        account=account.id,
        kind=account.kind,
        available=Amount(max(room, 0), account.unit),
        asked=Amount(asked, account.unit),
    )


@dataclass(frozen=True)
class Entry:
    """A transfer as it stands in the book, with everything that its proof covers."""

    book: str
    id: int
    journal: int
    value_date: date
    transfer: Transfer
    decision_hash: str

    def leaf(self) -> bytes:
        """Each field with its length before it, so that no two entries give the same bytes."""
        t = self.transfer
        fields = (
            self.book,
            str(self.id),
            str(self.journal),
            self.value_date.isoformat(),
            t.code,
            t.subject,
            str(t.debit),
            str(t.credit),
            str(t.minor),
            t.unit,
            str(t.mandate),
            str(t.reverses or 0),
            self.decision_hash,
        )
        return "".join([f"{len(text)}:{text}" for text in fields]).encode()


def root_of(entries: Iterable[Entry]) -> str:
    """Merkle root over the entries of a journal, in order of number."""
    return merkle_root([entry.leaf() for entry in entries])
