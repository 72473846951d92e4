"""Loans in a meeting: asked aloud, decided by raised hands, handed out from the box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step
from tequio.circles import rules
from tequio.circles.queries.ground import Ground
from tequio.governance.queries import facts as governance
from tequio.governance.rules.refusals import DAY_IN_THE_PAST, NOT_A_MEMBER_NAMED
from tequio.governance.service import sittings
from tequio.kernel import Act
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.lending import rules as lending_rules
from tequio.lending.queries.moving import LOAN
from tequio.lending.queries.objections import Wish
from tequio.lending.service import sheet as lending
from tequio.mandates import service as mandates
from tequio.mandates.queries import mandates_about

SAID_BEFORE = (DAY_IN_THE_PAST, ledger_rules.DATE_NOT_REACHED, NOT_A_MEMBER_NAMED)
"""A sheet is of no day to come and names no day until which it pays; whoever stands for a loan was
there, and so is a member."""
OF_LOANS = tuple(
    kind
    for kind in (
        *lending_rules.OF_A_REQUEST,
        *lending_rules.OF_PAYOUTS,
        *lending_rules.OF_REPAYMENTS,
    )
    if kind not in SAID_BEFORE
)


@dataclass(frozen=True)
class Asked:
    """Loans on the sheet: those that members asked for, and those decided before."""

    loans: tuple[rules.LoanAsked, ...] = ()
    payouts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """In which sitting, on which day, what the box takes in before anything goes out, and who
    showed that she held a key."""

    number: int
    held_on: date
    coming: int
    proved: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Lent:
    """What goes out as loans: how much, the entries for it, and what was decided before."""

    minor: int
    prepared: ledger.Prepared
    steps: tuple[Step, ...]


def lend(act: Act, then: Act, meeting: Meeting, on_sheet: Asked, ground: Ground) -> Lent:
    """Decide on what was asked, and hand out what was agreed today or before.

    then  the act as of the meeting's day, by which requests and decisions are dated
    """
    steps: list[Step] = []
    granted = list(on_sheet.payouts)
    for wish in on_sheet.loans:
        loan, told = _decide(then, meeting.number, wish)
        steps += told
        if loan is not None and wish.is_handed_out:
            granted.append(loan)
    steps += _turn_keys(act, granted, meeting, ground)
    prepared = lending.prepare_payouts(
        act, granted, account=ground.cycle.box, on=meeting.held_on, coming=meeting.coming
    )
    minor = sum(transfer.minor for transfer in prepared.transfers)
    return Lent(minor, prepared, tuple(steps))


def _turn_keys(
    act: Act, loans: Sequence[int], meeting: Meeting, ground: Ground
) -> tuple[Step, ...]:
    """Who showed that she held a key turned it on every payout that needs several."""
    others = sorted(meeting.proved - {act.by})
    if not loans or not others:
        return ()
    payments = lending.payments_of(act, loans, account=ground.cycle.box)
    listed = mandates_about(act.of_organisation, LOAN, map(str, loans))
    several = [
        (mandate.id, payments[int(scope.subject)])
        for mandate in listed
        for scope in mandate.grant.scopes
        if mandate.grant.keys > 1 and scope.code == LOAN
    ]
    return mandates.turn_together(act, several, others)


def _decide(then: Act, meeting: int, wish: rules.LoanAsked) -> tuple[int | None, list[Step]]:
    """Ask, stand for it, raise hands; the loan's number if the members agreed."""
    asked = Wish(wish.minor, wish.months, wish.weeks, wish.guarantors, None)
    row, told = lending.ask(then, asked, person=wish.person, purpose=wish.purpose_text)
    proposal = governance.proposal_row(then.of_organisation, row.proposal_id)
    done = sittings.decide_by_hands(then, meeting=meeting, proposal=proposal, hands=wish.hands)
    stand = lending.stand_for(then, row.id, wish.guarantors)
    agreed = row.id if done.outcome == "adopted" else None
    return agreed, [told, *stand, *done.steps]
