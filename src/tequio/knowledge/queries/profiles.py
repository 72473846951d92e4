"""The seven questions of a practice, with what shows each answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from tequio.knowledge.models import AnswerRow, InnovationRow
from tequio.knowledge.queries.screened import Screened, screened
from tequio.knowledge.queries.words import words_of
from tequio.knowledge.rules.weak_or_strong import (
    GOVERNANCE,
    QUESTIONS,
    Answer,
    Label,
    label,
    stops_at,
)


@dataclass(frozen=True)
class Answered:
    """How one question is answered now.

    by       who answered; empty where nobody did yet, and for who does not take part
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


def profile_of(
    row: InnovationRow, today: date, *, is_inside: bool, is_named: bool = True
) -> Profile:
    """The profile of a practice on a day.  Two queries, and those of `screened`.

    is_inside  whoever looks is inside of the keeper's register; is_named: she sees who answered
    """
    rows = AnswerRow.objects.filter(organisation_id=row.organisation_id, innovation_id=row.id)
    given: dict[int, list[AnswerRow]] = defaultdict(list)
    for one in rows.select_related("person").order_by("id"):
        given[one.question].append(one)
    words = words_of(row.organisation_id, (some[-1].text_id for some in given.values()))
    found = screened(row.organisation_id, row.listed_id, today, is_inside=is_inside)
    answers = {GOVERNANCE: Answered(GOVERNANCE, found.answer)}
    for question, some in given.items():
        newest = some[-1]
        answers[question] = Answered(
            question=question,
            answer=_answer(newest.answer),
            words=words[newest.text_id],
            source=newest.source,
            by=newest.person.name if is_named else "",
            at=newest.answered_at,
            earlier=len(some) - 1,
        )
    every = tuple(answers.get(number, Answered(number, "unknown")) for number in QUESTIONS)
    counted = {one.question: one.answer for one in every}
    return Profile(every, label(counted), stops_at(counted), found)


def _answer(code: str) -> Answer:
    """The code of an answer; what no act could write counts as unknown."""
    if code == "holds":
        return "holds"
    return "fails" if code == "fails" else "unknown"
