"""Values out of a feed: what has the shape of its property, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tequio.registry.rules.facts import Said
from tequio.registry.rules.properties import LONGEST_SCHEME, METHODS, PROPERTIES, RELATIONS

LONGEST = {"text": 20_000, "contact": 200}
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?")
MARKUP = re.compile(r"<[a-zA-Z/!?]")
LINK = re.compile(r"https?://[^\s<>\"]{1,1000}")


def said_in(one: Mapping[str, Any]) -> Said | None:
    """An assertion of a feed; None where it has not the shape of its property.

    Names, numbers and codes with marks of HTML in them are none: nobody is called so.
    """
    code = one.get("property")
    known = PROPERTIES.get(code) if isinstance(code, str) else None
    days = [_day_or_none(one.get(name)) for name in ("from", "to")]
    if known is None or "" in days or not _SHAPES[known.kind](one.get("value")):
        return None
    since, until = (date.fromisoformat(day) if day else None for day in days)
    return Said(known.code, one["value"], since, until)


def _day_or_none(value: Any) -> str | None:
    """The day, None for none, "" for what is no day."""
    if value is None:
        return None
    return str(value) if _day(value) else ""


def _text(value: Any, most: int) -> bool:
    if not isinstance(value, str) or len(value) > most:
        return False
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _plain(value: Any, most: int) -> bool:
    return _text(value, most) and not MARKUP.search(value)


def _parts(**most: int) -> Callable[[Any], bool]:
    def has_shape(value: Any) -> bool:
        if not isinstance(value, Mapping) or set(value) != set(most):
            return False
        return all(_plain(value[name], longest) for name, longest in most.items())

    return has_shape


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _whole(value: Any, least: int = -(2**53), most: int = 2**53) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _money(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"minor", "unit"}:
        return False
    return _whole(value["minor"]) and _plain(value["unit"], 12)


def _point(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"lon", "lat", "precision", "method"}:
        return False
    for name, most in (("lon", 180), ("lat", 90)):
        degrees = value[name]
        if not (isinstance(degrees, str) and DEGREES.fullmatch(degrees)):
            return False
        if abs(float(degrees)) > most:
            return False
    return _whole(value["precision"], 0, 50_000_000) and value["method"] in METHODS


def _relation(value: Any) -> bool:
    parts = _parts(type=20, source=60, key=200, name=300)
    return parts(value) and value["type"] in RELATIONS


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "name": _parts(text=300, language=20),
    "identifier": _parts(scheme=LONGEST_SCHEME, raw=100),
    "text": lambda value: _text(value, LONGEST["text"]),
    "link": lambda value: isinstance(value, str) and bool(LINK.fullmatch(value)),
    "contact": lambda value: _plain(value, LONGEST["contact"]),
    "code": _parts(scheme=60, code=200, title=20_000),
    "day": _day,
    "number": _whole,
    "money": _money,
    "yes_no": lambda value: isinstance(value, bool),
    "point": _point,
    "country": lambda value: isinstance(value, str) and bool(re.fullmatch("[A-Z]{2}", value)),
    "relation": _relation,
}
