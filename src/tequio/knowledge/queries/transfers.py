"""Transfers: where practices are on their way, how they were changed, what became of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tequio.knowledge.models import AdaptationRow, FollowUpRow, StepRow, TransferRow
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.rules import moving as rules
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.were_we_right import outcome_of_transfer
from tequio.membership import queries as members

MOST = 200
Part = TypeVar("Part", FollowUpRow, AdaptationRow, StepRow)
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
    proposal: int
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
    """What an organisation takes up, the newest first.  At most four queries."""
    return _lines(TransferRow.objects.filter(organisation_id=receiver))


def transfers_from(source: int, *, innovation: int | None = None) -> list[TransferLine]:
    """Where the practices of an organisation went, or one of them.  At most four queries."""
    rows = TransferRow.objects.filter(source_id=source)
    return _lines(rows.filter(innovation_id=innovation) if innovation is not None else rows)


def transfers_of_case(code: str) -> list[TransferLine]:
    """Where a ready case went.  At most four queries."""
    return _lines(TransferRow.objects.filter(code=code, source_id__isnull=True))


def transfers_assessed(assessor: int, assessments: Iterable[int]) -> dict[int, list[TransferLine]]:
    """By assessment of this organisation the transfers before which it lay.  At most four
    queries."""
    rows = TransferRow.objects.filter(assessor_id=assessor, assessment_id__in=list(assessments))
    found: dict[int, list[TransferLine]] = defaultdict(list)
    for one in _lines(rows):
        found[one.assessment or 0].append(one)
    return dict(found)


def due_on(on: date, *, receivers: Collection[int]) -> list[tuple[TransferLine, Due]]:
    """What these organisations should follow up by this day, the oldest first.  At most four
    queries, however many."""
    lines = _lines(TransferRow.objects.filter(organisation_id__in=list(receivers)))
    found = [(one, due) for one in lines for due in one.due(on)]
    return sorted(found, key=lambda pair: (pair[1].day, pair[0].receiver, pair[0].id))


def _lines(rows: QuerySet[TransferRow]) -> list[TransferLine]:
    found = list(
        rows.select_related("source", "assessor")
        .defer("design")
        .order_by("-decided_on", "-organisation_id", "-id")[:MOST]
    )
    wanted = {row.organisation_id for row in found}
    if not wanted:
        return []
    names = {one.id: (one.id, one.slug, one.name) for one in members.organisations(wanted)}
    which = {"organisation_id__in": wanted, "transfer_id__in": {row.id for row in found}}
    follow_ups = _by_transfer(FollowUpRow.objects.filter(**which).order_by("id"))
    changes = _by_transfer(AdaptationRow.objects.filter(**which))
    steps = _by_transfer(StepRow.objects.filter(**which).order_by("id"))
    return [
        _line(
            row,
            names[row.organisation_id],
            follow_ups.get((row.organisation_id, row.id), []),
            len(changes.get((row.organisation_id, row.id), [])),
            [one.day for one in steps.get((row.organisation_id, row.id), [])],
        )
        for row in found
    ]


def _by_transfer(rows: QuerySet[Part]) -> dict[tuple[int, int], list[Part]]:
    found: dict[tuple[int, int], list[Part]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id, row.transfer_id].append(row)
    return found


def _line(
    row: TransferRow,
    receiver: Organisation,
    follow_ups: list[FollowUpRow],
    changes: int,
    steps: list[date],
) -> TransferLine:
    lives = follow_ups[-1].is_alive if follow_ups else None
    outcome = outcome_of_transfer(
        state=row.state,
        is_alive=lives,
        is_harm=any(one.is_harm for one in follow_ups),
        changed=changes > 0,
    )
    ends = [steps[-1]] if row.state in rules.OVER and steps else []
    days = [*(one.day for one in follow_ups), *ends]
    source, assessor = row.source, row.assessor
    return TransferLine(
        receiver=receiver,
        id=row.id,
        source=(source.id, source.slug, source.name) if source else None,
        innovation=row.innovation_id,
        version=row.version,
        code=row.code,
        title=row.title,
        state=row.state,
        decided_on=row.decided_on,
        since=_since(row),
        proposal=row.proposal_id,
        resolution=row.resolution_id,
        assessor=(assessor.id, assessor.slug, assessor.name) if assessor else None,
        assessment=row.assessment_id,
        alive=_alive(follow_ups),
        lives=lives,
        adaptations=changes,
        outcome=outcome,
        outcome_on=max(days) if outcome else None,
    )


def transfer(receiver: int, number: int) -> TransferSeen | None:
    """One transfer with all its steps.  At most nine queries; the caller checked who looks."""
    lines = _lines(TransferRow.objects.filter(organisation_id=receiver, id=number))
    if not lines:
        return None
    row = TransferRow.objects.only("design", "digest").get(organisation_id=receiver, id=number)
    mine = {"organisation_id": receiver, "transfer_id": number}
    steps = list(StepRow.objects.filter(**mine).select_related("person").order_by("id"))
    changes = list(AdaptationRow.objects.filter(**mine).select_related("person").order_by("id"))
    follow_ups = list(FollowUpRow.objects.filter(**mine).select_related("person").order_by("id"))
    numbers = [one.text_id for some in (steps, changes, follow_ups) for one in some]
    told = {key: one.body for key, one in members.texts(receiver, filter(None, numbers)).items()}
    return TransferSeen(
        line=lines[0],
        design=read_design(json.loads(row.design)),
        digest=row.digest,
        steps=tuple(
            StepSeen(one.state, told.get(one.text_id or 0, ""), one.day, one.person.name)
            for one in steps
        ),
        adaptations=tuple(_adaptation(one, told) for one in changes),
        follow_ups=tuple(_follow_up(one, told) for one in follow_ups),
    )


def _adaptation(row: AdaptationRow, told: Mapping[int, str]) -> AdaptationSeen:
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
        words=told.get(row.text_id, ""),
        day=row.day,
        name=row.person.name,
    )


def _follow_up(row: FollowUpRow, told: Mapping[int, str]) -> FollowUpSeen:
    return FollowUpSeen(
        months=row.months,
        is_alive=row.is_alive,
        is_harm=row.is_harm,
        reach=tuple(row.reach),
        words=told.get(row.text_id, ""),
        day=row.day,
        name=row.person.name,
    )
