"""Transfers: where practices are on their way, how they were changed, what became of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from tequio.knowledge.models import AdaptationRow, FollowUpRow, StepRow, TransferRow
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.words import words_of
from tequio.knowledge.rules import moving as rules
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.were_we_right import outcome_of_transfer
from tequio.membership import queries as members

MOST = 200
Organisation = tuple[int, str, str]
"""Number, short name and name."""


@dataclass(frozen=True)
class Due:
    """A transfer can be followed up from this day on; `is_late`: a month has passed since."""

    months: int
    day: date
    is_late: bool


@dataclass(frozen=True)
class TransferLine:
    """A transfer in a list.

    receiver, source    whose decision it was, whose practice it is (None: a ready case, `code`)
    since               the later day of decision and beginning
    alive, lives        by months whether it lived then; what was said last, None while nobody did
    outcome, outcome_on what it tells by itself, as a code, and since when; empty while unknown
    """

    receiver: Organisation
    id: int
    source: Organisation | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    state: str
    decided_on: date
    since: date
    resolution: int
    assessor: Organisation | None
    assessment: int | None
    alive: Mapping[int, bool]
    lives: bool | None
    adaptations: int
    outcome: str
    outcome_on: date | None

    @property
    def is_over(self) -> bool:
        """Moved back or left."""
        return self.state in rules.OVER

    @property
    def next_state(self) -> str:
        """What follows on the way; empty where it ends."""
        return rules.next_state(self.state)

    def due(self, on: date) -> list[Due]:
        """What should be followed up by this day and was not."""
        if self.state not in rules.TRIED:
            return []
        days = [(one, rules.due_on(self.since, one)) for one in rules.MONTHS]
        return [
            Due(months, day, (on - day).days > 30)
            for months, day in days
            if months not in self.alive and day <= on
        ]


@dataclass(frozen=True)
class StepSeen:
    """A step with its words."""

    state: str
    words: str
    day: date
    name: str


@dataclass(frozen=True)
class AdaptationSeen:
    """One change, by the facets of FRAME, all as codes but for the words."""

    id: int
    component: str
    moment: str
    is_planned: bool
    decided_by: str
    what: str
    level: str
    nature: str
    is_true: str
    reasons: tuple[str, ...]
    words: str
    day: date
    name: str


@dataclass(frozen=True)
class FollowUpSeen:
    """What became of it; months: 0 where harm was told by itself."""

    months: int
    is_alive: bool
    is_harm: bool
    reach: tuple[str, ...]
    words: str
    day: date
    name: str


@dataclass(frozen=True)
class TransferSeen:
    """A transfer whole; `design` is what the members voted on."""

    line: TransferLine
    design: Design
    digest: str
    steps: tuple[StepSeen, ...]
    adaptations: tuple[AdaptationSeen, ...]
    follow_ups: tuple[FollowUpSeen, ...]


def transfer_of(receiver: int, number: int) -> rules.Transfer | None:
    """A transfer as its rules need it.  Three queries."""
    row = TransferRow.objects.filter(organisation_id=receiver, id=number).first()
    if row is None:
        return None
    mine = {"organisation_id": receiver, "transfer_id": number}
    seen = list(FollowUpRow.objects.filter(**mine).order_by("id"))
    return rules.Transfer(
        id=row.id,
        source=row.source_id,
        state=row.state,
        since=_since(row),
        components=frozenset(one["id"] for one in json.loads(row.design)["components"]),
        alive=_alive(seen),
        lives=seen[-1].is_alive if seen else None,
        is_changed=AdaptationRow.objects.filter(**mine).exists(),
    )


def _alive(seen: Iterable[FollowUpRow]) -> dict[int, bool]:
    """By months whether it lived; what was told of harm by itself is no look back."""
    return {one.months: one.is_alive for one in seen if one.months != rules.ON_ANY_DAY}


def _since(row: TransferRow) -> date:
    return max(row.decided_on, localdate(row.begun_at))


def source_of(receiver: int, number: int) -> int | None:
    """Whose practice it is that is taken up.  One query."""
    rows = TransferRow.objects.filter(organisation_id=receiver, id=number)
    return rows.values_list("source_id", flat=True).first()


def transfers_of(receiver: int) -> list[TransferLine]:
    """What an organisation takes up, the newest first.  At most five queries."""
    return _lines(TransferRow.objects.filter(organisation_id=receiver))


def transfers_from(source: int, *, innovation: int | None = None) -> list[TransferLine]:
    """Where the practices of an organisation went, or one of them.  At most five queries."""
    rows = TransferRow.objects.filter(source_id=source)
    return _lines(rows.filter(innovation_id=innovation) if innovation is not None else rows)


def transfers_assessed(assessor: int, assessments: Iterable[int]) -> dict[int, list[TransferLine]]:
    """By assessment of this organisation the transfers before which it lay.  At most five
    queries."""
    rows = TransferRow.objects.filter(assessor_id=assessor, assessment_id__in=list(assessments))
    found: dict[int, list[TransferLine]] = defaultdict(list)
    for one in _lines(rows):
        found[one.assessment or 0].append(one)
    return dict(found)


def due_on(on: date, *, receivers: Collection[int]) -> list[tuple[TransferLine, Due]]:
    """What these organisations should follow up by this day, the oldest first.  At most five
    queries, however many."""
    lines = _lines(TransferRow.objects.filter(organisation_id__in=list(receivers)))
    found = [(one, due) for one in lines for due in one.due(on)]
    return sorted(found, key=lambda pair: (pair[1].day, pair[0].receiver, pair[0].id))


def _lines(rows: QuerySet[TransferRow]) -> list[TransferLine]:
    newest = rows.defer("design").order_by("-decided_on", "-organisation_id", "-id")
    return _told(list(newest[:MOST]))


def _told(rows: list[TransferRow]) -> list[TransferLine]:
    """Four queries beside that of the rows."""
    named = {
        one
        for row in rows
        for one in (row.organisation_id, row.source_id, row.assessor_id)
        if one is not None
    }
    if not named:
        return []
    names = {one.id: (one.id, one.slug, one.name) for one in members.organisations(named)}
    known = _happened({(row.organisation_id, row.id) for row in rows})
    return [_line(row, names, known[row.organisation_id, row.id]) for row in rows]


@dataclass
class _Happened:
    """What is known of a transfer besides its row.

    ended_on  the day on which it was moved back or left
    """

    follow_ups: list[FollowUpRow] = field(default_factory=list)
    adaptations: int = 0
    ended_on: date | None = None


def _happened(keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], _Happened]:
    """By receiver and number what happened to each transfer.  Three queries."""
    found = {key: _Happened() for key in keys}
    which = {
        "organisation_id__in": {receiver for receiver, _number in keys},
        "transfer_id__in": {number for _receiver, number in keys},
    }
    for row in FollowUpRow.objects.filter(**which).order_by("id"):
        if known := found.get((row.organisation_id, row.transfer_id)):
            known.follow_ups.append(row)
    columns = ("organisation_id", "transfer_id")
    changes = AdaptationRow.objects.filter(**which).values_list(*columns)
    for receiver, number, times in changes.annotate(Count("id")).order_by():
        if known := found.get((receiver, number)):
            known.adaptations = times
    ends = StepRow.objects.filter(**which, state__in=rules.OVER).order_by("id")
    for receiver, number, day in ends.values_list(*columns, "day"):
        if known := found.get((receiver, number)):
            known.ended_on = day
    return found


def _line(row: TransferRow, names: Mapping[int, Organisation], known: _Happened) -> TransferLine:
    follow_ups = known.follow_ups
    lives = follow_ups[-1].is_alive if follow_ups else None
    outcome = outcome_of_transfer(
        state=row.state,
        is_alive=lives,
        is_harm=any(one.is_harm for one in follow_ups),
        changed=known.adaptations > 0,
    )
    days = [*(one.day for one in follow_ups), *filter(None, [known.ended_on])]
    return TransferLine(
        receiver=names[row.organisation_id],
        id=row.id,
        source=names.get(row.source_id or 0),
        innovation=row.innovation_id,
        version=row.version,
        code=row.code,
        title=row.title,
        state=row.state,
        decided_on=row.decided_on,
        since=_since(row),
        resolution=row.resolution_id,
        assessor=names.get(row.assessor_id or 0),
        assessment=row.assessment_id,
        alive=_alive(follow_ups),
        lives=lives,
        adaptations=known.adaptations,
        outcome=outcome,
        outcome_on=max(days, default=None) if outcome else None,
    )


def transfer(receiver: int, number: int) -> TransferSeen | None:
    """One transfer with all its steps.  Nine queries; the caller checked who looks."""
    rows = list(TransferRow.objects.filter(organisation_id=receiver, id=number))
    if not rows:
        return None
    (row,), (line,) = rows, _told(rows)
    mine = {"organisation_id": receiver, "transfer_id": number}
    steps = list(StepRow.objects.filter(**mine).select_related("person").order_by("id"))
    changes = list(AdaptationRow.objects.filter(**mine).select_related("person").order_by("id"))
    looks = list(FollowUpRow.objects.filter(**mine).select_related("person").order_by("id"))
    words = words_of(receiver, [one.text_id for some in (steps, changes, looks) for one in some])
    return TransferSeen(
        line=line,
        design=read_design(json.loads(row.design)),
        digest=row.digest,
        steps=tuple(
            StepSeen(one.state, words[one.text_id], one.day, one.person.name) for one in steps
        ),
        adaptations=tuple(_adaptation(one, words[one.text_id]) for one in changes),
        follow_ups=tuple(_follow_up(one, words[one.text_id]) for one in looks),
    )


def _adaptation(row: AdaptationRow, words: str) -> AdaptationSeen:
    return AdaptationSeen(
        id=row.id,
        component=row.component,
        moment=row.moment,
        is_planned=row.is_planned,
        decided_by=row.decided_by,
        what=row.what,
        level=row.level,
        nature=row.nature,
        is_true=row.is_true,
        reasons=tuple(row.reasons),
        words=words,
        day=row.day,
        name=row.person.name,
    )


def _follow_up(row: FollowUpRow, words: str) -> FollowUpSeen:
    return FollowUpSeen(
        months=row.months,
        is_alive=row.is_alive,
        is_harm=row.is_harm,
        reach=tuple(row.reach),
        words=words,
        day=row.day,
        name=row.person.name,
    )
