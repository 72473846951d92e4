"""Designs, states and values in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from babel import Locale, numbers
from django.utils.translation import get_language, gettext

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.knowledge.queries.finding import sector_name
from tequio.knowledge.rules.designs import Design, in_language
from tequio.knowledge.rules.practices import STATES as STATES_WALKED
from tequio.knowledge.rules.transferability.speaking import Line, Reader, spoken
from tequio.membership.visits import locale
from tequio.membership.visits.countries import country_in_words
from tequio.screening.rules.packs import Texts

STATES: Mapping[str, str] = {**STATES_WALKED, "moved_back": _("moved back")}
STATE_LOOKS: Mapping[str, str] = {
    "systematised": "open",
    "piloted": "open",
    "adopted": "holds",
    "institutionalised": "holds",
    "ended": "waits",
    "moved_back": "waits",
}
"""State → class of its badge; the words are always beside it."""
MARKS: Mapping[str, str] = {
    "ended": _("ended"),
    "moved_back": _("moved back"),
    "harm": _("somebody was harmed"),
}
MARKS_TOLD: Mapping[str, str] = {
    "ended": _("It did not last. Why is part of what can be learned from it."),
    "moved_back": _("It came, and what was there before came back."),
    "harm": _("People were harmed. Read how before you take anything of it."),
}
SOURCE_KINDS: Mapping[str, str] = {
    "seed": _("published text"),
    "fact": _("looked up"),
    "invented": _("invented"),
    "to_verify": _("not verified yet"),
    "own": _("what the authors lived"),
}
SOURCE_LOOKS: Mapping[str, str] = {"invented": "invented", "to_verify": "waits"}


@dataclass(frozen=True)
class Badge:
    """Words with the class of their badge."""

    words: str
    look: str = ""


@dataclass(frozen=True)
class Spoken:
    """A sentence in the reader's language, and what stands under it.  truth: of a condition."""

    text: str
    parts: tuple[Spoken, ...] = ()
    truth: Truth | None = None


def language() -> str:
    """The reader's, as the texts of a design know it."""
    return (get_language() or "en").partition("-")[0]


def text_of(words: Texts | None) -> str:
    """A text in the reader's language; else as it was written."""
    return in_language(words, language()) if words else ""


def language_of(design: Design) -> str:
    """The language in which the reader gets its texts, where that is not her own; else empty."""
    if language() in design.title:
        return ""
    return "en" if "en" in design.title else next(iter(design.title), "")


def number_written(value: int | Fraction, unit: str) -> str:
    """A number in the reader's manner: 12,000 · 2.5 · 1/3; of money with its currency."""
    exact = Fraction(value)
    if (exact * 10**6).denominator != 1:
        return f"{exact} {unit}".strip()
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    place = locale(unit)
    if not unit:
        return str(numbers.format_decimal(decimal, locale=place))
    if exact.denominator > 1:
        return str(numbers.format_currency(decimal, unit, locale=place))
    whole = Locale.parse(place).currency_formats["standard"].pattern.replace(".00", "")
    return str(numbers.format_currency(decimal, unit, whole, locale=place, currency_digits=False))


def reader() -> Reader:
    """Whoever reads this page, for sentences of the rules."""
    return Reader(language(), gettext, number_written)


def aloud(line: Line) -> Spoken:
    """A sentence of the rules in the reader's language, with all that stands under it."""
    text = next(text for _depth, text in spoken(Line(line.sentence, line.fields), reader()))
    return Spoken(text, tuple(aloud(part) for part in line.parts), line.truth)


def state_badge(state: str) -> Badge:
    """How far a practice has come."""
    return Badge(gettext(STATES.get(state, state)), STATE_LOOKS.get(state, ""))


def mark_badges(marks: Iterable[str], state: str = "") -> list[Badge]:
    """What a practice is marked with, beyond its state."""
    looks = {"harm": "refused"}
    return [
        Badge(gettext(MARKS[one]), looks.get(one, "waits"))
        for one in MARKS
        if one in marks and one != state
    ]


def place_in_words(design: Design) -> str:
    """Where a practice is at home."""
    country = country_in_words(design.country)
    if country in design.place:
        return design.place
    return ", ".join(one for one in (design.place, country) if one)


def sector_in_words(code: str) -> str:
    """A sector as people call it."""
    return sector_name(code, language()) if code else ""


OPERATORS_TOLD: Mapping[str, str] = {
    "gte": _("at least"),
    "lte": _("at most"),
    "eq": _("exactly, or yes or no"),
    "in": _("one of these"),
    "includes": _("at least one of these is there"),
    "excludes": _("none of these is there"),
}
"""What can be asked of a variable, for whoever writes a condition."""
