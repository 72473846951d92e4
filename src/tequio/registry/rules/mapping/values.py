"""How a cell becomes a value, for each kind of property.  Pure.

Each reader takes a text that is not empty and gives the value, or None if it does not understand
it.  Readers are made once for a file, so that a million rows pay for nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from tequio.registry.rules.facts import Value
from tequio.registry.rules.mapping.days import day_reader
from tequio.registry.rules.mapping.plan import Saying
from tequio.registry.rules.properties import LONGEST_SCHEME, PROPERTIES, STATUSES

Reads = Callable[[str], Value | None]
Countries = Callable[[str], str | None]

LONGEST = {"name": 300, "identifier": 100, "contact": 200, "link": 1_000, "text": 20_000}
LONGEST_CODE = 200
MOST_DIGITS = 15
YES = frozenset("yes y true t 1 oui o vrai si sí s sim verdadero verdadeiro हाँ".split())
NO = frozenset("no n false f 0 non faux não nao falso नहीं".split())
_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}(?::\d{2,5})?(?:[/?#]\S*)?", re.I
)
_WKT = re.compile(r"\s*POINT\s*Z?\s*\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)\s*", re.I)


def reader_of(saying: Saying, countries: Countries | None = None) -> Reads:
    """The reader for one saying of one column.  `countries` resolves names of countries."""
    kind = PROPERTIES[saying.property].kind
    if kind == "country":
        return _country(saying, countries)
    return _MAKERS[kind](saying)


def _name(saying: Saying) -> Reads:
    def reads(text: str) -> Value | None:
        text = " ".join(text.split())
        return {"text": text, "language": saying.language} if len(text) <= 300 else None

    return reads


def _text(saying: Saying) -> Reads:
    longest = LONGEST[PROPERTIES[saying.property].kind]
    is_one_line = saying.property.startswith("address.")

    def reads(text: str) -> Value | None:
        if is_one_line and "\n" in text:
            text = ", ".join(line.strip(" ,") for line in text.splitlines() if line.strip(" ,"))
        return text if len(text) <= longest else None

    return reads


def _contact(saying: Saying) -> Reads:
    """An e-mail address has an @, a telephone number five digits."""
    is_mail = saying.property == "email"

    def reads(text: str) -> Value | None:
        fits = "@" in text.strip("@") if is_mail else sum(map(str.isdigit, text)) >= 5
        return text if fits and len(text) <= LONGEST["contact"] else None

    return reads


def _link(_saying: Saying) -> Reads:
    """The first address in the text that a browser can open."""

    def reads(text: str) -> Value | None:
        if len(text) > LONGEST["link"]:
            return None
        found = next((word for word in text.split() if _LINK.fullmatch(word)), "")
        if not found:
            return None
        return found if found.lower().startswith("http") else f"https://{found}"

    return reads


def _identifier(saying: Saying) -> Reads:
    fits = len(saying.scheme) <= LONGEST_SCHEME
    return lambda t: {"scheme": saying.scheme, "raw": t} if fits and len(t) <= 100 else None


def _code(saying: Saying) -> Reads:
    """By the table of codes; a word that is not in it is kept or not understood."""
    scheme = saying.scheme or saying.property
    keeps = saying.otherwise == "keep" or (not saying.codes and not saying.otherwise)
    if saying.property == "status":
        keeps = False
    known: dict[str, Value] = {
        word.lower(): {"scheme": scheme, "code": code, "title": word}
        for word, code in saying.codes.items()
        if code
    }
    if saying.property == "status" and not known:
        known = {word: {"scheme": scheme, "code": word, "title": word} for word in STATUSES}

    @lru_cache(maxsize=20_000)
    def reads(text: str) -> Value | None:
        found = known.get(text.lower())
        if found is None and keeps and len(text) <= LONGEST_CODE:
            return {"scheme": scheme, "code": text, "title": ""}
        return found

    return reads


def _day(saying: Saying) -> Reads:
    day = day_reader(saying.days)

    def reads(text: str) -> Value | None:
        found = day(text)
        return found.isoformat() if found else None

    return reads


def _number(saying: Saying) -> Reads:
    exact, is_plain = _exact(saying), saying.times == 1

    def reads(text: str) -> Value | None:
        if is_plain and text.isdecimal() and len(text) <= MOST_DIGITS:
            return int(text)
        found = exact(text)
        return int(found) if found is not None and found == found.to_integral_value() else None

    return reads


def _money(saying: Saying) -> Reads:
    exact, unit, minor = _exact(saying), saying.unit, 10**saying.digits
    is_plain = saying.times == 1

    def reads(text: str) -> Value | None:
        if is_plain and text.isdecimal() and len(text) <= MOST_DIGITS:
            return {"minor": int(text) * minor, "unit": unit}
        found = exact(text)
        if found is None:
            return None
        return {"minor": int((found * minor).to_integral_value()), "unit": unit}

    return reads


def _exact(saying: Saying) -> Callable[[str], Decimal | None]:
    """A number as its maker writes it: `1.234,50` under decimal `,` and thousands `.`."""
    decimal, thousands, times = saying.decimal, saying.thousands, saying.times

    def exact(text: str) -> Decimal | None:
        text = text.replace("\u2212", "-")
        if thousands:
            text = text.replace(thousands, "").replace("\u00a0", "").replace("\u202f", "")
        if decimal != ".":
            text = text.replace(".", "?").replace(decimal, ".")
        if not text.lstrip("-+").replace(".", "", 1).isdecimal() or len(text) > MOST_DIGITS + 4:
            return None
        try:
            found = Decimal(text) * times
        except InvalidOperation:
            return None
        return found if abs(found) < 10**MOST_DIGITS else None

    return exact


def _yes_no(saying: Saying) -> Reads:
    yes, no = saying.yes or YES, saying.no or NO

    def reads(text: str) -> Value | None:
        word = text.lower()
        return True if word in yes else False if word in no else None

    return reads


def _point(saying: Saying) -> Reads:
    """Degrees as two texts divided by a blank, or as WKT (longitude first)."""

    def reads(text: str) -> Value | None:
        fits = _WKT.fullmatch(text) if saying.form == "wkt" else None
        parts = list(fits.groups()) if fits else text.split()
        if len(parts) != 2 or (saying.form == "wkt" and not fits):
            return None
        lon, lat = map(_degrees, reversed(parts) if saying.form == "latlon" else parts)
        if lon is None or lat is None or abs(lon) > 180 or abs(lat) > 90 or lon == lat == 0:
            return None
        how = {"precision": saying.precision, "method": saying.method}
        return {"lon": degrees_text(lon), "lat": degrees_text(lat)} | how

    return reads


def _degrees(text: str) -> float | None:
    text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    return float(text) if re.fullmatch(r"[+-]?\d{1,3}(\.\d{1,20})?", text, re.ASCII) else None


def degrees_text(value: float) -> str:
    """Degrees with at most six digits behind the point, about a tenth of a metre."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _country(saying: Saying, countries: Countries | None) -> Reads:
    """By the table of codes first, then by the names of all languages."""
    known = {word.lower(): code for word, code in saying.codes.items() if code}

    @lru_cache(maxsize=5_000)
    def reads(text: str) -> Value | None:
        if found := known.get(text.lower()):
            return found
        if countries is not None:
            return countries(text)
        return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else None

    return reads


def _relation(saying: Saying) -> Reads:
    """To a record of a source by its key, or to a name."""
    type_, source = saying.relation, saying.of_source

    def reads(text: str) -> Value | None:
        if len(text) > LONGEST["name"]:
            return None
        key, name = (text, "") if source else ("", text)
        return {"type": type_, "source": source, "key": key, "name": name}

    return reads


_MAKERS: dict[str, Callable[[Saying], Reads]] = {
    "name": _name,
    "identifier": _identifier,
    "text": _text,
    "link": _link,
    "contact": _contact,
    "code": _code,
    "day": _day,
    "number": _number,
    "money": _money,
    "yes_no": _yes_no,
    "point": _point,
    "relation": _relation,
}
