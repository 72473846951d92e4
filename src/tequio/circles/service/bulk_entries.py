"""What the acts of loans to groups write: draws, accounts, fields of rows and of events."""

from __future__ import annotations

from datetime import date
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Step, step
from tequio.chronicle.service import hold_head, take_ids
from tequio.circles.models import BulkLoanRow, BulkRepaidRow, GroupLoanRow, PaidBackRow
from tequio.circles.queries import bulk as reads
from tequio.circles.rules import bulk as rules
from tequio.circles.rules import troubled
from tequio.circles.rules.bulk_changes import at_account
from tequio.kernel import Act, Unit, digest
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules as lending
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandates
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.rules import HeadWitnessed

EARNED, COST = "circle.bulk_interest", "circle.borrow_interest"


def unit_of(federation: int) -> Unit:
    """The unit in which a federation keeps its book, and lends."""
    identity = members.organisation(federation)
    assert identity is not None, "an act of no organisation"
    return units(federation)[identity.unit]


def correlation(act: Act) -> str:
    """What joins the two sides: nobody else can make it, and it comes again with the same key."""
    return digest(f"{chronicle.head_of(act.of_organisation).chain}:{act.key}")[:32]


def draw(act: Act, code: str, other: int, sum_: tuple[int, Unit], on: date, *, place: str) -> int:
    """The mandate that allows this with the other organisation; sum_: minor units and unit.

    place  an account or a loan with its terms: what a key is turned on besides the sum
    """
    minor, unit = sum_
    subject = reads.named(other)
    payment = mandate_rules.payment_hash(
        code=code, subject=subject, unit=unit.code, minor=minor, place=place
    )
    asked = {"code": code, "subject": subject, "unit": unit.code, "minor": minor}
    return mandates.draw(act, **asked, on=on, payment_hash=payment).mandate  # type: ignore[arg-type]


def debt(organisation: int, book: str, unit: Unit, named: tuple[str, int]) -> int:
    """The account of what the other side owes or is owed; named: its kind, and the other."""
    kind, other = named
    return ledger.account_for(
        organisation, book=book, unit=unit.code, kind=kind, ref=reads.named(other)
    )


def interest(act: Act, loan: rules.Bulk, minor: int, on: date) -> Transfer:
    """Interest becomes owed when it is paid: income of the federation, cost of the group."""
    is_lent = loan.owner == loan.federation
    code, kind = (EARNED, "income") if is_lent else (COST, "expense")
    other = loan.group if is_lent else loan.federation
    mandate = draw(act, code, other, (minor, loan.unit), on, place=at_account(loan.debt))
    against = ledger.account_for(
        loan.owner, book=loan.book, unit=loan.unit.code, kind=kind, ref="interest"
    )
    debit, credit = (loan.debt, against) if is_lent else (against, loan.debt)
    return Transfer(code, reads.named(other), debit, credit, minor, loan.unit.code, mandate)


def own(federation: int, theirs: rules.Bulk) -> rules.Bulk | None:
    """The federation's own record of a loan that a group has; None if it is not this one's."""
    if theirs.federation != federation:
        return None
    listed = reads.lent_by(federation, group=theirs.group)
    return next((one for one in listed if one.correlation == theirs.correlation), None)


def arrived(federation: int, correlation: str) -> rules.Arrived:
    """A repayment that a group wrote down under this name, as a federation may confirm it."""
    found = reads.paid_under(correlation)
    if found is None:
        return rules.Arrived(None, None, ())
    theirs, paid = found
    lent = own(federation, theirs)
    return rules.Arrived(paid, lent, waiting(lent, theirs, paid.id))


def known(one: rules.Arrived) -> tuple[rules.Bulk, rules.Paid]:
    """Both sides of what was not refused."""
    assert one.lent is not None, "no repayment and no objection"
    assert one.paid is not None, "no repayment and no objection"
    return one.lent, one.paid


def there(loan: rules.Bulk | None) -> rules.Bulk:
    """A loan that no objection has missed."""
    assert loan is not None, "no loan and no objection"
    return loan


def waiting(lent: rules.Bulk | None, theirs: rules.Bulk, number: int) -> list[str]:
    """What stands in the group's book of the same loan under a smaller number, repayments and new
    schedules, and was not confirmed."""
    known = lent.confirmed if lent else set()
    before = [one.correlation for one in theirs.counting if one.id < number]
    before += [one.correlation for one in theirs.plans if one.id < number]
    return [one for one in before if one not in known]


def waiting_before(sides: troubled.Sides, number: int) -> list[str]:
    """What stands in the group's book before this and was not confirmed."""
    return waiting(sides.lent, there(sides.borrowed), number)


def hold_head_of(act: Act, other: int) -> tuple[Step, ...]:
    """Hold the head of the other side's chronicle, in which what is confirmed here is told."""
    head = chronicle.head_of(other)
    witness = hold_head(act.of_organisation, head, act.at)
    told = HeadWitnessed(witness, head.chain, head.number, head.digest)
    return (step("membership.witness_head", told, act.at),)


# Rows and events --------------------------------------------------------------------------------


def fields_of(terms: lending.Terms, unit: Unit) -> dict[str, Any]:
    """The columns of a loan that say its terms."""
    return {
        "minor": terms.minor,
        "unit": unit.code,
        "count": terms.count,
        "step": terms.step,
        "rate_above": terms.rate.fraction.numerator,
        "rate_below": terms.rate.fraction.denominator,
        "rate_period": terms.rate.period,
        "method": terms.method,
    }


def told_of(row: GroupLoanRow | BulkLoanRow, terms: lending.Terms, unit: Unit) -> dict[str, Any]:
    """What the events of both sides say of a loan."""
    return {
        "loan": row.id,
        "correlation": row.correlation,
        "minor": terms.minor,
        "unit": unit.code,
        "count": terms.count,
        "step": terms.step,
        "rate": terms.rate.fraction,
        "rate_period": terms.rate.period,
        "method": terms.method,
        "lent_on": row.lent_on,
        "account": row.account_id,
        "mandate": row.mandate_id,
        "journal": row.journal_id,
        "schedule": lending.digest_of_schedule(lending.schedule(terms, row.lent_on)),
    }


def moved(
    act: Act,
    loan: rules.Bulk,
    parts: lending.Parts,
    paid_on: date,
    account: int,
    posted: ledger.Posted,
) -> dict[str, Any]:
    """The columns that both sides have of a repayment; its entry is the last one of the journal."""
    return {
        "organisation_id": act.of_organisation,
        "id": take_ids(act.of_organisation),
        "loan_id": loan.id,
        "paid_on": paid_on,
        "interest": parts.interest,
        "principal": parts.principal,
        "account_id": account,
        "journal_id": posted.journal,
        "transfer_id": posted.transfers[-1],
    }


def told_of_paid(row: PaidBackRow | BulkRepaidRow, unit: Unit) -> dict[str, Any]:
    """What the events of both sides say of a repayment."""
    return {
        "payment": row.id,
        "loan": row.loan_id,
        "correlation": row.correlation,
        "minor": row.interest + row.principal,
        "unit": unit.code,
        "interest": row.interest,
        "principal": row.principal,
        "paid_on": row.paid_on,
        "account": row.account_id,
        "journal": row.journal_id,
    }
