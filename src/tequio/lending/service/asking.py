"""Asking for a loan, standing for another's, taking a request back."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Small, Words
from tequio.chronicle.service import act
from tequio.governance import service as governance
from tequio.kernel import Act, Refused, refuse
from tequio.lending import rules
from tequio.lending.models import WithdrawalRow
from tequio.lending.queries import objections
from tequio.lending.queries.loans import Loan
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.service.writing import stand, write_request


@act("lending.request", may="every member", refusals=rules.OF_A_REQUEST)
def request(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    minor: Minor,
    months: Small = 0,
    weeks: Small = 0,
    fortnights: Small = 0,
    purpose_text: Words = "",
    guarantors: tuple[Id, ...] = (),
    until: date | None = None,
) -> rules.LoanRequested:
    """Ask the members for a loan; it becomes a proposal that says what it would allow.

    minor         the loan in minor units of the group's own unit
    months, weeks, fortnights  in how many instalments of that length it is repaid: one of them
    purpose_text  what it is for; kept erasable, outside of the proof
    guarantors    members who are asked to stand for it; they agree by `lending.guarantee`
    until         last day on which it may be paid out; three months from today unless said

    Its other terms are those of the statutes of this day.
    """
    wish = objections.Wish(minor, months, weeks, guarantors, until, fortnights)
    _row, asked = write_request(act, wish, purpose=purpose_text)
    return asked


@act("lending.guarantee", may="every member but the borrower", refusals=rules.OF_A_GUARANTEE)
def guarantee(act: Act, /, *, loan: Id, most: Minor | None = None) -> rules.LoanGuaranteed:
    """Stand for another member's loan.

    most  up to how much, in minor units; nothing said: for an equal part of the loan
    """
    return stand(act, loan, most)


@act("lending.withdraw_request", may="whoever asked", refusals=rules.OF_A_WITHDRAWAL)
def withdraw_request(act: Act, /, *, loan: Id) -> rules.RequestWithdrawn:
    """Take a request back before the money is paid out, and its proposal if nobody votes on it."""
    refuse(objections.to_withdraw(act, loan))
    proposal = _there(act, loan).proposal
    is_taken_back = governance.take_back(act, proposal)
    WithdrawalRow.objects.create(organisation_id=act.of_organisation, loan_id=loan, at=act.at)
    return rules.RequestWithdrawn(loan, proposal if is_taken_back else None)


def _there(act: Act, number: int) -> Loan:
    found = find_loan(act.of_organisation, number)
    if found is None:
        raise Refused(rules.NO_SUCH_LOAN.because(loan=number))
    return found
