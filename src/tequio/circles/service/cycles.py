"""Beginning a cycle, and ending one that is not shared out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step, step
from tequio.chronicle.rules.inputs import Code, Id
from tequio.chronicle.service import act, take_ids
from tequio.circles import rules
from tequio.circles.models import BroughtRow, CycleEndRow, CycleRow
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.who import objections_to_writing
from tequio.kernel import Act, Refused, add_months, refuse
from tequio.ledger import queries as ledger_queries
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.statutes.queries import statutes_on

BY_BOOKKEEPERS = "holds an office that writes the book"
OF_THE_BOOK = (
    ledger_rules.ACCOUNT_CLOSED,
    *ledger_rules.OF_A_SEARCHED_DRAW,
    ledger_rules.PERIOD_CLOSED,
    *ledger_rules.OF_THE_LIMITS,
)
"""What the book answers to sums whose accounts and signs a circle itself sees to."""
OPENING = "ledger.opening"
BROUGHT = "brought"
"""What the account of what was earned or lost before is called."""
SOCIAL = "social"
"""How the cash box of the social fund is called."""


@act(
    "circles.start_cycle",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        rules.CYCLE_ALREADY_RUNS,
        rules.CYCLE_OVERLAPS,
        rules.CYCLE_ENDS_BEFORE_IT_BEGINS,
        rules.NO_SHARE_PRICE,
        rules.NOT_A_BOX,
        rules.NOT_ON_THE_ROLL,
        rules.TWICE_ON_THE_SHEET,
        rules.WRITTEN_BELOW_ZERO,
        ledger_rules.AMOUNT_TOO_LARGE,
        ledger_rules.DATE_NOT_REACHED,
        *OF_THE_BOOK,
    ],
)
def start_cycle(
    act: Act,
    /,
    *,
    first_day: date | None = None,
    ends_on: date | None = None,
    box: Id | None = None,
    book: Code = "main",
    brought: rules.Brought = rules.Brought(),  # noqa: B008 - frozen
) -> rules.CycleStarted:
    """Begin a cycle: from now on a share costs what the statutes of its first day say.

    first_day  today unless said otherwise
    ends_on    its planned last day; after as many months as the statutes say unless given
    box        the cash box of the loan fund; that of the book, opened if it has none
    brought    what members held before the book was kept here
    """
    organisation, since = act.of_organisation, first_day or act.today
    refuse(objections_to_writing(act))
    statutes = statutes_on(organisation, since)
    until = ends_on or add_months(since, statutes.integer("circle.cycle_months"))
    price = statutes.integer("circle.share_price")
    plan = rules.Plan(since, until, price, brought)
    refuse(rules.objections_to_start(plan, _before(organisation, book, since)))
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    row = _open(organisation, plan, (book, identity.unit), box)
    return _started(row, brought, _bring(act, row, brought))


@dataclass(frozen=True)
class Begun:
    """A cycle that began as a part of another act, as its own act would have told it."""

    id: int
    step: Step


def begin_next(act: Act, before: rules.Cycle) -> Begun:
    """Begin the cycle into which something is carried over, on the day on which the one before is
    shared out: with the same boxes, at the price of that day's statutes."""
    statutes = statutes_on(act.of_organisation, act.today)
    until = add_months(act.today, statutes.integer("circle.cycle_months"))
    plan = rules.Plan(act.today, until, statutes.integer("circle.share_price"))
    row = _open(act.of_organisation, plan, (before.book, before.unit), before.box)
    event = _started(row, plan.brought, ledger.NOTHING_POSTED)
    return Begun(row.id, step("circles.start_cycle", event, act.at))


def _started(row: CycleRow, brought: rules.Brought, posted: ledger.Posted) -> rules.CycleStarted:
    return rules.CycleStarted(
        cycle=row.id,
        book=row.book,
        unit=row.unit,
        price=row.price,
        first_day=row.first_day,
        ends_on=row.ends_on,
        box=row.box_id,
        social_box=row.social_id,
        brought=tuple((one.person, one.shares) for one in brought.shares),
        brought_social=brought.social,
        brought_money=brought.money,
        journal=posted.journal or None,
        root=posted.root,
    )


def _open(organisation: int, plan: rules.Plan, place: tuple[str, str], box: int | None) -> CycleRow:
    """Write the cycle down; place: its book and unit."""
    book, unit = place
    return CycleRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        book=book,
        unit=unit,
        price=plan.price,
        first_day=plan.first_day,
        ends_on=plan.ends_on,
        box_id=_box(organisation, book, unit, box),
        social_id=ledger.account_for(organisation, book=book, unit=unit, kind="cash", ref=SOCIAL),
    )


def _before(organisation: int, book: str, since: date) -> rules.Earlier:
    """The cycle that runs, the last day of the one before, and the members of that day."""
    listed = [one for one in cycles_of(organisation) if one.book == book]
    runs = next((one.first_day for one in listed if one.ended_on is None), None)
    ended = max((one.ended_on for one in listed if one.ended_on), default=None)
    return rules.Earlier(runs, ended, frozenset(members.member_ids(organisation, since)))


def _box(organisation: int, book: str, unit: str, asked: int | None) -> int:
    """The cash box that was named, else the book's first one, else a new one."""
    which = "a.book = %s AND a.unit = %s AND a.kind = 'cash' AND a.closed_on IS NULL"
    found = ledger_queries.accounts_where(which, [organisation, book, unit])
    boxes = sorted(one.id for one in found if one.ref != SOCIAL)
    if asked is not None and asked not in boxes:
        raise Refused(rules.NOT_A_BOX.because(account=asked))
    if asked is not None or boxes:
        return asked if asked is not None else boxes[0]
    return ledger.open_account(organisation, book=book, unit=unit, kind="cash")


def _bring(act: Act, cycle: CycleRow, brought: rules.Brought) -> ledger.Posted:
    """Book what there was before, and write down who held how many shares."""
    sums = [
        *_earned(act, cycle, brought),
        (("cash", _name(act, cycle.box_id)), ("opening", ""), brought.money),
        (("cash", SOCIAL), ("opening", ""), brought.social),
        (("opening", ""), ("social-fund", ""), brought.social),
        *(
            (("opening", ""), ("member-shares", f"person:{one.person}"), one.shares * cycle.price)
            for one in brought.shares
        ),
    ]
    entries = [one for one in sums if one[2]]
    if not entries:
        return ledger.NOTHING_POSTED
    posted = ledger.post(
        act,
        value_date=cycle.first_day,
        transfers=_transfers(act, cycle, entries),
        book=cycle.book,
    )
    held = [one for one in brought.shares if one.shares]
    numbers = posted.transfers[len(entries) - len(held) :]
    BroughtRow.objects.bulk_create(
        BroughtRow(
            organisation_id=cycle.organisation_id,
            cycle_id=cycle.id,
            person_id=one.person,
            shares=one.shares,
            entry=number,
        )
        for one, number in zip(held, numbers, strict=True)
    )
    return posted


def _earned(act: Act, cycle: CycleRow, brought: rules.Brought) -> list[Entry]:
    """What the fund had earned or lost before its book began: it belongs to nobody else."""
    listed = [
        one
        for one in ledger_queries.accounts(act.of_organisation, book=cycle.book)
        if one.unit.code == cycle.unit
    ]
    here = rules.Here(
        opening=sum(one.minor for one in listed if one.kind == "opening"),
        box=sum(one.minor for one in listed if one.id == cycle.box_id),
        loans=sum(one.minor for one in listed if one.kind == "member-loan"),
    )
    minor = rules.earned_before(brought, cycle.price, here)
    if minor < 0:
        return [(("expense", BROUGHT), ("opening", ""), -minor)]
    return [(("opening", ""), ("income", BROUGHT), minor)]


Entry = tuple[tuple[str, str], tuple[str, str], int]
"""Debited account, credited account (each by kind and name), minor units."""


def _name(act: Act, account: int) -> str:
    found = ledger_queries.account_by_number(act.of_organisation, account)
    assert found is not None, "the box was found or opened before"
    return found.ref


def _transfers(act: Act, cycle: CycleRow, entries: Sequence[Entry]) -> list[ledger_rules.Transfer]:
    drawn = mandates.draw(
        act,
        code=OPENING,
        subject="",
        unit=cycle.unit,
        minor=sum(minor for _debit, _credit, minor in entries),
        on=cycle.first_day,
    )
    numbers = ledger.accounts_for(
        act.of_organisation,
        {side for debit, credit, _minor in entries for side in (debit, credit)},
        book=cycle.book,
        unit=cycle.unit,
    )
    return [
        ledger_rules.Transfer(
            OPENING, "", numbers[debit], numbers[credit], minor, cycle.unit, drawn.mandate
        )
        for debit, credit, minor in entries
    ]


def write_end(act: Act, cycle: int, on: date) -> None:
    """Write down that a cycle is over."""
    CycleEndRow.objects.create(organisation_id=act.of_organisation, cycle_id=cycle, ended_on=on)
