"""May this be set aside, this loan be written off, this be taken in of a lost one?  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Amount, Refusal, Unit
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending.rules import refusals as no
from tequio.lending.rules.paying import Place, in_order


@dataclass(frozen=True)
class Loss:
    """A loan that somebody wants to write off on a day, or has written off.

    left           what is left of the loan itself; None while it is not paid out
    lost_on        day on which it was written off, if it was
    lost           what of that did not come back yet
    last_entry_on  the day of its last entry
    """

    on: date
    unit: Unit
    left: int | None
    lost_on: date | None = None
    lost: int = 0
    last_entry_on: date | None = None


def objections_to_write_off(loss: Loss, of_draw: Iterable[Refusal]) -> list[Refusal]:
    """Why this loan is not written off: all reasons, in the documented order."""
    objections = [*of_draw, *_to_day(loss)]
    if loss.lost_on is not None:
        objections.append(no.WRITTEN_OFF.because(lost_on=loss.lost_on))
    elif loss.left is None:
        objections.append(no.NOT_PAID_OUT.because())
    elif not loss.left:
        objections.append(no.NOTHING_LEFT.because())
    return in_order(objections, no.OF_A_WRITE_OFF)


def objections_to_recover(
    loss: Loss, minor: int, place: Place, of_draw: Iterable[Refusal], *, book: str
) -> list[Refusal]:
    """Why this is not taken in of a loan that was written off: all reasons, in order."""
    objections = [*of_draw, *_to_day(loss)]
    if minor <= 0:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    if loss.lost_on is None:
        objections.append(no.NOT_WRITTEN_OFF.because())
    elif minor > loss.lost:
        owed, asked = Amount(loss.lost, loss.unit), Amount(minor, loss.unit)
        objections.append(no.MORE_THAN_OWED.because(owed=owed, asked=asked))
    if not place.is_usable(loss.unit, book):
        account, unit = place.account, loss.unit.code
        objections.append(no.NOT_A_PLACE_FOR_MONEY.because(account=account, unit=unit))
    return in_order(objections, no.OF_A_RECOVERY)


def _to_day(loss: Loss) -> Iterable[Refusal]:
    last = loss.last_entry_on
    if last is not None and loss.on < last:
        yield no.BEFORE_THE_LAST_ENTRY.because(last=last, day=loss.on)


def objections_to_provide(needed: int, held: int, of_draw: Iterable[Refusal]) -> list[Refusal]:
    """Why nothing is set aside: all reasons, in the documented order."""
    objections = list(of_draw)
    if needed == held:
        objections.append(no.NOTHING_TO_PROVIDE.because())
    return in_order(objections, no.OF_A_PROVISION)
