"""Calling on those who stand for a loan, and taking in what the borrower brings for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step, step
from tequio.chronicle.rules.inputs import Id, Minor
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules
from tequio.lending.models import CallRow, PayBackRow
from tequio.lending.queries import calling
from tequio.lending.queries.calling import CALL, SAVE, Sources
from tequio.lending.queries.loans import Loan
from tequio.lending.service.losing import BY_DECISION
from tequio.lending.service.sheet import Repayments, Using, repaid_with, there
from tequio.mandates import service as mandates


@act("lending.call_guarantees", may=BY_DECISION, refusals=rules.OF_A_CALL)
def call_guarantees(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    loan: Id,
    minor: Minor,
    account: Id,
    from_savings: tuple[Id, ...] = (),
    from_shares: tuple[Id, ...] = (),
    value_date: date | None = None,
) -> rules.GuarantorsCalled:
    """Let those who stand for a late loan pay a part of it, each in proportion to what she still
    stands for; the borrower owes it to them.

    minor         what they pay together, in minor units
    account       cash box or bank account into which those pay who bring money
    from_savings  whose part is taken from her savings; from_shares: from her shares
    value_date    the day of it, today unless said otherwise
    """
    on, found = value_date or act.today, there(act, [loan])[loan]
    sources = Sources(account, from_savings, from_shares)
    refuse(calling.to_call(act, found, minor, sources, on))
    parts = rules.called(minor, found.caps_left)
    repaid = _repaid(act, found, parts, (sources, on))
    posted = ledger.post(act, value_date=on, transfers=repaid.transfers, book=repaid.book)
    return _called(act, found, list(parts), (repaid, posted))


def _repaid(
    act: Act, found: Loan, parts: Mapping[int, int], where: tuple[Sources, date]
) -> Repayments:
    """Each one's part as a repayment of its own, under the one decision."""
    (sources, on), unit, subject = where, found.unit.code, str(found.id)
    whole = sum(parts.values())
    drawn = mandates.draw(act, code=CALL, subject=subject, unit=unit, minor=whole, on=on)
    using = [
        Using(CALL, subject, _account(act, found, person, sources), drawn.mandate)
        for person in parts
    ]
    return repaid_with(act, [(found, minor) for minor in parts.values()], using, on=on)


def _account(act: Act, found: Loan, person: int, sources: Sources) -> int:
    kind = sources.kind_for(person)
    if kind is None:
        return sources.account
    assert found.payout is not None, "a call for what was not paid out"
    return ledger.account_for(
        act.of_organisation,
        book=found.payout.book,
        unit=found.unit.code,
        kind=kind,
        ref=f"person:{person}",
    )


def _called(
    act: Act, found: Loan, persons: list[int], done: tuple[Repayments, ledger.Posted]
) -> rules.GuarantorsCalled:
    (repaid, posted), organisation = done, act.of_organisation
    payments = repaid.keep(posted)
    first = take_ids(organisation, len(payments))
    mandate = repaid.transfers[repaid.money[0]].mandate
    rows = [
        CallRow(
            organisation_id=organisation,
            id=first + place,
            loan_id=found.id,
            person_id=person,
            minor=payment.minor,
            payment_id=payment.payment,
            called_on=repaid.on,
            mandate_id=mandate,
            journal_id=posted.journal,
        )
        for place, (person, payment) in enumerate(zip(persons, payments, strict=True))
    ]
    CallRow.objects.bulk_create(rows)
    return rules.GuarantorsCalled(
        loan=found.id,
        borrower=found.person,
        minor=sum(row.minor for row in rows),
        unit=found.unit.code,
        mandate=mandate,
        called_on=repaid.on,
        paid=tuple(_paid(*pair) for pair in zip(rows, payments, strict=True)),
        journal=posted.journal,
        root=posted.root,
    )


def _paid(row: CallRow, payment: rules.LoanRepaid) -> rules.Paid:
    return rules.Paid(
        row.id,
        row.person_id,
        row.minor,
        payment.payment,
        payment.interest,
        payment.principal,
        payment.account,
    )


@dataclass(frozen=True)
class Brought:
    """What the borrower brings, into which account, on which day; `parts` by claim."""

    parts: Mapping[int, int]
    account: int
    on: date


@act(
    "lending.pay_back_guarantors",
    may="holds an office that writes the book",
    refusals=rules.OF_A_RETURN,
)
def pay_back_guarantors(
    act: Act, /, *, loan: Id, minor: Minor, account: Id, value_date: date | None = None
) -> rules.GuarantorsPaidBack:
    """Take in what a borrower brings for those who paid for her: it becomes their savings.

    minor       what was handed over, at most what she owes to them
    account     cash box or bank account into which it came
    value_date  the day on which it came, today unless said otherwise
    """
    on, found = value_date or act.today, there(act, [loan])[loan]
    refuse(calling.to_pay_back(act, found, minor, account, on))
    brought = _brought(found, minor, account, on)
    posted = ledger.post(
        act,
        value_date=on,
        transfers=_savings(act, found, brought),
        book=found.payout.book if found.payout else "main",
    )
    return _given_back(act, found, brought, posted)


def prepare_returns(
    act: Act, given: Sequence[tuple[Loan, int]], *, account: int, on: date
) -> ledger.Prepared:
    """What borrowers give to those who paid for them, in a journal of the caller's, who knows what
    is owed: out of an account into their savings, as `lending.pay_back_guarantors` does."""
    each = [(found, _brought(found, minor, account, on)) for found, minor in given]
    transfers = [_savings(act, found, brought) for found, brought in each]

    def keep(posted: ledger.Posted) -> list[Step]:
        steps, begin = [], 0
        for (found, brought), own in zip(each, transfers, strict=True):
            numbers = posted.transfers[begin : begin + len(own)]
            begin += len(own)
            whole = ledger.Posted(posted.journal, numbers, posted.root)
            event = _given_back(act, found, brought, whole)
            steps.append(step("lending.pay_back_guarantors", event, act.at))
        return steps

    return ledger.Prepared(tuple(one for own in transfers for one in own), keep)


def _brought(found: Loan, minor: int, account: int, on: date) -> Brought:
    claims = {one.id: one.left for one in found.called if one.left}
    return Brought(rules.given_back(minor, claims), account, on)


def _given_back(
    act: Act, found: Loan, brought: Brought, posted: ledger.Posted
) -> rules.GuarantorsPaidBack:
    rows = _write_returns(act, found, brought, posted)
    return rules.GuarantorsPaidBack(
        loan=found.id,
        borrower=found.person,
        minor=sum(row.minor for row in rows),
        unit=found.unit.code,
        account=brought.account,
        paid_on=brought.on,
        parts=tuple(rules.Returned(row.id, row.call_id, row.minor) for row in rows),
        journal=posted.journal,
        root=posted.root,
    )


def _savings(act: Act, found: Loan, brought: Brought) -> list[Transfer]:
    assert found.payout is not None, "a claim for what was not paid out"
    organisation, unit = act.of_organisation, found.unit.code
    minor = sum(brought.parts.values())
    drawn = mandates.draw(act, code=SAVE, subject="", unit=unit, minor=minor, on=brought.on)
    names = {
        one.id: ("member-savings", f"person:{one.person}")
        for one in found.called
        if one.id in brought.parts
    }
    savings = ledger.accounts_for(
        organisation, {*names.values()}, book=found.payout.book, unit=unit
    )
    return [
        Transfer(SAVE, "", brought.account, savings[names[call]], part, unit, drawn.mandate)
        for call, part in brought.parts.items()
    ]


def _write_returns(
    act: Act, found: Loan, brought: Brought, posted: ledger.Posted
) -> list[PayBackRow]:
    organisation = act.of_organisation
    first = take_ids(organisation, len(brought.parts))
    each = zip(brought.parts.items(), posted.transfers, strict=True)
    rows = [
        PayBackRow(
            organisation_id=organisation,
            id=first + place,
            loan_id=found.id,
            call_id=call,
            minor=part,
            paid_on=brought.on,
            account_id=brought.account,
            journal_id=posted.journal,
            transfer_id=transfer,
        )
        for place, ((call, part), transfer) in enumerate(each)
    ]
    PayBackRow.objects.bulk_create(rows)
    return rows
