"""Sentences in a reader's language: templates with named fields, filled only here.  Pure.

A template is a sentence of the catalogue, never put together; what fills it are words of the
catalogue, texts that somebody wrote in some language, or exact values of variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.values import Value
from tequio.knowledge.rules.variables import Variable
from tequio.screening.rules.packs import Texts, in_language


@dataclass(frozen=True)
class Listed:
    """Words of the catalogue, each to be translated by itself."""

    each: tuple[str, ...]


@dataclass(frozen=True)
class Valued:
    """A value of a variable.  unit: of money the currency.  same: choices that stand for it."""

    variable: Variable
    value: Value
    unit: str = ""
    same: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """What somebody wrote, by language.  is_inside: it stands in the middle of a sentence, so that
    its own full stop is left off."""

    words: Texts
    is_inside: bool = False


Field = Listed | Valued | Text | str


@dataclass(frozen=True)
class Line:
    """One sentence, and what stands under it.  A field that is a text alone is shown as it is.

    truth  of a condition, whether it holds
    """

    sentence: str
    fields: tuple[tuple[str, Field], ...] = ()
    parts: tuple[Line, ...] = ()
    truth: Truth | None = None


@dataclass(frozen=True)
class Reader:
    """Whoever reads.

    language  in which texts are taken, if they are there in it
    say       translates a sentence of the catalogue
    write     writes a number in her manner; the second is a currency, or empty
    """

    language: str
    say: Callable[[str], str]
    write: Callable[[int | Fraction, str], str]


YES, NO, NONE_OF_THEM = _("yes"), _("no"), _("none")
COUNTED = _("{number} {unit}")
"""A number and what is counted: 5 per 1,000 adults."""


def spoken(line: Line, reader: Reader, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The sentences: (depth, text), the upper before the lower."""
    fields = {name: _field(field, reader) for name, field in line.fields}
    yield depth, reader.say(line.sentence).format_map(fields)
    for part in line.parts:
        yield from spoken(part, reader, depth + 1)


def _field(field: Field, reader: Reader) -> str:
    if isinstance(field, str):
        return field
    if isinstance(field, Text):
        words = in_language(field.words, reader.language)
        return words.rstrip(" .।") if field.is_inside else words
    if isinstance(field, Listed):
        return ", ".join(reader.say(one) for one in field.each)
    return value_in_words(field, reader)


def value_in_words(valued: Valued, reader: Reader) -> str:
    """A value with its unit, in a reader's words."""
    variable, value = valued.variable, valued.value
    if isinstance(value, bool):
        return reader.say(YES if value else NO)
    if isinstance(value, str | tuple):
        codes = valued.same or ((value,) if isinstance(value, str) else value)
        found = (
            in_language(variable.choices.get(one, {}), reader.language) or one for one in codes
        )
        return ", ".join(found) or reader.say(NONE_OF_THEM)
    unit = in_language(variable.unit_words, reader.language)
    number = reader.write(value, valued.unit)
    return reader.say(COUNTED).format(number=number, unit=unit) if unit else number
