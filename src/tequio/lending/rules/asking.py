"""May this loan be asked for, guaranteed, taken back?  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from tequio.governance.rules.refusals import DAY_IN_THE_PAST, NOT_A_MEMBER_NAMED
from tequio.kernel import Amount, Refusal, Unit, add_months
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending.rules import refusals as no
from tequio.lending.rules.terms import Step, due_day
from tequio.membership.rules import NOT_A_MEMBER, NOT_HERSELF, Standing, is_member

MONTHS_TO_PAY_OUT = 3
"""How long the mandate for a loan lasts if the request names no last day."""

WEEKS_BEYOND_A_MONTH = 5
"""No month has that many weeks: more instalments than this need no calendar to be too long."""


@dataclass(frozen=True)
class Limits:
    """What the statutes of the day allow; zero means no such limit (not for the length)."""

    largest: int
    multiple_of_savings: Fraction
    longest_months: int


@dataclass(frozen=True)
class Asked:
    """What a member asks for.  `until`: last day on which it may be paid out."""

    minor: int
    unit: Unit
    months: int
    weeks: int
    guarantors: tuple[int, ...]
    today: date
    until: date
    fortnights: int = 0

    @property
    def step(self) -> Step:
        if self.fortnights:
            return "fortnight"
        return "week" if self.weeks else "month"

    @property
    def count(self) -> int:
        return self.fortnights or self.weeks or self.months


@dataclass(frozen=True)
class Borrower:
    """Who asks.

    savings  her own savings on this day, in minor units
    owed     what she still owes on other loans, and what she has asked for that is undecided
             or allowed and not yet paid out
    """

    standing: Standing
    savings: int = 0
    owed: int = 0


def objections_to_request(
    borrower: Borrower, asked: Asked, limits: Limits, *, members: frozenset[int]
) -> list[Refusal]:
    """Why this loan cannot be asked for: all reasons, in the documented order.

    members  those of the named guarantors who are members today
    """
    objections = [] if is_member(borrower.standing) else [NOT_A_MEMBER.because()]
    if asked.minor <= 0:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    objections += _to_term(asked, limits)
    if asked.until < asked.today:
        objections.append(DAY_IN_THE_PAST.because(day=asked.until))
    objections += _to_guarantors(borrower.standing.person, asked.guarantors, members)
    if is_member(borrower.standing) and asked.minor > 0:
        objections += _to_sum(borrower, asked, limits)
    return objections


def _to_term(asked: Asked, limits: Limits) -> Iterator[Refusal]:
    said = [count for count in (asked.months, asked.fortnights, asked.weeks) if count]
    if len(said) != 1 or asked.count < 1:
        yield no.TERM_NOT_ONE.because()
        return
    longest = add_months(asked.today, limits.longest_months)
    count = min(asked.count, limits.longest_months * WEEKS_BEYOND_A_MONTH)
    if due_day(asked.today, asked.step, count) > longest:
        yield no.LOAN_TOO_LONG.because(months=limits.longest_months, longest=longest)


def _to_guarantors(
    borrower: int | None, named: Sequence[int], members: frozenset[int]
) -> Iterator[Refusal]:
    for place, person in enumerate(named):
        if person == borrower:
            yield no.OWN_LOAN.because()
        elif person in named[:place]:
            yield no.GUARANTOR_TWICE.because(person=person)
        elif person not in members:
            yield NOT_A_MEMBER_NAMED.because(person=person)


def _to_sum(borrower: Borrower, asked: Asked, limits: Limits) -> Iterator[Refusal]:
    """Both limits hold for everything that a member owes, so that two loans do not pass them."""
    whole = borrower.owed + asked.minor
    said = {"owed": Amount(borrower.owed, asked.unit), "asked": Amount(asked.minor, asked.unit)}
    largest = limits.largest or LARGEST_MINOR
    if whole > largest:
        yield no.OVER_THE_LARGEST_LOAN.because(largest=Amount(largest, asked.unit), **said)
    multiple = limits.multiple_of_savings
    most = floor(multiple * borrower.savings)
    if multiple and whole > most:
        yield no.OVER_OWN_SAVINGS.because(
            multiple=multiple,
            savings=Amount(borrower.savings, asked.unit),
            most=Amount(most, asked.unit),
            **said,
        )


def most_that_can_be_asked(borrower: Borrower, limits: Limits) -> int | None:
    """How much a member could still ask for, in minor units; None where no limit is set."""
    bounds = [limits.largest] if limits.largest else []
    if limits.multiple_of_savings:
        bounds.append(floor(limits.multiple_of_savings * borrower.savings))
    return max(0, min(bounds) - borrower.owed) if bounds else None


@dataclass(frozen=True)
class Request:
    """What has become of a request so far."""

    person: int
    guaranteed: frozenset[int] = frozenset()
    is_withdrawn: bool = False
    paid_out_on: date | None = None


def objections_to_guarantee(
    standing: Standing, request: Request, most: int | None = None, *, loan: Amount | None = None
) -> list[Refusal]:
    """A guarantor is a member, not the borrower, and stands for a loan once.

    most  up to how much she stands for it, if she says so; `loan` how much it is
    """
    objections = [] if is_member(standing) else [NOT_A_MEMBER.because()]
    if standing.person == request.person:
        objections.append(no.OWN_LOAN.because())
    if most is not None and loan is not None and not 0 < most <= loan.minor:
        objections.append(no.MOST_NOT_POSSIBLE.because(minor=loan))
    if standing.person in request.guaranteed:
        objections.append(no.ALREADY_GUARANTEED.because())
    return [*objections, *_over(request)]


def objections_to_withdraw(standing: Standing, request: Request) -> list[Refusal]:
    """Whoever asked may take the request back until the money was paid out."""
    objections = [] if standing.person == request.person else [NOT_HERSELF.because()]
    return [*objections, *_over(request)]


def _over(request: Request) -> Iterator[Refusal]:
    if request.is_withdrawn:
        yield no.REQUEST_WITHDRAWN.because()
    if request.paid_out_on is not None:
        yield no.ALREADY_PAID_OUT.because(paid_out_on=request.paid_out_on)
