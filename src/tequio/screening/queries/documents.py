"""Which file of a piece of evidence somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.membership import queries as members
from tequio.membership.rules import holds_any, is_officer
from tequio.registry.queries.hand import is_seen, listed_of
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.queries.merging import stands_for
from tequio.registry.rules.keeping import is_inside
from tequio.screening.models import CaseRow, EvidenceRow
from tequio.screening.queries.examining import examining_on, ties_to
from tequio.screening.rules.cases import CHALLENGE, NOT_TAKEN_UP
from tequio.screening.rules.showing import Files, Viewer, file_for


@dataclass(frozen=True)
class Document:
    """A file that may be shown (`membership.visits.show_document`).

    owner    in whose name it was kept; is_copy: the one in which names are blackened
    """

    owner: int
    digest: str
    is_copy: bool


def document_for(examiner: int, evidence: int, person: int | None, on: date) -> Document | None:
    """The file of a piece of evidence that somebody may see on a day: the file itself, the copy in
    which names are blackened, or None.

    Who is tied to the organisation (`examining.ties_to`) sees no more by an office of the examiner.
    Whoever names the digest of a file that another brought sees of it what the other lets be seen.
    """
    row = EvidenceRow.objects.filter(organisation_id=examiner, id=evidence).first()
    found = _for(row, person, on) if row else ""
    if row is None or not found:
        return None
    first = _first(row, found)
    is_theirs = row.party_id is not None or row.person_id == first.person_id
    if not is_theirs and _for(first, person, on) != found:
        return None
    return Document(row.party_id or examiner, found, is_copy=found != row.file)


def is_of_another(owner: int, digest: str, person: int | None) -> bool:
    """Whether somebody else handed a file in as evidence, in the name of this organisation: then
    `document_for` alone says who sees it.  One query."""
    whose = Q(organisation_id=owner, party_id=None) | Q(party_id=owner)
    rows = EvidenceRow.objects.filter(whose, Q(file=digest) | Q(redacted=digest))
    return rows.exclude(person_id=person).exists()


def _first(row: EvidenceRow, digest: str) -> EvidenceRow:
    """The piece of evidence with which a file of this owner came first."""
    rows = EvidenceRow.objects.filter(
        Q(file=digest) | Q(redacted=digest),
        organisation_id=row.organisation_id,
        party_id=row.party_id,
    )
    return rows.earliest("id")


def _for(row: EvidenceRow, person: int | None, on: date) -> str:
    examiner = row.organisation_id
    listed = stands_for(examiner, row.listed_id)
    found = listed_of(examiner, [listed]).get(listed)
    files = Files(
        person=row.person_id,
        party=row.party_id,
        subject=found.party if found else None,
        file=row.file,
        redacted=row.redacted,
        is_public=row.is_public,
        is_waiting=_is_waiting(row),
        is_withdrawn=row.withdrawn_at is not None,
    )
    return file_for(_viewer(examiner, listed, files, person, on), files)


def _is_waiting(row: EvidenceRow) -> bool:
    """It came with a challenge that nobody took up."""
    if row.case_id is None:
        return False
    rows = CaseRow.objects.filter(organisation_id=row.organisation_id, id=row.case_id)
    return rows.filter(kind=CHALLENGE, state__in=NOT_TAKEN_UP).exists()


def _viewer(examiner: int, listed: int, files: Files, person: int | None, on: date) -> Viewer:
    who, examining = members.standing(person, examiner, on), examining_on(examiner, on)
    inside = is_inside(who)
    is_open = keeping_on(examiner, on).is_public or inside
    concerned = {files.party, files.subject} - {None}
    examines = holds_any(who, (*examining.offices, *examining.panel, *examining.appeal))
    is_free = examines and person not in ties_to(examiner, listed, on)
    return Viewer(
        person=person,
        assesses=is_free and holds_any(who, examining.offices),
        examines=is_free,
        parties=frozenset(
            one for one in concerned if one and is_officer(members.standing(person, one, on))
        ),
        sees=is_open and is_seen(examiner, listed, inside=inside),
    )
