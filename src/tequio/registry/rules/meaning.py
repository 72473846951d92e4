"""What is meant, apart from how it is written: noise of format is no change.  Pure.

Between two editions of one register 1,054 of 1,073 changed numbers were zeros that a spreadsheet
had eaten, and of 6,441 changed days about ten were real.  So not texts are compared but what they
mean: `07` and `7` are one register number, a line break in a street is a blank, `m60 0ag` is
`M60 0AG`.  What is shown stays as the source wrote it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from tequio.registry.rules.facts import Said, Spoken, Value
from tequio.registry.rules.properties import PROPERTIES

_NOT_IN_NUMBERS = re.compile(r"[\s./\\_-]+")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_APART = re.compile(r"[\s,;]+")
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?([^/?#]*)(.*?)/?$", re.IGNORECASE | re.DOTALL)
_BETWEEN, _BEHIND = "\x1f", "\x1e"


@lru_cache(maxsize=65_536)
def register_number(raw: str) -> str:
    """A register number for comparing: no blanks, points and strokes, capitals, no zeros in
    front of a run of digits.  `ip 00 525r` and `IP525R` are one."""
    return _ZEROS.sub("", _NOT_IN_NUMBERS.sub("", raw).upper())


def _words(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _address(text: str) -> str:
    return _words(_APART.sub(" ", text).strip()).casefold()


def _postcode(text: str) -> str:
    return "".join(text.split()).upper()


def _web(text: str) -> str:
    found = _WEB.match(text.strip())
    return f"{found[1].lower()}{found[2]}" if found else text


def _fields(*names: str) -> Callable[[Any], str]:
    return lambda value: "\x1d".join([str(value.get(name, "")) for name in names])


_BY_KIND: dict[str, Callable[[Any], str]] = {
    "name": lambda value: _words(value["text"]),
    "identifier": lambda value: f"{value['scheme']}\x1d{register_number(value['raw'])}",
    "text": _words,
    "link": _web,
    "contact": lambda value: _words(value).lower(),
    "code": lambda value: f"{value['scheme']}\x1d{_words(value['code']).casefold()}",
    "money": lambda value: f"{value['minor']}\x1d{value['unit']}",
    "point": _fields("lon", "lat", "precision", "method"),
    "relation": lambda value: _words(_fields("type", "source", "key", "name")(value)),
}
_BY_PROPERTY: dict[str, Callable[[Any], str]] = {
    "address.postcode": _postcode,
    "address.street": _address,
    "address.locality": _address,
    "address.district": _address,
    "address.region": _address,
}
_MEANT = {
    code: _BY_PROPERTY.get(code) or _BY_KIND.get(one.kind, str) for code, one in PROPERTIES.items()
}


def meant(property_: str, value: Value) -> str:
    """The text under which two values of a property are compared."""
    return _MEANT[property_](value)


def _line(said: Said) -> str:
    text = f"{said.property}{_BETWEEN}{_MEANT[said.property](said.value)}"
    if said.since or said.until:
        text += f"{_BETWEEN}{said.since or ''}{_BETWEEN}{said.until or ''}"
    return text


def meaning(spoken: Spoken) -> str:
    """Digest (64 hexadecimal characters) over what is meant; order and writing play no part."""
    lines = sorted({_line(one) for one in spoken.said})
    if spoken.about:
        lines.append(f"{spoken.of_source}{_BETWEEN}{spoken.about}")
    return hashlib.sha256(_BEHIND.join(lines).encode("utf-8", "replace")).hexdigest()


class Difference(NamedTuple):
    """One property that means something else than before, with all of its values."""

    property: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


def differences(before: Iterable[Said], after: Iterable[Said]) -> tuple[Difference, ...]:
    """Properties whose values mean something else, in the order of the catalogue.

    Of properties with many values only those values that came or went are named.
    """
    old, new = _by_property(before), _by_property(after)
    found = []
    for code in PROPERTIES:
        was, now = old.get(code, {}), new.get(code, {})
        if was.keys() != now.keys():
            gone = tuple(one for line, one in was.items() if line not in now)
            come = tuple(one for line, one in now.items() if line not in was)
            found.append(Difference(code, gone, come))
    return tuple(found)


def _by_property(said: Iterable[Said]) -> dict[str, dict[str, Said]]:
    found: dict[str, dict[str, Said]] = {}
    for one in said:
        found.setdefault(one.property, {})[_line(one)] = one
    return found
