"""Loans to groups in trouble, and those that stood in paper books: every reason to say no.  Pure.

What changes a loan is refused as long as something that came before it in the other book is not
confirmed: both sides split every repayment alike, or not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tequio.circles.rules import bulk_refusals as no
from tequio.circles.rules.bulk import Bulk, BulkTerms
from tequio.circles.rules.bulk_changes import Offer, Renewed
from tequio.kernel import Amount, Refusal
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending import rules as lending
from tequio.lending.rules import refusals as lending_no


@dataclass(frozen=True)
class Sides:
    """A loan in both books; None where it does not stand, or stands with somebody else.

    repayments  how many of the group's repayments the federation has not confirmed
    agreed      the new schedule to which the group agreed and which is not confirmed
    """

    lent: Bulk | None
    borrowed: Bulk | None
    repayments: int = 0
    agreed: Renewed | None = None


def sides_of(lent: Bulk | None, borrowed: Bulk | None) -> Sides:
    """What of a loan waits between the two books."""
    if lent is None or borrowed is None:
        return Sides(lent, borrowed)
    known = lent.confirmed
    waiting = [one for one in borrowed.counting if one.correlation not in known]
    agreed = [one for one in borrowed.plans if one.correlation not in known]
    return Sides(lent, borrowed, len(waiting), agreed[0] if agreed else None)


def objections_to_bring(
    minor: int, terms: BulkTerms, days: tuple[date, date, date], of_group: Collection[Refusal]
) -> list[Refusal]:
    """A federation brings in what a group owes by the paper books.

    days      when it was first lent, from when the rest of its schedule counts, today
    of_group  what speaks against the group
    """
    since, begins_on, on = days
    objections = list(of_group)
    if minor < 1:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    if terms.count < 1:
        objections.append(lending_no.TERM_NOT_ONE.because())
    if terms.fraction is None:
        objections.append(no.RATE_NOT_A_PART.because(rate=terms.rate))
    if not since <= begins_on <= on:
        objections.append(no.BEGINS_LATER.because(on=on, day=begins_on))
    return objections


def objections_to_take_brought(
    lent: Bulk | None, *, minor: int, taken_on: date | None
) -> list[Refusal]:
    """The group agrees to the same sum, once."""
    if lent is None or lent.since is None:
        return [no.NO_SUCH_BULK_LOAN.because()]
    if lent.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    if taken_on is not None:
        return [no.BULK_LOAN_ALREADY_TAKEN.because(taken_on=taken_on)]
    if minor != lent.minor:
        return [no.OTHER_SUM.because(said=lent.amount, counted=Amount(minor, lent.unit))]
    return []


def _to_state(sides: Sides) -> list[Refusal]:
    """Against changing a loan at all: it must stand in both books and run."""
    lent, borrowed = sides.lent, sides.borrowed
    if lent is None:
        return [no.NO_SUCH_BULK_LOAN.because()]
    if lent.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    if lent.given_up is not None:
        return [no.BULK_LOAN_GIVEN_UP.because(lost_on=lent.given_up.on)]
    if borrowed is None or borrowed.is_reversed:
        return [no.BULK_LOAN_NOT_TAKEN.because()]
    return [] if lent.left else [lending_no.NOTHING_LEFT.because()]


def _to_order(sides: Sides) -> list[Refusal]:
    """Against what must wait for confirmations."""
    objections = []
    if sides.repayments:
        objections.append(no.EARLIER_REPAYMENT_WAITS.because(count=sides.repayments))
    if sides.agreed is not None:
        objections.append(no.NEW_TERMS_WAIT.because(day=sides.agreed.plan.from_day))
    return objections


def objections_to_offer(sides: Sides, count: int) -> list[Refusal]:
    """A federation offers a new schedule for what is left."""
    objections = _to_state(sides)
    if not objections and sides.agreed is not None:
        objections.append(no.NEW_TERMS_WAIT.because(day=sides.agreed.plan.from_day))
    if count < 1:
        objections.append(lending_no.TERM_NOT_ONE.because())
    return objections


def objections_to_take_terms(sides: Sides, offer: Offer | None) -> list[Refusal]:
    """A group agrees to the newest offer, once, while the loan runs in both books."""
    lent, borrowed = sides.lent, sides.borrowed
    if lent is None or offer is None:
        return [no.NO_SUCH_OFFER.because()]
    held = (
        [one for one in borrowed.plans if one.correlation == offer.correlation]
        if (borrowed)
        else []
    )
    if held:
        return [no.OFFER_ALREADY_TAKEN.because(day=held[0].plan.from_day)]
    if against := _to_state(sides):
        return against
    assert borrowed is not None, "no loan and no objection"
    if not borrowed.left:
        return [lending_no.NOTHING_LEFT.because()]
    return [] if lent.offers[-1] == offer else [no.NO_SUCH_OFFER.because()]


def objections_to_hold_terms(
    sides: Sides, agreed: Renewed | None, waiting: Collection[str]
) -> list[Refusal]:
    """The federation confirms a new schedule: after what the group paid before, on what was left.

    waiting  what came before it in the group's book and is not confirmed
    """
    lent = sides.lent
    if lent is None or agreed is None:
        return [no.NO_SUCH_AGREEMENT.because()]
    held = [one for one in lent.plans if one.correlation == agreed.correlation]
    if held:
        return [no.OFFER_ALREADY_TAKEN.because(day=held[0].plan.from_day)]
    if lent.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    if waiting:
        return [no.EARLIER_REPAYMENT_WAITS.because(count=len(waiting))]
    here = plan_of(lent, agreed.plan.from_day, (agreed.plan.count, agreed.plan.step))
    if here == agreed.plan:
        return []
    theirs, ours = (Amount(one.principal, lent.unit) for one in (agreed.plan, here))
    return [no.OTHER_REMAINDER.because(theirs=theirs, ours=ours)]


def plan_of(loan: Bulk, on: date, said: tuple[int, lending.Step]) -> lending.Plan:
    """The new schedule of what is left on a day; said: how many instalments, one each step."""
    standing = loan.position(on)
    count, step = said
    carried = lending.carried_interest(standing)
    return lending.Plan(on, count, step, standing.principal_left, carried)


def objections_to_give_up(sides: Sides) -> list[Refusal]:
    """A federation writes off what is left, once all that was sent is confirmed."""
    return _to_state(sides) or _to_order(sides)


def objections_to_forgive(lent: Bulk | None, borrowed: Bulk | None) -> list[Refusal]:
    """A group writes down that its loan is forgiven: at most what the federation forgave."""
    if borrowed is None:
        return [no.NO_SUCH_BULK_LOAN.because()]
    if borrowed.is_reversed:
        return [no.BULK_LOAN_REVERSED.because()]
    if borrowed.given_up is not None:
        return [no.ALREADY_FORGIVEN.because(day=borrowed.given_up.on)]
    loss = lent.given_up if lent else None
    if loss is None or not loss.is_forgiven:
        return [no.NOTHING_FORGIVEN.because()]
    if not borrowed.left:
        return [lending_no.NOTHING_LEFT.because()]
    if borrowed.left > loss.minor:
        theirs, ours = (Amount(minor, borrowed.unit) for minor in (loss.minor, borrowed.left))
        return [no.OTHER_SUM.because(said=theirs, counted=ours)]
    return []
