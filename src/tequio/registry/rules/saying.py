"""What a person may say about an organisation, value by value, and what stands after it.  Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.chronicle.rules.inputs import Code, Number, Purpose, Words
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.registry.rules import facts
from tequio.registry.rules.facts import Said
from tequio.registry.rules.meaning import meaning, meant
from tequio.registry.rules.properties import (
    FIGURES,
    LONGEST_SCHEME,
    METHODS,
    NAMES,
    PROPERTIES,
    STATUSES,
)

NO_SUCH_PROPERTY = RefusalKind(
    "no_such_property",
    _("“{property}” is nothing that can be said of an organisation here."),
    _("Choose one of the properties of the list. How two stand to each other is a relation."),
    about="input",
)
VALUE_NOT_UNDERSTOOD = RefusalKind(
    "value_not_understood",
    _("{title}: this is no value of that kind."),
    _("Correct this field and send again."),
    about="input",
)
ENDS_BEFORE_IT_BEGINS = RefusalKind(
    "value_ends_first",
    _("{title}: the last day comes before the first one."),
    _("Correct the days and send again."),
    about="input",
)
OF_VALUES = (NO_SUCH_PROPERTY, VALUE_NOT_UNDERSTOOD, ENDS_BEFORE_IT_BEGINS)
LONGEST, LONGEST_NAME, LONGEST_CODE = 2000, 200, 60


@dataclass(frozen=True)
class Value:
    """One thing that a person says of an organisation.

    property      a code of `properties.PROPERTIES`
    value         in the shape of that property; a name may be its text alone, a status its code
    since, until  when it was true; a figure has the last day of its period as `until`
    """

    property: Purpose
    value: Words | Number | bool | dict[Code, Words | Number]
    since: date | None = None
    until: date | None = None


def objections_to_values(values: Iterable[Value]) -> Iterator[Refusal]:
    """What cannot be understood, value by value."""
    for one in values:
        known = PROPERTIES.get(one.property)
        if known is None or known.kind == "relation":
            yield NO_SUCH_PROPERTY.because(property=one.property)
        elif _read(one) is None:
            yield VALUE_NOT_UNDERSTOOD.because(title=known.title)
        elif one.since and one.until and one.until < one.since:
            yield ENDS_BEFORE_IT_BEGINS.because(title=known.title)


def said_of(values: Iterable[Value]) -> tuple[Said, ...]:
    """Values against which nothing stands, as assertions in canonical form, each once."""
    found: dict[str, Said] = {}
    for one in values:
        value = _read(one)
        assert value is not None, "it was held against its kind before"
        said = Said(one.property, value, one.since, one.until)
        found.setdefault(_line(said), said)
    return tuple(found.values())


def with_said(before: Iterable[Said], come: Iterable[Said]) -> tuple[Said, ...]:
    """What a record says once it also says these: a new value takes the place of the old one, of
    a figure that of the same period; of what may be many each stands beside the others."""
    kept = {_slot(one): one for one in before}
    for one in come:
        kept.pop(_slot(one), None)
        kept[_slot(one)] = one
    return tuple(kept.values())


def without_said(before: Iterable[Said], *, property: str, until: date | None) -> tuple[Said, ...]:
    """What is left once nothing is said of this property; of a figure only of that period."""
    gone = [
        one
        for one in before
        if one.property == property and (property not in FIGURES or one.until == until)
    ]
    return tuple(one for one in before if one not in gone)


def meaning_of(said: Iterable[Said]) -> str:
    """Digest of what a statement means, 32 hexadecimal characters; order plays no part."""
    return meaning(facts.Spoken("", "", tuple(said)))[:32]


def has_a_name(said: Iterable[Said]) -> bool:
    """Whether anything among it is a name: that is all that an organisation needs."""
    return any(one.property in NAMES for one in said)


def _slot(said: Said) -> tuple[str, str]:
    if PROPERTIES[said.property].is_many:
        return said.property, _line(said)
    return said.property, str(said.until) if said.property in FIGURES else ""


def _line(said: Said) -> str:
    return (
        f"{said.property}|{meant(said.property, said.value)}|{said.since or ''}|{said.until or ''}"
    )


def _read(one: Value) -> facts.Value | None:
    """The value in its canonical shape; None where it has another one."""
    kind = PROPERTIES[one.property].kind
    if one.property == "status" and isinstance(one.value, str):
        return _status(one.value)
    return _BY_KIND[kind](one.value)


def _status(code: str) -> facts.Value | None:
    return {"scheme": "status", "code": code, "title": code} if code in STATUSES else None


def _text(value: Any, most: int = LONGEST) -> str | None:
    if not isinstance(value, str):
        return None
    plain = "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
    return plain if 0 < len(plain) <= most else None


def _name(value: Any) -> facts.Value | None:
    given = {"text": value} if isinstance(value, str) else value
    parts = _parts(given, "text", ("language",), most=LONGEST_NAME)
    return {"text": parts["text"], "language": parts["language"]} if parts else None


def _parts(
    value: Any, *needed_and_free: str | tuple[str, ...], most: int = LONGEST_CODE
) -> dict[str, str] | None:
    """Named texts: the names alone are needed, those in a tuple may be left out."""
    if not isinstance(value, Mapping):
        return None
    needed = [one for one in needed_and_free if isinstance(one, str)]
    free = [one for some in needed_and_free if isinstance(some, tuple) for one in some]
    found = {name: _text(value.get(name), most) for name in needed}
    left = {name: _text(value.get(name, ""), LONGEST_NAME) or "" for name in free}
    if None in found.values() or set(value) - {*needed, *free}:
        return None
    return {name: text for name, text in found.items() if text} | left


def _link(value: Any) -> facts.Value | None:
    text = _text(value, 300)
    return text if text and re.fullmatch(r"https?://[^\s/?#<>\"]+\.[^\s<>\"]+", text) else None


def _country(value: Any) -> facts.Value | None:
    return value if isinstance(value, str) and re.fullmatch("[A-Z]{2}", value) else None


def _day(value: Any) -> facts.Value | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: Any) -> facts.Value | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value < 2**53 else None


def _money(value: Any) -> facts.Value | None:
    if not isinstance(value, Mapping) or set(value) != {"minor", "unit"}:
        return None
    minor, unit = value["minor"], _text(value["unit"], 12)
    is_whole = isinstance(minor, int) and not isinstance(minor, bool)
    return {"minor": minor, "unit": unit} if is_whole and unit else None


def _yes_no(value: Any) -> facts.Value | None:
    return value if isinstance(value, bool) else None


def _identifier(value: Any) -> facts.Value | None:
    parts = _parts(value, "scheme", "raw")
    return parts if parts and len(parts["scheme"]) <= LONGEST_SCHEME else None


_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,6})?")


def _point(value: Any) -> facts.Value | None:
    if not isinstance(value, Mapping) or set(value) != {"lon", "lat", "precision", "method"}:
        return None
    lon, lat, precision, method = (value[one] for one in ("lon", "lat", "precision", "method"))
    for degrees, most in ((lon, 180), (lat, 90)):
        if not (isinstance(degrees, str) and _DEGREES.fullmatch(degrees)):
            return None
        if abs(float(degrees)) > most:
            return None
    if _number(precision) is None or not 1 <= precision <= 1_000_000 or method not in METHODS:
        return None
    return {"lon": lon, "lat": lat, "precision": precision, "method": method}


_BY_KIND: Mapping[str, Callable[[Any], facts.Value | None]] = {
    "name": _name,
    "identifier": _identifier,
    "text": _text,
    "link": _link,
    "contact": lambda value: _text(value, 254),
    "code": lambda value: _parts(value, "scheme", "code", ("title",)),
    "day": _day,
    "number": _number,
    "money": _money,
    "yes_no": _yes_no,
    "point": _point,
    "country": _country,
}
