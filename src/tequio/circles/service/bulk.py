"""A federation lends to a group, and the group pays back: each side in its own chain and book.

Never a transfer across books: what one sends, the other confirms, under one correlation; until then
it is on its way.  Whoever confirms also holds the other's head from now on, so that neither can
rewrite what was agreed without the other's `verify` showing it.
"""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Reference
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import BulkLoanRow, BulkRepaidRow, GroupLoanRow, PaidBackRow
from tequio.circles.queries import bulk as reads
from tequio.circles.rules import bulk as rules
from tequio.circles.rules import bulk_events as events
from tequio.circles.rules import bulk_refusals as no
from tequio.circles.rules.bulk_changes import at_account
from tequio.circles.service import bulk_entries as entries
from tequio.kernel import Act, refuse
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending import rules as lending
from tequio.lending.queries.books import place as place_of
from tequio.lending.rules import refusals as lending_no
from tequio.mandates.queries import units
from tequio.membership.queries.federating import groups_on

LEND, CAME_BACK = "circle.bulk_loan", "circle.bulk_repaid"
BORROW, PAY_BACK = "circle.borrow", "circle.pay_back"

OF_MOVING = (
    lending_no.NOT_A_PLACE_FOR_MONEY,
    *ledger_rules.OF_A_SEARCHED_DRAW,
    ledger_rules.DATE_NOT_REACHED,
    ledger_rules.PERIOD_CLOSED,
    ledger_rules.ACCOUNT_CLOSED,
    *ledger_rules.OF_THE_LIMITS,
)
BY_DECISION = "holds an office that the decision names"
BY_BOOKKEEPERS = "holds an office that writes the book"


@act(
    "circles.lend_to_group",
    may=BY_DECISION,
    refusals=[
        no.NOT_A_GROUP_OF_OURS,
        no.GROUP_COUNTS_OTHERWISE,
        no.RATE_NOT_A_PART,
        ledger_rules.AMOUNT_NOT_POSITIVE,
        lending_no.TERM_NOT_ONE,
        *OF_MOVING,
    ],
)
def lend_to_group(
    act: Act,
    /,
    *,
    group: Id,
    minor: Minor,
    terms: rules.BulkTerms,
    account: Id,
    value_date: date | None = None,
) -> events.GroupLent:
    """Lend to a group of this federation, as its assembly decided (`circle.bulk_loan`, subject
    `organisation:` and the group's number).  The group then confirms what it received.

    minor       the loan itself, in minor units of the federation's unit
    account     cash box or bank account from which the money leaves
    value_date  the day on which it leaves, today unless said otherwise; the schedule begins on it
    """
    federation, on = act.of_organisation, value_date or act.today
    unit, place = entries.unit_of(federation), place_of(federation, account)
    wanted = rules.Wanted(
        group=group,
        minor=minor,
        unit=unit,
        terms=terms,
        place=place,
        is_ours=group in groups_on(federation, act.today),
        has_unit=units(group).get(unit.code) == unit,
    )
    refuse(rules.objections_to_lend(wanted))
    agreed = terms.of(minor)
    mandate = entries.draw(act, LEND, group, (minor, unit), on, place=at_account(account))
    debt = entries.debt(federation, place.book, unit, (reads.GROUP_LOAN, group))
    entry = Transfer(LEND, reads.named(group), debt, account, minor, unit.code, mandate)
    posted = ledger.post(act, value_date=on, transfers=[entry], book=place.book)
    row = GroupLoanRow.objects.create(
        organisation_id=federation,
        id=take_ids(federation),
        group_id=group,
        correlation=entries.correlation(act),
        lent_on=on,
        book=place.book,
        account_id=account,
        debt_id=debt,
        mandate_id=mandate,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
        **entries.fields_of(agreed, unit),
    )
    return events.GroupLent(group=group, **entries.told_of(row, agreed, unit), root=posted.root)


@act(
    "circles.take_bulk_loan",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        no.BULK_LOAN_REVERSED,
        no.BULK_LOAN_ALREADY_TAKEN,
        no.OTHER_SUM,
        no.BEFORE_IT_WAS_SENT,
        *OF_MOVING,
    ],
    has_steps=True,
)
def take_bulk_loan(
    act: Act,
    /,
    *,
    correlation: Reference,
    minor: Minor,
    account: Id,
    value_date: date | None = None,
) -> events.BulkLoanTaken:
    """Write down that a loan from a federation arrived, as the group decided (`circle.borrow`).

    correlation  by which the federation's line names the loan
    minor        what was counted, or what the bank says; refused if it is another sum
    account      cash box or bank account into which it came
    value_date   the day on which it came, today unless said otherwise
    """
    group, on = act.of_organisation, value_date or act.today
    place, lent = place_of(group, account), reads.lent_under(correlation)
    lent = lent if lent and lent.group == group and lent.since is None else None
    taken_on = reads.taken_on(group, correlation)
    refuse(rules.objections_to_take(lent, minor=minor, on=on, taken_on=taken_on, place=place))
    assert lent is not None, "no loan and no objection"
    federation, unit = lent.federation, lent.unit
    mandate = entries.draw(act, BORROW, federation, (minor, unit), on, place=at_account(account))
    debt = entries.debt(group, place.book, unit, (reads.BULK_LOAN, federation))
    entry = Transfer(BORROW, reads.named(federation), account, debt, minor, unit.code, mandate)
    posted = ledger.post(act, value_date=on, transfers=[entry], book=place.book)
    row = BulkLoanRow.objects.create(
        organisation_id=group,
        id=take_ids(group),
        federation_id=federation,
        correlation=correlation,
        lent_on=lent.lent_on,
        taken_on=on,
        book=place.book,
        account_id=account,
        debt_id=debt,
        mandate_id=mandate,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
        **entries.fields_of(lent.terms, unit),
    )
    told = entries.told_of(row, lent.terms, unit)
    held = entries.hold_head_of(act, federation)
    return events.BulkLoanTaken(
        federation=federation, taken_on=on, **told, root=posted.root, steps=held
    )


@act(
    "circles.pay_back",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        no.BULK_LOAN_REVERSED,
        ledger_rules.AMOUNT_NOT_POSITIVE,
        lending_no.MORE_THAN_OWED,
        lending_no.BEFORE_THE_LAST_ENTRY,
        *OF_MOVING,
    ],
)
def pay_back(
    act: Act, /, *, loan: Id, minor: Minor, account: Id, value_date: date | None = None
) -> events.PaidBack:
    """Pay back on what the group borrowed: interest first, by the schedule that both sides know.

    loan        number of the loan in the group's own book
    minor       what leaves, at most what is owed on that day
    account     cash box or bank account from which it leaves
    value_date  the day on which it leaves, today unless said otherwise
    """
    group, on = act.of_organisation, value_date or act.today
    place = place_of(group, account)
    found = next((one for one in reads.borrowed_by(group) if one.id == loan), None)
    refuse(rules.objections_to_pay_back(found, minor=minor, on=on, place=place))
    assert found is not None, "no loan and no objection"
    parts = lending.split(found.position(on), minor, rules.ORDER)
    subject, unit = reads.named(found.federation), found.unit
    moves = [entries.interest(act, found, parts.interest, on)] if parts.interest else []
    mandate = entries.draw(
        act, PAY_BACK, found.federation, (minor, unit), on, place=at_account(account)
    )
    moves.append(Transfer(PAY_BACK, subject, found.debt, account, minor, unit.code, mandate))
    posted = ledger.post(act, value_date=on, transfers=moves, book=found.book)
    row = PaidBackRow.objects.create(
        correlation=entries.correlation(act),
        **entries.moved(act, found, parts, on, account, posted),
    )
    return events.PaidBack(
        federation=found.federation, **entries.told_of_paid(row, unit), root=posted.root
    )


@act(
    "circles.take_repayment",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NO_SUCH_BULK_REPAYMENT,
        no.BULK_REPAYMENT_REVERSED,
        no.BULK_REPAYMENT_ALREADY_RECEIVED,
        no.OTHER_SUM,
        no.EARLIER_REPAYMENT_WAITS,
        no.BEFORE_IT_WAS_SENT,
        no.BULK_LOAN_GIVEN_UP,
        lending_no.MORE_THAN_OWED,
        *OF_MOVING,
    ],
    has_steps=True,
)
def take_repayment(
    act: Act,
    /,
    *,
    correlation: Reference,
    minor: Minor,
    account: Id,
    value_date: date | None = None,
) -> events.RepaymentTaken:
    """Write down that a group's repayment arrived; it counts as of the day on which it was paid.

    correlation  by which the group's line names the repayment
    minor        what was counted, or what the bank says; refused if it is another sum
    account      cash box or bank account into which it came
    value_date   the day on which it came, today unless said otherwise
    """
    federation, on = act.of_organisation, value_date or act.today
    place, arrived = place_of(federation, account), entries.arrived(federation, correlation)
    refuse(rules.objections_to_receive(arrived, minor=minor, on=on, place=place))
    lent, paid = entries.known(arrived)
    day = paid.payment.day
    parts = lending.split(lent.position(day), minor, rules.ORDER)
    subject, unit = reads.named(lent.group), lent.unit
    moves = [entries.interest(act, lent, parts.interest, on)] if parts.interest else []
    mandate = entries.draw(act, CAME_BACK, lent.group, (minor, unit), on, place=at_account(account))
    moves.append(Transfer(CAME_BACK, subject, account, lent.debt, minor, unit.code, mandate))
    posted = ledger.post(act, value_date=on, transfers=moves, book=lent.book)
    row = BulkRepaidRow.objects.create(
        correlation=correlation, came_on=on, **entries.moved(act, lent, parts, day, account, posted)
    )
    told = entries.told_of_paid(row, unit)
    held = entries.hold_head_of(act, lent.group)
    return events.RepaymentTaken(group=lent.group, came_on=on, **told, root=posted.root, steps=held)
