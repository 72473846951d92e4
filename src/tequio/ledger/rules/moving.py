"""Money in and out: which account stands opposite, and why a movement is not possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Amount, Refusal
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger.rules import refusals as no
from tequio.ledger.rules.grammar import KINDS, MONEY, SETTLED
from tequio.ledger.rules.posting import (
    Account,
    Original,
    objections_to_account,
    objections_to_amount,
    objections_to_kinds,
)
from tequio.mandates.rules import payment_hash

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Movement:
    """Money leaves (`inward` false) or enters an account of money, for a purpose.

    kind, ref  the account on the other side
    payee      the person who receives, or who brings
    """

    code: str
    subject: str
    account: int
    minor: int
    unit: str
    on: date
    kind: str
    ref: str
    inward: bool = False
    payee: int | None = None
    text: str = ""


def hash_of(movement: Movement) -> str:
    """The fingerprint on which keys are turned; neither the day nor what is noted changes it."""
    return payment_hash(
        code=movement.code,
        subject=movement.subject,
        unit=movement.unit,
        minor=movement.minor,
        payee=movement.payee,
        place=f"account:{movement.account}",
    )


def objections_to_movement(movement: Movement, account: Account | None) -> Iterator[Refusal]:
    """Amount, account and posting grammar; the decision is asked after."""
    yield from objections_to_amount(movement.minor)
    yield from objections_to_account(account, movement.account, movement.unit)
    if account is None:
        return
    sides = (account.kind, movement.kind) if movement.inward else (movement.kind, account.kind)
    if account.kind in MONEY:
        yield from objections_to_kinds(movement.code, *sides)
    else:
        yield no.POSTING_NOT_ALLOWED.because(
            purpose=movement.code, debit_kind=sides[0], credit_kind=sides[1]
        )


NAMES_ITS_PAYEE = frozenset({"ledger.pay", "budget.project"})
"""Purposes whose payment says who got the money: a person, or a supplier by name.  A charge is
taken by the bank itself, and money that is only carried stays with the group."""


def objections_to_payee(movement: Movement) -> Iterator[Refusal]:
    """What was decided for others names who received it; savings go back to a person known here.

    Money that left without a decision is recorded even if nobody can say who got it.
    """
    names_somebody = movement.payee is not None or bool(movement.text.strip())
    if movement.code in NAMES_ITS_PAYEE and not names_somebody:
        yield no.NO_PAYEE.because()
    if movement.code == "member.withdraw" and movement.payee is None:
        yield no.NO_PAYEE.because()


def kind_that_pays_for(code: str) -> str:
    """The kind opposite to money that leaves through `ledger.pay`: an expense, for any purpose.

    Purposes that pay something else out (loans, savings, claims) have acts of their own; the
    posting grammar refuses them here.
    """
    return "expense"


RECEIVED = {"ledger.receive": "income", "budget.receive": "budget"}
"""Purposes that `ledger.receive` takes in, and the kind opposite to the money."""


def kind_that_receives_for(code: str) -> str:
    """The kind opposite to money that enters for this purpose through `ledger.receive`.

    Purposes that take in something else (savings, turns, what comes back of a lost loan) have acts
    of their own: no other purpose posts to a budget, so that the grammar refuses them here.
    """
    return RECEIVED.get(code, "budget")


@dataclass(frozen=True)
class OpenClaim:
    """A claim (or a difference in the cash box) as it stands: what of it is still open.

    left        positive: somebody owes it to the group; negative: the box held more than the book
    transfer    number of the entry that recorded it
    """

    transfer: int
    account: Account
    person: int
    office: str
    subject: str

    @property
    def left(self) -> int:
        return -self.account.balance


def objections_to_settle(claim: OpenClaim | None, *, number: int, minor: int) -> Iterator[Refusal]:
    """A claim is accepted or taken back in whole or in part, never more than is open."""
    yield from objections_to_amount(minor)
    if claim is None:
        yield no.NO_SUCH_CLAIM.because(claim=number)
    elif minor > abs(claim.left):
        unit = claim.account.unit
        yield no.CLAIM_SMALLER.because(
            claim=number, left=Amount(abs(claim.left), unit), asked=Amount(minor, unit)
        )


def objections_to_count(
    account: Account | None, *, number: int, counted_minor: int
) -> Iterator[Refusal]:
    """Only an open cash box is counted, and it never holds less than nothing."""
    if counted_minor < 0:
        yield no.AMOUNT_NOT_POSITIVE.because()
    elif counted_minor > LARGEST_MINOR:
        yield no.AMOUNT_TOO_LARGE.because()
    if account is None:
        yield no.NO_SUCH_ACCOUNT.because(account=number)
        return
    if account.kind != "cash":
        yield no.NOT_CASH.because()
    if account.closed_on is not None:
        yield no.ACCOUNT_CLOSED.because(closed_on=account.closed_on)


def objections_to_limits_of(
    account: Account, *, floor: int | None, ceiling: int | None
) -> Iterator[Refusal]:
    """New limits must hold today."""
    low = account.balance - account.held_debits
    high = account.balance + account.held_credits
    if (floor is not None and low < floor) or (ceiling is not None and high > ceiling):
        yield no.LIMIT_PASSED.because(balance=account.normal)


def limits_on_normal_side(
    kind: str, floor: int | None, ceiling: int | None
) -> tuple[int | None, int | None]:
    """The least and the most that an account may hold, as pages show it."""
    if KINDS[kind].side == "credit":
        return floor, ceiling
    return _turned(ceiling), _turned(floor)


def limits_of_book(kind: str, least: int | None, most: int | None) -> tuple[int | None, int | None]:
    """Floor and ceiling (credits - debits) of what pages call the least and the most."""
    return limits_on_normal_side(kind, least, most)


def _turned(minor: int | None) -> int | None:
    return None if minor is None else -minor


def objections_to_close_account(account: Account) -> Iterator[Refusal]:
    """An account is closed empty; income, expense and beginnings are sums and may stay."""
    sums = {"income", "expense", "opening"} & {*KINDS}
    if account.closed_on is not None:
        yield no.ACCOUNT_CLOSED.because(closed_on=account.closed_on)
    elif account.balance and account.kind not in sums:
        yield no.ACCOUNT_NOT_EMPTY.because(balance=account.normal)


def objections_to_close_period(
    *, through: date, today: date, closed_through: date | None
) -> Iterator[Refusal]:
    """A period is closed after it is over, and only once."""
    if through >= today:
        yield no.PERIOD_NOT_OVER.because(through=through)
    if closed_through is not None and through <= closed_through:
        yield no.PERIOD_ALREADY_CLOSED.because(closed_through=closed_through)


def objections_to_reverse(
    original: Original, *, number: int, code: str, left: int | None
) -> Iterator[Refusal]:
    """An entry is reversed once; a reversal not at all; a claim only while it is whole; what was
    settled in a share-out or a round of turns not by itself.

    code  its purpose; left  what of it is still open, where the entry recorded a claim
    """
    if code in SETTLED:
        yield no.SETTLED_ELSEWHERE.because(transfer=number)
    if original.is_reversed:
        yield no.ALREADY_REVERSED.because(transfer=number)
    if original.is_reversal:
        yield no.IS_A_REVERSAL.because(transfer=number)
    if left is not None and left != original.minor and not original.is_reversed:
        yield no.CLAIM_SETTLED_IN_PART.because(transfer=number)
