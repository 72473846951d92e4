"""Who stood for an office, and whether offices changed hands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.governance.queries.over_time import Taken
from tequio.kernel import add_months
from tequio.membership.queries.over_time import Time
from tequio.screening.queries.computing.governed import (
    Governed,
    governed,
    of_times,
    resolutions_of,
    rows_of,
)
from tequio.screening.queries.computing.shape import Answer, Found, Module
from tequio.screening.rules import grading
from tequio.statutes.queries import statutes_on

SEATS_WITHIN = 36
OFFICE = "office"


@dataclass(frozen=True)
class Read:
    """Decisions and terms, and for how many months the statutes give an office."""

    governed: Governed
    months: int

    @property
    def on(self) -> date:
        return self.governed.on


def read(party: int, on: date) -> Read:
    """What was decided, and one query for the statutes."""
    return Read(governed(party, on), statutes_on(party, on).integer("term.months"))


def contested_seats(read: Read) -> Answer:
    """Part of the seats for which more than one stood: of the offices that a vote filled in the
    last 36 months, those for which more persons were put to the vote on that day than got the
    office.  A share.  Source: resolutions on offices; the offices of the founding were not voted
    on.  Silent where no office was filled by a vote; who stood without a proposal is in no book."""
    since = read.governed.since(SEATS_WITHIN)
    rounds: dict[tuple[str, date], list[Taken]] = defaultdict(list)
    for one in read.governed.decided:
        if one.kind == OFFICE and one.on >= since and one.outcome in ("adopted", "rejected"):
            rounds[str(one.effect["office"]), one.on].append(one)
    seats = contested = 0
    for listed in rounds.values():
        filled = sum(one.outcome == "adopted" for one in listed)
        seats += filled
        contested += filled if len({one.effect["person"] for one in listed}) > filled else 0
    if not seats:
        return "nothing_happened"
    every = [one for listed in rounds.values() for one in listed]
    grade = grading.weakest(read.governed.of_vote(one) for one in every)
    share = str(Fraction(contested, seats))
    return Found(share, since, read.on, grade, resolutions_of(every))


def rotation(read: Read) -> Answer:
    """Part of the offices that changed hands in the last two terms, as long as the statutes say
    that an office lasts, or since the founding here: of the persons who held an office on the first
    day, those who do not hold it on the last, while somebody does.  A share.  Source: terms of
    office.  Silent for a group younger than one term."""
    founded = read.governed.founded_on
    if founded is None:
        return "not_kept_here"
    if founded > add_months(read.on, -read.months):
        return "too_young"
    since = max(founded, add_months(read.on, -2 * read.months))
    now = [one for one in read.governed.terms if one.is_on(read.on)]
    held = {one.code for one in now}
    then = [one for one in read.governed.terms if one.is_on(since) and one.code in held]
    if not then:
        return "nothing_happened"
    share = str(Fraction(_changed(then, now), len(then)))
    both = list(dict.fromkeys([*then, *(one for one in now if one.code in {t.code for t in then})]))
    grade = of_times(read.governed, both, (OFFICE,))
    return Found(share, since, read.on, grade, rows_of("term", both))


def _changed(then: list[Time], now: list[Time]) -> int:
    still = {(one.code, one.person) for one in now}
    return sum((one.code, one.person) not in still for one in then)


FUNCTIONS: dict[str, Callable[[Read], Answer]] = {
    "practice.contested_seats": contested_seats,
    "practice.rotation": rotation,
}
MODULE = Module("offices", "meetings", read, FUNCTIONS)
