"""Acts of lending: ask, stand for, take back, pay out, repay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tequio.chronicle.rules.inputs import Id, Minor, Small, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.events import ProposalMade
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, plain, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules
from tequio.lending.models import (
    GuaranteeRow,
    InstalmentRow,
    LoanRow,
    NamedRow,
    PaymentRow,
    PayoutRow,
    WithdrawalRow,
)
from tequio.lending.queries import books, objections
from tequio.lending.queries.loans import Loan, Payout
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.queries.objections import INTEREST, LOAN, REPAY
from tequio.lending.queries.words import terms_told
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import service as membership

LONGEST_TITLE = 120


@act("lending.request", may="every member", refusals=rules.OF_A_REQUEST)
def request(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    minor: Minor,
    months: Small = 0,
    weeks: Small = 0,
    purpose_text: Words = "",
    guarantors: tuple[Id, ...] = (),
    until: date | None = None,
) -> rules.LoanRequested:
    """Ask the members for a loan; it becomes a proposal that says what it would allow.

    minor         the loan in minor units of the group's own unit
    months, weeks in how many monthly or weekly instalments it is repaid: one of the two
    purpose_text  what it is for; kept erasable, outside of the proof
    guarantors    members who are asked to stand for it; they agree by `lending.guarantee`
    until         last day on which it may be paid out; three months from today unless said

    Its other terms are those of the statutes of this day.
    """
    organisation = act.of_organisation
    wanted = objections.wanted(act, objections.Wish(minor, months, weeks, guarantors, until))
    refuse(objections.to_request(act, wanted))
    number, purpose = take_ids(organisation), purpose_text.strip()
    text = membership.write_text(organisation, body=purpose, about=act.by)
    proposal = governance.file_proposal(
        act,
        title=_title(purpose),
        text=f"{purpose}\n\n{terms_told(wanted.terms)}".strip(),
        effect=_allowing(wanted, number),
        about=act.by,
    )
    row = _write_request(act, wanted, (number, text, proposal.id))
    return _requested(row, tuple(sorted(guarantors)), made(proposal))


def _requested(
    row: LoanRow, guarantors: tuple[Id, ...], filed: ProposalMade
) -> rules.LoanRequested:
    texts = members.texts(row.organisation_id, [row.text_id])
    return rules.LoanRequested(
        loan=row.id,
        person=row.person_id,
        minor=row.minor,
        unit=row.unit,
        count=row.count,
        step=row.step,
        rate=plain(Fraction(row.rate_above, row.rate_below)),
        rate_period=row.rate_period,
        method=row.method,
        guarantors=guarantors,
        purpose=texts[row.text_id].digest,
        proposal=filed.proposal,
        effect=filed.effect,
        text=filed.text,
        body=filed.body,
    )


def _title(purpose: str) -> str:
    """The proposal's title in the borrower's own words; pages say that it is about a loan."""
    return next(iter(purpose.splitlines()), "").strip()[:LONGEST_TITLE]


def _allowing(wanted: objections.Wanted, number: int) -> AllowPayment:
    """What the proposal would allow: exactly this loan, by the offices that pay."""
    return AllowPayment(
        kind="mandate",
        purpose=LOAN,
        minor=wanted.asked.minor,
        unit=wanted.asked.unit.code,
        offices=wanted.statutes.offices("offices.pay"),
        subject=str(number),
        keys=wanted.statutes.integer("keys.pay"),
        until=wanted.asked.until,
    )


def _write_request(act: Act, wanted: objections.Wanted, numbers: tuple[int, int, int]) -> LoanRow:
    """Write a request; numbers: its own, its text's, its proposal's."""
    organisation, terms = act.of_organisation, wanted.terms
    number, text, proposal = numbers
    assert act.by is not None, "a member is somebody"
    row = LoanRow.objects.create(
        organisation_id=organisation,
        id=number,
        person_id=act.by,
        minor=terms.minor,
        unit=wanted.asked.unit.code,
        count=terms.count,
        step=terms.step,
        rate_above=terms.rate.fraction.numerator,
        rate_below=terms.rate.fraction.denominator,
        rate_period=terms.rate.period,
        method=terms.method,
        payment_order=terms.order,
        guarantors=terms.guarantors,
        text_id=text,
        proposal_id=proposal,
        asked_at=act.at,
    )
    NamedRow.objects.bulk_create(
        [
            NamedRow(organisation_id=organisation, loan_id=number, person_id=person)
            for person in wanted.asked.guarantors
        ]
    )
    return row


@act("lending.guarantee", may="every member but the borrower", refusals=rules.OF_A_GUARANTEE)
def guarantee(act: Act, /, *, loan: Id) -> rules.LoanGuaranteed:
    """Stand for another member's loan."""
    refuse(objections.to_guarantee(act, loan))
    assert act.by is not None, "a member is somebody"
    GuaranteeRow.objects.create(
        organisation_id=act.of_organisation, loan_id=loan, person_id=act.by, at=act.at
    )
    return rules.LoanGuaranteed(loan, act.by)


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
    organisation, on = act.of_organisation, value_date or act.today
    found = _there(act, loan)
    refuse(objections.to_pay_out(act, found, account, on))
    transfer, book = _draw_for_payout(act, found, account, on)
    posted = ledger.post(
        act,
        value_date=on,
        transfers=[transfer],
        book=book,
        note=ledger.Note(payee=found.person),
    )
    lines = rules.schedule(found.terms, on)
    _write_schedule(organisation, loan, lines)
    PayoutRow.objects.create(
        organisation_id=organisation,
        loan_id=loan,
        paid_out_on=on,
        mandate_id=transfer.mandate,
        book=book,
        account_id=account,
        loan_account_id=transfer.debit,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return rules.LoanPaidOut(
        loan=loan,
        person=found.person,
        minor=found.minor,
        unit=found.unit.code,
        mandate=transfer.mandate,
        account=account,
        paid_out_on=on,
        journal=posted.journal,
        root=posted.root,
        schedule=rules.digest_of_schedule(lines),
    )


def _draw_for_payout(act: Act, found: Loan, account: int, on: date) -> tuple[Transfer, str]:
    """The transfer of a payout under its mandate, and the book in which the money lies."""
    unit, minor, subject = found.unit.code, found.minor, str(found.id)
    drawn = mandates.draw(
        act,
        code=LOAN,
        subject=subject,
        unit=unit,
        minor=minor,
        on=on,
        payment_hash=objections.hash_of_payout(found, account),
        payee=found.person,
    )
    book = books.place(act.of_organisation, account).book
    debt = ledger.account_for(
        act.of_organisation, book=book, unit=unit, kind="member-loan", ref=f"loan:{found.id}"
    )
    return Transfer(LOAN, subject, debt, account, minor, unit, drawn.mandate), book


def _write_schedule(organisation: int, loan: int, lines: tuple[rules.Instalment, ...]) -> None:
    """Before the payout's row: after it the database takes no more lines."""
    InstalmentRow.objects.bulk_create(
        [
            InstalmentRow(
                organisation_id=organisation,
                loan_id=loan,
                number=line.number,
                due_on=line.due_on,
                principal=line.principal,
                interest=line.interest,
            )
            for line in lines
        ],
        500,
    )


@act("lending.repay", may="holds an office that writes the book", refusals=rules.OF_A_REPAYMENT)
def repay(
    act: Act, /, *, loan: Id, minor: Minor, account: Id, value_date: date | None = None
) -> rules.LoanRepaid:
    """Take in a repayment: the oldest instalment first, within each in the statutes' order.

    minor       what was handed over, at most what is owed on that day
    account     cash box or bank account into which it came
    value_date  the day on which it came, today unless said otherwise
    """
    organisation, on = act.of_organisation, value_date or act.today
    found = _there(act, loan)
    refuse(objections.to_repay(act, found, minor, account, on))
    standing, payout = found.position(on), found.payout
    assert standing is not None, "not refused and not paid out"
    assert payout is not None, "a position without payout"
    parts = rules.split(standing, minor, found.terms.order)
    posted = ledger.post(
        act,
        value_date=on,
        transfers=_transfers_of(act, found, payout, (parts, account, on)),
        book=payout.book,
        note=ledger.Note(payee=found.person),
    )
    row = PaymentRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        loan_id=loan,
        paid_on=on,
        fees=parts.fees,
        penalties=parts.penalties,
        interest=parts.interest,
        principal=parts.principal,
        account_id=account,
        journal_id=posted.journal,
        transfer_id=posted.transfers[-1],
    )
    return rules.LoanRepaid(
        loan=loan,
        person=found.person,
        payment=row.id,
        minor=minor,
        unit=found.unit.code,
        interest=parts.interest,
        principal=parts.principal,
        account=account,
        paid_on=on,
        journal=posted.journal,
        root=posted.root,
    )


def _transfers_of(
    act: Act, found: Loan, payout: Payout, paid: tuple[rules.Parts, int, date]
) -> list[Transfer]:
    """Interest becomes owed and income when it is paid; then the money comes in, last."""
    parts, account, on = paid
    transfers = []
    if parts.interest:
        income = ledger.account_for(
            act.of_organisation,
            book=payout.book,
            unit=found.unit.code,
            kind="income",
            ref="interest",
        )
        sides = (payout.loan_account, income, parts.interest)
        transfers.append(_transfer(act, found, INTEREST, sides, on))
    sides = (account, payout.loan_account, parts.minor)
    return [*transfers, _transfer(act, found, REPAY, sides, on)]


def _transfer(act: Act, found: Loan, code: str, sides: tuple[int, int, int], on: date) -> Transfer:
    """One transfer of a repayment under its mandate; sides: debit, credit, minor units."""
    debit, credit, minor = sides
    unit, subject = found.unit.code, str(found.id)
    drawn = mandates.draw(act, code=code, subject=subject, unit=unit, minor=minor, on=on)
    return Transfer(code, subject, debit, credit, minor, unit, drawn.mandate)
