"""A new schedule for what is left of a loan, as the members decided.  Pure.

The old schedule stays as it was; from its day on the new one says what is due.  Interest that was
owed on that day is carried into the first instalment and bears none itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from tequio.kernel import Refusal, add_months
from tequio.lending.rules import refusals as no
from tequio.lending.rules.asking import WEEKS_BEYOND_A_MONTH
from tequio.lending.rules.paying import in_order
from tequio.lending.rules.positions import Position
from tequio.lending.rules.schedules import Instalment, schedule
from tequio.lending.rules.terms import Step, Terms, due_day
from tequio.membership.rules import Standing, holds_any


@dataclass(frozen=True)
class Plan:
    """What is repaid from a day on.

    principal  what was left of the loan on that day; carried: interest that was owed on it
    """

    from_day: date
    count: int
    step: Step
    principal: int
    carried: int

    def terms(self, loan: Terms, *, again: int = 0) -> Terms:
        """The terms of the loan for what is left; `again`: what is owed again since."""
        return replace(loan, minor=self.principal + again, count=self.count, step=self.step)


def carried_interest(standing: Position) -> int:
    """Interest that is owed on a day: of what is due, and of the period that has begun."""
    return sum(parts.interest for parts in (*standing.due, standing.running))


def new_schedule(loan: Terms, plan: Plan) -> tuple[Instalment, ...]:
    """The instalments of a new schedule; their parts of the loan add up to what was left."""
    first, *others = schedule(plan.terms(loan), plan.from_day)
    interest = first.interest + plan.carried
    return (replace(first, interest=interest, carried=plan.carried), *others)


def with_what_is_owed_again(
    lines: tuple[Instalment, ...], plan: Plan, again: int
) -> tuple[Instalment, ...]:
    """A repayment from before the new schedule that was reversed since is owed at once."""
    if not again:
        return lines
    day = plan.from_day
    owed = Instalment(0, day, day, again, 0, plan.principal + again)
    return (owed, *lines)


def lines_of(plan: Plan, rows: Iterable[tuple[int, date, int, int]]) -> tuple[Instalment, ...]:
    """A new schedule as it stands in its table: number, day, part of the loan, interest."""
    listed = list(rows)
    begins = [plan.from_day, *(day for _number, day, _principal, _interest in listed)]
    paid = accumulate((row[2] for row in listed), initial=0)
    return tuple(
        Instalment(
            number,
            begin,
            day,
            principal,
            interest,
            plan.principal - before,
            plan.carried if place == 0 else 0,
        )
        for place, ((number, day, principal, interest), begin, before) in enumerate(
            zip(listed, begins, paid, strict=False)
        )
    )


@dataclass(frozen=True)
class Replanned:
    """What must be known of a loan to give it a new schedule.

    standing  where it stands; None while nothing was paid out
    """

    person: int
    standing: Position | None
    lost_on: date | None = None


def objections_to_ask_new_schedule(
    who: Standing,
    loan: Replanned,
    said: tuple[int, int, int],
    *,
    working: Iterable[str],
    longest_months: int,
    today: date,
) -> list[Refusal]:
    """Why no new schedule can be asked for: all reasons, in the documented order.

    said  months, fortnights, weeks: one of them
    """
    objections = list(_to_state(loan))
    if who.person != loan.person and not holds_any(who, working):
        objections.append(no.NOT_HERS_TO_ASK.because())
    counts = [count for count in said if count]
    if len(counts) != 1 or counts[0] < 1:
        objections.append(no.TERM_NOT_ONE.because())
    else:
        step, count = step_of(*said)
        longest = add_months(today, longest_months)
        if due_day(today, step, min(count, longest_months * WEEKS_BEYOND_A_MONTH)) > longest:
            objections.append(no.LOAN_TOO_LONG.because(months=longest_months, longest=longest))
    return in_order(objections, no.OF_A_NEW_SCHEDULE)


def step_of(months: int, fortnights: int, weeks: int) -> tuple[Step, int]:
    """The step that is said, and how many of it."""
    if fortnights:
        return "fortnight", fortnights
    return ("week", weeks) if weeks else ("month", months)


def objections_to_reschedule(
    loan: Replanned, of_draw: Iterable[Refusal], *, is_done: bool
) -> list[Refusal]:
    """Why the new schedule does not begin: all reasons, in the documented order."""
    objections = [*of_draw, *_to_state(loan)]
    if is_done:
        objections.append(no.ALREADY_RESCHEDULED.because())
    return in_order(objections, no.OF_A_RESCHEDULING)


def _to_state(loan: Replanned) -> Iterable[Refusal]:
    if loan.standing is None:
        yield no.NOT_PAID_OUT.because()
    elif loan.lost_on is not None:
        yield no.WRITTEN_OFF.because(lost_on=loan.lost_on)
    elif not loan.standing.principal_left:
        yield no.NOTHING_LEFT.because()
