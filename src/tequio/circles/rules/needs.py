"""Which of a federation's groups needs help first, and why, in words.  Pure.

No score and no ranking by numbers: the reasons stand in an order that people agreed on, the most
pressing first; whoever has the more pressing reason comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.circles.rules.meeting import Every, next_meeting
from tequio.kernel import Amount, Finding
from tequio.kernel import gettext_noop as _

ROOM = "circles"
RHYTHMS, AT_RISK_DAYS, SEEN = 2, 30, 3
"""No sheet for more than two rhythms; late for more than 30 days; the last three meetings."""

SENTENCES = {
    "no_sheet": _("No sheet of a meeting since {last}: more than two meetings are missing."),
    "no_sheet_yet": _("No meeting was written down since the cycle began on {first_day}."),
    "box_unanswered": _("{sum} are missing in the box, or too much, and nobody has answered yet."),
    "books_disagree": _("Its book and that of the federation say otherwise of their loans."),
    "late_with_us": _("Its loan from the federation is late by {days} days."),
    "at_risk": _("{part} percent of what it lends to members is more than 30 days late."),
    "sheets_late": _("{count} of its last {of} sheets were entered too late."),
    "attendance_falls": _("Fewer come: {lately} percent in the last meetings, {before} before."),
    "never_witnessed": _("Nobody outside of the group has ever held the head of its chronicle."),
}
ORDER = {code: place for place, code in enumerate(SENTENCES)}


@dataclass(frozen=True)
class Sheet:
    """A meeting in numbers: who was here of how many, and whether it was entered in time."""

    held_on: date
    is_in_time: bool
    here: int
    members: int


@dataclass(frozen=True)
class Seen:
    """What a federation knows of a group on a day.

    first_day    of the cycle that runs; None where none does
    sheets       the last six, the newest first; empty where the group shows nothing
    unanswered   differences in the box that nobody has answered for
    at_risk      PAR(30); None where nothing is lent out or nothing is shown
    late_with_us days by which its loan from the federation is late
    is_shown     whether the group shows its figures
    """

    today: date
    every: Every
    first_day: date | None
    sheets: tuple[Sheet, ...]
    unanswered: Amount
    at_risk: Fraction | None
    late_with_us: int
    disagrees: bool
    is_witnessed: bool
    is_shown: bool


def needs_of(seen: Seen) -> list[Finding]:
    """The reasons why a group needs help, the most pressing first."""
    return sorted(_needs(seen), key=lambda one: ORDER[one.code])


def _needs(seen: Seen) -> Iterator[Finding]:
    if seen.disagrees:
        yield _because("books_disagree")
    if seen.late_with_us:
        yield _because("late_with_us", days=seen.late_with_us)
    if not seen.is_shown:
        return
    yield from _of_the_rhythm(seen)
    if seen.unanswered.minor:
        yield _because("box_unanswered", sum=seen.unanswered)
    if seen.at_risk:
        yield _because("at_risk", part=_percent(seen.at_risk))
    late = sum(not one.is_in_time for one in seen.sheets)
    if late:
        yield _because("sheets_late", count=late, of=len(seen.sheets))
    yield from _of_the_attendance(seen.sheets)
    if not seen.is_witnessed:
        yield _because("never_witnessed")


def _of_the_rhythm(seen: Seen) -> Iterator[Finding]:
    """More than two meetings in a row were not written down."""
    if seen.first_day is None:
        return
    last = seen.sheets[0].held_on if seen.sheets else seen.first_day
    day = last
    for _step in range(RHYTHMS):
        day = next_meeting(day, seen.every)
    if seen.today <= day:
        return
    if seen.sheets:
        yield _because("no_sheet", last=last)
    else:
        yield _because("no_sheet_yet", first_day=seen.first_day)


def _of_the_attendance(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """The last three meetings against the three before, at least a tenth fewer of the members."""
    if len(sheets) < 2 * SEEN:
        return
    lately, before = _attendance(sheets[:SEEN]), _attendance(sheets[SEEN : 2 * SEEN])
    if before - lately >= Fraction(1, 10):
        yield _because("attendance_falls", lately=_percent(lately), before=_percent(before))


def _attendance(sheets: Sequence[Sheet]) -> Fraction:
    members = sum(one.members for one in sheets)
    return Fraction(sum(one.here for one in sheets), members) if members else Fraction(0)


def _percent(part: Fraction) -> int:
    return round(part * 100)


def _because(code: str, **fields: int | str | date | Fraction | Amount) -> Finding:
    return Finding.of(ROOM, code, SENTENCES[code], **fields)


def first_of(needs: Sequence[Finding]) -> tuple[int, ...]:
    """The key by which groups are put in order: the one with the more pressing reason first, of
    equal ones the one with more of them, and last those that need nothing."""
    return (*(ORDER[one.code] for one in needs), len(ORDER))
