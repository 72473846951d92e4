"""A mapping made of what somebody chose column by column, written as YAML.  Pure.

Only a simple file can be said like this: one source, one property for each column.  Whatever else
a mapping can say is written in YAML (`registry/mappings/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from tequio.kernel import gettext_noop as _
from tequio.registry.rules.mapping.plan import Mapping as Plan
from tequio.registry.rules.mapping.plan import Saying
from tequio.registry.rules.mapping.writing import read_mapping
from tequio.registry.rules.properties import NAMES, PROPERTIES

LON, LAT = "lon", "lat"
IGNORED, PERSONAL = "ignored", "personal"
BESIDES: Mapping[str, str] = {
    IGNORED: _("Leave it out"),
    PERSONAL: _("Drop it: it is about persons"),
    LON: _("Longitude"),
    LAT: _("Latitude"),
}
"""What a column can be besides a property."""
SAYABLE = tuple(code for code in PROPERTIES if code != "relation")
NO_REGISTER = "NOT-SAID"
"""The scheme of numbers of which nobody says of which register they are."""
PRECISION = 1000
_ABOUT_PERSONS, _LEFT_OUT = "about persons", "left out"


@dataclass(frozen=True)
class Choice:
    """What was chosen for one column.

    what  a property, or a code of `BESIDES`; empty where nobody said
    how   by kind of the property: form of a day (`D/M/Y`), scheme of numbers and codes, currency,
          language of a name, form of a point, words of a status (`Live: active, Dead: closed`) or
          for yes and no (`oui / non`); why it is left out or dropped
    """

    column: str
    what: str = ""
    how: str = ""


@dataclass(frozen=True)
class Draft:
    """A mapping as the page of the columns asks for it.

    key         columns that tell records apart
    new_source  title and kind of the source, where it is not written down yet
    """

    code: str
    title: str
    source: str
    key: tuple[str, ...]
    choices: tuple[Choice, ...]
    nulls: tuple[str, ...] = ()
    new_source: tuple[str, str] = ("", "")

    @property
    def has_name(self) -> bool:
        """Says what the organisations are called."""
        return any(one.what in NAMES for one in self.choices)


def text_of(draft: Draft) -> str:
    """The mapping in YAML, as `read_mapping` understands it."""
    part = {"source": draft.source, "key": list(draft.key), "say": list(_sayings(draft))}
    written: dict[str, Any] = {"id": draft.code, "version": "1", "title": draft.title}
    if draft.nulls:
        written["nulls"] = list(draft.nulls)
    title, kind = draft.new_source
    if title:
        written["sources"] = [{"code": draft.source, "title": title, "kind": kind or "partner"}]
    written["parts"] = [part]
    for what, reason in ((PERSONAL, _ABOUT_PERSONS), (IGNORED, _LEFT_OUT)):
        columns = {one.column: one.how or reason for one in draft.choices if one.what == what}
        if columns:
            written[what] = columns
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100)


def draft_of(plan: Plan, columns: Sequence[str]) -> Draft | None:
    """The draft that says the same as this mapping; None where only YAML can say it."""
    if len(plan.parts) != 1:
        return None
    (part,) = plan.parts
    chosen = {
        column: Choice(column, what, how)
        for saying in part.sayings
        for column, what, how in _said_by(saying)
    }
    for what, kept in ((PERSONAL, plan.personal), (IGNORED, plan.ignored)):
        chosen |= {column: Choice(column, what, reason) for column, reason in kept.items()}
    named = dict.fromkeys((*columns, *chosen))
    draft = Draft(
        plan.code,
        plan.title,
        part.source,
        part.key,
        tuple(chosen.get(column, Choice(column)) for column in named),
        tuple(sorted(plan.nulls)),
    )
    again = read_mapping(text_of(draft))
    is_same = (again.parts, again.personal, again.ignored, again.nulls) == (
        plan.parts, plan.personal, plan.ignored, plan.nulls,
    )  # fmt: skip
    return draft if is_same else None


def _sayings(draft: Draft) -> Iterator[dict[str, Any]]:
    place = {one.what: one.column for one in draft.choices if one.what in (LON, LAT)}
    for one in draft.choices:
        if one.what in PROPERTIES:
            yield {"property": one.what, "column": one.column} | _how(one)
    if len(place) == 2:
        yield {
            "property": "point",
            "columns": [place[LON], place[LAT]],
            "form": "lonlat",
            "precision": str(PRECISION),
        }


def _how(one: Choice) -> dict[str, Any]:
    """How a column is read, as the entry says it."""
    how, kind = one.how.strip(), PROPERTIES[one.what].kind
    if one.what == "status":
        return {"codes": codes_in(how)} if codes_in(how) else {}
    if kind == "identifier":
        return {"scheme": how or NO_REGISTER}
    if kind == "code":
        return {"scheme": how or one.what.partition(".")[2] or one.what}
    if kind == "yes_no":
        yes, _between, no = how.partition("/")
        both = {"yes": _words(yes), "no": _words(no)}
        return {name: words for name, words in both.items() if words}
    if kind == "point":
        return {"form": how or "wkt", "precision": str(PRECISION)}
    name = {"name": "language", "day": "days", "money": "unit"}.get(kind)
    return {name: how} if name and how else {}


def codes_in(text: str) -> dict[str, str]:
    """`Live: active, Dead: closed` as words with their status."""
    pairs = (one.rpartition(":") for one in text.split(","))
    return {word.strip(): status.strip() for word, _colon, status in pairs if word.strip()}


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _said_by(saying: Saying) -> Iterator[tuple[str, str, str]]:
    """The columns of a saying with what is chosen for them and how they are read."""
    if saying.property == "point" and len(saying.columns) == 2:
        yield saying.columns[0], LON, ""
        yield saying.columns[1], LAT, ""
    elif len(saying.columns) == 1:
        yield saying.columns[0], saying.property, _how_of(saying)


def _how_of(saying: Saying) -> str:
    kind = PROPERTIES[saying.property].kind
    if saying.property == "status":
        return ", ".join(f"{word}: {code}" for word, code in saying.codes.items())
    if kind == "yes_no" and (saying.yes or saying.no):
        return f"{', '.join(sorted(saying.yes))} / {', '.join(sorted(saying.no))}"
    by_kind = {
        "name": saying.language,
        "day": saying.days[0] if saying.days else "",
        "money": saying.unit,
        "identifier": saying.scheme,
        "code": saying.scheme,
        "point": saying.form,
    }
    return by_kind.get(kind, "")
