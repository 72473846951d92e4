"""Codes and values of the register in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from tequio.kernel import gettext_noop as _
from tequio.membership.visits.countries import country_in_words
from tequio.registry.queries.classifications import words_of
from tequio.registry.queries.titles import words_in_classifications
from tequio.registry.rules.facts import Value
from tequio.registry.rules.properties import METHODS, PROPERTIES, STATUSES

FACET_TITLES: Mapping[str, str] = {
    "country": _("Country"),
    "region": _("Region"),
    "status": _("Status"),
    "icls": _("Type of cooperative"),
    "structure": _("Structure"),
    "form": _("Legal form"),
    "activity": _("Activity"),
    "theme": _("Theme"),
    "informal": _("Informal group"),
    "source": _("Source"),
}
YES_NO: Mapping[str, str] = {"yes": _("Yes"), "no": _("No")}


Titles = Mapping[Any, str]
"""Titles of sources by number, and what sources call codes that the house does not know."""


def code_in_words(facet: str, code: str, titles: Titles) -> str:
    """A code of a facet in words; the code itself where nobody has words for it."""
    if facet == "country":
        return country_in_words(code)
    if facet == "status":
        return gettext(STATUSES[code]) if code in STATUSES else code
    if facet == "informal":
        return gettext(YES_NO[code]) if code in YES_NO else code
    if facet == "source":
        return titles.get(int(code), code) if code.isdecimal() else code
    known = words_in_classifications(facet, code, get_language() or "en")
    return known or titles.get((facet, code)) or code


@dataclass(frozen=True)
class Written:
    """A value as a template writes it.

    kind   of `rules.properties.Property`; text: the words, where words are enough
    given  what a filter of the page turns into words: a day, a number, a sum with its unit
    """

    kind: str
    text: str = ""
    language: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


def written(property_: str, value: Value) -> Written:
    """A value in the reader's words."""
    kind = PROPERTIES[property_].kind
    if isinstance(value, Mapping):
        return _of_fields(kind, value)
    if kind == "country":
        return Written(kind, country_in_words(str(value)))
    if kind == "yes_no":
        return Written(kind, gettext(YES_NO["yes" if value else "no"]))
    if kind == "day":
        return Written(kind, str(value), given={"day": _day(str(value))})
    if kind == "number":
        return Written(kind, str(value), given={"number": value})
    return Written(kind, str(value))


def _of_fields(kind: str, value: Mapping[str, Any]) -> Written:
    if kind == "name":
        return Written(kind, str(value["text"]), str(value.get("language", "")))
    if kind == "code":
        return Written(kind, _coded(value), given={"code": str(value["code"])})
    if kind == "identifier":
        return Written(kind, str(value["raw"]), given={"scheme": str(value["scheme"])})
    if kind == "point":
        given = dict(value) | {"method": gettext(METHODS.get(str(value["method"]), ""))}
        return Written(kind, f"{value['lat']}, {value['lon']}", given=given)
    return Written(kind, str(value.get("name") or value.get("key") or ""), given=dict(value))


def _coded(value: Mapping[str, Any]) -> str:
    code, title = str(value["code"]), str(value.get("title") or "")
    if value.get("scheme") == "status" and code in STATUSES:
        return gettext(STATUSES[code])
    return words_of(str(value.get("scheme", "")), code, get_language() or "en", title)


def _day(text: str) -> date | None:
    """A whole day; None for a year or a month alone, which stand as they were said."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
