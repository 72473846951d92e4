"""Money to choose from: what is legal tender somewhere today, the likely one first."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale, numbers

from tequio.membership.rules.countries import is_country
from tequio.membership.visits import locale
from tequio.membership.visits.countries import Choice, in_order


def monies(first: Iterable[str]) -> list[Choice]:
    """Code and name of every money that is legal tender in a country of today."""
    place = Locale.parse(locale())
    used = {
        money
        for code in map(str, place.territories)
        if is_country(code)
        for money in numbers.get_territory_currencies(code)
    }
    return in_order({code: place.currencies.get(code, code) for code in used}, first)
