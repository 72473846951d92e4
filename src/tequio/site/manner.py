"""How the reader's language writes money, days, moments and fractions.

Hindi writes ₹12,34,567.50 (Babel; Django's own Hindi lacks Indian grouping).  English writes a
currency in the manner of the country whose money it is, so an Indian group sees lakhs in both.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from babel import dates, numbers
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from tequio.kernel import Amount, Unit

ENGLISH_OF = {
    "INR": "en_IN",
    "ZAR": "en_ZA",
    "GHS": "en_GH",
    "KES": "en_KE",
    "NGN": "en_NG",
    "TZS": "en_TZ",
    "UGX": "en_UG",
    "GBP": "en_GB",
    "CAD": "en_CA",
    "EUR": "en_IE",
}
NO_BREAK = "\u00a0"
PARTS_OF = {"MIN": 0, "SHARE": 0}
"""Decimal places of units that are no currency; currencies are looked up in Babel (CLDR)."""


def locale(currency: str = "") -> str:
    """Babel's name for the reader's language, for this currency."""
    if (translation.get_language() or "en").startswith("hi"):
        return "hi_IN"
    return ENGLISH_OF.get(currency, "en_GB")


def unit_of(code: str) -> Unit:
    """A unit by its code alone: a currency by CLDR, anything else whole."""
    if numbers.is_currency(code):
        return Unit(code, numbers.get_currency_precision(code))
    return Unit(code, PARTS_OF.get(code, 0), "time" if code == "MIN" else "points")


def money(amount: Amount) -> str:
    """₹12,34,567.50 · 12,000.00 PLN · 90 minutes · 12 SHARE, in the reader's manner."""
    unit = amount.unit
    value = Decimal(amount.minor).scaleb(-unit.exponent)
    if unit.kind == "time" and unit.code == "MIN":
        written = number(amount.minor)
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", amount.minor) % {
            "minutes": written
        }
    place = locale(unit.code)
    if not numbers.is_currency(unit.code):
        pattern = "#,##0." + "0" * unit.exponent if unit.exponent else "#,##0"
        grouped = "#,##,##0" + pattern[5:] if place == "hi_IN" else pattern
        written = str(numbers.format_decimal(value, format=grouped, locale=place))
        return f"{written}{NO_BREAK}{unit.code}"
    written = numbers.format_currency(
        value, unit.code, locale=place, currency_digits=False, decimal_quantization=False
    )
    exact = numbers.format_currency(
        value.quantize(Decimal(1).scaleb(-unit.exponent)), unit.code, locale=place
    )
    return str(exact if unit.exponent == numbers.get_currency_precision(unit.code) else written)


def number(value: int) -> str:
    """A whole number with the reader's grouping."""
    return str(numbers.format_decimal(value, locale=locale()))


def day(value: date) -> str:
    """14 February 2026."""
    return str(dates.format_date(value, "d MMMM y", locale=locale()))


def short_day(value: date) -> str:
    """14 Feb 2026, for columns."""
    return str(dates.format_date(value, "d MMM y", locale=locale()))


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
    return str(
        numbers.format_percent(Decimal(value.numerator) / value.denominator, "#,##0.#%", locale())
    )
