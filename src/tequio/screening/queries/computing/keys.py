"""Whether keys and offices of a savings group change hands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.circles.queries.cycles import cycles_of
from tequio.kernel import add_months
from tequio.membership.queries.over_time import Time
from tequio.screening.queries.computing.governed import Governed, governed, of_times, rows_of
from tequio.screening.queries.computing.shape import Answer, Found, Module

MONTHS = 24
GIVEN_BY = ("office",)
"""The kind of decision that gives an office."""


@dataclass(frozen=True)
class Keys:
    """The terms of office of a group, and the day on which its first cycle began here."""

    on: date
    first_day: date | None
    group: Governed


def read(party: int, on: date) -> Keys:
    """Two queries beside those from which meetings are counted."""
    days = [one.first_day for one in cycles_of(party) if one.first_day <= on]
    return Keys(on, min(days, default=None), governed(party, on))


def keys_rotate(read: Keys) -> Answer:
    """Whether an office or a key passed from one person to another in the last 24 months: somebody
    got it who had never held it, after others had.  One such term is enough, so it rests on the
    best-graded of them: the grade of the decision that gave it.  False only for a group that has
    kept its meetings here for all that time; then it rests on who holds the offices."""
    if read.first_day is None:
        return "not_kept_here"
    since = add_months(read.on, -MONTHS) + timedelta(days=1)
    passed = [one for one in _passed_on(read.group.terms) if one.since >= since]
    if passed:
        grade = max(read.group.of_time(one, *GIVEN_BY) for one in passed)
        return Found(True, since, read.on, grade, rows_of("term", passed))
    if read.first_day > since:
        return "too_young"
    held = [one for one in read.group.terms if one.is_on(read.on)]
    grade = of_times(read.group, held, GIVEN_BY)
    return Found(False, since, read.on, grade, rows_of("term", held))


def _passed_on(terms: tuple[Time, ...]) -> list[Time]:
    """Terms of who had not held the office before, where somebody had."""
    earlier: dict[str, list[Time]] = defaultdict(list)
    passed = []
    for one in terms:
        before = earlier[one.code]
        is_new = all(other.person != one.person for other in before)
        if is_new and any(other.since < one.since for other in before):
            passed.append(one)
        before.append(one)
    return passed


MODULE = Module("keys", "circle", read, {"practice.keys_rotate": keys_rotate}, also=("meetings",))
