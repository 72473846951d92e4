"""Setting aside for late loans, writing one off, and taking in what comes back of it."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Minor
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules
from tequio.lending.models import ProvisionRow, RecoveryRow, WriteOffRow
from tequio.lending.queries import losing
from tequio.lending.queries.loans import Loan, Payout
from tequio.lending.queries.losing import PROVIDE, RECOVERED, WRITE_OFF
from tequio.lending.queries.provisions import Provided, held_in, provided
from tequio.lending.service.sheet import there
from tequio.mandates import service as mandates

BY_DECISION = "holds an office that a decision names"


@act("lending.provide", may=BY_DECISION, refusals=rules.OF_A_PROVISION)
def provide(
    act: Act, /, *, table: Code, value_date: date | None = None, book: Code = "main"
) -> rules.LossesProvided:
    """Bring what is set aside for late loans to what a table of provisions asks.

    table       short name of the table, which is also the subject that the decision names
    value_date  the day on which the loans are looked at, today unless said otherwise
    book        whose loans, where the group keeps several books
    """
    organisation, on = act.of_organisation, value_date or act.today
    found = provided(organisation, table, on, book=book)
    if found is None:
        raise Refused(rules.NO_SUCH_TABLE.because(table=table))
    refuse(losing.to_provide(act, found, on))
    transfer = _provision(act, found, book, on)
    posted = ledger.post(act, value_date=on, transfers=[transfer], book=book)
    row = ProvisionRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        provided_on=on,
        table_name=table,
        needed=found.needed.minor,
        held=found.held.minor,
        unit=transfer.unit,
        book=book,
        mandate_id=transfer.mandate,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return rules.LossesProvided(
        provision=row.id,
        table=table,
        needed=row.needed,
        held=row.held,
        unit=row.unit,
        book=book,
        mandate=row.mandate_id,
        provided_on=on,
        journal=row.journal_id,
        root=posted.root,
    )


def _provision(act: Act, found: Provided, book: str, on: date) -> Transfer:
    """More is set aside as an expense; less takes the expense back."""
    organisation, unit = act.of_organisation, found.needed.unit.code
    more = found.needed.minor - found.held.minor
    aside = found.account or ledger.account_for(
        organisation, book=book, unit=unit, kind="loan-provision"
    )
    expense = ledger.account_for(organisation, book=book, unit=unit, kind="expense", ref="provide")
    debit, credit = (expense, aside) if more > 0 else (aside, expense)
    drawn = mandates.draw(
        act, code=PROVIDE, subject=found.table.name, unit=unit, minor=abs(more), on=on
    )
    return Transfer(PROVIDE, found.table.name, debit, credit, abs(more), unit, drawn.mandate)


@act("lending.write_off", may=BY_DECISION, refusals=rules.OF_A_WRITE_OFF)
def write_off(act: Act, /, *, loan: Id, value_date: date | None = None) -> rules.LoanWrittenOff:
    """Give up what is left of a loan: first out of what was set aside, the rest is an expense.

    value_date  the day of it, today unless said otherwise

    The group no longer counts on it; the member still owes it, and sees so.
    """
    on, found = value_date or act.today, there(act, [loan])[loan]
    refuse(losing.to_write_off(act, found, on))
    standing, payout = found.position(on), found.payout
    assert standing is not None, "not refused and not paid out"
    assert payout is not None, "a position without payout"
    transfers, aside = _losses(act, found, payout, (standing.principal_left, on))
    posted = ledger.post(
        act,
        value_date=on,
        transfers=transfers,
        book=payout.book,
        note=ledger.Note(payee=found.person),
    )
    row = WriteOffRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        loan_id=loan,
        written_off_on=on,
        minor=standing.principal_left,
        from_provision=aside,
        mandate_id=transfers[0].mandate,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return rules.LoanWrittenOff(
        loan=loan,
        person=found.person,
        write_off=row.id,
        minor=row.minor,
        unit=found.unit.code,
        from_provision=aside,
        mandate=row.mandate_id,
        written_off_on=on,
        journal=row.journal_id,
        root=posted.root,
    )


def _losses(
    act: Act, found: Loan, payout: Payout, lost: tuple[int, date]
) -> tuple[list[Transfer], int]:
    """What is taken from what was set aside, and the rest as an expense; how much the first is."""
    (minor, on), unit, subject = lost, found.unit.code, str(found.id)
    organisation, book = act.of_organisation, payout.book
    drawn = mandates.draw(act, code=WRITE_OFF, subject=subject, unit=unit, minor=minor, on=on)
    account, held = held_in(organisation, found.unit, book)
    aside = min(minor, held.minor)
    sides = [(account, aside)] if account and aside else []
    if minor > aside:
        expense = ledger.account_for(
            organisation, book=book, unit=unit, kind="expense", ref="write_off"
        )
        sides.append((expense, minor - aside))
    transfers = [
        Transfer(WRITE_OFF, subject, debit, payout.loan_account, part, unit, drawn.mandate)
        for debit, part in sides
    ]
    return transfers, aside


@act("lending.recover", may="holds an office that writes the book", refusals=rules.OF_A_RECOVERY)
def recover(
    act: Act, /, *, loan: Id, minor: Minor, account: Id, value_date: date | None = None
) -> rules.LoanRecovered:
    """Take in what a member brings back of a loan that was written off: income of the group.

    minor       what was handed over, at most what was written off and did not come back yet
    account     cash box or bank account into which it came
    value_date  the day on which it came, today unless said otherwise
    """
    organisation, on = act.of_organisation, value_date or act.today
    found = there(act, [loan])[loan]
    refuse(losing.to_recover(act, found, minor, account, on))
    assert found.payout is not None, "written off and not paid out"
    unit, subject, book = found.unit.code, str(loan), found.payout.book
    drawn = mandates.draw(act, code=RECOVERED, subject=subject, unit=unit, minor=minor, on=on)
    income = ledger.account_for(organisation, book=book, unit=unit, kind="income", ref="recovered")
    posted = ledger.post(
        act,
        value_date=on,
        transfers=[Transfer(RECOVERED, subject, account, income, minor, unit, drawn.mandate)],
        book=book,
        note=ledger.Note(payee=found.person),
    )
    row = RecoveryRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        loan_id=loan,
        received_on=on,
        minor=minor,
        account_id=account,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return rules.LoanRecovered(
        loan=loan,
        person=found.person,
        recovery=row.id,
        minor=minor,
        unit=unit,
        account=account,
        received_on=on,
        journal=posted.journal,
        root=posted.root,
    )
