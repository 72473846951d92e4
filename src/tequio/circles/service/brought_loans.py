"""A loan to a group that stood in the paper books of both: brought in by the federation, agreed to
by the group, each against the balances with which its own book began.  No money moves.

Repayments of it are routine later and ask nobody any more: so the group decides that it owes it, as
it decides to borrow, and what it allowed is spent by it.
"""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Minor, Reference
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import BulkLoanRow, GroupLoanRow
from tequio.circles.queries import bulk as reads
from tequio.circles.rules import bulk as rules
from tequio.circles.rules import bulk_events as events
from tequio.circles.rules import bulk_refusals as no
from tequio.circles.rules import troubled
from tequio.circles.rules.bulk_changes import FROM_BEFORE, about_loan
from tequio.circles.service import bulk_entries as entries
from tequio.circles.service.bulk import BORROW, BY_BOOKKEEPERS, BY_DECISION
from tequio.circles.service.troubled import OF_POSTING
from tequio.kernel import Act, Unit, refuse
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending.rules import refusals as lending_no
from tequio.mandates.queries import units
from tequio.membership.queries.federating import groups_on

OPENING = "ledger.opening"
BOOK = "main"


@act(
    "circles.bring_group_loan",
    may=BY_BOOKKEEPERS,
    refusals=[
        no.NOT_A_GROUP_OF_OURS,
        no.GROUP_COUNTS_OTHERWISE,
        no.RATE_NOT_A_PART,
        ledger_rules.AMOUNT_NOT_POSITIVE,
        lending_no.TERM_NOT_ONE,
        no.BEGINS_LATER,
        *OF_POSTING,
    ],
)
def bring_group_loan(
    act: Act, /, *, group: Id, minor: Minor, terms: rules.BulkTerms, since: date, begins_on: date
) -> events.GroupLoanBrought:
    """Bring in a loan to a group from the books before: what is left of it, and the rest of its
    schedule.  The group then agrees that it owes exactly this.

    minor      what is left of the loan itself, in minor units of the federation's unit
    terms      the rest of the schedule: how many instalments are still to come, at what interest
    since      the day on which it was first lent
    begins_on  the day from which the rest counts: the last due day before today
    """
    federation, on = act.of_organisation, act.today
    unit = entries.unit_of(federation)
    against = rules.objections_to_group(
        group,
        unit,
        is_ours=group in groups_on(federation, on),
        has_unit=units(group).get(unit.code) == unit,
    )
    refuse(troubled.objections_to_bring(minor, terms, (since, begins_on, on), against))
    agreed = terms.of(minor)
    told = _opened(act, (reads.GROUP_LOAN, group), minor, unit, FROM_BEFORE)
    row = GroupLoanRow.objects.create(
        organisation_id=federation,
        id=take_ids(federation),
        group_id=group,
        correlation=entries.correlation(act),
        lent_on=begins_on,
        since=since,
        **told[0],
        **entries.fields_of(agreed, unit),
    )
    return events.GroupLoanBrought(
        group=group, since=since, **entries.told_of(row, agreed, unit), root=told[1]
    )


def _opened(
    act: Act, named: tuple[str, int], minor: int, unit: Unit, place: str
) -> tuple[dict[str, int | str], str]:
    """The entry against the account of the other side; columns of it, and its root."""
    owner, other, is_lent = act.of_organisation, named[1], named[0] == reads.GROUP_LOAN
    code = OPENING if is_lent else BORROW
    debt = entries.debt(owner, BOOK, unit, named)
    opening = ledger.account_for(owner, book=BOOK, unit=unit.code, kind="opening")
    mandate = entries.draw(act, code, other, (minor, unit), act.today, place=place)
    debit, credit = (debt, opening) if is_lent else (opening, debt)
    entry = Transfer(code, reads.named(other), debit, credit, minor, unit.code, mandate)
    posted = ledger.post(act, value_date=act.today, transfers=[entry], book=BOOK)
    columns: dict[str, int | str] = {
        "book": BOOK,
        "account_id": opening,
        "debt_id": debt,
        "mandate_id": mandate,
        "journal_id": posted.journal,
        "transfer_id": posted.transfers[0],
    }
    return columns, posted.root


@act(
    "circles.take_brought_loan",
    may=BY_DECISION,
    refusals=[
        no.NO_SUCH_BULK_LOAN,
        no.BULK_LOAN_REVERSED,
        no.BULK_LOAN_ALREADY_TAKEN,
        no.OTHER_SUM,
        *OF_POSTING,
    ],
    has_steps=True,
)
def take_brought_loan(
    act: Act, /, *, correlation: Reference, minor: Minor
) -> events.BulkLoanBrought:
    """Agree that the group owes what its federation brought in from the books before, as its
    assembly decided (`circle.borrow`, subject `organisation:` and the federation's number).

    correlation  by which the federation's line names the loan
    minor        what is left of the loan by the group's own paper book; refused if it is another
    """
    group, lent = act.of_organisation, reads.lent_under(correlation)
    lent = lent if lent and lent.group == group else None
    taken_on = reads.taken_on(group, correlation)
    refuse(troubled.objections_to_take_brought(lent, minor=minor, taken_on=taken_on))
    assert lent is not None, "no loan and no objection"
    assert lent.since is not None, "a loan from the books before"
    named, place = (reads.BULK_LOAN, lent.federation), about_loan(correlation)
    told = _opened(act, named, minor, lent.unit, place)
    row = BulkLoanRow.objects.create(
        organisation_id=group,
        id=take_ids(group),
        federation_id=lent.federation,
        correlation=correlation,
        lent_on=lent.lent_on,
        taken_on=act.today,
        since=lent.since,
        **told[0],
        **entries.fields_of(lent.terms, lent.unit),
    )
    return events.BulkLoanBrought(
        federation=lent.federation,
        taken_on=act.today,
        since=lent.since,
        **entries.told_of(row, lent.terms, lent.unit),
        root=told[1],
        steps=entries.hold_head_of(act, lent.federation),
    )
