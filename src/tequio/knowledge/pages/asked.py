"""The seven questions as pages show them: a profile, and a label by the rule beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.knowledge.pages.wording import Badge, text_of
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.weak_or_strong import (
    ANSWER_WORDS,
    GOVERNANCE,
    LABEL_MEANS,
    LABEL_WORDS,
    QUESTIONS,
    Answer,
    Label,
    label,
    stops_at,
)

ANSWER_LOOKS: Mapping[str, str] = {"holds": "holds", "fails": "refused", "unknown": "open"}
LABEL_LOOKS: Mapping[str, str] = {"strong": "holds", "weak": "waits", "open": "open"}


@dataclass(frozen=True)
class Asked:
    """A question with its answer, and what shows it.

    by  who answered; is_screened: the screening answers this one
    """

    number: int
    name: str
    asks: str
    badge: Badge
    because: str
    source: str = ""
    url: str = ""
    by: str = ""
    is_screened: bool = False


@dataclass(frozen=True)
class Profiled:
    """All seven, and the label; stops_at: the question at which it stops, if it does."""

    questions: tuple[Asked, ...]
    label: Badge
    means: str
    stops_at: int | None


def answer_badge(answer: Answer) -> Badge:
    """An answer in a word."""
    return Badge(gettext(ANSWER_WORDS[answer]), ANSWER_LOOKS[answer])


def label_badge(code: Label) -> Badge:
    """What the rule makes of the answers."""
    return Badge(gettext(LABEL_WORDS[code]), LABEL_LOOKS.get(code, ""))


def profile_of_a_case(design: Design) -> Profiled:
    """What a design itself says of the seven."""
    answers: dict[int, Answer] = {}
    listed = []
    for number, question in QUESTIONS.items():
        one = design.profile.get(number)
        answers[number] = _answer(one.answer if one else "")
        source = design.sources.get(one.source) if one else None
        listed.append(
            Asked(
                number=number,
                name=gettext(question.name),
                asks=gettext(question.asks),
                badge=answer_badge(answers[number]),
                because=text_of(one.because) if one else "",
                source=source.title if source else "",
                url=source.url if source else "",
                is_screened=number == GOVERNANCE,
            )
        )
    return profiled(tuple(listed), answers)


def profiled(questions: tuple[Asked, ...], answers: Mapping[int, Answer]) -> Profiled:
    """Questions with the label that the rule gives."""
    code = label(answers)
    return Profiled(questions, label_badge(code), gettext(LABEL_MEANS[code]), stops_at(answers))


def _answer(code: str) -> Answer:
    if code == "holds":
        return "holds"
    return "fails" if code == "fails" else "unknown"
