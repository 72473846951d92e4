"""Evidence as pages show it: what it shows, who brought it, and whether it counts."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from tequio.membership import queries as members
from tequio.registry.queries.hand import family_of
from tequio.screening.models import CaseRow, EvidenceFactRow, EvidenceRow
from tequio.screening.queries.evidence import UNCOUNTED


@dataclass(frozen=True)
class Piece:
    """A piece of evidence.

    kind        a code of `rules.evidence.EVIDENCE`, which has its words
    facts       code of the catalogue → value as it was given
    by          name of the person who brought it; party_name: of the organisation for which she did
    is_waiting  it came with a challenge that nobody took up: for those who examine only
    """

    id: int
    listed: int
    kind: str
    grade: int
    since: date | None
    until: date
    facts: dict[str, Any]
    pointer: str
    language: str
    words: str
    has_file: bool
    has_copy: bool
    is_public: bool
    case: int | None
    is_waiting: bool
    person: int
    by: str
    party: int | None
    party_name: str
    recorded_at: datetime
    withdrawn_at: datetime | None


def pieces_about(examiner: int, listed: int, *, is_inside: bool = False) -> list[Piece]:
    """All evidence about an organisation and what was merged into it, the newest first.  At most
    six queries, and one for each step of merges.

    is_inside  for those who examine: with what came with a challenge that nobody took up
    """
    family = family_of(examiner, listed)
    rows = EvidenceRow.objects.filter(organisation_id=examiner, listed_id__in=family)
    found = _pieces(examiner, rows.order_by("-id"))
    return [one for one in found if is_inside or not one.is_waiting]


def pieces_given(
    examiner: int, *, party: int | None = None, person: int | None = None
) -> list[Piece]:
    """What an organisation gave to an examiner, or a person for herself, the newest first.  At most
    five queries."""
    rows = EvidenceRow.objects.filter(organisation_id=examiner, party_id=party)
    if party is None:
        rows = rows.filter(person_id=person)
    return _pieces(examiner, rows.order_by("-id"))


def piece(examiner: int, evidence: int) -> Piece | None:
    """One piece of evidence.  At most five queries."""
    rows = EvidenceRow.objects.filter(organisation_id=examiner, id=evidence)
    return next(iter(_pieces(examiner, rows)), None)


def _pieces(examiner: int, rows: QuerySet[EvidenceRow]) -> list[Piece]:
    listed = list(rows)
    facts: dict[int, dict[str, Any]] = defaultdict(dict)
    shown = EvidenceFactRow.objects.filter(
        organisation_id=examiner, evidence_id__in=[row.id for row in listed]
    )
    for one in shown.order_by("evidence_id", "fact"):
        facts[one.evidence_id][one.fact] = json.loads(one.value)
    words = members.texts(examiner, [row.text_id for row in listed if row.text_id])
    people = members.person_names([row.person_id for row in listed])
    parties = {row.party_id for row in listed} - {None}
    names = {one.id: one.name for one in members.organisations(filter(None, parties))}
    waiting = _waiting(examiner, {row.case_id for row in listed if row.case_id})
    return [
        Piece(
            id=row.id,
            listed=row.listed_id,
            kind=row.kind,
            grade=row.grade,
            since=row.since,
            until=row.until,
            facts=facts[row.id],
            pointer=row.pointer,
            language=row.language,
            words=words[row.text_id].body if row.text_id in words else "",
            has_file=bool(row.file),
            has_copy=bool(row.redacted),
            is_public=row.is_public,
            case=row.case_id,
            is_waiting=row.case_id in waiting,
            person=row.person_id,
            by=people.get(row.person_id, ""),
            party=row.party_id,
            party_name=names.get(row.party_id or 0, ""),
            recorded_at=row.recorded_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in listed
    ]


def _waiting(examiner: int, cases: set[int]) -> set[int]:
    rows = CaseRow.objects.filter(
        organisation_id=examiner, id__in=cases, kind="challenge", state__in=UNCOUNTED
    )
    return set(rows.values_list("id", flat=True))
