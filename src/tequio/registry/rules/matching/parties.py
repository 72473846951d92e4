"""Who is compared with whom: an organisation as one list knows it.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tequio.registry.rules.facts import Said
from tequio.registry.rules.matching.names import Words, core_name, normalise, numerals
from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.properties import NAMES

Numbers = tuple[tuple[str, str], ...]
NOT_SAID = "NOT-SAID"
"""How a scheme ends, such as GB-NOT-SAID, where the source does not say which register it means:
two numbers of it need not be of one register."""


@dataclass(frozen=True)
class Party:
    """An organisation as one list knows it.

    key         in that list, unique there
    names       as written, the one in use first
    postcode, locality, country   as written; the country by its ISO 3166-1 alpha-2 code
    numbers     (scheme, number) of registers; the scheme is empty where no register is named
    ids         (publisher, key): keys of its own that publishers gave it.  They find nobody, but
                two of one publisher contradict each other
    lon, lat    degrees, both or neither
    status      code of `properties.STATUSES`, or empty
    """

    key: str
    names: tuple[str, ...]
    postcode: str = ""
    locality: str = ""
    country: str = ""
    numbers: Numbers = ()
    ids: Numbers = ()
    lon: float | None = None
    lat: float | None = None
    status: str = ""


@dataclass(frozen=True)
class Name:
    """A name beside its forms: as written, normalised, its core, the core's words in order."""

    written: str
    whole: str
    core: str
    ordered: str
    numerals: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """A party with everything that is compared, worked out once."""

    party: Party
    names: tuple[Name, ...]
    postcode: str
    outward: str
    locality: str
    numbers: frozenset[tuple[str, str]]
    ids: frozenset[tuple[str, str]]

    @property
    def key(self) -> str:
        """The key of the party in its list."""
        return self.party.key

    @property
    def place(self) -> tuple[float, float] | None:
        """Longitude and latitude, where both are known."""
        if self.party.lon is None or self.party.lat is None:
            return None
        return self.party.lon, self.party.lat


def known(party: Party, words: Words) -> Known:
    """A party with what is compared of it."""
    country = party.country.upper()
    written = dict.fromkeys(name for name in party.names if normalise(name))
    postcode = plain_postcode(party.postcode)
    return Known(
        party=party,
        names=tuple(name_of(one, words, country) for one in written),
        postcode=postcode,
        outward=outward(postcode, country),
        locality=normalise(party.locality),
        numbers=frozenset(
            (scheme, plain)
            for scheme, number in party.numbers
            if (plain := register_number(number))
        ),
        ids=frozenset((publisher, key) for publisher, key in party.ids if key),
    )


def name_of(written: str, words: Words, country: str = "") -> Name:
    """A name with its forms."""
    core = core_name(written, words, country)
    ordered = " ".join(sorted(core.split()))
    return Name(written, normalise(written), core, ordered, numerals(written, words, country))


_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def plain_postcode(raw: str) -> str:
    """A postcode without spaces and signs, in capitals."""
    return _SIGNS.sub("", raw.upper())


_BRITISH = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?=\d[A-Z]{2}$)")
_AREA_DIGITS = {"US": 3, "IN": 3, "BR": 5, "JP": 3, "PT": 4, "NL": 4, "PL": 2, "SE": 3, "CZ": 3}
_OUTER_THREE = {"CA", "IE", "MT"}


def outward(postcode: str, country: str) -> str:
    """The part of a postcode that names a wider area than the whole; empty where none does.

    Of British ones what stands before the last three signs; of Canadian, Irish and Maltese ones
    the first three; of others the first digits: as many as a sorting office or town has there, by
    default all but the last two.  Where no country is said, only the British form is understood.
    """
    if country in {"GB", "UK", "IM", "JE", "GG", ""}:
        found = _BRITISH.match(postcode)
        return found.group() if found else ""
    if country in _OUTER_THREE:
        return postcode[:3] if len(postcode) > 3 else ""
    digits = re.sub(r"\D", "", postcode)
    width = _AREA_DIGITS.get(country, len(digits) - 2)
    return digits[:width] if 1 < width < max(len(digits), len(postcode)) else ""


def party_of_said(key: str, said: Iterable[Said], *, ids: Numbers = ()) -> Party:
    """The party that assertions speak of: those of one source record, or those that are shown."""
    texts: dict[str, str] = {}
    names: dict[str, list[str]] = {code: [] for code in NAMES}
    numbers: list[tuple[str, str]] = []
    lon = lat = None
    for one in said:
        value = one.value
        if isinstance(value, str):
            texts.setdefault(one.property, value)
        elif not isinstance(value, int):
            if one.property in names:
                names[one.property].append(str(value["text"]))
            elif one.property == "identifier":
                scheme = str(value["scheme"])
                named = "" if scheme.endswith(NOT_SAID) else scheme
                numbers.append((named, str(value["raw"])))
            elif one.property == "point":
                lon, lat = float(value["lon"]), float(value["lat"])
            elif one.property == "status":
                texts.setdefault("status", str(value["code"]))
    return Party(
        key=key,
        names=tuple(dict.fromkeys(name for code in NAMES for name in names[code])),
        postcode=texts.get("address.postcode", ""),
        locality=texts.get("address.locality", ""),
        country=texts.get("address.country", ""),
        numbers=tuple(dict.fromkeys(numbers)),
        ids=ids,
        lon=lon,
        lat=lat,
        status=texts.get("status", ""),
    )
