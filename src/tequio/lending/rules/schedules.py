"""Schedules: who pays how much when, exact to the last minor unit.  Pure.

Everything stays a fraction until it becomes a line of the schedule; there it is rounded, once,
half to even (ledger reference, sections 4 and 9.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import allocate, digest, round_half_even
from tequio.lending.rules.terms import Terms, due_day

STEPS_OF_RATE = 100_000
"""An equivalent rate is told in thousandths of a percent."""


@dataclass(frozen=True)
class Instalment:
    """One line of a schedule, in minor units.

    begins_on  its period begins after this day: the due day before, or the day of the payout
    before     what is left of the loan itself when its period begins
    carried    how much of its interest was owed before its period, under an earlier schedule
    """

    number: int
    begins_on: date
    due_on: date
    principal: int
    interest: int
    before: int
    carried: int = 0

    @property
    def minor(self) -> int:
        """What is to be paid on the due day."""
        return self.principal + self.interest


def schedule(terms: Terms, paid_out_on: date) -> tuple[Instalment, ...]:
    """The instalments of a loan that is paid out on a day.

    The parts of the loan itself add up to the loan, to the last unit.
    """
    parts = _flat(terms) if terms.method == "flat" else _declining(terms)
    lines, left = [], terms.minor
    for number, (principal, interest) in enumerate(parts, start=1):
        begins, due = (due_day(paid_out_on, terms.step, at) for at in (number - 1, number))
        lines.append(Instalment(number, begins, due, principal, interest, left))
        left -= principal
    return tuple(lines)


def digest_of_schedule(lines: Sequence[Instalment]) -> str:
    """What the chronicle holds of a schedule: days and sums of every line."""
    return digest([[line.due_on, line.principal, line.interest] for line in lines])


def annuity(terms: Terms) -> int:
    """The equal instalment on a declining balance: P·r·(1+r)ⁿ ÷ ((1+r)ⁿ − 1), rounded once."""
    rate = terms.rate_of_step
    if rate == 0:
        return round_half_even(Fraction(terms.minor, terms.count))
    growth = (1 + rate) ** terms.count
    return round_half_even(terms.minor * rate * growth / (growth - 1))


def _declining(terms: Terms) -> list[tuple[int, int]]:
    """Interest on what is left; the instalment's rest repays; the last one clears."""
    equal, left, parts = annuity(terms), terms.minor, []
    for number in range(1, terms.count + 1):
        interest = round_half_even(left * terms.rate_of_step)
        principal = left if number == terms.count else min(equal - interest, left)
        parts.append((principal, interest))
        left -= principal
    return parts


def _flat(terms: Terms) -> list[tuple[int, int]]:
    """Interest P·r·n on the whole loan; instalments and interest by the largest remainder."""
    equal = [1] * terms.count
    whole = round_half_even(terms.minor * terms.rate_of_step * terms.count)
    sums, interests = allocate(terms.minor + whole, equal), allocate(whole, equal)
    return [(total - interest, interest) for total, interest in zip(sums, interests, strict=True)]


def equivalent_rate(terms: Terms) -> Fraction:
    """The rate for one step that a declining balance with the same instalments would have.

    What a flat loan really costs; many countries forbid quoting the flat rate alone.  Exact to
    the thousandth of a percent: bisection in whole steps, each judged by an exact balance.
    """
    if terms.method != "flat":
        return terms.rate_of_step
    payments = [principal + interest for principal, interest in _flat(terms)]
    low, high = 0, 1
    while not _is_below(terms.minor, payments, high):
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        if _is_below(terms.minor, payments, middle):
            high = middle
        else:
            low = middle + 1
    return Fraction(low, STEPS_OF_RATE)


def _is_below(loan: int, payments: Sequence[int], steps: int) -> bool:
    """Whether the true rate lies below `steps` and a half: at that rate the payments leave a
    debt.  In whole numbers: the balance is held as a multiple of 1/scaleᵏ after k payments."""
    scale = 2 * STEPS_OF_RATE
    growth, left, unit = scale + 2 * steps + 1, loan, 1
    for payment in payments:
        unit *= scale
        left = left * growth - payment * unit
    return left > 0
