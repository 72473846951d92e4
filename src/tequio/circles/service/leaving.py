"""A member leaves before the end of the cycle: her own savings less what she owes, no profit."""

from __future__ import annotations

from tequio.chronicle.rules import Step
from tequio.chronicle.rules.inputs import Code, Id
from tequio.chronicle.service import act
from tequio.circles import rules
from tequio.circles.models import LeaverRow
from tequio.circles.queries.fund import Fund, fund_of
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.service.cycles import BY_BOOKKEEPERS, OF_THE_BOOK
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending.queries.loans import Loan
from tequio.lending.service import sheet as lending
from tequio.mandates import service as mandates
from tequio.membership import rules as membership

LEAVE = "circle.leave"


@act(
    "circles.leave",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        rules.NO_OPEN_CYCLE,
        rules.ALREADY_LEFT,
        rules.DEBT_OVER_THE_SHARE,
        *OF_THE_BOOK,
    ],
    has_steps=True,
)
def leave(
    act: Act, /, *, person: Id, in_part: bool = False, book: Code = "main"
) -> rules.MemberLeft:
    """Pay a member's savings of this cycle back, less her loans and fines.

    person   who leaves; her heirs receive it if she died.  Her membership ends by its own decision
    in_part  although she owes more than she saved: her shares repay what they can, loans first,
             and she goes on owing the rest
    """
    organisation, on = act.of_organisation, act.today
    refuse(objections_to_writing(act))
    fund = fund_of(organisation, book, on=on)
    if fund is None:
        raise Refused(rules.NO_OPEN_CYCLE.because(held_on=on))
    held, debt = fund.held.get(person), fund.debt_of(person)
    if held is None:
        raise Refused(rules.ALREADY_LEFT.because(person=person))
    if debt > held.saved and not in_part:
        asked = {"debt": debt, "worth": held.saved}
        raise Refused(rules.DEBT_OVER_THE_SHARE.because(person=person, **asked))
    debt = min(debt, held.saved)
    paid = rules.leaver_receives(held.shares, price=fund.cycle.price, debt=debt)
    posted, steps = _post(act, fund, person, (held.saved, paid))
    row = LeaverRow.objects.create(
        organisation_id=organisation,
        cycle_id=fund.cycle.id,
        person_id=person,
        left_on=on,
        shares=held.shares,
        saved=held.saved,
        set_off=debt,
        paid=paid,
        journal_id=posted.journal,
    )
    return rules.MemberLeft(
        cycle=row.cycle_id,
        person=person,
        left_on=on,
        shares=row.shares,
        saved=row.saved,
        set_off=row.set_off,
        paid=row.paid,
        journal=row.journal_id,
        root=posted.root,
        steps=steps,
    )


def _post(
    act: Act, fund: Fund, person: int, sums: tuple[int, int]
) -> tuple[ledger.Posted, tuple[Step, ...]]:
    """Loans and fines set off, and the rest paid; sums: what she saved, and what is paid."""
    cycle, on, (saved, paid) = fund.cycle, act.today, sums
    mandate = mandates.draw(
        act, code=LEAVE, subject="", unit=cycle.unit, minor=saved, on=on
    ).mandate
    own, due = ("member-shares", f"person:{person}"), ("fine-due", f"person:{person}")
    loans, fine = repaid_by(fund, person)
    numbers = ledger.accounts_for(
        act.of_organisation, {own, due} if fine else {own}, book=cycle.book, unit=cycle.unit
    )
    rest = tuple(
        Transfer(LEAVE, "", numbers[own], credit, minor, cycle.unit, mandate)
        for credit, minor in ((numbers.get(due, 0), fine), (cycle.box, paid))
        if minor
    )
    using = lending.Using(LEAVE, "", numbers[own], mandate)
    prepared = [
        lending.prepare_set_offs(act, loans, [using] * len(loans), on=on),
        ledger.Prepared(rest, lambda posted: ()),
    ]
    return ledger.post_together(act, value_date=on, prepared=prepared, book=cycle.book)


def repaid_by(fund: Fund, person: int) -> tuple[list[tuple[Loan, int]], int]:
    """What a leaver's savings repay: her loans, the oldest first, then her fines."""
    left = fund.held[person].saved - fund.called.get(person, 0)
    loans = []
    for one in sorted(fund.loans.get(person, ()), key=lambda owed: owed.loan.id):
        minor = min(one.minor, left)
        left -= minor
        if minor:
            loans.append((one.loan, minor))
    return loans, min(fund.fines.get(person, 0), left)
