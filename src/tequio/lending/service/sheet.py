"""Lending for the sheet of a meeting, which is one act: asking, paying out and repaying without
the door, many at once.  The acts of this room use the same lines.

Nothing is written before every reason to say no was asked for; the number of statements does not
grow with the number of loans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tequio.chronicle.rules import Step, step
from tequio.chronicle.service import take_ids
from tequio.kernel import Act, Refusal, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules
from tequio.lending.models import InstalmentRow, LoanRow, PaymentRow, PayoutRow
from tequio.lending.queries import books, moving
from tequio.lending.queries.loans import Loan, loans_of
from tequio.lending.queries.moving import INTEREST, LOAN, REPAY
from tequio.lending.queries.objections import Wish
from tequio.lending.service.writing import stand, write_request
from tequio.mandates import service as mandates


def ask(act: Act, wish: Wish, *, person: int, purpose: str = "") -> tuple[LoanRow, Step]:
    """What `lending.request` does, in the name of a person who says it in the meeting.

    Refused with `rules.OF_A_REQUEST`.
    """
    row, asked = write_request(replace(act, by=person), wish, purpose=purpose)
    return row, step("lending.request", asked, act.at, by=person)


def stand_for(act: Act, loan: int, people: Iterable[int]) -> tuple[Step, ...]:
    """What `lending.guarantee` does, in the name of members who say so in the meeting: each for an
    equal part.

    Refused with `rules.OF_A_GUARANTEE`.
    """
    return tuple(
        step("lending.guarantee", stand(replace(act, by=person), loan), act.at, by=person)
        for person in people
    )


@dataclass(frozen=True)
class Payouts:
    """Loans that may be paid out from an account on a day, with the transfers that do it."""

    act: Act
    loans: tuple[Loan, ...]
    account: int
    on: date
    book: str
    transfers: tuple[Transfer, ...]

    def keep(self, posted: ledger.Posted) -> list[rules.LoanPaidOut]:
        """Write the schedules and then the payouts, which the database lets nobody lengthen."""
        schedules = [rules.schedule(one.terms, self.on) for one in self.loans]
        lines = zip(self.loans, schedules, strict=True)
        InstalmentRow.objects.bulk_create(_instalments(self.act.of_organisation, lines), 500)
        rows = [
            PayoutRow(
                organisation_id=self.act.of_organisation,
                loan_id=one.id,
                paid_out_on=self.on,
                mandate_id=transfer.mandate,
                book=self.book,
                account_id=self.account,
                loan_account_id=transfer.debit,
                journal_id=posted.journal,
                transfer_id=number,
            )
            for one, transfer, number in zip(
                self.loans, self.transfers, posted.transfers, strict=True
            )
        ]
        PayoutRow.objects.bulk_create(rows, 500)
        return [
            _paid_out(one, row, lines, posted.root)
            for one, row, lines in zip(self.loans, rows, schedules, strict=True)
        ]


def _instalments(
    organisation: int, schedules: Iterable[tuple[Loan, Sequence[rules.Instalment]]]
) -> Iterator[InstalmentRow]:
    for one, lines in schedules:
        for line in lines:
            yield InstalmentRow(
                organisation_id=organisation,
                loan_id=one.id,
                number=line.number,
                due_on=line.due_on,
                principal=line.principal,
                interest=line.interest,
            )


def _paid_out(
    one: Loan, row: PayoutRow, lines: Sequence[rules.Instalment], root: str
) -> rules.LoanPaidOut:
    return rules.LoanPaidOut(
        loan=one.id,
        person=one.person,
        minor=one.minor,
        unit=one.unit.code,
        mandate=row.mandate_id,
        account=row.account_id,
        paid_out_on=row.paid_out_on,
        journal=row.journal_id,
        root=root,
        schedule=rules.digest_of_schedule(lines),
    )


NOTHING = ledger.Prepared((), lambda posted: ())


def prepare_payouts(
    act: Act, loans: Sequence[int], *, account: int, on: date, coming: int = 0
) -> ledger.Prepared:
    """Loans to pay out in a journal of the caller's, each under the mandate of its own decision.

    coming  what the same journal brings into the account before, in minor units

    Refused with `rules.OF_PAYOUTS`; each refusal has the field `loan`.
    """
    if not loans:
        return NOTHING
    payouts = payouts_of(act, loans, account=account, on=on, coming=coming)
    return _prepared(payouts.transfers, payouts.keep, "lending.pay_out", act)


def payments_of(act: Act, loans: Sequence[int], *, account: int) -> dict[int, str]:
    """By loan the fingerprint of its payout, on which keys are turned beforehand."""
    found = there(act, loans)
    return {number: moving.hash_of_payout(found[number], account) for number in loans}


def payouts_of(
    act: Act, loans: Sequence[int], *, account: int, on: date, coming: int = 0
) -> Payouts:
    """Check and draw for what `prepare_payouts` and `lending.pay_out` write."""
    organisation, found = act.of_organisation, there(act, loans)
    listed = [found[number] for number in loans]
    chosen = moving.choose_to_pay_out(act, listed, account=account, on=on)
    against = moving.to_pay_out_each(act, listed, chosen, account=account, on=on, coming=coming)
    refuse(_naming(listed, against))
    drawn = mandates.draw_chosen(act, chosen.draws, chosen.choices)
    book = books.place(organisation, account).book
    debts = _debts(act, listed, book)
    transfers = [
        Transfer(
            LOAN,
            str(one.id),
            debts[one.id],
            account,
            one.minor,
            one.unit.code,
            draw.mandate,
        )
        for one, draw in zip(listed, drawn, strict=True)
    ]
    return Payouts(act, tuple(listed), account, on, book, tuple(transfers))


def _debts(act: Act, loans: Sequence[Loan], book: str) -> dict[int, int]:
    """By loan the number of its account in the book."""
    if not loans:
        return {}
    names = {one.id: ("member-loan", f"loan:{one.id}") for one in loans}
    unit = loans[0].unit.code
    found = ledger.accounts_for(act.of_organisation, {*names.values()}, book=book, unit=unit)
    return {number: found[name] for number, name in names.items()}


@dataclass(frozen=True)
class Repayments:
    """Repayments that may be taken in on a day, each with its split.

    money  places of the transfers by which the money came in, in the order of the loans
    """

    act: Act
    loans: tuple[Loan, ...]
    parts: tuple[rules.Parts, ...]
    on: date
    transfers: tuple[Transfer, ...]
    money: tuple[int, ...]

    @property
    def book(self) -> str:
        """The book of the loans; all that are repaid together lie in one."""
        payout = self.loans[0].payout
        assert payout is not None, "a position without payout"
        return payout.book

    def keep(self, posted: ledger.Posted) -> list[rules.LoanRepaid]:
        """Write the repayments, each with the entry by which its money came in."""
        if not self.loans:
            return []
        organisation = self.act.of_organisation
        first = take_ids(organisation, len(self.loans))
        rows = [
            PaymentRow(
                organisation_id=organisation,
                id=first + place,
                loan_id=one.id,
                paid_on=self.on,
                fees=parts.fees,
                penalties=parts.penalties,
                interest=parts.interest,
                principal=parts.principal,
                account_id=self.transfers[money].debit,
                journal_id=posted.journal,
                transfer_id=posted.transfers[money],
            )
            for place, (one, parts, money) in enumerate(
                zip(self.loans, self.parts, self.money, strict=True)
            )
        ]
        PaymentRow.objects.bulk_create(rows, 500)
        return [_repaid(*pair, root=posted.root) for pair in zip(self.loans, rows, strict=True)]


def _repaid(one: Loan, row: PaymentRow, *, root: str) -> rules.LoanRepaid:
    return rules.LoanRepaid(
        loan=one.id,
        person=one.person,
        payment=row.id,
        minor=row.fees + row.penalties + row.interest + row.principal,
        unit=one.unit.code,
        interest=row.interest,
        principal=row.principal,
        account=row.account_id,
        paid_on=row.paid_on,
        journal=row.journal_id,
        root=root,
    )


def prepare_repayments(
    act: Act, paid: Sequence[tuple[int, int]], *, account: int, on: date
) -> ledger.Prepared:
    """Repayments to take in in a journal of the caller's: (loan, minor units), each loan once.

    Refused with `rules.OF_REPAYMENTS`; each refusal has the field `loan`.
    """
    if not paid:
        return NOTHING
    repayments = repayments_of(act, paid, account=account, on=on)
    return _prepared(repayments.transfers, repayments.keep, "lending.repay", act)


def repayments_of(
    act: Act, paid: Sequence[tuple[int, int]], *, account: int, on: date
) -> Repayments:
    """Check, split and draw for what `prepare_repayments` and `lending.repay` write."""
    found = there(act, [loan for loan, _minor in paid])
    listed = [(found[loan], minor) for loan, minor in paid]
    loans = tuple(one for one, _minor in listed)
    chosen = moving.choose_to_repay(act, listed, on=on)
    refuse(_naming(loans, moving.to_repay_each(act, listed, chosen, account=account, on=on)))
    moved, charged = (_drawn(act, chosen, code) for code in (REPAY, INTEREST))
    using = [
        Using(REPAY, str(one.id), account, moved[one.id], charged.get(one.id)) for one in loans
    ]
    return repaid_with(act, listed, using, on=on)


@dataclass(frozen=True)
class Using:
    """With what a loan is repaid: for which purpose and subject, from which account (a cash box,
    or what the borrower has in shares), under which mandate, drawn on before.

    interest  the mandate for the interest in it, if that was drawn on before too
    """

    code: str
    subject: str
    account: int
    mandate: int
    interest: int | None = None


def repaid_with(
    act: Act, paid: Sequence[tuple[Loan, int]], using: Sequence[Using], *, on: date
) -> Repayments:
    """Split what is paid on each loan, and make its entries."""
    loans = tuple(one for one, _minor in paid)
    parts, before = list[rules.Parts](), defaultdict[int, list[rules.Payment]](list)
    for one, minor in paid:
        parts.append(_split(one, minor, on, before[one.id]))
        before[one.id].append(rules.Payment(on, parts[-1]))
    transfers, money = _transfers_of(act, list(zip(loans, parts, using, strict=True)), on)
    return Repayments(act, loans, tuple(parts), on, transfers, money)


def prepare_set_offs(
    act: Act, paid: Sequence[tuple[Loan, int]], using: Sequence[Using], *, on: date
) -> ledger.Prepared:
    """Loans to repay out of what their borrowers hold, in a journal of the caller's, who has drawn
    on the mandate that allows it and knows what is owed."""
    set_off = repaid_with(act, paid, using, on=on)
    return _prepared(set_off.transfers, set_off.keep, "lending.repay", act)


def _split(one: Loan, minor: int, on: date, before: Sequence[rules.Payment]) -> rules.Parts:
    standing = one.position(on, also=before)
    assert standing is not None, "not refused and not paid out"
    return rules.split(standing, minor, one.terms.order)


def _transfers_of(
    act: Act, paid: Sequence[tuple[Loan, rules.Parts, Using]], on: date
) -> tuple[tuple[Transfer, ...], tuple[int, ...]]:
    """Of each loan: interest becomes owed and income when it is paid; then the money comes in.

    Gives the transfers and the places of those by which the money came in.
    """
    interest = [(one, parts.interest) for one, parts, _using in paid if parts.interest]
    income = 0
    if interest:
        payout = interest[0][0].payout
        assert payout is not None, "a position without payout"
        unit, book = interest[0][0].unit.code, payout.book
        income = ledger.account_for(
            act.of_organisation, book=book, unit=unit, kind="income", ref="interest"
        )
    charged = _charged(act, paid, on)
    transfers, money = list[Transfer](), list[int]()
    for one, parts, using in paid:
        assert one.payout is not None, "a position without payout"
        debt, unit = one.payout.loan_account, one.unit.code
        if parts.interest:
            own = (debt, income, parts.interest, unit, charged[one.id])
            transfers.append(Transfer(INTEREST, str(one.id), *own))
        money.append(len(transfers))
        transfers.append(
            Transfer(
                using.code, using.subject, using.account, debt, parts.minor, unit, using.mandate
            )
        )
    return tuple(transfers), tuple(money)


def _charged(act: Act, paid: Sequence[tuple[Loan, rules.Parts, Using]], on: date) -> dict[int, int]:
    """By loan the mandate for its interest; drawn on now where it was not before."""
    known = {one.id: using.interest for one, _parts, using in paid if using.interest}
    asked = [(o, parts.interest) for o, parts, _u in paid if parts.interest and o.id not in known]
    draws = [moving.draw_for(act, o, code=INTEREST, minor=minor, on=on) for o, minor in asked]
    drawn = mandates.draw_each(act, draws)
    return known | {o.id: draw.mandate for (o, _minor), draw in zip(asked, drawn, strict=True)}


def _drawn(act: Act, chosen: moving.Chosen, code: str) -> dict[int, int]:
    """By loan the mandate chosen for this purpose, drawn on."""
    pairs = zip(chosen.draws, chosen.choices, strict=True)
    listed = [(draw, choice) for draw, choice in pairs if draw.asked.code == code]
    drawn = mandates.draw_chosen(act, [draw for draw, _ in listed], [one for _, one in listed])
    subjects = (int(draw.asked.subject) for draw, _choice in listed)
    return {loan: one.mandate for loan, one in zip(subjects, drawn, strict=True)}


def there(act: Act, numbers: Sequence[int]) -> dict[int, Loan]:
    """These loans by number.  Refused where one is not there or stands twice."""
    found = {one.id: one for one in loans_of(act.of_organisation, ids=numbers)}
    missing = [rules.NO_SUCH_LOAN.because(loan=one) for one in numbers if one not in found]
    twice = dict.fromkeys(one for one in numbers if numbers.count(one) > 1)
    refuse([*missing, *(rules.LOAN_TWICE.because(loan=one) for one in twice)])
    return found


def _naming(loans: Sequence[Loan], against: Iterable[Sequence[Refusal]]) -> Iterator[Refusal]:
    """Of several loans each reason says whose it is; of one alone that needs no saying."""
    for one, reasons in zip(loans, against, strict=True):
        for reason in reasons:
            yield reason if len(loans) == 1 else _of(reason, one.id)


def _of(reason: Refusal, loan: int) -> Refusal:
    return replace(reason, fields=tuple({**dict(reason.fields), "loan": loan}.items()))


def _prepared(
    transfers: tuple[Transfer, ...],
    keep: Callable[[ledger.Posted], Sequence[rules.LoanPaidOut | rules.LoanRepaid]],
    kind: str,
    act: Act,
) -> ledger.Prepared:
    def kept(posted: ledger.Posted) -> tuple[Step, ...]:
        return tuple(step(kind, event, act.at) for event in keep(posted))

    return ledger.Prepared(transfers, kept)
