"""Cases as those may read them who work on them, who are judged, and who decide."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet

from tequio.chronicle.queries import facts_of
from tequio.membership import queries as members
from tequio.membership.rules import holds_any, keeps_the_roll
from tequio.registry.queries.hand import family_of, heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import AssessmentRow, CaseRow, FindingRow, MessageRow
from tequio.screening.queries.cases_there import as_case, ties_in
from tequio.screening.queries.examining import examining_on
from tequio.screening.queries.packs import packs_by_number
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import examines
from tequio.screening.rules.items import Item, read_items
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.packs import Pack

MOST = 50
Reader = Literal["assessor", "party", "panel", "asker", ""]
"""As whom somebody reads a case; empty: not at all."""


@dataclass(frozen=True)
class CaseLine:
    """A case in a list.

    listed  number under which the organisation stands in the register now
    person  who asked, None for the organisation that she doubted; asked_by: the organisation of the
            node that did
    """

    id: int
    listed: int
    name: str
    pack: Pack
    pack_id: int
    kind: str
    state: str
    person: int | None
    asked_by: int | None
    assessor: int | None
    assessor_name: str
    opened_at: datetime
    reply_until: date | None
    proposal: int | None
    appealed: int | None


@dataclass(frozen=True)
class Said:
    """What was said in a case; `received_on`: by letter, on that day."""

    kind: str
    words: str
    by: int | None
    by_name: str
    at: datetime
    assessment: int | None
    received_on: date | None = None


@dataclass(frozen=True)
class Assessed:
    """That it was assessed, when and by whom, and what came of it."""

    id: int
    judged_on: date
    verdict: str
    snapshot: str
    judgement: str
    by_name: str


@dataclass(frozen=True)
class CaseView:
    """A case with its history, as one reader may see it.

    assessment  on which the draft rests, or the newest
    said, assessed  in order; who only asked reads neither drafts nor answers nor assessments
    finding     what came of it
    """

    line: CaseLine
    reader: Reader
    assessment: int | None
    said: tuple[Said, ...]
    assessed: tuple[Assessed, ...]
    finding: int | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Page:
    """Some cases, newest first; `before`: number to go on from, None at the end."""

    cases: tuple[CaseLine, ...]
    before: int | None


def reader_of(examiner: int, case: rules.Case, person: int | None, on: date) -> Reader:
    """As whom somebody may read a case.

    Assessors without an interest; secretary and chair of the organisation, once a challenge was
    taken up; the panel without those who stand aside, once it was asked; who asked for it herself.
    """
    if person is None:
        return ""
    who, examining = members.standing(person, examiner, on), examining_on(examiner, on)
    is_there = rules.is_heard_of(case.kind, case.state)
    party = members.standing(person, case.party, on) if case.party is not None else None
    if is_there and party is not None and keeps_the_roll(party):
        return "party"
    panel = examining.appeal if case.kind == rules.APPEAL else examining.panel
    is_panel = case.state in (rules.BEFORE_PANEL, rules.DECIDED) and holds_any(who, panel)
    if (examines(who, examining) or is_panel) and person not in ties_in(examiner, case, on):
        return "panel" if is_panel else "assessor"
    return "asker" if case.kind == rules.CHALLENGE and case.person == person else ""


def case_view(examiner: int, number: int, person: int | None, on: date) -> CaseView | None:
    """A case for somebody; None where there is none that she may read."""
    row = CaseRow.objects.filter(organisation_id=examiner, id=number).first()
    reader = reader_of(examiner, as_case(row), person, on) if row else ""
    if row is None or not reader:
        return None
    sees_all = reader != "asker"
    findings = FindingRow.objects.filter(organisation_id=examiner, case_id=number)
    return CaseView(
        line=_lines(examiner, [row], for_itself=reader == "party")[0],
        reader=reader,
        assessment=row.assessment_id if sees_all else None,
        said=tuple(_said(examiner, row, reader)),
        assessed=tuple(_assessed(examiner, number)) if sees_all else (),
        finding=findings.values_list("id", flat=True).first(),
        closed_at=row.closed_at,
    )


def cases(
    examiner: int,
    *,
    states: Collection[str] = (),
    before: int | None = None,
    limit: int = MOST,
) -> Page:
    """Cases for the desk of the assessors, newest first; the caller checked who looks.  Five
    queries and one for each step of merges, however many cases."""
    rows = CaseRow.objects.filter(organisation_id=examiner).order_by("-id")
    if states:
        rows = rows.filter(state__in=states)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: limit + 1])
    shown, more = found[:limit], len(found) > limit
    return Page(tuple(_lines(examiner, shown)), shown[-1].id if more else None)


def cases_about(examiner: int, listed: int) -> tuple[CaseLine, ...]:
    """Cases about an organisation that it may know of, newest first, as it reads them itself; the
    caller checked that it is the organisation, or an assessor, who looks."""
    rows: QuerySet[CaseRow] = CaseRow.objects.filter(
        organisation_id=examiner, listed_id__in=family_of(examiner, listed)
    ).exclude(kind=rules.CHALLENGE, state__in=rules.NOT_TAKEN_UP)
    return tuple(_lines(examiner, list(rows.order_by("-id")), for_itself=True))


def _lines(examiner: int, rows: Collection[CaseRow], *, for_itself: bool = False) -> list[CaseLine]:
    """for_itself: as the organisation reads them, which never learns who doubted it"""
    heads = heads_of(examiner, {row.listed_id for row in rows})
    names = names_of(examiner, heads.values(), is_inside=True)
    packs = packs_by_number(examiner, {row.pack_id for row in rows})
    assessors = members.person_names([row.assessor_id for row in rows if row.assessor_id])
    return [
        CaseLine(
            id=row.id,
            listed=heads[row.listed_id],
            name=names.get(heads[row.listed_id], ""),
            pack=packs[row.pack_id].pack,
            pack_id=row.pack_id,
            kind=row.kind,
            state=row.state,
            person=None if for_itself and row.kind == rules.CHALLENGE else row.person_id,
            asked_by=row.party_id,
            assessor=row.assessor_id,
            assessor_name=assessors.get(row.assessor_id or 0, ""),
            opened_at=row.opened_at,
            reply_until=row.reply_until,
            proposal=row.proposal_id,
            appealed=row.finding_id if row.kind == rules.APPEAL else None,
        )
        for row in rows
    ]


def _said(examiner: int, case: CaseRow, reader: Reader) -> Iterable[Said]:
    """What was said, in order; the organisation does not read who doubted it."""
    rows = MessageRow.objects.filter(organisation_id=examiner, case_id=case.id).order_by("id")
    if reader == "asker":
        rows = rows.filter(kind__in=(rules.CLAIM, rules.EXAMINED))
    listed = list(rows)
    texts = members.texts(examiner, [row.text_id for row in listed])
    names = members.person_names([row.person_id for row in listed])
    came = _came(examiner, case.id)
    for row in listed:
        is_hidden = reader == "party" and case.kind == rules.CHALLENGE and row.kind == rules.CLAIM
        yield Said(
            kind=row.kind,
            words=texts[row.text_id].body,
            by=None if is_hidden else row.person_id,
            by_name="" if is_hidden else names.get(row.person_id, ""),
            at=row.written_at,
            assessment=row.assessment_id,
            received_on=came.get(row.id),
        )


def _came(examiner: int, case: int) -> dict[int, date]:
    """Of messages that came by letter the day on which they did.  Two queries."""
    told = [
        facts
        for verb in ("enter_reply", "enter_appeal")
        for facts in facts_of(examiner, f"screening.{verb}")
        if facts["case"] == case
    ]
    return {facts["message"]: date.fromisoformat(facts["received_on"]) for facts in told}


def _assessed(examiner: int, case: int) -> list[Assessed]:
    rows = AssessmentRow.objects.filter(organisation_id=examiner, case_id=case)
    listed = list(rows.defer("snapshot", "judgement").order_by("id"))
    names = members.person_names([row.person_id for row in listed])
    return [
        Assessed(
            id=row.id,
            judged_on=row.judged_on,
            verdict=row.verdict,
            snapshot=row.snapshot_digest,
            judgement=row.judgement_digest,
            by_name=names.get(row.person_id, ""),
        )
        for row in listed
    ]


def judged_in(examiner: int, assessment: int) -> tuple[Judgement, tuple[Item, ...]] | None:
    """A stored assessment, judged again with its whole trace, and what was known; the caller
    checked who looks.  Two queries."""
    row = AssessmentRow.objects.filter(organisation_id=examiner, id=assessment).first()
    if row is None:
        return None
    pack = packs_by_number(examiner, [row.pack_id])[row.pack_id].pack
    items = read_items(json.loads(row.snapshot))
    return judge(pack, items, row.judged_on), items
