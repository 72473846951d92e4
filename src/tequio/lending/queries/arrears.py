"""Who is late and how much is at risk, for those who work with it; and what each borrower is to
be reminded of, for her alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Amount
from tequio.lending import rules
from tequio.lending.queries.loans import Loan, loans_of
from tequio.lending.queries.objections import unit_of
from tequio.lending.queries.unsettled import unsettled
from tequio.lending.queries.views import LoanLine, lines_of, offices_at_work, sees_every_loan
from tequio.membership.rules import Standing, holds_any, is_officer

DAYS_AHEAD = 3


@dataclass(frozen=True)
class Arrears:
    """The running loans of a group in the unit of its book, by age of what is late.

    late  loans of which a payment is late, the latest first; for those who work with them
    """

    lent_out: Amount
    ageing: rules.Ageing
    late: tuple[LoanLine, ...]


def arrears(organisation: int, on: date) -> Arrears:
    """How late the loans are on a day: ages, and PAR(1), PAR(30), PAR(90) as exact fractions.

    Whether whoever looks may see it is asked elsewhere (`sees_arrears`; a federation asks for the
    group's consent and shows no name).  A fixed number of queries.
    """
    unit = unit_of(organisation)
    listed = loans_of(organisation, ids=unsettled(organisation, on))
    running = [one for one in lines_of(organisation, listed, on) if one.is_running(unit)]
    found = rules.ageing(
        rules.Running(one.standing.principal_left, one.standing.days_late)
        for one in running
        if one.standing is not None
    )
    late = [one for one in running if one.days_late]
    late.sort(key=lambda one: (-one.days_late, one.loan.id))
    return Arrears(Amount(found.minor, unit), found, tuple(late))


def sees_arrears(organisation: int, standing: Standing, on: date) -> bool:
    """Whether she who looks works with arrears: an officer to whom the statutes show every loan.

    A list of late payers is never shown to all members, also where they may see each loan.
    """
    if holds_any(standing, offices_at_work(organisation, on)):
        return True
    return is_officer(standing) and sees_every_loan(organisation, standing, on)


@dataclass(frozen=True)
class Due:
    """What a borrower is to be reminded of: for her, and nobody else.

    due_on     the day of the oldest instalment that is not paid
    amount     what should be paid by then, or by now if it is late
    days_late  0 while it is still to come
    """

    loan: int
    person: int
    due_on: date
    amount: Amount
    days_late: int


def due_soon(organisation: int, on: date, *, days: int = DAYS_AHEAD) -> list[Due]:
    """Whose next instalment is due within so many days, or late; the most urgent first.

    A fixed number of queries.  Private to each borrower: whoever reads it tells only her.
    """
    listed = loans_of(organisation, ids=unsettled(organisation, on))
    found = [due for one in listed if (due := _due(one, on)) is not None]
    near = [due for due in found if due.due_on <= on + timedelta(days=days)]
    return sorted(near, key=lambda due: (due.due_on, due.loan))


def _due(one: Loan, on: date) -> Due | None:
    standing = one.position(on)
    if standing is None or not standing.owed:
        return None
    still = one.still_to_come(on)
    line, left = next((line, left) for line, left in still if left.minor)
    minor = standing.due_now or left.minor
    return Due(one.id, one.person, line.due_on, Amount(minor, one.unit), standing.days_late)
