"""What a meeting's record says besides its sums: who kept it, who saw it, which keys were there.

A sheet is one act; a day has one sheet in each book.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from tequio.chronicle.rules.inputs import Id, Minor, Reference, Small, Words
from tequio.circles.rules.refusals import (
    BEFORE_THE_CYCLE,
    GUARANTOR_WAS_NOT_THERE,
    KEPT_IT_HERSELF,
    KEY_TWICE,
    MEETING_NOT_YET_HELD,
    NO_OPEN_CYCLE,
    NOT_A_BOOKKEEPER,
    NOT_A_KEYHOLDER,
    SHEET_ALREADY_THERE,
    TOO_FEW_WITNESSES,
    WITNESS_WAS_NOT_THERE,
)
from tequio.governance.rules.meetings import Hands
from tequio.governance.rules.refusals import HANDS_DO_NOT_ADD_UP, PHOTO_NOT_A_DIGEST
from tequio.kernel import Refusal, add_months

Heard = Literal["", "same", "different"]
"""Whether the words read aloud at the beginning were those that the members remembered."""
Every = Literal["week", "fortnight", "month"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


Reason = Literal["", "illness", "death", "birth", "disaster", "other"]


@dataclass(frozen=True)
class Repaid:
    """What was handed over on a loan, in minor units."""

    loan: Id
    minor: Minor


@dataclass(frozen=True)
class Helped:
    """What a member claims from the social fund, and how many raised a hand for it; in minor units.

    hands   None: small help that the statutes let the bookkeeper pay without them
    """

    person: Id
    minor: Minor
    reason: Reason = ""
    hands: Hands | None = None


@dataclass(frozen=True)
class LoanAsked:
    """A loan that a member asked for in the meeting, and how many raised a hand.

    weeks, months  in how many instalments: one of the two
    is_handed_out  whether the money was handed out at once if the members agreed
    """

    person: Id
    minor: Minor
    hands: Hands
    weeks: Small = 0
    months: Small = 0
    purpose_text: Words = ""
    guarantors: tuple[Id, ...] = ()
    is_handed_out: bool = True


@dataclass(frozen=True)
class KeyHeld:
    """Who opened a lock of the box.

    proof  HMAC-SHA256 of `said_by_keys` under the verifier of her PIN, in hexadecimal: that she was
           there and typed it for this; empty: named by whoever wrote it, which proves nothing
    """

    person: Id
    proof: Reference = ""


def said_by_keys(key: str, sheet: Mapping[str, Any]) -> str:
    """To what a holder of a key says yes with her PIN: this sheet's key, its day and book, what is
    counted in the box, and each loan that is asked for or handed out.

    sheet  fields of `circles.close_meeting`; in the text a line for each part, sums in minor units
    """
    lines = [key, sheet["held_on"].isoformat(), sheet.get("book", "main"), str(sheet["counted"])]
    lines += [
        f"loan {one.person} {one.minor} {int(one.is_handed_out)}" for one in sheet.get("loans", ())
    ]
    lines += [f"payout {number}" for number in sheet.get("payouts", ())]
    return "\n".join(lines)


@dataclass(frozen=True)
class Kept:
    """Who led the meeting, who wrote the sheet, who saw it counted; the photograph's digest."""

    facilitator: Id | None = None
    bookkeeper: Id | None = None
    witnesses: tuple[Id, ...] = ()
    photo: Reference = ""


@dataclass(frozen=True)
class Cycle:
    """A cycle as it stands; sums in minor units.

    box, social_box  numbers of the two cash accounts
    ended_on         None while it runs
    """

    id: int
    book: str
    unit: str
    price: int
    first_day: date
    ends_on: date
    box: int
    social_box: int
    ended_on: date | None = None


@dataclass(frozen=True)
class Room:
    """Who was in the room and what the statutes ask of a sheet.

    here       members who came
    enters     who types the sheet in
    witnesses  how many the statutes ask for
    holders    who holds a key on that day
    writers    who holds an office on that day that writes the book
    """

    here: frozenset[int]
    enters: int | None
    witnesses: int
    holders: frozenset[int]
    writers: frozenset[int]


def objections_to_day(
    held_on: date, cycle: Cycle | None, *, today: date, sheets: Collection[date]
) -> list[Refusal]:
    """A sheet is of a day that has come, in a cycle that runs, and the only one of its day.

    sheets  days of which the book has a sheet already
    """
    if held_on > today:
        return [MEETING_NOT_YET_HELD.because(held_on=held_on)]
    if cycle is None:
        return [NO_OPEN_CYCLE.because(held_on=held_on)]
    if held_on < cycle.first_day:
        return [BEFORE_THE_CYCLE.because(held_on=held_on, first_day=cycle.first_day)]
    return [SHEET_ALREADY_THERE.because(held_on=held_on)] if held_on in sheets else []


def objections_to_keeping(kept: Kept, keys: Collection[KeyHeld], room: Room) -> list[Refusal]:
    """Witnesses were there and are others than who wrote, which was her office; each key has its
    own holder."""
    objections = [
        WITNESS_WAS_NOT_THERE.because(person=person)
        for person in sorted(set(kept.witnesses) - room.here)
    ]
    wrote = kept.bookkeeper
    if wrote is not None and wrote not in {room.enters, *room.writers}:
        objections.append(NOT_A_BOOKKEEPER.because(person=wrote))
    seen = set(kept.witnesses) & room.here
    if seen & {room.enters, kept.bookkeeper}:
        objections.append(KEPT_IT_HERSELF.because())
    seen -= {room.enters, kept.bookkeeper}
    if len(seen) < room.witnesses:
        asked = {"named": len(seen), "needed": room.witnesses}
        objections.append(TOO_FEW_WITNESSES.because(**asked))
    if kept.photo and not re.fullmatch("[0-9a-f]{64}", kept.photo):
        objections.append(PHOTO_NOT_A_DIGEST.because())
    holders = [key.person for key in keys]
    if len(holders) != len(set(holders)):
        objections.append(KEY_TWICE.because())
    objections += [
        NOT_A_KEYHOLDER.because(person=person) for person in sorted(set(holders) - room.holders)
    ]
    return objections


def objections_to_asking(loans: Collection[LoanAsked], here: frozenset[int]) -> list[Refusal]:
    """Whoever stands for a loan says so in the room."""
    named = {person for one in loans for person in one.guarantors}
    return [GUARANTOR_WAS_NOT_THERE.because(person=person) for person in sorted(named - here)]


def objections_to_hands(
    counted: Collection[LoanAsked | Helped], here: frozenset[int]
) -> list[Refusal]:
    """No more hands than members who are here; says whose loan or help was decided by them."""
    return [
        HANDS_DO_NOT_ADD_UP.because(
            hands=one.hands.total, present=len(here), person=one.person, minor=one.minor
        )
        for one in counted
        if one.hands is not None and one.hands.total > len(here)
    ]


def is_the_groups_day(held_on: date, *, weekday: str, every: Every, last: date | None) -> bool:
    """Whether the statutes themselves call a meeting for that day: on their weekday; where they
    name none (`any`), not before the rhythm allows it, give or take two days."""
    if weekday != "any":
        return WEEKDAYS[held_on.weekday()] == weekday
    return last is None or held_on >= next_meeting(last, every) - timedelta(days=2)


def next_meeting(last: date, every: Every) -> date:
    """The day on which the group meets next by its rhythm."""
    if every == "month":
        return add_months(last, 1)
    return last + timedelta(days=7 if every == "week" else 14)
