"""Codes, values and verdicts of the screening in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from babel import numbers
from django.utils.translation import get_language, gettext

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import locale, percentage
from tequio.screening.rules.aloud import Line, Words, spoken, value_words
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.findings import STATES
from tequio.screening.rules.judging import READINGS, VERDICT_WORDS, Judgement, Reading
from tequio.screening.rules.packs import Criterion, Pack, in_language
from tequio.screening.rules.packs.pack import Texts
from tequio.screening.rules.values import Money, Value

TRUTHS: Mapping[Truth, str] = {
    Truth.HOLDS: _("met"),
    Truth.FAILS: _("not met"),
    Truth.UNKNOWN: _("not shown"),
    Truth.NOT_APPLICABLE: _("does not apply"),
}
DISAGREEING = _("sources disagree")
LAPSED = _("Lapsed")
VERDICT_LOOKS: Mapping[str, str] = {
    "meets": "holds",
    "does_not_meet": "refused",
    "contested": "waits",
    "not_enough_evidence": "open",
}
"""Verdict → class of its badge; the words are always beside it."""
TRUTH_LOOKS: Mapping[Truth, str] = {
    Truth.HOLDS: "holds",
    Truth.FAILS: "refused",
    Truth.UNKNOWN: "open",
    Truth.NOT_APPLICABLE: "",
}
"""What a criterion came to → class of the badge of its reading."""
READINGS_TOLD: Mapping[Reading, str] = {
    "letter_only": _("The rules say it, and what is done is otherwise: so it is not met."),
    "works_not_written": _("It is done so, and no rule says it. Writing it down would be enough."),
    "practice_ahead": _(
        "What is done is better than the rules, which say otherwise. It is met once they say so"
        " too."
    ),
    "written_not_shown": _("The rules say it. Nothing shows yet whether it is done."),
    "not_enough": _("Not shown does not mean that it is not so."),
    "contested": _("What is known contradicts itself. That has to be cleared up first."),
}
"""What a reading means, where its name does not say it all."""
TRUTH_SIGNS: Mapping[Truth, str] = {
    Truth.HOLDS: "check",
    Truth.FAILS: "cross",
    Truth.UNKNOWN: "hint",
    Truth.NOT_APPLICABLE: "hint",
}


@dataclass(frozen=True)
class Badge:
    """Words with the class of their badge."""

    code: str
    words: str
    look: str


@dataclass(frozen=True)
class Spoken:
    """A sentence in the reader's language, and what stands under it."""

    text: str
    parts: tuple[Spoken, ...] = ()


def verdict_badge(verdict: str) -> Badge:
    """A verdict, or `lapsed`, in few words."""
    words = LAPSED if verdict == "lapsed" else VERDICT_WORDS[verdict]  # type: ignore[index]
    return Badge(verdict, gettext(words), VERDICT_LOOKS.get(verdict, ""))


def judgement_badge(judgement: Judgement) -> Badge:
    """What a pack says of what is known, in few words; of whom it does not speak it says so."""
    if judgement.does_apply:
        return verdict_badge(judgement.verdict)
    return Badge("not_applicable", gettext(READINGS["not_applicable"]), "")


def state_sentence(state: str) -> str:
    """What a finding says, as a sentence."""
    return gettext(STATES[state])


def reading_badge(reading: Reading, truth: Truth) -> Badge:
    """What rules and practice come to, in few words."""
    look = "waits" if reading == "contested" else TRUTH_LOOKS[truth]
    return Badge(reading, gettext(READINGS[reading]), look)


def text_of(texts: Texts | None) -> str:
    """A text of a pack in the reader's language."""
    return in_language(texts, get_language() or "en") if texts else ""


def titles_of(packs: Iterable[Pack]) -> dict[str, str]:
    """Key of a pack → its title in the reader's language."""
    return {pack.key: text_of(pack.titles) for pack in packs}


def criterion_title(criterion: Criterion) -> str:
    """The title that the pack gives to a criterion, else that of the house."""
    return text_of(criterion.titles) or gettext(criterion.title)


def fact_title(code: str) -> str:
    """A fact in words."""
    return gettext(FACTS[code].title)


def value_in_words(fact: str, value: Value) -> str:
    """A value of a fact: words, or a number in the reader's manner."""
    said = value_words(fact, value)
    if isinstance(said, Words):
        return ", ".join(gettext(word) for word in said.each)
    if FACTS[fact].kind == "share" and isinstance(said, Fraction):
        return share_in_words(said)
    return number_in_words(said)


def share_in_words(value: Fraction) -> str:
    """A part of a whole: 66.7% (2/3); exact ones without the fraction."""
    written = percentage(value)
    return written if (value * 1000).denominator == 1 else f"{written} ({value})"


def number_in_words(value: Fraction | int | Money) -> str:
    """A number of a rule: 20%, 1/3, 6.5, 1,200, €120.00."""
    if isinstance(value, Money):
        return _money(value)
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(numbers.format_decimal(exact.numerator, locale=locale()))
    if (exact * 1000).denominator != 1:
        return str(exact)
    if 0 < exact < 1:
        return percentage(exact)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(numbers.format_decimal(decimal, locale=locale()))


def _money(value: Money) -> str:
    place = locale(value.unit)
    if not numbers.is_currency(value.unit):
        return f"{numbers.format_decimal(value.minor, locale=place)} {value.unit}"
    sum_ = Decimal(value.minor).scaleb(-numbers.get_currency_precision(value.unit))
    return str(numbers.format_currency(sum_, value.unit, locale=place))


def aloud(line: Line) -> Spoken:
    """A sentence of a pack in the reader's language, with all that stands under it."""
    alone = Line(line.sentence, line.fields)
    text = next(text for _depth, text in spoken(alone, gettext, number_in_words))
    return Spoken(text, tuple(aloud(part) for part in line.parts))
