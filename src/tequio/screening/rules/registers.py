"""What registers say of an organisation, as items: whose word it is decides its grade.  Pure.

Nothing is chosen here.  Where official sources contradict each other both stand, and their items
are of one day where their editions lie within a year: so that none of them is believed for being
read a little later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tequio.registry.rules.facts import Said
from tequio.screening.rules.catalogue import FORMS
from tequio.screening.rules.items import Item
from tequio.screening.rules.law import Formed, jurisdictions_of
from tequio.screening.rules.values import TOO_LARGE
from tequio.statutes.rules.schema import Table, read_table

GRADES: Mapping[str, int] = {"official": 2, "survey": 1, "keeper": 1}
"""By kind of source; its own word, a partner's and a list open to everybody weigh nothing."""
OFFICIAL = 2
LISTS: Mapping[str, str] = {
    "is_sse": "practice.listed_as_sse",
    "is_social_enterprise": "practice.accredited",
}
"""Whether a list names it: what is missing in a later edition of a complete list, it denies."""
STRUCTURE = "essglobal"
FORMS_ARE_IN = ("class.legal_form", f"class.{STRUCTURE}")
OF_ONE_TIME = timedelta(days=366)
"""Editions that lie no further apart speak of the same time."""

Folding = Mapping[str, Mapping[str, str]]
"""Scheme → code → a code of `catalogue.FORMS`."""


@dataclass(frozen=True)
class Stated:
    """One current assertion of a source.

    statement  its number, such as "12"; of what a list does not say, the list
    kind       of its source (`registry.rules.properties.SOURCE_KINDS`)
    day        the day of the last edition in which it stood, or on which somebody wrote it
    gone_on    the day of the edition of a complete source in which its record was missing
    """

    said: Said
    statement: str
    kind: str
    day: date
    gone_on: date | None = None


def read_folding(text: str, *, where: str) -> dict[str, dict[str, str]]:
    """The forms by scheme and code out of their YAML.  Raises SchemaError, naming the place; what
    is left out has a reason."""
    table = read_table(text, where=where)
    found: dict[str, dict[str, str]] = {}
    for scheme in tuple(table.content):
        inner = table.table(scheme)
        assert inner is not None, "it is one of its keys"
        found[scheme] = _codes(inner, "forms")
        _codes(inner, "left_out")
        inner.end()
        for form in set(found[scheme].values()) - FORMS.keys():
            raise inner.problem(f"{form} is not a legal form that packs know", "forms")
    return found


def _codes(table: Table, name: str) -> dict[str, str]:
    inner = table.table(name)
    if inner is None:
        raise table.problem("is missing", name)
    return {code: inner.text(code) for code in tuple(inner.content)}


def items_of(stated: Iterable[Stated], folding: Folding) -> list[Item]:
    """All that registers say of one organisation, in the order in which it is given."""
    by_statement: dict[str, list[Stated]] = defaultdict(list)
    for one in stated:
        by_statement[one.statement].append(one)
    found = [item for said in by_statement.values() for item in _of_statement(said, folding)]
    return _side_by_side(found)


def _of_statement(said: list[Stated], folding: Folding) -> Iterator[Item]:
    by_property = {one.said.property: one for one in said}
    for code in LISTS.keys() & by_property.keys():
        yield from _of_a_list(by_property[code])
    form = _form(by_property, folding)
    if form is not None:
        yield form
    for code, reader in _READERS.items():
        if code in by_property:
            item = reader(by_property)
            if item is not None:
                yield item


def _item(fact: str, value: Any, one: Stated) -> Item:
    """As of its own period, else of the edition."""
    since, until = one.said.since, one.said.until or one.day
    return Item(
        fact,
        value,
        GRADES.get(one.kind, 0),
        since if since and since <= until else None,
        until,
        f"register:{one.statement}:{one.said.property}",
    )


def _of_a_list(one: Stated) -> Iterator[Item]:
    if one.gone_on is None:
        yield _item(LISTS[one.said.property], one.said.value is True, one)
    elif one.said.value is True:
        said = replace(one.said, since=None, until=None)
        yield _item(LISTS[one.said.property], False, replace(one, said=said, day=one.gone_on))


def forms_said(stated: Iterable[Stated], folding: Folding) -> list[Formed]:
    """Every legal form that anybody says of one organisation, with the place whose law holds."""
    every = list(stated)
    country, region = (_text_of(every, f"address.{part}") for part in ("country", "region"))
    places = jurisdictions_of(country, region)
    found = []
    for one in every:
        if one.said.property in FORMS_ARE_IN and isinstance(one.said.value, Mapping):
            scheme, code = (str(one.said.value[part]) for part in ("scheme", "code"))
            form = folding.get(scheme, {}).get(code)
            if form is not None:
                found.append(Formed(places, form, scheme, code, GRADES.get(one.kind, 0)))
    return found


def _text_of(stated: Iterable[Stated], property_: str) -> str:
    """What the newest word says; of a place the sources of one register agree mostly."""
    said = [(one.day, str(one.said.value)) for one in stated if one.said.property == property_]
    return max(said, default=(None, ""))[1]


def _form(said: Mapping[str, Stated], folding: Folding) -> Item | None:
    """The legal form; the structure only where the form says nothing that packs know."""
    if "is_informal" in said and said["is_informal"].said.value is True:
        return _item("rules.legal_form", "informal", said["is_informal"])
    for property_ in FORMS_ARE_IN:
        one = said.get(property_)
        value = one.said.value if one else None
        if one is not None and isinstance(value, Mapping):
            form = folding.get(str(value["scheme"]), {}).get(str(value["code"]))
            if form is not None:
                return _item("rules.legal_form", form, one)
    return None


def _registered(said: Mapping[str, Stated]) -> Item | None:
    one = said["identifier"]
    if GRADES.get(one.kind, 0) < OFFICIAL or one.gone_on is not None:
        return None
    return _item("practice.registered", True, one)


def _members(said: Mapping[str, Stated]) -> Item | None:
    number = _figure(said["members"])
    return None if number is None else _item("practice.members", number, said["members"])


def _women(said: Mapping[str, Stated]) -> Item | None:
    """Of one statement: two sources do not count the same roll."""
    women, of_all = said["women_members"], said.get("members")
    some, whole = _figure(women), _figure(of_all) if of_all else None
    if some is None or not whole or some > whole:
        return None
    return _item("practice.women_members", f"{some}/{whole}", women)


def _turnover(said: Mapping[str, Stated]) -> Item | None:
    """Something was sold.  A turnover of nothing is not the end of all activity."""
    one = said["turnover"]
    value = one.said.value
    is_something = isinstance(value, Mapping) and int(value["minor"]) > 0
    return _item("practice.active", True, one) if is_something else None


def _status(said: Mapping[str, Stated]) -> Item | None:
    """It is at rest or closed.  That it stands in a register as active tells of no activity."""
    one = said["status"]
    value = one.said.value
    code = str(value["code"]) if isinstance(value, Mapping) else str(value)
    return _item("practice.active", False, one) if code in ("dormant", "closed") else None


def _figure(one: Stated) -> int | None:
    value = one.said.value
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < TOO_LARGE:
        return None
    return value


_READERS = {
    "identifier": _registered,
    "members": _members,
    "women_members": _women,
    "turnover": _turnover,
    "status": _status,
}
OF_A_STANDING = frozenset({*LISTS.values(), "rules.legal_form"})
"""Facts that stand until somebody says otherwise; a figure is of its own year."""


def _side_by_side(items: list[Item]) -> list[Item]:
    """Official words that contradict each other within a year are of the older one's day."""
    official: dict[str, list[tuple[date, Item]]] = defaultdict(list)
    for one in items:
        if one.fact in OF_A_STANDING and one.grade == OFFICIAL and one.until:
            official[one.fact].append((one.until, one))
    older: dict[str, date] = {}
    for said in official.values():
        newest = max(day for day, _one in said)
        near = [(day, one) for day, one in said if day >= newest - OF_ONE_TIME]
        if len({one.value for _day, one in near}) > 1:
            older |= {one.origin: min(day for day, _one in near) for _day, one in near}
    return [_as_of(one, older[one.origin]) if one.origin in older else one for one in items]


def _as_of(one: Item, day: date) -> Item:
    since = one.since if one.since and one.since <= day else None
    return replace(one, since=since, until=day)
