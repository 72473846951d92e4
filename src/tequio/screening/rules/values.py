"""Exact values of facts: read once, written in one way, never a decimal.  Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tequio.screening.rules.catalogue import FACTS, Fact

_FRACTION = re.compile(r"-?\d{1,18}(/\d{1,18})?")
TOO_LARGE = 10**18
"""What is reckoned with has at most 18 digits, on both sides of a line: else nobody reads it back
from a snapshot."""
_UNIT = re.compile(r"[A-Z][A-Z0-9]{1,11}")


@dataclass(frozen=True, order=True)
class Money:
    """A sum in the smallest part of its unit, such as 125000 cents of EUR."""

    minor: int
    unit: str


Value = bool | int | Fraction | str | Money


def exact(code: str, raw: Any) -> Value:
    """The value of a fact as the engine reckons with it.

    raw  as in packs and forms: true or false, a whole number, "n/d", a code of its choices, or
         {"minor", "unit"}; a value that is exact already comes back unchanged
    Raises ValueError where the fact is unknown or the value is not of its kind.
    """
    fact = FACTS.get(code)
    if fact is None:
        raise ValueError(f"{code} is not a fact that is known here")
    found = _READERS[fact.kind](fact, raw)
    if found is None or is_too_large(found):
        raise ValueError(f"{raw!r} is not a value of {code}: needs {NEEDED[fact.kind]}")
    return found


def is_too_large(value: Any) -> bool:
    """Whether a number, or one of a sum or a fraction, has more digits than can be kept."""
    if isinstance(value, Fraction):
        return max(abs(value.numerator), value.denominator) >= TOO_LARGE
    if isinstance(value, Money):
        value = value.minor
    elif isinstance(value, Mapping):
        value = value.get("minor")
    return isinstance(value, int) and abs(value) >= TOO_LARGE


NEEDED = {
    "yes_no": "true or false",
    "share": 'a fraction as text, such as "2/3", or a whole number',
    "number": 'a fraction as text, such as "7/2", or a whole number',
    "count": "a whole number, not negative",
    "money": "{minor: whole number, unit: code}",
    "choice": "one of its choices",
}


@lru_cache(maxsize=65_536)
def fraction(text: str) -> Fraction | None:
    """The fraction that a text says; None for anything else, decimals too."""
    if not _FRACTION.fullmatch(text) or int(text.partition("/")[2] or 1) == 0:
        return None
    return Fraction(text)


def plain_value(value: Value) -> Any:
    """For JSON: a fraction as "n/d" in its lowest terms, a whole one as "n"."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Money):
        return {"minor": value.minor, "unit": value.unit}
    return value


def as_word(value: Value) -> str:
    """One word without a blank that `from_word` reads again."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return f"{value.minor}:{value.unit}"
    return str(value)


def from_word(code: str, word: str) -> Value:
    """What `as_word` wrote.  Raises ValueError as `exact` does."""
    fact = FACTS.get(code)
    kind = fact.kind if fact else ""
    if kind == "yes_no":
        return exact(code, {"yes": True, "no": False}.get(word))
    if kind == "count":
        return exact(code, int(word) if word.isdecimal() and word.isascii() else word)
    if kind == "money":
        minor, _colon, unit = word.partition(":")
        return exact(code, {"minor": int(minor), "unit": unit})
    return exact(code, word)


def _yes_or_no(_fact: Fact, raw: Any) -> Value | None:
    return raw if isinstance(raw, bool) else None


def _fraction(_fact: Fact, raw: Any) -> Value | None:
    if isinstance(raw, Fraction):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw)
    return fraction(raw) if isinstance(raw, str) else None


def _count(_fact: Fact, raw: Any) -> Value | None:
    whole = isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0
    return int(raw) if whole else None


def _money(_fact: Fact, raw: Any) -> Value | None:
    if isinstance(raw, Money):
        return raw
    if not isinstance(raw, Mapping) or set(raw) != {"minor", "unit"}:
        return None
    minor, unit = raw["minor"], raw["unit"]
    whole = isinstance(minor, int) and not isinstance(minor, bool)
    return Money(minor, unit) if whole and _UNIT.fullmatch(str(unit)) else None


def _choice(fact: Fact, raw: Any) -> Value | None:
    return raw if isinstance(raw, str) and raw in (fact.choices or {}) else None


_READERS = {
    "yes_no": _yes_or_no,
    "share": _fraction,
    "number": _fraction,
    "count": _count,
    "money": _money,
    "choice": _choice,
}
