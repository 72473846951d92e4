"""Countries by any name: of all languages, by code, with one typing error.  Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

# Parts and older names that lists of countries give, beside the names of CLDR.
ALSO: Mapping[str, tuple[str, ...]] = {
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales", "Cymru", "Northern Ireland",
           "Britain", "Inglaterra", "Angleterre", "Écosse", "Escocia"),
    "GR": ("EL", "Hellas"),
    "US": ("USA", "United States of America", "U.S.A."),
    "NL": ("Holland", "The Netherlands"),
    "CZ": ("Czech Republic",),
    "MK": ("Macedonia", "FYROM"),
    "CI": ("Ivory Coast",),
    "CD": ("DRC", "RDC", "Democratic Republic of the Congo"),
    "MM": ("Burma",),
    "SZ": ("Swaziland",),
    "TR": ("Turkey",),
    "XK": ("Kosovo",),
}  # fmt: skip
SHORTEST_WITH_ERROR = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
CLEARLY = 3
"""How many times as many languages must use a name for one country as for another."""


def folded_name(text: str) -> str:
    """A name as it is looked up: no capitals, accents, blanks or signs; vowel signs stay.

    The file of names is written with it: whoever changes it writes the file anew.
    """
    spread = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(filter(_is_of_a_name, spread)))


def _is_of_a_name(sign: str) -> bool:
    return sign.isalnum() or (
        unicodedata.category(sign)[0] == "M" and not "\u0300" <= sign <= "\u036f"
    )


class CountryNames:
    """Finds the code (ISO 3166-1 alpha-2) of a name; None for what names no country clearly."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: folded names with their codes."""
        also = {folded_name(name): code for code, all_ in ALSO.items() for name in all_}
        own = {code.lower(): code for code in names.values()}
        self._names = {**names, **own, **also}
        self.of = lru_cache(maxsize=5_000)(self._of)

    def _of(self, text: str) -> str | None:
        name = folded_name(text)
        return self._names.get(name) or self._with_an_error(name)

    def _with_an_error(self, name: str) -> str | None:
        """One letter too many, too few, wrong or in the wrong place, if only one country fits."""
        if len(name) < SHORTEST_WITH_ERROR or len(name) > 60:
            return None
        fits = {self._names[near] for near in _near(name) if near in self._names}
        return fits.pop() if len(fits) == 1 else None


def _near(name: str) -> Iterable[str]:
    for place in range(len(name) + 1):
        before, behind = name[:place], name[place:]
        yield before + behind[1:]
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:]
        for letter in _LETTERS:
            yield before + letter + behind
            yield before + letter + behind[1:]


def clear_names(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of (name, code), one for each language, the folded names that mean one country.

    A name that languages use for several counts for the one that most of them mean, if these are
    many more; else for none.
    """
    counts: dict[str, Counter[str]] = {}
    for name, code in said:
        counts.setdefault(folded_name(name), Counter())[code] += 1
    found = {}
    for name, codes in counts.items():
        (code, most), *others = codes.most_common(2)
        if name and (not others or most >= CLEARLY * others[0][1]):
            found[name] = code
    return found
