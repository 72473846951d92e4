"""A message in the language and the manner of the one who gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import dates, numbers
from django.utils.translation import gettext, override

from tequio.kernel import Unit
from tequio.membership.visits import locale
from tequio.notices import rules
from tequio.notices.rules import Note, Sum, Told, Value

ELASTIC = ("group", "title")
"""Fields that are shortened where a text would be too long: the title first."""


@dataclass(frozen=True)
class Sender:
    """The group that writes: its name, its short name in plain letters, its units by code."""

    name: str
    slug: str
    language: str
    units: Mapping[str, Unit]


def words_of(note: Note, sender: Sender, *, language: str, proof: str) -> str:
    """The text of a message: one line, at most 160 signs, ending with the proof.

    In a language of Latin letters it travels in one part; what has no letter there (a name in
    another script) is replaced by the group's short name, or left out.
    """
    with override(language or sender.language or "en"):
        sentence, wrong = gettext(note.sentence), gettext(rules.WRONG)
        is_latin = rules.is_gsm(rules.in_gsm(sentence + wrong))
        fields = {name: _said(value, sender) for name, value in note.fields.items()}
        fields |= {"group": rules.one_line(sender.name), "wrong": wrong}
        if is_latin:
            fields = {name: _latin(name, text, sender) for name, text in fields.items()}

    def write(names: Mapping[str, str]) -> str:
        text = rules.one_line(sentence.format_map({**fields, **names}))
        return rules.in_gsm(text) if is_latin else text

    elastic = [(name, fields[name]) for name in ELASTIC if name in fields]
    return rules.fitted(write, elastic, proof)


def _latin(name: str, text: str, sender: Sender) -> str:
    folded = rules.in_gsm(text)
    if rules.is_gsm(folded):
        return folded
    if name == "group":
        return sender.slug
    return rules.one_line("".join(sign if rules.is_gsm(sign) else " " for sign in folded)) or "-"


def _said(value: Value, sender: Sender) -> str:
    if isinstance(value, Sum):
        return money(value.minor, sender.units.get(value.unit) or Unit(value.unit))
    if isinstance(value, Told):
        return gettext(value.phrase)
    if isinstance(value, date):
        return str(dates.format_date(value, "d MMM", locale=locale()))
    return rules.one_line(value) if isinstance(value, str) else str(value)


def money(minor: int, unit: Unit) -> str:
    """₹1,200 or KES 50.50 in the reader's manner; cents only where there are any.

    A sign that is not on every phone is replaced by the code of the currency.
    """
    place = locale(unit.code)
    whole, rest = divmod(abs(minor), 10**unit.exponent)
    plain = str(numbers.format_decimal(whole, locale=place))
    if rest:
        plain += f"{numbers.get_decimal_symbol(place)}{rest:0{unit.exponent}d}"
    sign = numbers.get_currency_symbol(unit.code, place)
    if sign == unit.code or not rules.is_gsm(rules.in_gsm(sign)):
        return f"{plain} {unit.code}"
    return f"{sign}{plain}"
