"""Who belonged, as numbers: counted from the roll, without a name.

Members are those of whom the assembly is made: persons, or in a federation whose assembly is made
of organisations, these.  Whoever belongs in another class is not counted.  The grade is that of
the decision by which each was admitted, or of the founding: the weakest counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import timezone

from tequio.chronicle import queries as chronicle
from tequio.governance.queries.over_time import Taken
from tequio.screening.queries.computing.governed import (
    ADMISSIONS,
    Governed,
    governed,
    of_times,
    resolutions_of,
    rows_of,
)
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row
from tequio.screening.rules import grading

YEAR = 12


@dataclass(frozen=True)
class Read:
    """The roll over time, and the last line of the chronicle: its number and its day."""

    governed: Governed
    last: tuple[int, date] | None

    @property
    def on(self) -> date:
        return self.governed.on


def read(party: int, on: date) -> Read:
    """The roll over time with the decisions behind it, and when something was last done."""
    found = chronicle.last_line(party, on)
    last = (found[0], timezone.localtime(found[1]).date()) if found else None
    return Read(governed(party, on), last)


def members(read: Read) -> Answer:
    """Members on the day: memberships that give a vote in the assembly and count on that day.  A
    number.  Source: the roll; silent where nobody belongs."""
    here = read.governed.with_a_vote(read.on)
    if not here:
        return "nobody_belongs"
    grade = of_times(read.governed, here, ADMISSIONS)
    return Found(len(here), read.on, read.on, grade, rows_of("membership", here))


def admissions(read: Read) -> Answer:
    """Members admitted in the last 12 months, or since the founding here where that is later: the
    memberships with a vote that began then, those of the founders left out.  A number.  Source:
    the roll; where nobody was admitted it rests on the founding, which shows that the roll is kept
    here, and for a group younger than 12 months nothing is said."""
    told = read.governed.told
    if told.founded is None:
        return "not_kept_here"
    since, own = read.governed.since(YEAR), told.member_class
    came = [
        one
        for one in read.governed.memberships
        if one.code == own
        and one.since >= since
        and not (one.since == told.founded.on and one.person in told.founded.founders)
    ]
    if came:
        grade = of_times(read.governed, came, ADMISSIONS)
        return Found(len(came), since, read.on, grade, rows_of("membership", came))
    if told.founded.on > read.governed.ago(YEAR):
        return "too_young"
    founding = (Row("resolution", told.founded.resolution, told.founded.on),)
    return Found(0, since, read.on, read.governed.founding, founding)


def refused_admissions(read: Read) -> Answer:
    """Part of those who asked to join and were refused: of the persons and organisations on whose
    admission the assembly decided in the last 12 months, those of whom the last decision was a no.
    A share.  Source: resolutions on admissions; a vote without its quorum decided nothing.  Silent
    where nobody’s admission was decided; who was turned away before a vote stands in no book."""
    since = read.governed.since(YEAR)
    latest: dict[tuple[object, object], Taken] = {}
    for one in read.governed.decided:
        if one.kind in ADMISSIONS and one.on >= since and one.outcome in ("adopted", "rejected"):
            latest[one.effect.get("person"), one.effect.get("organisation")] = one
    if not latest:
        return "nothing_happened"
    listed = list(latest.values())
    refused = sum(one.outcome == "rejected" for one in listed)
    grade = grading.weakest(read.governed.of_vote(one) for one in listed)
    share = str(Fraction(refused, len(listed)))
    return Found(share, since, read.on, grade, resolutions_of(listed))


def years_active(read: Read) -> Answer:
    """Years for which it has worked here: whole years from its founding on this node to the last
    thing that was written into its chronicle.  A number.  Source: the chronicle, whose moments are
    taken from the clock of the node; what it did before it came here a document shows."""
    founded = read.governed.told.founded
    if founded is None or read.last is None:
        return "not_kept_here"
    number, until = read.last
    years = (
        until.year
        - founded.on.year
        - ((until.month, until.day) < (founded.on.month, founded.on.day))
    )
    rows = (Row("resolution", founded.resolution, founded.on), Row("line", number, until))
    return Found(years, founded.on, until, read.governed.founding, rows)


FUNCTIONS: dict[str, Callable[[Read], Answer]] = {
    "practice.members": members,
    "practice.admissions": admissions,
    "practice.refused_admissions": refused_admissions,
    "practice.years_active": years_active,
}
MODULE = Module("members", "members", read, FUNCTIONS)
