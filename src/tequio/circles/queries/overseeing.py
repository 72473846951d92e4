"""What a federation sees of its groups: no more than each lets it see, and only while it belongs.

A group says in its statutes (`privacy.federation`) whether the officers of a federation see
nothing, figures of the whole group, or the sheets of its meetings.  What stands between the two,
the loan itself and what is on its way, both see anyhow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from django.db.models import Count, Q

from tequio.chronicle import queries as chronicle
from tequio.circles import rules
from tequio.circles.models import CycleEndRow, CycleRow, SheetLineRow, SheetRow
from tequio.circles.queries.bulk import Mirror, mirrors_of
from tequio.circles.queries.graduating import Graduated, graduations
from tequio.circles.rules import needs
from tequio.kernel import Amount, Finding, Unit
from tequio.ledger.queries.across import balances_across
from tequio.lending import rules as lending
from tequio.lending.queries.across import ageing_across
from tequio.membership import queries as members
from tequio.membership.queries.federating import groups_on
from tequio.membership.rules import Standing, is_officer
from tequio.statutes.queries import statutes_of_each
from tequio.statutes.rules import Statutes

Sight = Literal["nothing", "figures", "sheets"]
PROVISION = "privacy.federation"
CODES = (PROVISION, "circle.every", "circle.sheet_days", "circle.weekday")
UNANSWERED = ("cash-difference",)
HERE = ("present", "late")
LATELY = timedelta(days=366)
SHEETS = 2 * needs.SEEN


def sight_of(federation: int, group: int, standing: Standing, on: date) -> Sight:
    """What whoever looks for a federation sees of a group: an officer what the group lets its
    federation see, anybody else nothing; and nothing once the group is no member.  Two queries."""
    if not is_officer(standing) or group not in groups_on(federation, on):
        return "nothing"
    return _sight(statutes_of_each([group], on, codes=[PROVISION])[group])


def _sight(statutes: Statutes) -> Sight:
    return cast("Sight", statutes.choice(PROVISION))


@dataclass(frozen=True)
class Line:
    """A group on the list: what it shows, why it needs help, what stands between the two."""

    group: int
    slug: str
    name: str
    sight: Sight
    needs: list[Finding]
    last: date | None
    mirror: Mirror | None
    is_head_new: bool
    graduated: Graduated | None = None

    @property
    def is_shown(self) -> bool:
        return self.sight != "nothing"


def groups_by_need(federation: int, unit: Unit, on: date) -> list[Line]:
    """The groups of a federation, whoever needs help first at the top; who looks is asked before.

    A group that left and still owes something stands on it too, and shows nothing.  At most thirty
    queries, however many groups there are.
    """
    belong, mirrors = groups_on(federation, on), mirrors_of(federation, unit)
    owing = [one for one, mirror in mirrors.items() if mirror.owed.minor]
    found = members.organisations({*belong, *owing})
    names, slugs = {one.id: one.name for one in found}, {one.id: one.slug for one in found}
    statutes = statutes_of_each(names, on, codes=CODES)
    sights: dict[int, Sight] = {
        one: _sight(statutes[one]) if one in belong else "nothing" for one in names
    }
    shown = [one for one, sight in sights.items() if sight != "nothing"]
    grown = graduations(shown)
    figures = _Figures(federation, shown, on)
    lines = [
        Line(
            group=one,
            slug=slugs[one],
            name=names[one],
            sight=sights[one],
            needs=needs.needs_of(figures.seen(one, statutes[one], mirrors.get(one), unit)),
            last=figures.last(one),
            mirror=mirrors.get(one),
            is_head_new=one in figures.heads_new,
            graduated=next(iter(grown.get(one, [])), None),
        )
        for one in names
    ]
    return sorted(lines, key=lambda line: (needs.first_of(line.needs), line.name.casefold()))


class _Figures:
    """What several groups show, read table by table."""

    def __init__(self, federation: int, groups: list[int], on: date) -> None:
        self.on, self.shown = on, frozenset(groups)
        self.cycles = _running(groups)
        self.sheets = _sheets(groups, on)
        self.attendance = _attendance(self.sheets)
        self.unanswered = balances_across(groups, UNANSWERED)
        self.ageing = ageing_across(groups, on)
        self.witnessed, self.heads_new = _heads(federation, groups)

    def last(self, group: int) -> date | None:
        """The day of the last meeting that was written down."""
        return self.sheets[group][0].held_on if self.sheets[group] else None

    def seen(self, group: int, statutes: Statutes, mirror: Mirror | None, unit: Unit) -> needs.Seen:
        cycle, ageing = self.cycles.get(group), self.ageing.get(group)
        counted = self.unanswered.get(group, {}).items()
        missing = abs(sum(minor for (_kind, _ref, code), minor in counted if code == unit.code))
        days = statutes.integer("circle.sheet_days")
        since = cycle.first_day if cycle else None
        return needs.Seen(
            today=self.on,
            every=cast("rules.Every", statutes.choice("circle.every")),
            first_day=since,
            sheets=tuple(
                self._sheet(row, days)
                for row in self.sheets[group]
                if since is not None and row.held_on >= since
            ),
            unanswered=Amount(missing, unit),
            at_risk=ageing.at_risk[needs.AT_RISK_DAYS] if ageing else None,
            late_with_us=_days_late(mirror, self.on),
            disagrees=bool(mirror and mirror.compared.findings),
            is_witnessed=group in self.witnessed,
            is_shown=group in self.shown,
        )

    def _sheet(self, row: SheetRow, days: int) -> needs.Sheet:
        here, listed = self.attendance.get((row.organisation_id, row.id), (0, 0))
        is_in_time = (row.entered_at.date() - row.held_on).days <= days
        return needs.Sheet(row.held_on, is_in_time, here, listed)


def _running(groups: Collection[int]) -> dict[int, CycleRow]:
    """By organisation the cycle that runs.  Two queries."""
    over = CycleEndRow.objects.filter(organisation_id__in=groups)
    ended = set(over.values_list("organisation_id", "cycle_id"))
    rows = CycleRow.objects.filter(organisation_id__in=groups).order_by("first_day")
    return {row.organisation_id: row for row in rows if (row.organisation_id, row.id) not in ended}


def _sheets(groups: Collection[int], on: date) -> dict[int, list[SheetRow]]:
    """By organisation its last sheets, the newest first.  One query."""
    rows = SheetRow.objects.filter(organisation_id__in=groups, held_on__gt=on - LATELY)
    found: dict[int, list[SheetRow]] = defaultdict(list)
    for row in rows.order_by("-held_on", "-id"):
        if len(found[row.organisation_id]) < SHEETS:
            found[row.organisation_id].append(row)
    return found


def _attendance(sheets: Mapping[int, list[SheetRow]]) -> dict[tuple[int, int], tuple[int, int]]:
    """By organisation and sheet who was here, and how many stand on it.  One query."""
    asked = {row.id for listed in sheets.values() for row in listed}
    rows = SheetLineRow.objects.filter(organisation_id__in=set(sheets), sheet_id__in=asked)
    counted = rows.values("organisation_id", "sheet_id").annotate(
        here=Count("person_id", filter=Q(attendance__in=HERE)), listed=Count("person_id")
    )
    return {
        (row["organisation_id"], row["sheet_id"]): (row["here"], row["listed"]) for row in counted
    }


def _heads(federation: int, groups: Collection[int]) -> tuple[set[int], set[int]]:
    """Groups whose head somebody outside holds; and those of which this federation holds none as
    they stand now.  Two queries."""
    heads = chronicle.heads_of(groups)
    owners = {head.chain: group for group, head in heads.items()}
    held = chronicle.witnesses_of_each(owners)
    outside = {owners[head.chain] for who, head in held if who != owners[head.chain]}
    ours = [head for who, head in held if who == federation]
    current = {owners[h.chain] for h in ours if h.number == heads[owners[h.chain]].number}
    return outside, set(heads) - current


def ageing_of_loans(mirrors: Collection[Mirror], on: date) -> lending.Ageing:
    """How late the loans to groups are, by the same ages as loans to members; what is on its way
    has been paid, by the group's day.  No query."""
    return lending.ageing(
        lending.Running(standing.principal_left, standing.days_late)
        for mirror in mirrors
        for standing in _standings(mirror, on)
        if standing.principal_left
    )


def _standings(mirror: Mirror, on: date) -> list[lending.Position]:
    """Where each loan stands that was not written off, by the group's repayments."""
    theirs = {one.correlation: one for one in mirror.borrowed}
    return [
        theirs.get(one.correlation, one).position(on)
        for one in mirror.lent
        if not one.is_reversed and not one.given_up
    ]


def _days_late(mirror: Mirror | None, on: date) -> int:
    """By how many days the oldest unpaid instalment of any loan is late; what is on its way has
    been paid, by the group's day."""
    if mirror is None:
        return 0
    return max((standing.days_late for standing in _standings(mirror, on)), default=0)
