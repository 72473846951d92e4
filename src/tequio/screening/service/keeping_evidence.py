"""Keeping a piece of evidence, whoever brings it: an organisation, an assessor, a challenger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tequio.chronicle.service import take_ids
from tequio.kernel import Act, Refusal, canonical
from tequio.membership.visits import has_document
from tequio.registry.service.speaking import words_kept
from tequio.screening.models import EvidenceFactRow, EvidenceRow
from tequio.screening.rules.evidence import grade_when_given
from tequio.screening.rules.showing import FILE_NOT_KEPT, NewEvidence, proof_of_shown, values_of
from tequio.screening.rules.told_of_evidence import EvidenceGiven


@dataclass(frozen=True)
class About:
    """Where a piece of evidence belongs.

    party  the organisation of the node for which it is handed in
    case   for which it is handed in
    """

    examiner: int
    listed: int
    party: int | None = None
    case: int | None = None


def objections_to_files(owner: int, given: NewEvidence) -> Iterator[Refusal]:
    """Against naming a file that nobody handed in.

    owner  in whose name it is handed in: the organisation for which an officer speaks, else the
           examiner
    """
    if not all(has_document(owner, one) for one in (given.file, given.redacted) if one):
        yield FILE_NOT_KEPT.because()


def keep_evidence(act: Act, about: About, given: NewEvidence) -> EvidenceGiven:
    """Write a piece of evidence; the caller asked `showing.objections_to_evidence` and
    `objections_to_files` before, and the head of the examiner is locked.

    The event is told as it is by `submit_evidence` and `attest`; the line of another act carries it
    in its field `brought`, a tuple: that is where `verify` looks for it.
    """
    assert act.by is not None, "whoever hands it in is signed in"
    examiner, values = about.examiner, values_of(given.facts)
    text, proof = words_kept(examiner, given.words, about=act.by)
    row = EvidenceRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        listed_id=about.listed,
        kind=given.kind,
        grade=grade_when_given(given.kind, by_itself=about.party is not None, file=given.file),
        since=given.since,
        until=given.until,
        file=given.file,
        redacted=given.redacted,
        pointer=given.pointer.strip(),
        language=given.language,
        is_public=given.is_public,
        text_id=text,
        case_id=about.case,
        person_id=act.by,
        party_id=about.party,
        recorded_at=act.at,
    )
    EvidenceFactRow.objects.bulk_create(
        EvidenceFactRow(
            organisation_id=examiner, evidence_id=row.id, fact=fact, value=canonical(value)
        )
        for fact, value in values.items()
    )
    return _told(row, proof_of_shown(values, row.pointer), proof)


def _told(row: EvidenceRow, shown: str, proof: str) -> EvidenceGiven:
    return EvidenceGiven(
        evidence=row.id,
        examiner=row.organisation_id,
        listed=row.listed_id,
        kind=row.kind,
        grade=row.grade,
        since=row.since,
        until=row.until,
        shown=shown,
        file=row.file,
        redacted=row.redacted,
        language=row.language,
        is_public=row.is_public,
        party=row.party_id,
        case=row.case_id,
        text=row.text_id,
        proof=proof,
    )
