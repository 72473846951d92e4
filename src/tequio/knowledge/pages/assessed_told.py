"""What an assessment found, as a villager hears it: the same before it is kept and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.knowledge.pages.place import VERDICT_LOOKS
from tequio.knowledge.pages.wording import Badge, Spoken, aloud
from tequio.knowledge.queries.practices import harmful
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.profiles import ASKED
from tequio.knowledge.rules.transferability import Assessment, Line, Question, assessment_aloud
from tequio.knowledge.rules.transferability.aloud import KEPT

SIGNS = {
    "holds": "check",
    "changes": "write",
    "unknown": "hint",
    "missing": "cross",
    "left_out": "leave",
}
ELSEWHERE = {
    "harm": _("Elsewhere somebody was harmed by it"),
    "moved_back": _("Elsewhere people went back to what was before"),
    "ended": _("Elsewhere it ended"),
}


@dataclass(frozen=True)
class Asking:
    """A question in words; code: of the variable; leads: what each answer leads to."""

    code: str
    text: str
    leads: tuple[Spoken, ...]


@dataclass(frozen=True)
class Condition:
    """What is needed and what is here; note: of whom it was asked, why, where it stands; badge:
    whether it holds, where that is known."""

    text: str
    note: str
    badge: Badge | None


@dataclass(frozen=True)
class Form:
    """What is said of one form of a part, with its conditions; text may be empty."""

    text: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Part:
    """What is to be done with a part, in one sentence, and why."""

    text: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Section:
    """What holds, must change, is not known, is missing, or can be left out."""

    code: str
    title: str
    sign: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Found:
    """An assessment in words.

    verdict  in one sentence, with its look
    marks    what happened to the practice elsewhere, beside the verdict
    first    the questions whose answer alone decides; later: what else is not known
    asked    of whom what is known was asked
    """

    verdict: Badge
    marks: tuple[Badge, ...]
    first: tuple[Asking, ...]
    later: tuple[Asking, ...]
    sections: tuple[Section, ...]
    asked: tuple[str, ...]
    known: int
    disclaimer: str


def found_told(found: Assessment, source: tuple[int, int] | None) -> Found:
    """In the reader's words.  At most one query.

    source  whose practice it is and its number there; None for a ready case
    """
    said = assessment_aloud(found)
    sections = tuple(
        Section(one.code, gettext(one.title), SIGNS[one.code], tuple(map(_part, one.lines)))
        for one in said.sections
    )
    asked = dict.fromkeys(one.asked for one in found.profile.values() if one.asked)
    return Found(
        verdict=Badge(aloud(said.verdict).text, VERDICT_LOOKS[found.verdict]),
        marks=tuple(_marks(found.design, source)),
        first=tuple(_asking(found.decisive, map(aloud, said.first.lines))),
        later=tuple(_asking(found.others, map(aloud, said.later.lines))),
        sections=sections,
        asked=tuple(gettext(ASKED.get(one, one)) for one in asked),
        known=len(found.profile),
        disclaimer=gettext(said.disclaimer),
    )


def _part(line: Line) -> Part:
    """Of a part that stays its conditions stand at once; else under each of its forms."""
    said = aloud(line)
    if line.sentence == KEPT:
        return Part(said.text, (Form("", tuple(map(_condition, said.parts))),))
    return Part(
        said.text,
        tuple(Form(one.text, tuple(map(_condition, one.parts))) for one in said.parts),
    )


def _condition(said: Spoken) -> Condition:
    badges = {
        Truth.HOLDS: Badge(gettext("holds"), "holds"),
        Truth.FAILS: Badge(gettext("fails"), "refused"),
    }
    badge = None if said.truth is None else badges.get(said.truth)
    return Condition(said.text, " ".join(_all_under(said)), badge)


def _all_under(said: Spoken) -> Iterable[str]:
    for one in said.parts:
        yield one.text
        yield from _all_under(one)


def _asking(questions: Iterable[Question], lines: Iterable[Spoken]) -> Iterable[Asking]:
    for one, line in zip(questions, lines, strict=True):
        yield Asking(one.code, line.text, line.parts)


def _marks(design: Design, source: tuple[int, int] | None) -> Iterable[Badge]:
    """What went wrong elsewhere, and what was shown since of a practice that is kept here."""
    marks = {*design.marks, design.state}
    if source is not None and harmful([source]):
        marks.add("harm")
    for code, words in ELSEWHERE.items():
        if code in marks:
            yield Badge(gettext(words), "refused" if code == "harm" else "waits")
