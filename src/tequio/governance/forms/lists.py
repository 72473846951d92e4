"""Countries and money to choose from: those of today, the likely ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale, numbers

NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"})
"""Two letters in CLDR that are no country of ISO 3166: unions, parts of a country, regions."""
PSEUDO = frozenset({"XA", "XB"})
"""Not places but tests of translations.  XK, by which Kosovo is known, stays."""

Choice = tuple[str, str]


def countries(place: Locale, *, first: Iterable[str]) -> list[Choice]:
    """Code and name of every country, by name; those in `first` stand in front."""
    named = {code: str(place.territories[code]) for code in _codes(place)}
    return _in_order(named, first)


def monies(place: Locale, *, first: Iterable[str]) -> list[Choice]:
    """Code and name of every money that is legal tender somewhere today."""
    used = {money for code in _codes(place) for money in numbers.get_territory_currencies(code)}
    return _in_order({code: place.currencies.get(code, code) for code in used}, first)


def _codes(place: Locale) -> list[str]:
    listed = (str(code) for code in place.territories if len(str(code)) == 2)
    return [code for code in listed if code not in NO_COUNTRIES | PSEUDO]


def _in_order(named: Mapping[str, str], first: Iterable[str]) -> list[Choice]:
    front = [code for code in dict.fromkeys(first) if code in named]
    rest = sorted((code for code in named if code not in front), key=lambda code: named[code])
    return [(code, named[code]) for code in [*front, *rest]]
