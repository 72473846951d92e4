"""An assessment read out: what holds, must change, is not known, is missing.  Pure.

Every verdict carries which part, which condition, which source and who was asked.  No percentage,
no ranking of places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.transferability.assessing import (
    Assessment,
    ComponentFound,
    ConditionFound,
    Question,
    VariantFound,
)
from tequio.knowledge.rules.transferability.conditions_aloud import REASONS, condition_aloud
from tequio.knowledge.rules.transferability.judging import VERDICT_WORDS, Status, Verdict
from tequio.knowledge.rules.transferability.speaking import Field, Line, Listed, Text, Valued

DISCLAIMER = _(
    "Nobody can measure beforehand whether a practice will stand in another place; one can only "
    "look ahead. This says what is known to carry it and what is known to stand in its way. "
    "Whether it works is shown by those who try it."
)
"""After PIET-T (Implementation Science 2018, PMC6019740), in our own words; on every result."""

SAYS: Mapping[Verdict, str] = {
    "conditions_hold": _("Conditions hold: what this practice needs is here."),
    "adapt": _("Transfer with adaptation: it can come here in another form."),
    "not_enough_known": _("Not enough known: whether it can come here is open."),
    "do_not_transfer": _(
        "Do not transfer as is: something without which it is nothing cannot stand here."
    ),
}
TITLES: Mapping[str, str] = {
    "holds": _("What holds"),
    "changes": _("What must change"),
    "unknown": _("What we do not know"),
    "missing": _("What is missing"),
    "left_out": _("What can be left out"),
    "ask_first": _("Ask this first: the answer decides"),
    "ask_later": _("Ask this later"),
}
_SECTIONS: Mapping[Status, str] = {
    "keep": "holds",
    "adapt": "changes",
    "find_out": "unknown",
    "missing": "missing",
    "drop": "left_out",
}
OF_PARTS = ("holds", "changes", "unknown", "missing", "left_out")
WHERE_MISSING = ("missing", "holds", "changes", "unknown", "left_out")
"""In this order where it should not come as it is: first what it is nothing without."""

KEPT = _("{part} stays as it is: {form}")
ADAPTED = _("{part}: the form changes from “{form}” to “{other}”.")
FUNCTION = _("What it does stays: {function}")
NOT_KNOWN = _("{part}: whether it can stand here is not known.")
MISSING = _("{part}: it is needed, and no form of it that we know can stand here.")
LEFT_OUT = _("{part}: it cannot stand here; the practice can do without it.")
FIRST_FORM: Mapping[Truth, str] = {
    Truth.FAILS: _("It cannot stand here in its first form:"),
    Truth.UNKNOWN: _("Of its first form it is not known:"),
}
IN_THAT_FORM = _("In that form:")
USED_IN = _("It was used so in: {place}.")
OTHER_FORM = _("Another form, “{form}”, which cannot stand here:")
OPEN_FORM = _("Another form, “{form}”, of which it is not known:")
LEADS = _("If the answer is {answer}: {verdict}.")
AS_ASKED = "{question}"
"""In the words of the variable, which has its own languages."""


@dataclass(frozen=True)
class Section:
    """Some sentences under a title.  code: a key of `TITLES`."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Aloud:
    """An assessment as sentences.

    verdict   one sentence
    sections  what holds, must change, is not known, is missing, can be left out: those with lines;
              what is missing first where it should not come as it is
    first     the questions whose answer decides; later: what else is not known
    """

    verdict: Line
    sections: tuple[Section, ...]
    first: Section
    later: Section
    disclaimer: str = DISCLAIMER


def assessment_aloud(assessment: Assessment) -> Aloud:
    """What a villager hears of it."""
    lines: dict[str, list[Line]] = {code: [] for code in OF_PARTS}
    for found in assessment.components:
        lines[_SECTIONS[found.status]].append(component_aloud(found, assessment))
    order = WHERE_MISSING if assessment.verdict == "do_not_transfer" else OF_PARTS
    sections = (Section(code, TITLES[code], tuple(lines[code])) for code in order)
    return Aloud(
        verdict=Line(SAYS[assessment.verdict]),
        sections=tuple(one for one in sections if one.lines),
        first=_asking("ask_first", assessment.decisive),
        later=_asking("ask_later", assessment.others),
    )


def component_aloud(found: ComponentFound, assessment: Assessment) -> Line:
    """What is to be done with one part, and why."""
    part = ("part", Text(found.component.name))
    form = ("form", Text(found.component.form, is_inside=True))
    parts = tuple(_parts(found, assessment))
    if found.status == "keep":
        return Line(KEPT, (part, form), parts)
    if found.status == "adapt":
        other = next(one for one in found.variants if one.variant.id == found.variant)
        function = Line(FUNCTION, (("function", Text(found.component.function)),))
        fields = (part, form, ("other", Text(other.variant.form, is_inside=True)))
        return Line(ADAPTED, fields, (function, *parts))
    sentence = {"find_out": NOT_KNOWN, "missing": MISSING, "drop": LEFT_OUT}[found.status]
    return Line(sentence, (part,), parts)


def question_aloud(question: Question) -> Line:
    """A question that an assembly can answer, and what each answer leads to."""
    parts = [
        Line(LEADS, (("answer", _answer(question, number)), ("verdict", _verdict(lead.verdict))))
        for number, lead in enumerate(question.leads)
        if question.is_decisive
    ]
    if question.why == "disputed":
        parts.append(Line(REASONS["disputed"]))
    return Line(AS_ASKED, (("question", Text(question.variable.question)),), tuple(parts))


def _asking(code: str, questions: tuple[Question, ...]) -> Section:
    return Section(code, TITLES[code], tuple(question_aloud(one) for one in questions))


def _answer(question: Question, number: int) -> Field:
    answer = question.leads[number].answer
    return Valued(question.variable, answer.value, answer.unit, answer.same)


def _verdict(verdict: Verdict) -> Listed:
    return Listed((VERDICT_WORDS[verdict],))


def _parts(found: ComponentFound, assessment: Assessment) -> Iterator[Line]:
    """The conditions: of its first form; and of the form it takes, or of those it cannot."""
    own = tuple(_conditions(found.conditions, assessment))
    if found.status == "keep":
        yield from own
        return
    yield Line(FIRST_FORM[found.base], (), own)
    for variant in found.variants:
        if found.status == "adapt" and variant.variant.id != found.variant:
            continue
        yield _variant(variant, assessment)


def _variant(found: VariantFound, assessment: Assessment) -> Line:
    conditions = tuple(_conditions(found.conditions, assessment))
    if found.truth is Truth.HOLDS:
        used_in = found.variant.used_in
        used = (Line(USED_IN, (("place", used_in),)),) if used_in else ()
        return Line(IN_THAT_FORM, (), (*conditions, *used))
    sentence = OPEN_FORM if found.truth is Truth.UNKNOWN else OTHER_FORM
    return Line(sentence, (("form", Text(found.variant.form, is_inside=True)),), conditions)


def _conditions(some: tuple[ConditionFound, ...], assessment: Assessment) -> Iterator[Line]:
    for one in some:
        yield condition_aloud(one, assessment.design)
