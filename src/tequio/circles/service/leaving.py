"""A member leaves before the end of the cycle: her own savings less what she owes, no profit."""

from __future__ import annotations

from tequio.chronicle.rules import Step
from tequio.chronicle.rules.inputs import Code, Id
from tequio.chronicle.service import act
from tequio.circles import rules
from tequio.circles.models import LeaverRow
from tequio.circles.queries.fund import Fund, fund_of
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import turn_refusals
from tequio.circles.service.cycles import BY_BOOKKEEPERS, OF_THE_BOOK
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending.queries.loans import Loan
from tequio.lending.service import sheet as lending
from tequio.lending.service.calling import prepare_returns
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.statutes.queries import statutes_on

LEAVE = "circle.leave"


@act(
    "circles.leave",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        rules.NO_OPEN_CYCLE,
        rules.ALREADY_LEFT,
        rules.DEBT_OVER_THE_SHARE,
        turn_refusals.TAKER_NOT_A_MEMBER,
        turn_refusals.WITNESS_IS_CONCERNED,
        rules.TOO_FEW_WITNESSES,
        *OF_THE_BOOK,
    ],
    has_steps=True,
)
def leave(
    act: Act,
    /,
    *,
    person: Id,
    witnesses: tuple[Id, ...] = (),
    in_part: bool = False,
    book: Code = "main",
) -> rules.MemberLeft:
    """Pay a member's savings of this cycle back, less her loans, her fines and what others
    paid for her.

    person   who leaves; her heirs receive it if she died.  Her membership ends by its own decision
    witnesses  members who saw that she agrees and gets it, neither she nor who writes it down; as
               many as the statutes ask for raised hands
    in_part  although she owes more than she saved: her shares repay what they can, loans first,
             and she goes on owing the rest
    """
    refuse(objections_to_writing(act))
    fund = fund_of(act.of_organisation, book, on=act.today)
    if fund is None:
        raise Refused(rules.NO_OPEN_CYCLE.because(held_on=act.today))
    held, debt = fund.held.get(person), fund.debt_of(person)
    if held is None:
        raise Refused(rules.ALREADY_LEFT.because(person=person))
    if not in_part:
        refuse(rules.objections_to_owing(person, debt=debt, worth=held.saved))
    seen = _witnessed(act, person, witnesses)
    debt = min(fund.owed_by_leaver(person), held.saved)
    paid = rules.leaver_receives(held.shares, price=fund.cycle.price, debt=debt)
    posted, steps = _post(act, fund, person, (held.saved, paid))
    left = rules.MemberLeft(
        cycle=fund.cycle.id,
        person=person,
        left_on=act.today,
        shares=held.shares,
        saved=held.saved,
        set_off=debt,
        paid=paid,
        witnesses=seen,
        journal=posted.journal,
        root=posted.root,
        steps=steps,
    )
    _keep(act.of_organisation, left)
    return left


def _keep(organisation: int, left: rules.MemberLeft) -> None:
    LeaverRow.objects.create(
        organisation_id=organisation,
        cycle_id=left.cycle,
        person_id=left.person,
        left_on=left.left_on,
        shares=left.shares,
        saved=left.saved,
        set_off=left.set_off,
        paid=left.paid,
        journal_id=left.journal,
    )


def _witnessed(act: Act, person: int, witnesses: tuple[int, ...]) -> tuple[int, ...]:
    """Who saw it, in order: money goes out, and nobody's own writing proves that it arrived."""
    organisation, seen = act.of_organisation, tuple(sorted({*witnesses}))
    present = members.member_ids(organisation, act.today)
    needed = statutes_on(organisation, act.today).integer("hands.witnesses")
    refuse(
        rules.objections_to_seeing_her_paid(
            person, by=act.by, witnesses=seen, members=present, needed=needed
        )
    )
    return seen


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
    back = fund.returned_by(person, saved - fund.debt_of(person))
    numbers = ledger.accounts_for(
        act.of_organisation, {own, due} if fine else {own}, book=cycle.book, unit=cycle.unit
    )
    rest = tuple(
        Transfer(LEAVE, "", numbers[own], credit, minor, cycle.unit, mandate)
        for credit, minor in (
            (numbers.get(due, 0), fine),
            (cycle.box, paid),
            *((cycle.box, given) for _loan, given in back),
        )
        if minor
    )
    using = lending.Using(LEAVE, "", numbers[own], mandate)
    prepared = [
        lending.prepare_set_offs(act, loans, [using] * len(loans), on=on),
        ledger.Prepared(rest, lambda posted: ()),
        prepare_returns(act, back, account=cycle.box, on=on),
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
