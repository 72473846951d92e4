"""The meeting sheet: what a meeting writes down, why it cannot be taken, and what it adds up to.

One sheet in the order of a real meeting: attendance, shares, the social fund, fines, repayments,
help, and the cash counted in both boxes.  Pure.  Source: ledger reference, section 9.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tequio.chronicle.rules.inputs import Id, Minor, Small
from tequio.circles.rules.refusals import (
    ABSENT_AND_GIVES,
    CONTRIBUTION_DIFFERS,
    FINE_OVERPAID,
    LEFT_THE_CYCLE,
    MEMBER_NOT_ON_THE_SHEET,
    NOBODY_IS_HERE,
    NOT_ON_THE_ROLL,
    SHARES_OVER_THE_MOST,
    TOO_LITTLE_IN_THE_SOCIAL_BOX,
    TWICE_ON_THE_SHEET,
    WRITTEN_BELOW_ZERO,
)
from tequio.kernel import Refusal

Attendance = Literal["present", "late", "sent", "excused", "absent"]
"""`sent`: she is not here, and somebody brings what she gives."""
HERE: Collection[Attendance] = ("present", "late")
GIVES: Collection[Attendance] = (*HERE, "sent")
Fine = Literal["", "late", "absent", "rules"]


@dataclass(frozen=True)
class Line:
    """What the sheet says of one member; sums in minor units.

    shares     how many she buys
    social     what she pays into the social fund
    fine       for what she is fined today
    fine_paid  what she pays of fines, of today or from before
    """

    person: Id
    attendance: Attendance
    shares: Small = 0
    social: Minor = 0
    fine: Fine = ""
    fine_paid: Minor = 0


@dataclass(frozen=True)
class Sheet:
    """A whole meeting.

    lines           one for each member
    repayments      (loan, minor units) in the order in which they were handed over
    help            (person, minor units) from the social fund, as the meeting decided
    lent            what was handed out as loans
    counted         what lies in the box at the end
    social_counted  what lies in the bag of the social fund at the end
    """

    lines: tuple[Line, ...]
    counted: int
    social_counted: int = 0
    repayments: tuple[tuple[int, int], ...] = ()
    help: tuple[tuple[int, int], ...] = ()
    lent: int = 0


@dataclass(frozen=True)
class Terms:
    """What the statutes say for this cycle; sums in minor units.

    fines  kind → sum; a kind that is not there costs nothing
    """

    price: int
    most: int
    contribution: int
    fines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Before:
    """Where the group stood when the meeting began, by the book; sums in minor units.

    roll       members of the day
    fines_due  member → fines that she has not paid
    left       who was paid her savings of this cycle back
    """

    roll: frozenset[int]
    box: int
    social_box: int
    fines_due: Mapping[int, int] = field(default_factory=dict)
    left: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Totals:
    """What a sheet adds up to, in minor units; shares as a number too."""

    shares: int
    saved: int
    social: int
    fined: int
    fines_paid: int
    repaid: int
    helped: int


def objections_to_sheet(sheet: Sheet, terms: Terms, before: Before) -> list[Refusal]:
    """Every reason why this sheet cannot be taken, in the order of the sheet."""
    return [
        *_objections_to_people(sheet, before),
        *(one for line in sheet.lines for one in _objections_to_line(line, terms, before)),
        *_objections_to_sums(sheet, terms, before),
    ]


def _objections_to_people(sheet: Sheet, before: Before) -> list[Refusal]:
    written = Counter(line.person for line in sheet.lines)
    objections = [
        *(TWICE_ON_THE_SHEET.because(person=p) for p, times in written.items() if times > 1),
        *(NOT_ON_THE_ROLL.because(person=p) for p in written if p not in before.roll),
        *(MEMBER_NOT_ON_THE_SHEET.because(person=p) for p in sorted(before.roll - {*written})),
    ]
    if not any(line.attendance in HERE for line in sheet.lines):
        objections.append(NOBODY_IS_HERE.because())
    return objections


def _objections_to_line(line: Line, terms: Terms, before: Before) -> list[Refusal]:
    if min(line.shares, line.social, line.fine_paid) < 0:
        return [WRITTEN_BELOW_ZERO.because(person=line.person)]
    objections = []
    if line.attendance not in GIVES and (line.shares or line.social or line.fine_paid):
        objections.append(ABSENT_AND_GIVES.because(person=line.person))
    if line.shares and line.person in before.left:
        objections.append(LEFT_THE_CYCLE.because(person=line.person))
    if line.shares > terms.most:
        asked = {"shares": line.shares, "most": terms.most}
        objections.append(SHARES_OVER_THE_MOST.because(person=line.person, **asked))
    if line.social and (not terms.contribution or line.social % terms.contribution):
        asked = {"social": line.social, "contribution": terms.contribution}
        objections.append(CONTRIBUTION_DIFFERS.because(person=line.person, **asked))
    due = before.fines_due.get(line.person, 0) + fine_of(line, terms)
    if line.fine_paid > due:
        objections.append(FINE_OVERPAID.because(person=line.person, paid=line.fine_paid, due=due))
    return objections


def _objections_to_sums(sheet: Sheet, terms: Terms, before: Before) -> list[Refusal]:
    sums = [minor for _whom, minor in (*sheet.repayments, *sheet.help)]
    if min([*sums, sheet.counted, sheet.social_counted]) < 0:
        return [WRITTEN_BELOW_ZERO.because(person=0)]
    return objections_to_bag(sheet, terms, before)


def objections_to_bag(sheet: Sheet, terms: Terms, before: Before) -> list[Refusal]:
    """No more help is given than lies in the bag."""
    added = totals(sheet, terms)
    there = before.social_box + added.social
    if added.helped > there:
        return [TOO_LITTLE_IN_THE_SOCIAL_BOX.because(asked=added.helped, there=there)]
    return []


def fine_of(line: Line, terms: Terms) -> int:
    """The fine that falls due with this line, in minor units."""
    return terms.fines.get(line.fine, 0) if line.fine else 0


class _Attended(Protocol):
    """What is told of a member on a sheet, before or after it was written."""

    @property
    def person(self) -> int: ...

    @property
    def attendance(self) -> str: ...

    @property
    def fine(self) -> str: ...


def fines_not_asked(lines: Iterable[_Attended], fines: Mapping[str, int]) -> list[tuple[int, int]]:
    """Who came late or stayed away and was asked for no fine though the rules know one: member
    and sum in minor units."""
    due = ((one.person, fines.get(one.attendance, 0)) for one in lines if not one.fine)
    return [(person, minor) for person, minor in due if minor]


def totals(sheet: Sheet, terms: Terms) -> Totals:
    """What the sheet adds up to."""
    shares = sum(line.shares for line in sheet.lines)
    return Totals(
        shares=shares,
        saved=shares * terms.price,
        social=sum(line.social for line in sheet.lines),
        fined=sum(fine_of(line, terms) for line in sheet.lines),
        fines_paid=sum(line.fine_paid for line in sheet.lines),
        repaid=sum(minor for _loan, minor in sheet.repayments),
        helped=sum(minor for _person, minor in sheet.help),
    )


def expected(sheet: Sheet, terms: Terms, before: Before) -> tuple[int, int]:
    """What must lie in the box and in the social fund's bag at the end, by the book."""
    added = totals(sheet, terms)
    return (
        before.box + added.saved + added.fines_paid + added.repaid - sheet.lent,
        before.social_box + added.social - added.helped,
    )


def differences(sheet: Sheet, terms: Terms, before: Before) -> tuple[int, int]:
    """What is too much (positive) or missing (negative) in the box and in the bag."""
    box, social = expected(sheet, terms, before)
    return sheet.counted - box, sheet.social_counted - social


def here_on(sheet: Sheet) -> frozenset[int]:
    """Who was in the room by this sheet."""
    return frozenset(line.person for line in sheet.lines if line.attendance in HERE)


def helped_by(sheet: Sheet) -> dict[int, int]:
    """Member → what she was given from the social fund, in minor units."""
    return dict(sheet.help)


LineTold = tuple[int, str, int, int, int, str, int, int, int]
"""person, attendance, shares, saved, social, fine, fined, fine paid, helped: as on the sheet."""


def told_of(sheet: Sheet, terms: Terms) -> tuple[LineTold, ...]:
    """The lines as the chronicle tells them, in their order."""
    helped = helped_by(sheet)
    return tuple(
        (
            line.person,
            line.attendance,
            line.shares,
            line.shares * terms.price,
            line.social,
            line.fine,
            fine_of(line, terms),
            line.fine_paid,
            helped.get(line.person, 0),
        )
        for line in sheet.lines
    )
