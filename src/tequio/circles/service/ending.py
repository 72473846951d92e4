"""Ending a cycle that is not shared out: nobody holds shares any more, or nothing is left."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.chronicle.rules.inputs import Code
from tequio.chronicle.service import act
from tequio.circles import rules
from tequio.circles.models import PartRow, ShareOutRow
from tequio.circles.queries.fund import Fund, fund_of
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.service.cycles import BY_BOOKKEEPERS, write_end
from tequio.circles.service.gaining import draw_gain, transfers_of
from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.membership import rules as membership

NO_COIN = 1
"""Nothing is handed out, so that no coin is too large."""


@act(
    "circles.end_cycle",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        rules.NO_OPEN_CYCLE,
        rules.SHARES_ARE_HELD,
        rules.CLAIMS_ARE_OPEN,
        rules.DEBT_OVER_THE_SHARE,
        *ledger_rules.OF_A_SEARCHED_DRAW,
        ledger_rules.PERIOD_CLOSED,
        *ledger_rules.OF_THE_LIMITS,
    ],
)
def end_cycle(act: Act, /, *, book: Code = "main") -> rules.CycleEnded:
    """End a cycle in which nobody holds shares any more, or of whose fund nothing is left.

    Where everything was lost each member's shares bear it, to the last unit; what was lost beyond
    what was saved stays a cost of the book.  Else the fund is shared out.
    """
    refuse(objections_to_writing(act))
    fund = fund_of(act.of_organisation, book, on=act.today)
    if fund is None:
        raise Refused(rules.NO_OPEN_CYCLE.because(held_on=act.today))
    if not fund.held:
        write_end(act, fund.cycle.id, act.today)
        return rules.CycleEnded(fund.cycle.id, act.today)
    refuse(_objections(fund))
    return _lose(act, fund)


def _objections(fund: Fund) -> list[Refusal]:
    if fund.value.pool > 0:
        shares = sum(one.shares for one in fund.held.values())
        return [rules.SHARES_ARE_HELD.because(shares=shares)]
    if fund.unanswered.minor:
        return [rules.CLAIMS_ARE_OPEN.because(sum=fund.unanswered)]
    return [
        rules.DEBT_OVER_THE_SHARE.because(person=one.person, debt=one.debt, worth=0)
        for one in fund.holdings
        if one.debt
    ]


def _lose(act: Act, fund: Fund) -> rules.CycleEnded:
    """Every share is worth nothing: put the loss to the shares, and write the parts down."""
    cycle, value = fund.cycle, fund.value
    done = rules.share_out(value, fund.holdings, price=cycle.price, coin=NO_COIN)
    costs = rules.borne_by_shares(fund.costs, beyond=-value.pool)
    flows = rules.of_the_gain(done.parts, income=fund.income, costs=costs)
    mandate = draw_gain(act, flows, cycle)
    named = {side for one in flows for side in (one.debit, one.credit)}
    numbers = ledger.accounts_for(act.of_organisation, named, book=cycle.book, unit=cycle.unit)
    posted = ledger.post(
        act,
        value_date=act.today,
        transfers=transfers_of(flows, numbers, mandate, cycle),
        book=cycle.book,
    )
    write_end(act, cycle.id, act.today)
    return _told(_write(act, fund, done.parts, (mandate, posted.journal)), done.parts, posted)


def _write(act: Act, fund: Fund, parts: Sequence[rules.Part], by: tuple[int, int]) -> ShareOutRow:
    """The share-out of nothing; by: mandate and journal."""
    organisation, cycle, value = act.of_organisation, fund.cycle.id, fund.value
    PartRow.objects.bulk_create(
        PartRow(
            organisation_id=organisation,
            cycle_id=cycle,
            person_id=part.person,
            shares=part.shares,
            worth=0,
            set_off=0,
            paid=0,
            left=0,
        )
        for part in parts
    )
    return ShareOutRow.objects.create(
        organisation_id=organisation,
        cycle_id=cycle,
        shared_on=act.today,
        coin=NO_COIN,
        savings=value.savings,
        income=value.income,
        costs=value.costs,
        pool=value.pool,
        mandate_id=by[0],
        journal_id=by[1],
    )


def _told(row: ShareOutRow, parts: Sequence[rules.Part], posted: ledger.Posted) -> rules.CycleEnded:
    return rules.CycleEnded(
        cycle=row.cycle_id,
        ended_on=row.shared_on,
        coin=row.coin,
        savings=row.savings,
        income=row.income,
        costs=row.costs,
        pool=row.pool,
        mandate=row.mandate_id,
        parts=tuple((one.person, one.shares, 0, 0, 0, 0) for one in parts),
        journal=posted.journal,
        root=posted.root,
    )
