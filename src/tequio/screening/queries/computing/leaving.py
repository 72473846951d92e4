"""Whether who left got what was hers: the roll beside the books of money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tequio.ledger.queries.owed import Owed, owed_over_time
from tequio.membership.queries.over_time import Time
from tequio.screening.queries.computing.governed import Governed, governed, rows_of
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row
from tequio.screening.rules import grading
from tequio.statutes.queries import statutes_on

WITHIN = 24


@dataclass(frozen=True)
class Read:
    """Who left in the last 24 months, by person; what was owed to each; the days of notice."""

    governed: Governed
    left: dict[int, Time]
    owed: dict[int, list[Owed]]
    notice: timedelta

    @property
    def on(self) -> date:
        return self.governed.on


def read(party: int, on: date) -> Read:
    """Who left, and the entries of what was owed to them: two queries more."""
    found = governed(party, on)
    since, here = found.since(WITHIN), {one.person for one in found.with_a_vote(on)}
    left = {
        one.person: one
        for one in found.memberships
        if one.code == found.told.member_class
        and one.person is not None
        and one.person not in here
        and one.until is not None
        and since <= one.until <= on
    }
    owed: dict[int, list[Owed]] = defaultdict(list)
    for entry in owed_over_time(party, sorted(left), on):
        owed[entry.person].append(entry)
    days = statutes_on(party, on).integer("shares.notice_days")
    return Read(found, left, owed, timedelta(days=days))


def exits_paid(read: Read) -> Answer:
    """Part of those who left and were paid what was theirs: of the members whose membership ended
    in the last 24 months and to whom the books ever owed savings, shares, capital or a part of a
    surplus, those to whom nothing of it is owed on the day.  A share.  Whoever is still owed
    something and left less than `shares.notice_days` ago is left out.  Source: the roll and the
    entries of their accounts, the last of each telling how far it is believed; silent where nobody
    left to whom anything was owed."""
    counted = {
        person: one
        for person, one in read.left.items()
        if read.owed[person] and not (_is_owed(read, person) and read.on < _last(one) + read.notice)
    }
    if not counted:
        return "nothing_happened"
    paid = [person for person in counted if not _is_owed(read, person)]
    proofs = [entry for person in counted for entry in _newest(read.owed[person])]
    rows = (
        *rows_of("membership", list(counted.values())),
        *(Row("entry", entry.entry, entry.on) for entry in proofs),
    )
    grade = grading.weakest(_grade_of(read, entry) for entry in proofs)
    share = str(Fraction(len(paid), len(counted)))
    return Found(share, read.governed.since(WITHIN), read.on, grade, rows)


def _last(one: Time) -> date:
    assert one.until is not None, "who left has a last day"
    return one.until


def _is_owed(read: Read, person: int) -> bool:
    sums: dict[int, int] = defaultdict(int)
    for entry in read.owed[person]:
        sums[entry.account] += entry.minor
    return any(left > 0 for left in sums.values())


def _newest(entries: list[Owed]) -> list[Owed]:
    """The last entry of each account."""
    return list({entry.account: entry for entry in entries}.values())


def _grade_of(read: Read, entry: Owed) -> int:
    if entry.is_matched:
        return grading.FROM_OUTSIDE
    return read.governed.sheets.journals.get(entry.journal, grading.TYPED_ALONE)


FUNCTIONS: dict[str, Callable[[Read], Answer]] = {"practice.exits_paid": exits_paid}
MODULE = Module("leaving", "members", read, FUNCTIONS, also=("money",))
