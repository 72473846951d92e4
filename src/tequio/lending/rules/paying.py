"""May this loan be paid out, may this repayment be taken in?  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Amount, Refusal, RefusalKind, Unit
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE, MONEY
from tequio.lending.rules import refusals as no
from tequio.lending.rules.asking import Request
from tequio.lending.rules.positions import Position
from tequio.mandates.rules import OVER_THE_CEILING


@dataclass(frozen=True)
class Place:
    """An account from which a loan is paid, or into which a repayment goes.

    there  how much can leave it, in minor units; None where nothing limits that
    """

    account: int
    kind: str = ""
    unit: str = ""
    there: int | None = 0
    book: str = "main"

    def is_usable(self, unit: Unit, book: str = "") -> bool:
        """Whether money in this unit lies here, in this book if one is named."""
        return self.kind in MONEY and self.unit == unit.code and book in ("", self.book)


@dataclass(frozen=True)
class Payout:
    """A loan that somebody wants to pay out.

    needed, is_member  guarantors by its terms; whether the borrower is a member today
    """

    request: Request
    minor: int
    unit: Unit
    needed: int
    is_member: bool
    place: Place


def objections_to_pay_out(payout: Payout, of_draw: Sequence[Refusal]) -> list[Refusal]:
    """Why this loan is not paid out: all reasons, in the documented order.

    of_draw  why the mandates do not allow it (`mandates.queries.choose`); none if one does
    """
    request, objections = payout.request, list(of_draw)
    if request.is_withdrawn:
        objections.append(no.REQUEST_WITHDRAWN.because())
    given = len(request.guaranteed)
    if given < payout.needed:
        objections.append(no.GUARANTORS_MISSING.because(needed=payout.needed, given=given))
    if request.paid_out_on is not None:
        # its ceiling is spent on this very loan: that is no further reason
        objections = [one for one in objections if one.code != OVER_THE_CEILING.code]
        return in_order(
            [*objections, no.ALREADY_PAID_OUT.because(paid_out_on=request.paid_out_on)],
            no.OF_A_PAYOUT,
        )
    if not payout.is_member:
        objections.append(no.BORROWER_LEFT.because())
    return in_order([*objections, *_to_place(payout)], no.OF_A_PAYOUT)


def _to_place(payout: Payout) -> list[Refusal]:
    place, unit = payout.place, payout.unit
    if not place.is_usable(unit):
        return [no.NOT_A_PLACE_FOR_MONEY.because(account=place.account, unit=unit.code)]
    if place.there is not None and place.there < payout.minor:
        asked, there = Amount(payout.minor, unit), Amount(place.there, unit)
        return [no.CASH_TOO_SMALL.because(there=there, asked=asked)]
    return []


@dataclass(frozen=True)
class Repayment:
    """A repayment that somebody wants to take in on a day (`on`).

    standing       where the loan stands on that day; None while it is not paid out
    last_entry_on  the day of its last entry
    book           the book in which the loan stands
    lost_on        day on which it was written off, if it was
    claimed        what the borrower owes to those who stand for it and paid
    """

    minor: int
    unit: Unit
    on: date
    standing: Position | None
    place: Place
    last_entry_on: date | None = None
    book: str = ""
    lost_on: date | None = None
    claimed: int = 0


def objections_to_repay(repayment: Repayment, of_draw: Iterable[Refusal]) -> list[Refusal]:
    """Why this repayment is not taken in: all reasons, in the documented order."""
    unit, place, standing = repayment.unit, repayment.place, repayment.standing
    objections = list(of_draw)
    if repayment.minor <= 0:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    if standing is None:
        objections.append(no.NOT_PAID_OUT.because())
    elif repayment.lost_on is not None:
        objections.append(no.WRITTEN_OFF.because(lost_on=repayment.lost_on))
    elif repayment.minor > standing.owed:
        owed, asked = Amount(standing.owed, unit), Amount(repayment.minor, unit)
        objections.append(no.MORE_THAN_OWED.because(owed=owed, asked=asked))
    if repayment.claimed:
        claimed = Amount(repayment.claimed, unit)
        objections.append(no.GUARANTORS_FIRST.because(claimed=claimed))
    last = repayment.last_entry_on
    if last is not None and repayment.on < last:
        objections.append(no.BEFORE_THE_LAST_ENTRY.because(last=last, day=repayment.on))
    if not place.is_usable(unit, repayment.book):
        objections.append(no.NOT_A_PLACE_FOR_MONEY.because(account=place.account, unit=unit.code))
    return in_order(objections, no.OF_A_REPAYMENT)


def in_order(objections: Iterable[Refusal], order: Sequence[RefusalKind]) -> list[Refusal]:
    """Reasons in the documented order, each said once."""
    places = {kind.code: place for place, kind in enumerate(order)}
    distinct = {(one.code, one.fields): one for one in objections}
    return sorted(distinct.values(), key=lambda one: places[one.code])
