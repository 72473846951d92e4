"""What panels found, as anybody who sees the register may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tequio.membership import queries as members
from tequio.registry.queries.hand import family_of, heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import AskedRow, CaseRow, FindingRow, LapseRow
from tequio.screening.queries.packs import packs_by_number
from tequio.screening.rules.findings import LAPSED, Question, read_question, state_of
from tequio.screening.rules.packs import Pack

MOST = 50


@dataclass(frozen=True)
class FindingView:
    """A finding with its reasons.

    listed       number under which the organisation stands in the register now
    state        its verdict, or `lapsed`; the words are `rules.findings.STATES`
    gates        conditions for which the verdict is so
    kind         of the case: `appeal`, where it was heard anew
    lapsed_on, trigger  if it counts no more before its time, since when and why
    replaces     the finding in whose place it stands; replaced_by: the one that stands in its place
    snapshot, judgement  digests of what it rests on
    """

    id: int
    listed: int
    name: str
    pack: Pack
    pack_id: int
    verdict: str
    state: str
    gates: tuple[str, ...]
    reasons: str
    case: int
    kind: str
    assessment: int
    body: int
    proposal: int
    resolution: int
    decided_on: date
    appeal_until: date
    holds_until: date
    lapsed_on: date | None
    trigger: str
    replaces: int | None
    replaced_by: int | None
    snapshot: str
    judgement: str

    @property
    def is_current(self) -> bool:
        """Whether no other finding stands in its place."""
        return self.replaced_by is None


@dataclass(frozen=True)
class Sought:
    """Which findings are looked for; as it stands, all.

    packs       numbers of adopted packs: only findings by one of them
    state       a verdict that still counts, or `lapsed`
    is_current  none in whose place another stands
    """

    packs: tuple[int, ...] = ()
    state: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Page:
    """Some findings, newest first; `before`: number to go on from, None at the end."""

    findings: tuple[FindingView, ...]
    before: int | None


def finding(examiner: int, number: int, today: date, *, is_inside: bool) -> FindingView | None:
    """One finding, for whoever may see its organisation; else None."""
    rows = FindingRow.objects.filter(organisation_id=examiner, id=number)
    return next(iter(_views(examiner, rows, today, is_inside=is_inside)), None)


def findings(
    examiner: int,
    today: date,
    *,
    is_inside: bool,
    sought: Sought = Sought(),
    before: int | None = None,
    limit: int = MOST,
) -> Page:
    """All findings, newest first.  A page is shorter where somebody may not see all organisations.
    Nine queries and one for each step of merges, however many findings."""
    rows = _sought(examiner, sought, today).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: limit + 1])
    shown, more = found[:limit], len(found) > limit
    views = _views(examiner, shown, today, is_inside=is_inside)
    return Page(tuple(views), shown[-1].id if more else None)


def _sought(examiner: int, sought: Sought, today: date) -> QuerySet[FindingRow]:
    every = FindingRow.objects.filter(organisation_id=examiner)
    rows = every.filter(pack_id__in=sought.packs) if sought.packs else every
    if sought.is_current:
        replaced = every.filter(replaces_id__isnull=False)
        rows = rows.exclude(id__in=replaced.values("replaces_id"))
    if not sought.state:
        return rows
    lapses = LapseRow.objects.filter(organisation_id=examiner)
    is_over = Q(holds_until__lt=today) | Q(id__in=lapses.values("finding_id"))
    if sought.state == LAPSED:
        return rows.filter(is_over)
    return rows.filter(~is_over, verdict=sought.state)


def findings_of(
    examiner: int, listed: int, today: date, *, is_inside: bool
) -> tuple[FindingView, ...]:
    """Everything that was found of an organisation by any pack, newest first."""
    rows = FindingRow.objects.filter(
        organisation_id=examiner, listed_id__in=family_of(examiner, listed)
    )
    return tuple(_views(examiner, rows.order_by("-id"), today, is_inside=is_inside))


def current_findings(
    examiner: int, listed: int, today: date, *, is_inside: bool
) -> dict[str, FindingView]:
    """What is found of an organisation now, by code of the pack."""
    found = findings_of(examiner, listed, today, is_inside=is_inside)
    newest: dict[str, FindingView] = {}
    for one in found:
        newest.setdefault(one.pack.code, one)
    return newest


def _views(
    examiner: int, rows: Iterable[FindingRow], today: date, *, is_inside: bool
) -> list[FindingView]:
    listed = list(rows)
    if not listed:
        return []
    heads = heads_of(examiner, {row.listed_id for row in listed})
    names = names_of(examiner, heads.values(), is_inside=is_inside)
    seen = [row for row in listed if heads[row.listed_id] in names]
    around = _around(examiner, seen)
    return [_view(row, heads[row.listed_id], names, around, today) for row in seen]


@dataclass(frozen=True)
class _Around:
    packs: dict[int, Pack]
    texts: dict[int, str]
    asked: dict[int, Question]
    kinds: dict[int, str]
    lapses: dict[int, tuple[date, str]]
    newer: dict[int, int]


def _around(examiner: int, rows: Sequence[FindingRow]) -> _Around:
    numbers = [row.id for row in rows]
    packs = packs_by_number(examiner, {row.pack_id for row in rows})
    texts = members.texts(examiner, [row.text_id for row in rows])
    proposals = {row.proposal_id for row in rows}
    asked = AskedRow.objects.filter(organisation_id=examiner, proposal_id__in=proposals)
    cases = CaseRow.objects.filter(organisation_id=examiner, id__in={row.case_id for row in rows})
    lapses = LapseRow.objects.filter(organisation_id=examiner, finding_id__in=numbers)
    newer = FindingRow.objects.filter(organisation_id=examiner, replaces_id__in=numbers)
    return _Around(
        packs={number: one.pack for number, one in packs.items()},
        texts={number: one.body for number, one in texts.items()},
        asked={row.proposal_id: read_question(row.content) for row in asked},
        kinds=dict(cases.values_list("id", "kind")),
        lapses={row.finding_id: (row.day, row.trigger) for row in lapses},
        newer={one: number for one, number in newer.values_list("replaces_id", "id") if one},
    )


def _view(
    row: FindingRow, head: int, names: dict[int, str], around: _Around, today: date
) -> FindingView:
    lapsed_on, trigger = around.lapses.get(row.id, (None, ""))
    asked = around.asked[row.proposal_id]
    return FindingView(
        id=row.id,
        listed=head,
        name=names[head],
        pack=around.packs[row.pack_id],
        pack_id=row.pack_id,
        verdict=row.verdict,
        state=state_of(row.verdict, row.holds_until, lapsed_on, today),
        gates=asked.gates,
        reasons=around.texts[row.text_id],
        case=row.case_id,
        kind=around.kinds[row.case_id],
        assessment=row.assessment_id,
        body=row.body_id,
        proposal=row.proposal_id,
        resolution=row.resolution_id,
        decided_on=row.decided_on,
        appeal_until=row.appeal_until,
        holds_until=row.holds_until,
        lapsed_on=lapsed_on,
        trigger=trigger,
        replaces=row.replaces_id,
        replaced_by=around.newer.get(row.id),
        snapshot=asked.snapshot,
        judgement=asked.judgement,
    )
