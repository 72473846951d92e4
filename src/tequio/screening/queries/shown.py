"""What was handed in as evidence about an organisation, as those may read it who handle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tequio.membership import queries as members
from tequio.registry.queries.hand import family_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import AssessmentRow, CaseRow, EvidenceRow
from tequio.screening.queries.evidence import values_of
from tequio.screening.rules.cases import CHALLENGE, NOT_TAKEN_UP
from tequio.screening.rules.values import Value

MOST = 100


@dataclass(frozen=True)
class EvidenceView:
    """A piece of evidence.

    facts    code → value
    party    the organisation of the node that gave it; by_name: it, or who handed it in
    """

    id: int
    listed: int
    kind: str
    grade: int
    since: date | None
    until: date
    facts: tuple[tuple[str, Value], ...]
    pointer: str
    words: str
    has_file: bool
    has_copy: bool
    is_public: bool
    party: int | None
    person: int
    by_name: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    case: int | None


def evidence_about(examiner: int, listed: int, *, case: int | None = None) -> list[EvidenceView]:
    """What counts about an organisation, and what was taken back, the newest first; the caller
    checked who looks.  Six queries and one for each step of merges.

    case  a challenge that nobody took up yet, whose evidence is shown too
    """
    waiting = CaseRow.objects.filter(
        organisation_id=examiner, kind=CHALLENGE, state__in=NOT_TAKEN_UP
    ).exclude(id=case or 0)
    rows = EvidenceRow.objects.filter(
        organisation_id=examiner, listed_id__in=family_of(examiner, listed)
    ).filter(Q(case_id__isnull=True) | ~Q(case_id__in=waiting.values("id")))
    return _views(examiner, rows.order_by("-id")[:MOST])


def came_since(examiner: int, assessment: int, pieces: Iterable[EvidenceView]) -> int:
    """How many of these pieces were handed in or taken back after an assessment.  One query."""
    rows = AssessmentRow.objects.filter(organisation_id=examiner, id=assessment)
    made = rows.values_list("made_at", flat=True).get()
    return sum(max(one.recorded_at, one.withdrawn_at or made) > made for one in pieces)


def vouched_by(examiner: int, party: int) -> list[tuple[EvidenceView, str]]:
    """For whom an organisation vouched here, with the name, the newest first."""
    rows = EvidenceRow.objects.filter(organisation_id=examiner, party_id=party, kind="attestation")
    views = _views(examiner, rows.order_by("-id")[:MOST])
    names = names_of(examiner, {one.listed for one in views}, is_inside=True)
    return [(one, names.get(one.listed, "")) for one in views]


def _views(examiner: int, rows: Iterable[EvidenceRow]) -> list[EvidenceView]:
    listed = list(rows)
    facts = values_of(examiner, [row.id for row in listed])
    texts = members.texts(examiner, [row.text_id for row in listed if row.text_id])
    people = members.person_names({row.person_id for row in listed})
    parties = {one.id: one.name for one in members.organisations(_parties(listed))}
    return [
        EvidenceView(
            id=row.id,
            listed=row.listed_id,
            kind=row.kind,
            grade=row.grade,
            since=row.since,
            until=row.until,
            facts=tuple(facts.get(row.id, {}).items()),
            pointer=row.pointer,
            words=texts[row.text_id].body if row.text_id in texts else "",
            has_file=bool(row.file),
            has_copy=bool(row.redacted),
            is_public=row.is_public,
            party=row.party_id,
            person=row.person_id,
            by_name=parties.get(row.party_id or 0) or people.get(row.person_id, ""),
            recorded_at=row.recorded_at,
            withdrawn_at=row.withdrawn_at,
            case=row.case_id,
        )
        for row in listed
    ]


def _parties(rows: Iterable[EvidenceRow]) -> set[int]:
    return {row.party_id for row in rows if row.party_id is not None}
