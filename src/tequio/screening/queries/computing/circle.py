"""What the meetings of a savings group show: its five rules, its share-out, and who decides.

Of the decisions it tells only those of meetings with a sheet; of the decision on a share-out it
takes the grade alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.grading import Graded, graded
from tequio.circles.queries.shared import Divided, latest_share_out
from tequio.kernel import add_months, allocate
from tequio.mandates.queries import mandates_by_number
from tequio.mandates.rules import resolution_of
from tequio.screening.queries.computing.governed import Governed, governed
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row

MONTHS = 12


@dataclass(frozen=True)
class Circle:
    """What the sheets and cycles of a group show on a day.

    rules     its five rules over the last six months, of the book whose cycle began last
    shared    the last share-out, and the resolution by which it was decided
    """

    on: date
    first_day: date | None
    rules: Graded | None
    shared: Divided | None
    shared_by: int
    group: Governed


def read(party: int, on: date) -> Circle:
    """Some sixty queries, however many meetings, members and loans; a third of them are those from
    which meetings are counted."""
    begun = [one for one in cycles_of(party) if one.first_day <= on]
    shared = latest_share_out(party, until=on)
    source = ""
    if shared is not None:
        decided = mandates_by_number(party, [shared.mandate])
        source = decided[shared.mandate].source if shared.mandate in decided else ""
    return Circle(
        on,
        min((one.first_day for one in begun), default=None),
        graded(party, on=on, book=begun[0].book) if begun else None,
        shared,
        resolution_of(source),
        governed(party, on),
    )


def _rule(read: Circle, code: str) -> Answer:
    if read.rules is None:
        return "not_kept_here"
    fact = read.rules.fact(code)
    if fact is None or fact.part is None:
        return "nothing_happened"
    behind = [one for one in (*fact.rows, *fact.inputs) if one.kind != "balance"]
    rows = {Row(_KINDS.get(one.kind, one.kind), one.number, one.on) for one in behind}
    grade = fact.grade or 0
    return Found(str(fact.part), read.rules.since, read.rules.until, grade, tuple(rows))


_KINDS = {"instalment": "loan"}
"""An instalment is reached by its loan, whose number stands in its row."""


def meetings_held(read: Circle) -> Answer:
    """Of the meetings that the statutes plan in the last six months, the part of which a sheet was
    closed; more than planned counts as all.  The first of the five rules, from the same rows and
    with the same grade as on the group's own page: the weakest sheet."""
    return _rule(read, "meetings")


def regular_savings(read: Circle) -> Answer:
    """Of all members on all sheets of the last six months, the part who bought shares that day.
    The second of the five rules, from the same rows and with the same grade as on the group's own
    page: the weakest sheet."""
    return _rule(read, "saving")


def internal_lending(read: Circle) -> Answer:
    """Of the group's own fund on the days of the last six months, the part that was lent to its
    members, averaged over the days.  The third of the five rules, graded as on the group's own
    page: the weakest sheet, or entry outside of meetings."""
    return _rule(read, "lending")


def repaid_on_time(read: Circle) -> Answer:
    """Of the instalments that were due in the last six months, the part of which everything was
    paid by its day.  The fourth of the five rules, graded as on the group's own page: the weakest
    entry of a payout or repayment."""
    return _rule(read, "repayment")


def books_in_time(read: Circle) -> Answer:
    """Of the sheets of the last six months, the part that was entered within the days after the
    meeting that the statutes allow.  The fifth of the five rules, graded as on the group's own
    page: the weakest sheet."""
    return _rule(read, "books")


def share_out_by_savings(read: Circle) -> Answer:
    """Whether the last share-out gave each member a part of the pool by the shares that she had
    bought, to the last coin, or the same to all.  Computed again from the parts as they were
    written down; graded as the decision on it.  Of the cycle that was shared out.  Cycles from the
    books before do not count."""
    if read.first_day is None:
        return "not_kept_here"
    if read.shared is None:
        return "nothing_happened"
    shares, worths = zip(*read.shared.parts, strict=True)
    is_alike = len(set(worths)) == 1
    by_savings = tuple(worths) == allocate(sum(worths), shares)
    grade = read.group.of_resolution(read.shared_by)
    rows = (Row("cycle", read.shared.cycle, read.shared.shared_on),)
    value = is_alike or by_savings
    return Found(value, read.shared.first_day, read.shared.shared_on, grade, rows)


def decides_together(read: Circle) -> Answer:
    """Whether in the last 12 months the members decided something in a meeting with a sheet in
    which more than half of those entitled took part.  One such decision is enough, so it rests on
    the best-graded sheets.  Silent where no meeting was written down, or none decided anything."""
    since = add_months(read.on, -MONTHS) + timedelta(days=1)
    sheets = read.group.sheets.meetings
    decided = [
        one
        for one in read.group.decided
        if one.meeting in sheets and one.on >= since and one.outcome in ("adopted", "rejected")
    ]
    if not decided:
        return "nothing_happened" if read.first_day else "not_kept_here"
    together = [one for one in decided if 2 * one.took_part > one.entitled]
    best = max(read.group.of_vote(one) for one in together or decided)
    shown = [one for one in together or decided if read.group.of_vote(one) == best]
    rows = tuple(Row("resolution", one.resolution, one.on) for one in shown)
    return Found(bool(together), since, read.on, best, rows)


MODULE = Module(
    "circle",
    "circle",
    read,
    {
        "practice.meetings_held": meetings_held,
        "practice.regular_savings": regular_savings,
        "practice.internal_lending": internal_lending,
        "practice.repaid_on_time": repaid_on_time,
        "practice.books_in_time": books_in_time,
        "practice.share_out_by_savings": share_out_by_savings,
        "practice.decides_together": decides_together,
    },
)
