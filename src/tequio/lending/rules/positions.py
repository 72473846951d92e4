"""Where a loan stands on a day: what is due, what is late, how a repayment is split.  Pure.

The schedule is the most that a borrower ever owes: being late adds nothing, because nobody
decided on more; paying early makes the interest of later periods smaller (declining) or ends it
with the loan (flat).  A period that has begun counts whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import round_half_even
from tequio.lending.rules.schedules import Instalment
from tequio.lending.rules.terms import Terms

ORDERS = {
    "interest_first": ("fees", "penalties", "interest", "principal"),
    "principal_first": ("principal", "interest", "penalties", "fees"),
}


@dataclass(frozen=True)
class Parts:
    """A sum by what it is for, in minor units."""

    fees: int = 0
    penalties: int = 0
    interest: int = 0
    principal: int = 0

    @property
    def minor(self) -> int:
        return self.fees + self.penalties + self.interest + self.principal


NO_PARTS = Parts()


@dataclass(frozen=True)
class Payment:
    """A repayment that was made, with its split."""

    day: date
    parts: Parts


@dataclass(frozen=True)
class Position:
    """What is owed on a day, in minor units.

    charges    fees and penalties
    due        of each instalment due by this day, this day included, the oldest first
    running    of the instalment whose period runs; its interest counts from the first day
    ahead      what is left of the loan itself in later instalments
    overdue    of the instalments due before this day: the arrears
    late_since due day of the oldest instalment that is late; None if none is
    """

    on: date
    charges: Parts
    due: tuple[Parts, ...]
    running: Parts
    ahead: Parts
    overdue: int
    late_since: date | None

    @property
    def due_now(self) -> int:
        """What should have been paid by the end of this day."""
        return self.charges.minor + sum(parts.minor for parts in self.due)

    @property
    def owed(self) -> int:
        """What would end the loan on this day."""
        return self.due_now + self.running.minor + self.ahead.minor

    @property
    def principal_left(self) -> int:
        """What is left of the loan itself."""
        return sum(parts.principal for parts in (*self.due, self.running, self.ahead))

    @property
    def days_late(self) -> int:
        """Days since the oldest unpaid instalment was due; 0 if nothing is late."""
        return (self.on - self.late_since).days if self.late_since else 0


def interest_charged(
    terms: Terms, instalments: Sequence[Instalment], payments: Sequence[Payment], on: date
) -> tuple[int, ...]:
    """The interest of each instalment as far as its period has begun before this day.

    Declining: the rate on what was left when the period began, never on more than the schedule
    foresaw.  Flat: as in the schedule while anything was left.
    """
    paid = sorted(payments, key=lambda payment: payment.day)
    charged, left, at = [], terms.minor, 0
    for line in instalments:
        while at < len(paid) and paid[at].day <= line.begins_on:
            left -= paid[at].parts.principal
            at += 1
        begun = _interest_of(terms, line, left) if line.begins_on < on else 0
        charged.append(line.carried + begun)
    return tuple(charged)


def _interest_of(terms: Terms, line: Instalment, left: int) -> int:
    if terms.method == "flat" or left >= line.before:
        return line.interest - line.carried if left > 0 else 0
    return round_half_even(left * terms.rate_of_step)


def position(
    terms: Terms,
    instalments: Sequence[Instalment],
    payments: Sequence[Payment],
    on: date,
    charges: Parts = NO_PARTS,
) -> Position:
    """Where a loan stands at the end of a day, after these payments.

    charges  fees and penalties that somebody decided, paid or not
    """
    paid = _paid(payments)
    charged = interest_charged(terms, instalments, payments, on)
    lines = list(_unpaid(instalments, charged, paid))
    due = sum(line.due_on <= on for line in instalments)
    late = [
        (line.due_on, parts.minor)
        for line, parts in zip(instalments, lines, strict=True)
        if line.due_on < on and parts.minor
    ]
    return Position(
        on=on,
        charges=Parts(
            fees=max(0, charges.fees - paid.fees),
            penalties=max(0, charges.penalties - paid.penalties),
        ),
        due=tuple(lines[:due]),
        running=lines[due] if due < len(lines) else NO_PARTS,
        ahead=Parts(principal=sum(parts.principal for parts in lines[due + 1 :])),
        overdue=sum(minor for _, minor in late),
        late_since=late[0][0] if late else None,
    )


def nothing_owed(on: date) -> Position:
    """Where a loan stands that the group gave up: its book waits for nothing any more."""
    return Position(on, NO_PARTS, (), NO_PARTS, NO_PARTS, 0, None)


def _paid(payments: Iterable[Payment]) -> Parts:
    parts = [payment.parts for payment in payments]
    return Parts(
        fees=sum(one.fees for one in parts),
        penalties=sum(one.penalties for one in parts),
        interest=sum(one.interest for one in parts),
        principal=sum(one.principal for one in parts),
    )


def _unpaid(
    instalments: Iterable[Instalment], charged: Iterable[int], paid: Parts
) -> Iterator[Parts]:
    """Of each instalment, what payments have not covered: they fill the oldest first."""
    principal, interest = paid.principal, paid.interest
    for line, asked in zip(instalments, charged, strict=True):
        part = Parts(interest=min(asked, interest), principal=min(line.principal, principal))
        principal, interest = principal - part.principal, interest - part.interest
        yield Parts(interest=asked - part.interest, principal=line.principal - part.principal)


def still_to_come(
    terms: Terms, instalments: Sequence[Instalment], payments: Sequence[Payment], on: date
) -> tuple[Parts, ...]:
    """What of each instalment is still to be paid if from this day on each is paid on its day.

    The interest of a period that has not begun is foreseen on what will then be left.
    """
    paid = _paid(payments)
    begun = interest_charged(terms, instalments, payments, on)
    left = [parts.principal for parts in _unpaid(instalments, (0,) * len(instalments), paid)]
    charged = [
        begun[at]
        if line.begins_on < on
        else line.carried + _interest_of(terms, line, sum(left[at:]))
        for at, line in enumerate(instalments)
    ]
    return tuple(_unpaid(instalments, charged, paid))


def split(standing: Position, minor: int, order: str) -> Parts:
    """What a repayment pays: instalment by instalment from the oldest, then the running one,
    then ahead; the order of the statutes holds within each.  Fees and penalties come before the
    instalments, or, where the loan itself comes first, after those that are due.

    Raises ValueError for more than is owed: `objections_to_repay` refuses that before.
    """
    if minor > standing.owed:
        raise ValueError("a repayment cannot be more than what is owed")
    taken = dict.fromkeys(ORDERS[order], 0)
    for name, part in _in_order(standing, order):
        taken[name] += min(part, minor)
        minor -= min(part, minor)
    return Parts(**taken)


def _in_order(standing: Position, order: str) -> Iterator[tuple[str, int]]:
    charges_first = order == "interest_first"
    due = [standing.charges, *standing.due] if charges_first else [*standing.due, standing.charges]
    for step in (*due, standing.running, standing.ahead):
        for name in ORDERS[order]:
            yield name, getattr(step, name)


@dataclass(frozen=True)
class Running:
    """A loan in the portfolio: what is left of it, and how many days it is late."""

    minor: int
    days_late: int


def portfolio_at_risk(loans: Iterable[Running], *, days: int) -> Fraction | None:
    """PAR(days): what is left of loans with a payment more than that many days late, as a part
    of all that is lent out.  None where nothing is lent out: missing is not zero."""
    listed = list(loans)
    whole = sum(loan.minor for loan in listed)
    late = sum(loan.minor for loan in listed if loan.days_late > days)
    return Fraction(late, whole) if whole else None
