"""Paying a loan out, and taking its repayments in."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor
from tequio.chronicle.service import act
from tequio.kernel import Act
from tequio.ledger import service as ledger
from tequio.lending import rules
from tequio.lending.service import sheet


@act(
    "lending.pay_out",
    may="holds an office that the decision on this loan names",
    refusals=rules.OF_A_PAYOUT,
)
def pay_out(
    act: Act, /, *, loan: Id, account: Id, value_date: date | None = None
) -> rules.LoanPaidOut:
    """Pay a loan out that the members decided on; from now on its schedule is fixed.

    account     cash box or bank account from which the money leaves
    value_date  the day on which it leaves, today unless said otherwise
    """
    on = value_date or act.today
    payouts = sheet.payouts_of(act, [loan], account=account, on=on)
    return payouts.keep(_posted(act, payouts))[0]


@act("lending.repay", may="holds an office that writes the book", refusals=rules.OF_A_REPAYMENT)
def repay(
    act: Act, /, *, loan: Id, minor: Minor, account: Id, value_date: date | None = None
) -> rules.LoanRepaid:
    """Take in a repayment: the oldest instalment first, within each in the statutes' order.

    minor       what was handed over, at most what is owed on that day
    account     cash box or bank account into which it came
    value_date  the day on which it came, today unless said otherwise
    """
    on = value_date or act.today
    repayments = sheet.repayments_of(act, [(loan, minor)], account=account, on=on)
    return repayments.keep(_posted(act, repayments))[0]


def _posted(act: Act, moved: sheet.Payouts | sheet.Repayments) -> ledger.Posted:
    return ledger.post(
        act,
        value_date=moved.on,
        transfers=moved.transfers,
        book=moved.book,
        note=ledger.Note(payee=moved.loans[0].person),
    )
