"""The seven questions of a practice, with what shows each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tequio.knowledge.models import AnswerRow, InnovationRow
from tequio.knowledge.queries.screened import Screened, screened
from tequio.knowledge.rules.weak_or_strong import (
    GOVERNANCE,
    QUESTIONS,
    Answer,
    Label,
    label,
    stops_at,
)
from tequio.membership import queries as members


@dataclass(frozen=True)
class Answered:
    """How one question is answered now; by: nobody answered it yet, if it is empty.

    earlier  how many answers it had before this one
    """

    question: int
    answer: Answer
    words: str = ""
    source: str = ""
    by: str = ""
    at: datetime | None = None
    earlier: int = 0


@dataclass(frozen=True)
class Profile:
    """All seven in order, the label by the rule, and where it stops.

    screened  what the fifth rests on
    """

    answers: tuple[Answered, ...]
    label: Label
    stops_at: int | None
    screened: Screened


def profile_of(row: InnovationRow, today: date, *, is_inside: bool) -> Profile:
    """The profile of a practice on a day.  Three queries, and those of `screened`.

    is_inside  whoever looks is inside of the keeper's register
    """
    rows = list(
        AnswerRow.objects.filter(
            organisation_id=row.organisation_id, innovation_id=row.id
        ).order_by("id")
    )
    newest = {one.question: one for one in rows}
    texts = {one.text_id for one in newest.values() if one.text_id}
    words = members.texts(row.organisation_id, texts)
    names = members.person_names({one.person_id for one in newest.values()})
    found = screened(row.organisation_id, row.listed_id, today, is_inside=is_inside)
    answers = {GOVERNANCE: Answered(GOVERNANCE, found.answer)}
    for number, one in newest.items():
        text = words.get(one.text_id or 0)
        answers[number] = Answered(
            question=number,
            answer=_answer(one.answer),
            words=text.body if text else "",
            source=one.source,
            by=names.get(one.person_id, ""),
            at=one.answered_at,
            earlier=sum(other.question == number for other in rows) - 1,
        )
    every = tuple(answers.get(number, Answered(number, "unknown")) for number in QUESTIONS)
    given = {one.question: one.answer for one in every}
    return Profile(every, label(given), stops_at(given), found)


def _answer(code: str) -> Answer:
    """The code of an answer; what no act could write counts as unknown."""
    if code == "holds":
        return "holds"
    return "fails" if code == "fails" else "unknown"
