"""Findings, assets, ties and numbers of the room in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel import dates, numbers
from babel.lists import format_list
from django.utils.translation import gettext

from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.rules.findings import TRAITS, Field, Finding, Named
from tequio.ecosystem.rules.frameworks import Framework
from tequio.ecosystem.rules.kinds import KINDS
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import locale, percentage
from tequio.registry.rules.properties import RELATIONS

SHARES = frozenset({"few", "many", "unanswered"})
"""Fields of findings that are parts of a whole."""
FROM_IT: Mapping[tuple[str, bool | None], str] = {
    ("works_with", None): _("works with"),
    ("supplies", True): _("supplies"),
    ("supplies", False): _("is supplied by"),
    ("funds", True): _("funds"),
    ("funds", False): _("is funded by"),
    ("trains", True): _("trains"),
    ("trains", False): _("is trained by"),
    ("shares", None): _("shares something with"),
    ("advises", True): _("advises"),
    ("advises", False): _("is advised by"),
}
"""Kind of a tie, and whether it gives (None: both ways) → how it reads from its side."""
IN_THE_REGISTER = _("stands in the register together with")


@dataclass(frozen=True)
class Words:
    """What is known by name to the reader of a page.

    actors      listed organisations; practices: titles by number
    frameworks  by key, for names of building blocks
    """

    actors: Mapping[int, str]
    practices: Mapping[int, str] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)

    def actor(self, number: int) -> str:
        """A listed organisation by name."""
        return self.actors.get(number) or unnamed(number)

    def sentence(self, template: str, finding: Finding) -> str:
        """A sentence of a finding, filled in."""
        told = {name: self._field(name, value) for name, value in finding.fields}
        return gettext(template).format_map(told)

    def _field(self, name: str, value: Field) -> str:
        if value is None:
            return gettext("not known")
        if isinstance(value, Named):
            return self._named(value)
        if isinstance(value, date):
            return day_in_words(value)
        if name in SHARES:
            return percentage(Fraction(value), 0)
        return number_in_words(value)

    def _named(self, value: Named) -> str:
        if value.what == "blocks":
            framework, code = (str(one) for one in value.each)
            known = self.frameworks.get(framework)
            return block_name(known, code) if known else code
        return listing(self._one(value.what, one) for one in value.each)

    def _one(self, what: str, one: int | str) -> str:
        if isinstance(one, int):
            if what == "practices":
                return self.practices.get(one) or gettext("a practice")
            return self.actor(one)
        if what == "traits":
            return gettext(TRAITS[one])
        return asset_name(one)


def asset_name(code: str) -> str:
    """A kind of asset in words."""
    known = kinds_of_assets().get(code)
    return text_of(known.names) if known else code


def block_name(framework: Framework, code: str) -> str:
    """A building block in words."""
    return text_of(framework.by_code[code].names) if code in framework.by_code else code


def group_name(code: str) -> str:
    """Those who answer a scorecard; a network's own groups by the code it gave them."""
    if code == "others":
        return gettext("smaller groups together")
    return gettext(KINDS[code]) if code in KINDS else code.replace("_", " ").strip().capitalize()


def unnamed(number: int) -> str:
    """How an organisation without a name is called."""
    return gettext("Number %(number)s of the register") % {"number": number}


def tie_in_words(kind: str, gives: bool | None) -> str:
    """A tie as it reads from one of its sides; a relation of the register by its own name."""
    said = FROM_IT.get((kind, gives))
    if said:
        return gettext(said)
    return gettext(IN_THE_REGISTER) if kind in RELATIONS else kind


def listing(words: Iterable[str]) -> str:
    """A, B and C."""
    return str(format_list(list(words), locale=locale()))


def day_in_words(value: date) -> str:
    """14 February 2026."""
    return str(dates.format_date(value, "long", locale=locale()))


def number_in_words(value: Fraction | int) -> str:
    """2.5, or 1,200."""
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(numbers.format_decimal(decimal, locale=locale(), format="#,##0.##"))


def share_in_words(value: Fraction | None) -> str:
    """33%, or that nobody knows."""
    return gettext("not known") if value is None else percentage(value, 0)


def quarter_in_words(code: str) -> str:
    """October to December 2026, of a code such as `2026-Q4`."""
    year, _sign, number = code.partition("-Q")
    month = 3 * int(number)
    first, last = (
        str(dates.format_date(date(int(year), one, 1), "LLLL", locale=locale()))
        for one in (month - 2, month)
    )
    told = gettext("%(first)s to %(last)s %(year)s") % {"first": first, "last": last, "year": year}
    return told[:1].upper() + told[1:]
