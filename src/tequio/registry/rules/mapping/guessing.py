"""What the columns of a file may say, by their headings and by what stands in them.  Pure.

A guess is shown to a person before anything is read by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from tequio.registry.rules.mapping.days import day_reader
from tequio.registry.rules.mapping.drafting import IGNORED, LAT, LON, PERSONAL, Choice
from tequio.registry.rules.matching import normalise
from tequio.registry.rules.properties import PROPERTIES

DAY_FORMS = ("Y-M-D", "D/M/Y", "D.M.Y", "D-M-Y", "M/D/Y", "YMD", "Y/M/D")
KEY = "key"
_E_MAIL = re.compile(r"\S+@\S+\.\S+")
_LINK = re.compile(r"https?://\S+")
_WKT = re.compile(r"\s*POINT\s*\(", re.IGNORECASE)
OF_KEYS = frozenset(
    "id ids no nr num number numero número code codigo key clave cle chave siren siret ref".split()
)
OF_OTHERS = frozenset(
    "phone telephone tel mobile fax post postal zip country area house street members employees "
    "telefono telefone celular membres socios salaries name".split()
)
"""Headings with one of these words number something else."""
Samples = Mapping[str, Sequence[str]]
"""By column what stands in its first rows, empty cells left out."""


def load_columns(text: str) -> dict[str, str]:
    """By heading in its normal form what it says, from `registry/words/columns.yaml`."""
    read: dict[str, list[str]] = yaml.safe_load(text)
    found: dict[str, str] = {}
    for what, listed in read.items():
        for heading in listed:
            found.setdefault(normalise(str(heading)), what)
    return found


def guessed(
    columns: Sequence[str], samples: Samples, words: Mapping[str, str], closed: frozenset[str]
) -> tuple[Choice, ...]:
    """A guess for each column; each property that has one value is given to one column only.

    words   by heading what it says; closed: words for organisations that are no more
    """
    taken: set[str] = set()
    found = []
    for column in columns:
        texts = samples.get(column, ())
        what = _what(column, texts, words)
        if what in taken and not (what in PROPERTIES and PROPERTIES[what].is_many):
            what = "" if what not in (IGNORED, PERSONAL) else what
        taken.add(what)
        found.append(Choice(column, what, _how(what, texts, closed)))
    if (LON in taken) != (LAT in taken):
        found = [Choice(one.column) if one.what in (LON, LAT) else one for one in found]
    return tuple(found)


def guessed_key(
    columns: Sequence[str], samples: Samples, rows: int, words: Mapping[str, str]
) -> str:
    """The column by which records are told apart: filled in each row, never twice the same, and
    called so, or called a register number, or after a word such as number or code.  Empty where
    there is none: what is unique in the first rows by chance is no key."""
    apart = [
        column
        for column in columns
        if len(texts := samples.get(column, ())) == rows and len({*texts}) == rows
    ]
    for what in (KEY, "identifier"):
        for column in apart:
            if words.get(normalise(column)) == what:
                return column
    return next((column for column in apart if _is_called_a_key(column, words)), "")


def _is_called_a_key(column: str, words: Mapping[str, str]) -> bool:
    said = normalise(column).split()
    return not words.get(" ".join(said)) and not OF_OTHERS & {*said} and bool(OF_KEYS & {*said})


def _what(column: str, texts: Sequence[str], words: Mapping[str, str]) -> str:
    if texts and all(map(_E_MAIL.fullmatch, texts)):
        return PERSONAL
    named = words.get(normalise(column), "")
    if named == KEY:
        return ""
    if named:
        return "" if named == "point" and not _is_point(texts) else named
    if texts and all(map(_LINK.fullmatch, texts)):
        return "website"
    if not texts:
        return IGNORED
    return "point" if _is_point(texts) else ""


def _is_point(texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(_WKT.match, texts))


def _how(what: str, texts: Sequence[str], closed: frozenset[str]) -> str:
    """How such a column is read, as far as its cells tell."""
    if what == "status":
        words = dict.fromkeys(text for text in texts if not {",", ":"} & {*text})
        return ", ".join(
            f"{word}: {'closed' if normalise(word) in closed else 'active'}" for word in words
        )
    if what in PROPERTIES and PROPERTIES[what].kind == "day":
        return day_form(texts)
    if what == IGNORED:
        return "empty in this file" if not texts else ""
    return "wkt" if what == "point" else ""


def day_form(texts: Sequence[str]) -> str:
    """The first form in which all of these days can be read; empty where none fits."""
    for form in DAY_FORMS if texts else ():
        reads = day_reader((form,))
        if all(reads(text) for text in texts):
            return form
    return ""
