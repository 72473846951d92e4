"""Loans between a federation and a group in trouble: a new schedule, a write-off, forgiveness, what
comes back afterwards.  Each side in its own chain and book, by its own assembly's decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from tequio.chronicle.rules.inputs import Id, Minor, Reference, Small
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import BulkLossRow, BulkOfferRow, BulkPlanRow, BulkRepaidRow
from tequio.circles.queries import bulk as reads
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import bulk as rules
from tequio.circles.rules import bulk_events as events
from tequio.circles.rules import bulk_refusals as no
from tequio.circles.rules import troubled
from tequio.circles.rules.bulk_changes import about_loan, at_account
from tequio.circles.service import bulk_entries as entries
from tequio.circles.service.bulk import BY_BOOKKEEPERS, BY_DECISION, OF_MOVING
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules as lending
from tequio.lending.queries.books import place as place_of
from tequio.lending.rules import refusals as lending_no
from tequio.mandates import queries as mandate_reads
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandates

RESCHEDULE = "lending.reschedule"
GIVE_UP, FORGIVE = "circle.bulk_write_off", "circle.bulk_forgive"
FORGIVEN = "circle.forgiven"
CAME_BACK = "lending.recovered"
OF_THE_STATE = (
    no.BULK_LOAN_REVERSED,
    no.BULK_LOAN_GIVEN_UP,
    no.BULK_LOAN_NOT_TAKEN,
    lending_no.NOTHING_LEFT,
)
OF_POSTING = (
    *ledger_rules.OF_A_SEARCHED_DRAW,
    ledger_rules.ACCOUNT_CLOSED,
    *ledger_rules.OF_THE_LIMITS,
)


@act(
    "circles.offer_new_schedule",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        *OF_THE_STATE,
        no.NEW_TERMS_WAIT,
        lending_no.TERM_NOT_ONE,
        no.DECISION_MADE_A_SCHEDULE,
        *ledger_rules.OF_A_SEARCHED_DRAW,
    ],
)
def offer_new_schedule(
    act: Act, /, *, loan: Id, count: Small, step: lending.Step = "month"
) -> events.NewTermsOffered:
    """Offer a group a new schedule for what is left of its loan, as the federation's assembly
    decided (`lending.reschedule`, subject `organisation:` and the group's number).  It begins on
    the day on which the group agrees; a newer offer takes the place of an older one.

    loan   its number in the federation's book
    count  in how many instalments; step: one each of it
    """
    sides = reads.sides_of_loan(act.of_organisation, loan)
    refuse(troubled.objections_to_offer(sides, count))
    lent = entries.there(sides.lent)
    row = BulkOfferRow.objects.create(
        organisation_id=lent.owner,
        id=take_ids(lent.owner),
        loan_id=lent.id,
        correlation=entries.correlation(act),
        count=count,
        step=step,
        offered_on=act.today,
        mandate_id=_to_replan(act, lent, lent.left, (count, step)),
    )
    return events.NewTermsOffered(
        offer=row.id,
        loan=lent.id,
        group=lent.group,
        correlation=row.correlation,
        count=count,
        step=step,
        offered_on=act.today,
        mandate=row.mandate_id,
    )


def _to_replan(act: Act, loan: rules.Bulk, minor: int, terms: tuple[int, lending.Step]) -> int:
    """The decision that allows a new schedule: one that has made none yet, for no money moves by
    which it would be spent."""
    subject, unit, on = reads.named(loan.other), loan.unit, act.today
    place = about_loan(loan.id, *terms)
    payment = mandate_rules.payment_hash(
        code=RESCHEDULE, subject=subject, unit=unit.code, minor=minor, place=place
    )
    asked = mandate_rules.Asked(RESCHEDULE, subject, unit, minor, on, on)
    found = mandate_reads.candidates(loan.owner, asked)
    used = reads.decisions_that_made_a_schedule(loan)
    unused = [one for one in found if one.mandate not in used]
    if found and not unused:
        raise Refused(no.DECISION_MADE_A_SCHEDULE.because())
    hands = mandate_reads.hands_on(act, payment=payment, payee=None, several=True)
    chosen, against = mandate_rules.choose(unused, asked, hands)
    refuse(against)
    assert chosen is not None, "no mandate and no objection"
    drawn = {"code": RESCHEDULE, "subject": subject, "unit": unit.code, "minor": minor, "on": on}
    named = {"payment_hash": payment, "mandate": chosen.mandate}
    return mandates.draw(act, **drawn, **named).mandate  # type: ignore[arg-type]


@act(
    "circles.take_new_schedule",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_OFFER,
        no.OFFER_ALREADY_TAKEN,
        *OF_THE_STATE,
        no.DECISION_MADE_A_SCHEDULE,
        *ledger_rules.OF_A_SEARCHED_DRAW,
    ],
    has_steps=True,
)
def take_new_schedule(act: Act, /, *, correlation: Reference) -> events.NewTermsTaken:
    """Agree to the new schedule that a federation offered, as the group's assembly decided
    (`lending.reschedule`).  It holds from today on; what was due and not paid is spread anew.

    correlation  by which the federation's line names the offer
    """
    sides, offer = reads.sides_of_offer(act.of_organisation, correlation)
    refuse(troubled.objections_to_take_terms(sides, offer))
    assert offer is not None, "no offer and no objection"
    loan = entries.there(sides.borrowed)
    plan = troubled.plan_of(loan, act.today, (offer.count, offer.step))
    mandate = _to_replan(act, loan, plan.principal, (plan.count, plan.step))
    told = _planned(act, loan, correlation, (plan, mandate))
    return events.NewTermsTaken(federation=loan.federation, **told)


@act(
    "circles.hold_new_schedule",
    may=BY_BOOKKEEPERS,
    refusals=[
        mandate_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_AGREEMENT,
        no.OFFER_ALREADY_TAKEN,
        no.BULK_LOAN_REVERSED,
        no.EARLIER_REPAYMENT_WAITS,
        no.OTHER_REMAINDER,
    ],
    has_steps=True,
)
def hold_new_schedule(act: Act, /, *, correlation: Reference) -> events.NewTermsHeld:
    """Confirm a new schedule to which a group agreed: it holds here too, from the group's day on,
    under the decision by which it was offered.

    correlation  by which the offer and the group's line name it
    """
    sides, agreed = reads.sides_of_agreed(act.of_organisation, correlation)
    waiting = entries.waiting_before(sides, agreed.id) if agreed else []
    against = objections_to_writing(act)
    refuse([*against, *troubled.objections_to_hold_terms(sides, agreed, waiting)])
    assert agreed is not None, "no agreement and no objection"
    loan = entries.there(sides.lent)
    offer = next(one for one in loan.offers if one.correlation == correlation)
    told = _planned(act, loan, correlation, (agreed.plan, offer.mandate))
    return events.NewTermsHeld(group=loan.group, **told)


def _planned(
    act: Act, loan: rules.Bulk, name: str, agreed: tuple[lending.Plan, int]
) -> dict[str, Any]:
    """Write a new schedule down and hold the other side's head; what both events say of it.

    agreed  the schedule, and the mandate that allowed it
    """
    plan, mandate = agreed
    row = BulkPlanRow.objects.create(
        organisation_id=loan.owner,
        id=take_ids(loan.owner),
        loan_id=loan.id,
        correlation=name,
        count=plan.count,
        step=plan.step,
        from_day=plan.from_day,
        principal=plan.principal,
        carried=plan.carried,
        mandate_id=mandate,
    )
    return {
        "plan": row.id,
        "loan": loan.id,
        "correlation": name,
        "count": plan.count,
        "step": plan.step,
        "from_day": plan.from_day,
        "principal": plan.principal,
        "carried": plan.carried,
        "mandate": row.mandate_id,
        "lines": lending.digest_of_schedule(lending.new_schedule(loan.terms, plan)),
        "steps": entries.hold_head_of(act, loan.other),
    }


@act(
    "circles.write_off_group_loan",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        *OF_THE_STATE,
        no.EARLIER_REPAYMENT_WAITS,
        no.NEW_TERMS_WAIT,
        *OF_POSTING,
    ],
)
def write_off_group_loan(act: Act, /, *, loan: Id, is_forgiven: bool) -> events.GroupLoanWrittenOff:
    """Give up what is left of a loan to a group, as the federation's assembly decided:
    `circle.bulk_forgive`, or `circle.bulk_write_off`, after which the group owes it on, and what
    comes is recovered.

    is_forgiven  whether the group shall not owe it any more; it writes that in its own book
    """
    sides = reads.sides_of_loan(act.of_organisation, loan)
    refuse(troubled.objections_to_give_up(sides))
    lent = entries.there(sides.lent)
    code = FORGIVE if is_forgiven else GIVE_UP
    told = _given_up(act, lent, code, is_forgiven=is_forgiven)
    return events.GroupLoanWrittenOff(group=lent.group, **told)


@act(
    "circles.take_forgiveness",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        no.BULK_LOAN_REVERSED,
        no.ALREADY_FORGIVEN,
        no.NOTHING_FORGIVEN,
        no.OTHER_SUM,
        lending_no.NOTHING_LEFT,
        *OF_POSTING,
    ],
    has_steps=True,
)
def take_forgiveness(act: Act, /, *, loan: Id) -> events.BulkLoanForgiven:
    """Write down that a federation forgave what is left of a loan, as the group's assembly decided
    (`circle.forgiven`): it becomes income of the group.

    loan  its number in the group's book
    """
    lent, borrowed = reads.sides_of_debt(act.of_organisation, loan)
    refuse(troubled.objections_to_forgive(lent, borrowed))
    found = entries.there(borrowed)
    told = _given_up(act, found, FORGIVEN, is_forgiven=True)
    held = entries.hold_head_of(act, found.federation)
    return events.BulkLoanForgiven(federation=found.federation, **told, steps=held)


def _given_up(act: Act, loan: rules.Bulk, code: str, *, is_forgiven: bool) -> dict[str, Any]:
    """What is left goes out of the account of the other side: a cost, or an income."""
    minor, unit, subject = loan.left, loan.unit, reads.named(loan.other)
    place, is_lent = about_loan(loan.id), loan.owner == loan.federation
    mandate = entries.draw(act, code, loan.other, (minor, unit), act.today, place=place)
    kind = "expense" if is_lent else "income"
    against = ledger.account_for(
        loan.owner, book=loan.book, unit=unit.code, kind=kind, ref="given-up"
    )
    debit, credit = (against, loan.debt) if is_lent else (loan.debt, against)
    entry = Transfer(code, subject, debit, credit, minor, unit.code, mandate)
    posted = ledger.post(act, value_date=act.today, transfers=[entry], book=loan.book)
    row = BulkLossRow.objects.create(
        organisation_id=loan.owner,
        id=take_ids(loan.owner),
        loan_id=loan.id,
        minor=minor,
        is_forgiven=is_forgiven,
        lost_on=act.today,
        mandate_id=mandate,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return {
        "loss": row.id,
        "loan": loan.id,
        "correlation": loan.correlation,
        "minor": minor,
        "unit": unit.code,
        "is_forgiven": is_forgiven,
        "lost_on": act.today,
        "mandate": mandate,
        "journal": posted.journal,
        "root": posted.root,
    }


@act(
    "circles.recover_from_group",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NO_SUCH_BULK_REPAYMENT,
        no.BULK_REPAYMENT_REVERSED,
        no.BULK_REPAYMENT_ALREADY_RECEIVED,
        no.BULK_LOAN_NOT_GIVEN_UP,
        no.OTHER_SUM,
        no.EARLIER_REPAYMENT_WAITS,
        no.BEFORE_IT_WAS_SENT,
        lending_no.MORE_THAN_OWED,
        *OF_MOVING,
    ],
    has_steps=True,
)
def recover_from_group(
    act: Act,
    /,
    *,
    correlation: Reference,
    minor: Minor,
    account: Id,
    value_date: date | None = None,
) -> events.GroupLoanRecovered:
    """Write down that something came back of a loan that was written off: income.

    correlation  by which the group's line names the repayment
    minor        what was counted, or what the bank says; refused if it is another sum
    account      cash box or bank account into which it came
    value_date   the day on which it came, today unless said otherwise
    """
    federation, on = act.of_organisation, value_date or act.today
    place, arrived = place_of(federation, account), entries.arrived(federation, correlation)
    refuse(rules.objections_to_recover(arrived, minor=minor, on=on, place=place))
    lent, paid = entries.known(arrived)
    day, unit = paid.payment.day, lent.unit
    parts = lending.split(lent.claim(day), minor, rules.ORDER)
    mandate = entries.draw(act, CAME_BACK, lent.group, (minor, unit), on, place=at_account(account))
    income = ledger.account_for(
        federation, book=lent.book, unit=unit.code, kind="income", ref="given-up"
    )
    subject = reads.named(lent.group)
    entry = Transfer(CAME_BACK, subject, account, income, minor, unit.code, mandate)
    posted = ledger.post(act, value_date=on, transfers=[entry], book=lent.book)
    row = BulkRepaidRow.objects.create(
        correlation=correlation, came_on=on, **entries.moved(act, lent, parts, day, account, posted)
    )
    told = entries.told_of_paid(row, unit)
    held = entries.hold_head_of(act, lent.group)
    return events.GroupLoanRecovered(
        group=lent.group, came_on=on, **told, root=posted.root, steps=held
    )
