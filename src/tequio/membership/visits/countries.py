"""Countries in the reader's language, by CLDR: one in words, all to choose from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from babel import Locale

from tequio.membership.rules.countries import is_country
from tequio.membership.visits.looking import locale

Choice = tuple[str, str]


def country_in_words(code: str) -> str:
    """Its name; the code itself where nobody knows it, empty where there is none."""
    return str(Locale.parse(locale()).territories.get(code, code)) if code else ""


def countries(first: Iterable[str] = ()) -> list[Choice]:
    """Code and name of every country, by name; those in `first` stand in front."""
    names = Locale.parse(locale()).territories
    return in_order({code: str(name) for code, name in names.items() if is_country(code)}, first)


def in_order(named: Mapping[str, str], first: Iterable[str]) -> list[Choice]:
    """Code and name, by name; those in `first` that there are stand in front, in their order."""
    front = [code for code in dict.fromkeys(first) if code in named]
    rest = sorted(named.keys() - set(front), key=lambda code: (_unaccented(named[code]), code))
    return [(code, named[code]) for code in [*front, *rest]]


def _unaccented(name: str) -> str:
    """So that Équateur stands with E, not behind Z."""
    signs = unicodedata.normalize("NFD", name.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))
