"""Names of countries in all languages, out of a file that is made from CLDR by Babel.

The names take seconds and 200 MB to gather, so they lie ready in `countries/names.txt`: one line
a country, its code and its folded names.  `write_names` makes the file anew after an update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

from tequio.membership.rules.countries import is_country
from tequio.registry.rules.countries import CountryNames, clear_names

PLACE = Path(__file__).resolve().parent.parent / "countries" / "names.txt"


def country_of(text: str) -> str | None:
    """The code (ISO 3166-1 alpha-2) of a country by any of its names."""
    return country_names().of(text)


@cache
def country_names() -> CountryNames:
    """The index, read once in a process."""
    found = {}
    for line in PLACE.read_text(encoding="utf-8").splitlines():
        code, *names = line.split()
        found.update(dict.fromkeys(names, code))
    return CountryNames(found)


def write_names(place: Path = PLACE) -> None:
    """Write the file from the names of all languages that Babel knows."""
    by_code: dict[str, list[str]] = {}
    for name, code in names_of(localedata.locale_identifiers()).items():
        by_code.setdefault(code, []).append(name)
    lines = (f"{code} {' '.join(sorted(names))}\n" for code, names in sorted(by_code.items()))
    place.write_text("".join(lines), encoding="utf-8")


def names_of(languages: Iterable[str]) -> dict[str, str]:
    """Folded names of countries in these languages, and codes of three letters."""
    return clear_names(pair for one in languages for pair in _of(one)) | dict(_long_codes())


def _of(language: str) -> Iterator[tuple[str, str]]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return
    for code, name in territories.items():
        if is_country(code):
            yield name, code


def _long_codes() -> Iterator[tuple[str, str]]:
    for long, codes in get_global("territory_aliases").items():
        if len(long) == 3 and long.isalpha() and len(codes) == 1 and is_country(codes[0]):
            yield long.lower(), codes[0]
