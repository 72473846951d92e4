"""Who stands for a loan: up to how much, what each pays when called on, what each gets back.  Pure.

What one pays does not make the borrower free: she owes it to whoever paid, and that comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Amount, Refusal, Unit, allocate
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending.rules import refusals as no
from tequio.lending.rules.paying import Place, in_order
from tequio.lending.rules.positions import Position


def caps(minor: int, promised: Sequence[int | None]) -> list[int]:
    """Up to how much each stands for a loan: as she said, or an equal part of it."""
    equal = allocate(minor, [1] * len(promised)) if promised else []
    return [part if said is None else said for part, said in zip(equal, promised, strict=True)]


def called(minor: int, caps_left: Mapping[int, int]) -> dict[int, int]:
    """By person what each pays of a shortfall, in proportion to what she still stands for."""
    parts = allocate(minor, list(caps_left.values()))
    return {person: part for person, part in zip(caps_left, parts, strict=True) if part}


def given_back(minor: int, claims: Mapping[int, int]) -> dict[int, int]:
    """By claim what each gets of what the borrower brings, in proportion to what she owes."""
    parts = allocate(minor, list(claims.values()))
    return {claim: part for claim, part in zip(claims, parts, strict=True) if part}


@dataclass(frozen=True)
class Call:
    """Who stands for a loan is to pay a part of it on a day.

    standing   where the loan stands; None while it is not paid out
    caps_left  by person what she can still be called on for
    named      whose part is taken from her savings or shares
    book       the book in which the loan stands; `place` where the others' money comes in
    """

    minor: int
    unit: Unit
    on: date
    standing: Position | None
    caps_left: Mapping[int, int]
    named: Sequence[int]
    place: Place
    book: str
    lost_on: date | None = None
    last_entry_on: date | None = None


def objections_to_call(call: Call, of_draw: Iterable[Refusal]) -> list[Refusal]:
    """Why nobody is called on: all reasons, in the documented order."""
    objections = [*of_draw, *_to_state(call), *_to_sum(call), *_to_named(call)]
    if call.last_entry_on is not None and call.on < call.last_entry_on:
        told = {"last": call.last_entry_on, "day": call.on}
        objections.append(no.BEFORE_THE_LAST_ENTRY.because(**told))
    if not call.place.is_usable(call.unit, call.book):
        account, unit = call.place.account, call.unit.code
        objections.append(no.NOT_A_PLACE_FOR_MONEY.because(account=account, unit=unit))
    return in_order(objections, no.OF_A_CALL)


def _to_state(call: Call) -> Iterable[Refusal]:
    if call.standing is None:
        yield no.NOT_PAID_OUT.because()
    elif call.lost_on is not None:
        yield no.WRITTEN_OFF.because(lost_on=call.lost_on)
    elif not call.standing.overdue:
        yield no.NOT_LATE.because()


def _to_sum(call: Call) -> Iterable[Refusal]:
    asked, left = Amount(call.minor, call.unit), sum(call.caps_left.values())
    if call.minor <= 0:
        yield AMOUNT_NOT_POSITIVE.because()
    if not call.caps_left:
        yield no.NOBODY_STANDS.because()
    elif call.minor > left:
        yield no.OVER_THE_GUARANTEES.because(left=Amount(left, call.unit), asked=asked)
    if call.standing is not None and call.minor > call.standing.owed:
        owed = Amount(call.standing.owed, call.unit)
        yield no.MORE_THAN_OWED.because(owed=owed, asked=asked)


def _to_named(call: Call) -> Iterable[Refusal]:
    for place, person in enumerate(call.named):
        if person not in call.caps_left:
            yield no.STANDS_NOT_FOR_IT.because(person=person)
        elif person in call.named[:place]:
            yield no.GUARANTOR_TWICE.because(person=person)


@dataclass(frozen=True)
class Return:
    """A borrower brings something for those who paid for her, on a day."""

    minor: int
    unit: Unit
    on: date
    claims: Collection[int]
    place: Place
    book: str
    last_entry_on: date | None = None


def objections_to_pay_back(brought: Return, of_draw: Iterable[Refusal]) -> list[Refusal]:
    """Why this is not taken in for those who paid: all reasons, in the documented order."""
    objections, owed = list(of_draw), sum(brought.claims)
    if brought.minor <= 0:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    if not owed:
        objections.append(no.NOBODY_PAID.because())
    elif brought.minor > owed:
        told = {"owed": Amount(owed, brought.unit), "asked": Amount(brought.minor, brought.unit)}
        objections.append(no.MORE_THAN_OWED.because(**told))
    if brought.last_entry_on is not None and brought.on < brought.last_entry_on:
        days = {"last": brought.last_entry_on, "day": brought.on}
        objections.append(no.BEFORE_THE_LAST_ENTRY.because(**days))
    if not brought.place.is_usable(brought.unit, brought.book):
        account, unit = brought.place.account, brought.unit.code
        objections.append(no.NOT_A_PLACE_FOR_MONEY.because(account=account, unit=unit))
    return in_order(objections, no.OF_A_RETURN)
