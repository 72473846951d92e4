"""What is shown about a practice, and answers to the seven questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Code, Id, Small, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, digest, refuse
from tequio.knowledge.models import AnswerRow, NotedRow
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.rules import noting as rules
from tequio.knowledge.rules.practices import NO_SUCH_PRACTICE
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_practices import EvidenceNoted, QuestionAnswered
from tequio.knowledge.rules.watching import ProofOfFile
from tequio.knowledge.service.documents import may_be_named
from tequio.knowledge.service.writing import practice_here
from tequio.registry.service.speaking import words_kept

SourceText = Annotated[str, Text(400)]
"""A title, or an address."""


@dataclass(frozen=True)
class NewEvidence:
    """What somebody shows about a practice.

    kind      story, figures, study, visit or report
    strength  told, documented or compared (with a place without it)
    words     what it shows
    is_harm   it shows that somebody was harmed
    source    where it can be read; file: digest of a file that was handed in
    day       of which it speaks; left out: today
    """

    kind: Code
    strength: Code
    words: Words
    is_harm: bool = False
    source: SourceText = ""
    file: ProofOfFile = ""
    day: date | None = None


@act(
    "knowledge.note_evidence",
    may=TAKING_PART,
    refusals=[NOT_TAKING_PART, NO_SUCH_PRACTICE, *rules.OF_A_PROOF],
)
def note_evidence(act: Act, /, *, innovation: Id, shown: NewEvidence) -> EvidenceNoted:
    """Show something about a practice, for it or against it.

    innovation  its number
    """
    refuse(objections_to_take_part(act))
    keeper, day = act.of_organisation, shown.day or act.today
    practice_here(keeper, innovation)
    refuse(_objections(act, shown, day))
    text, proof = words_kept(keeper, shown.words, about=act.by)
    assert text is not None, "something was said"
    row = NotedRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        innovation_id=innovation,
        kind=shown.kind,
        strength=shown.strength,
        is_harm=shown.is_harm,
        text_id=text,
        source=shown.source.strip(),
        file=shown.file,
        day=day,
        person_id=act.by_somebody,
        noted_at=act.at,
    )
    return _told(row, proof)


def _objections(act: Act, shown: NewEvidence, day: date) -> Iterator[Refusal]:
    yield from rules.objections_to_note(
        kind=shown.kind,
        strength=shown.strength,
        words=shown.words,
        source=shown.source,
        file=shown.file,
    )
    yield from rules.objections_to_day(day, act.today)
    if shown.file and not may_be_named(act, shown.file):
        yield rules.NOT_KEPT.because()


def _told(row: NotedRow, proof: str) -> EvidenceNoted:
    return EvidenceNoted(
        noted=row.id,
        innovation=row.innovation_id,
        kind=row.kind,
        strength=row.strength,
        is_harm=row.is_harm,
        source=digest(row.source),
        file=row.file,
        day=row.day,
        text=row.text_id,
        proof=proof,
    )


@act(
    "knowledge.answer_question",
    may=TAKING_PART,
    refusals=[NOT_TAKING_PART, NO_SUCH_PRACTICE, *rules.OF_AN_ANSWER],
)
def answer_question(
    act: Act,
    /,
    *,
    innovation: Id,
    question: Small,
    answer: Code,
    words: Words = "",
    source: SourceText = "",
) -> QuestionAnswered:
    """Answer one of the seven questions about a practice, but for the fifth; the newest counts.

    question  1 to 7; of 5 the screening is read
    answer    holds, fails or unknown
    words     how you know
    source    where it can be read
    """
    refuse(objections_to_take_part(act))
    keeper = act.of_organisation
    practice_here(keeper, innovation)
    refuse(rules.objections_to_answer(question=question, answer=answer, words=words, source=source))
    text, proof = words_kept(keeper, words, about=act.by)
    row = AnswerRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        innovation_id=innovation,
        question=question,
        answer=answer,
        text_id=text,
        source=source.strip(),
        person_id=act.by_somebody,
        answered_at=act.at,
    )
    return QuestionAnswered(
        answered=row.id,
        innovation=innovation,
        question=question,
        answer=answer,
        source=digest(row.source),
        text=text,
        proof=proof,
    )
