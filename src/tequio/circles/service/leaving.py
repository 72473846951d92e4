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
def leave(act: Act, /, *, person: Id, book: Code = "main") -> rules.MemberLeft:
    """Pay a member's savings of this cycle back, less her loans and fines.

    person  who leaves; her heirs receive it if she died.  Her membership ends by its own decision
    """
    organisation, on = act.of_organisation, act.today
    refuse(objections_to_writing(act))
    fund = fund_of(organisation, book, on=on)
    if fund is None:
        raise Refused(rules.NO_OPEN_CYCLE.because(held_on=on))
    held, debt = fund.held.get(person), fund.debt_of(person)
    if held is None:
        raise Refused(rules.ALREADY_LEFT.because(person=person))
    paid = rules.leaver_receives(held.shares, price=fund.cycle.price, debt=debt)
    if paid < 0:
        asked = {"debt": debt, "worth": held.saved}
        raise Refused(rules.DEBT_OVER_THE_SHARE.because(person=person, **asked))
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
    fine = fund.fines.get(person, 0)
    numbers = ledger.accounts_for(
        act.of_organisation, {own, due} if fine else {own}, book=cycle.book, unit=cycle.unit
    )
    rest = tuple(
        Transfer(LEAVE, "", numbers[own], credit, minor, cycle.unit, mandate)
        for credit, minor in ((numbers.get(due, 0), fine), (cycle.box, paid))
        if minor
    )
    prepared = [
        _set_off(act, fund, person, (numbers[own], mandate)),
        ledger.Prepared(rest, lambda posted: ()),
    ]
    return ledger.post_together(act, value_date=on, prepared=prepared, book=cycle.book)


def _set_off(act: Act, fund: Fund, person: int, using: tuple[int, int]) -> ledger.Prepared:
    """Her loans, repaid out of her shares; using: the account of the shares, and the mandate."""
    account, mandate = using
    owed = fund.loans.get(person, [])
    return lending.prepare_set_offs(
        act,
        [(one.loan, one.minor) for one in owed],
        [lending.Using(LEAVE, "", account, mandate) for _one in owed],
        on=act.today,
    )
