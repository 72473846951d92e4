"""How the reader's language writes money, days, moments and fractions.

Hindi writes ₹12,34,567.50 (Babel; Django's own Hindi lacks Indian grouping).  A currency is written
in the manner of the country whose money it is: an Indian group sees lakhs in English too, and a
Mexican one in Spanish sees $1,234.50 where a Colombian one sees $1.234,50.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale, dates, numbers
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from tequio.kernel import Amount, Unit
from tequio.membership.visits import locale, percentage

NO_BREAK = "\u00a0"
LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""CLDR puts a space there; Babel leaves it out."""
FIRST_OF_MONTH = {"fr": "1er", "pt": "1º"}
"""CLDR knows no ordinal in a date; French and Brazilians write nothing else."""
PARTS_OF = {"MIN": 0, "SHARE": 0}
"""Decimal places of units that are no currency; currencies are looked up in Babel (CLDR)."""


def unit_of(code: str) -> Unit:
    """A unit by its code alone: a currency by CLDR, anything else whole."""
    if numbers.is_currency(code):
        return Unit(code, numbers.get_currency_precision(code))
    return Unit(code, PARTS_OF.get(code, 0), "time" if code == "MIN" else "points")


def money(amount: Amount) -> str:
    """₹12,34,567.50 · PLN 12,000.00 · 90 minutes · 12 SHARE, in the reader's manner."""
    unit = amount.unit
    if unit.code == "MIN" and unit.exponent == 0:
        written = number(amount.minor)
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", amount.minor) % {
            "minutes": written
        }
    place = locale(unit.code)
    value = Decimal(amount.minor).scaleb(-unit.exponent)
    if not numbers.is_currency(unit.code):
        return f"{_pattern(place, '', unit.exponent).apply(value, place)}{NO_BREAK}{unit.code}"
    pattern = _pattern(place, "standard", unit.exponent)
    written = pattern.apply(value, place, currency=unit.code, currency_digits=False)
    return LETTER_BEFORE_DIGIT.sub(NO_BREAK, written)


@lru_cache
def _pattern(place: str, currency: str, exponent: int) -> numbers.NumberPattern:
    """The locale's pattern for sums (or for plain numbers) with the unit's own places."""
    found = Locale.parse(place)
    kept = found.currency_formats[currency] if currency else found.decimal_formats[None]
    pattern: numbers.NumberPattern = copy(kept)
    pattern.frac_prec = (exponent, exponent)
    return pattern


def number(value: int) -> str:
    """A whole number with the reader's grouping."""
    return _number(value, locale())


@lru_cache(maxsize=4096)
def _number(value: int, place: str) -> str:
    return str(numbers.format_decimal(value, locale=place))


def day(value: date) -> str:
    """14 February 2026, 14 de febrero de 2026."""
    return _dated(value, "long")


def short_day(value: date) -> str:
    """14 Feb 2026, for columns."""
    return _dated(value, "d MMM y")


def _dated(value: date, pattern: str) -> str:
    """A day by a pattern of CLDR, and the first of a month as the language writes it."""
    place = locale()
    written = str(dates.format_date(value, pattern, locale=place))
    first = FIRST_OF_MONTH.get(place.split("_")[0])
    return written.replace("1", first, 1) if first and value.day == 1 else written


def moment(value: datetime) -> str:
    """14 February 2026, 16:05, in the zone of the node."""
    here = timezone.localtime(value)
    time = dates.format_time(here, "HH:mm", locale=locale())
    return gettext("%(day)s, %(time)s") % {"day": day(here.date()), "time": time}


def fraction(value: Fraction) -> str:
    """2/3; whole numbers alone; a half, a third and two thirds as words are left to sentences."""
    if value.denominator == 1:
        return number(value.numerator)
    return f"{number(value.numerator)}/{number(value.denominator)}"


def percent(value: Fraction) -> str:
    """A fraction of a hundred with at most one place, for reading only; never for deciding."""
    return percentage(value)
