"""How the members met and voted, counted from meetings, votes and offices.

An assembly that is in no book was perhaps held on paper.  Therefore nothing is said in favour of a
group because a row is missing; that it met no more is said once its book has been kept here for
long enough, and rests on the last assembly or on the founding, which show that it is kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tequio.governance.queries.over_time import Held, Taken
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
ACCOUNTS_WITHIN = 24
OF_ACCOUNTS = ("shares.divide", "circle.share_out")
VOTED_ELSEWHERE = "voters-"
"""Class of those who only voted on an imported budget: they belong to no assembly."""


def assemblies(read: Governed) -> Answer:
    """Assemblies held in the last 12 months: meetings of the assembly that were opened and closed,
    to which somebody came and in which not every vote lacked its quorum.  Where others than whoever
    wrote it down confirmed one, only the confirmed ones count.  A number.  Source:
    meetings with their attendance; none is said only of a group that was founded here 12 months
    ago or more."""
    since = read.since(YEAR)
    held = [one for one in read.assemblies if one.on >= since]
    confirmed = [one for one in held if read.of_meeting(one) >= grading.CONFIRMED]
    if held:
        held = confirmed or held
        grade = grading.weakest(read.of_meeting(one) for one in held)
        return Found(len(held), since, read.on, grade, rows_of("meeting", held))
    last = _last(read)
    if last is None or last.until > read.ago(YEAR):
        return "too_young" if last else "not_kept_here"
    return Found(0, since, read.on, last.grade, last.rows)


def months_since_assembly(read: Governed) -> Answer:
    """Whole months since the last assembly (as `assemblies` counts them), or since the founding
    here where none was held since.  A number.  Source: meetings with their attendance; for a group
    founded less than 12 months ago that held none nothing is said."""
    last = _last(read)
    if last is None:
        return "not_kept_here"
    if not read.assemblies and last.until > read.ago(YEAR):
        return "too_young"
    months = 12 * (read.on.year - last.until.year) + read.on.month - last.until.month
    whole = months - (read.on.day < last.until.day)
    return Found(whole, last.until, read.on, last.grade, last.rows)


def _last(read: Governed) -> Found | None:
    """The last assembly, or the founding; None where the group was not founded here."""
    if read.assemblies:
        one = read.assemblies[-1]
        return Found(one.id, one.on, one.on, read.of_meeting(one), rows_of("meeting", [one]))
    founded = read.told.founded
    if founded is None:
        return None
    row = Row("resolution", founded.resolution, founded.on)
    return Found(founded.resolution, founded.on, founded.on, read.founding, (row,))


def turnout(read: Governed) -> Answer:
    """Part of those entitled who voted or came in the last 12 months: over every meeting of the
    assembly (how many were there at some time, or took part in its largest vote, of the members of
    its day) and every vote of the assembly outside of a meeting (how many voted, of its roll), the
    sum of those who took part by the sum of those entitled.  A share.  Source: attendance, votes,
    rolls; a meeting without its quorum counts too."""
    since = read.since(YEAR)
    held = [one for one in read.told.held if one.body == read.told.assembly and one.on >= since]
    outside = [one for one in read.decided if one.meeting is None and one.on >= since]
    counted = [_who_came(read, one) for one in held]
    counted += [(one.took_part, one.entitled) for one in outside]
    entitled = sum(whole for _some, whole in counted)
    if not entitled:
        return "nothing_happened"
    grades = [read.of_meeting(one) for one in held] + [read.of_vote(one) for one in outside]
    share = str(Fraction(sum(some for some, _whole in counted), entitled))
    rows = (*rows_of("meeting", held), *resolutions_of(outside))
    return Found(share, since, read.on, grading.weakest(grades), rows)


def _who_came(read: Governed, one: Held) -> tuple[int, int]:
    """How many came to a meeting or voted in it, of how many who were entitled on its day."""
    votes = [taken for taken in read.decided if taken.meeting == one.id]
    entitled = max(len(read.with_a_vote(one.on)), *(taken.entitled for taken in votes), 0)
    came = max(one.came, *(taken.took_part for taken in votes), 0)
    return min(came, entitled), entitled


def voting_members(read: Governed) -> Answer:
    """Part of the members who have a vote on the day: persons who stand on the roll of the assembly
    by all persons who belong, in whatever class.  A share.  Source: the roll.  Silent where
    organisations belong beside an assembly of persons, for who votes for them is not kept."""
    voting = read.with_a_vote(read.on)
    here = [
        one
        for one in read.memberships
        if one.is_on(read.on) and not one.code.startswith(VOTED_ELSEWHERE)
    ]
    if not here:
        return "nobody_belongs"
    if any(one.organisation is not None for one in here if one not in voting):
        return "votes_of_organisations"
    grade = of_times(read, here, ADMISSIONS)
    share = str(Fraction(len(voting), len(here)))
    return Found(share, read.on, read.on, grade, rows_of("membership", here))


def largest_vote(read: Governed) -> Answer:
    """Part of the votes that one person holds: one by the number of persons on the smallest roll on
    which the assembly voted in the last 12 months, for nobody has more than one vote here.  A
    share.  Source: rolls frozen with each vote."""
    since = read.since(YEAR)
    listed = [one for one in read.decided if one.on >= since and one.entitled]
    if not listed:
        return "nothing_happened"
    smallest = min(one.entitled for one in listed)
    grade = grading.weakest(read.of_vote(one) for one in listed)
    share = str(Fraction(1, smallest))
    return Found(share, since, read.on, grade, resolutions_of(listed))


def demutualised(read: Governed) -> Answer:
    """It voted to become a company of its owners: never said here, because no decision that can be
    taken here has this effect, and what a decision without an effect was about stands in its words
    alone, which are not read."""
    return "not_attributable"


def accounts_presented(read: Governed) -> Answer:
    """Accounts were put before the members in the last 24 months: yes, where the assembly decided
    in that time on the division of a surplus or on a share-out, whose proposal shows the result
    and every part.  Source: resolutions.  Silent otherwise: accounts read aloud leave no row."""
    since = read.since(ACCOUNTS_WITHIN)
    listed = [one for one in read.decided if one.on >= since and _shows_accounts(one)]
    if not listed:
        return "not_attributable"
    best = max(listed, key=lambda one: (read.of_vote(one), one.resolution))
    return Found(True, since, read.on, read.of_vote(best), resolutions_of([best]))


def _shows_accounts(one: Taken) -> bool:
    return one.effect.get("purpose") in OF_ACCOUNTS and one.outcome != "no_quorum"


FUNCTIONS: dict[str, Callable[[Governed], Answer]] = {
    "practice.assemblies": assemblies,
    "practice.months_since_assembly": months_since_assembly,
    "practice.turnout": turnout,
    "practice.voting_members": voting_members,
    "practice.largest_vote": largest_vote,
    "practice.accounts_presented": accounts_presented,
    "practice.demutualised": demutualised,
}
MODULE = Module("meetings", "meetings", governed, FUNCTIONS)
