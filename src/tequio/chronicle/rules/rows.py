"""Which rows the lines of a chain tell of: a room declares what its acts write.  Pure.

`rows_told` makes the rows again from the lines and `rows_here` brings those that stand in a table
into the same shape; `comparing.compared` says where the two differ.  A day stands in the facts: the
moment of a line has no day without a zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tequio.chronicle.rules import Line
from tequio.kernel import digest, plain

BY, AT, ITEM = "@by", "@at", "@item"
"""Where a column comes from the line itself: who acted, when; one of the list `each`."""


@dataclass(frozen=True)
class Is:
    """A column that an act always writes so."""

    value: Any


@dataclass(frozen=True)
class Sealed:
    """A column with words, of which the line tells only the digest, in this fact.

    Of ITEM: the digest is the item itself.
    """

    fact: str


Source = str | Is | Sealed
"""Where the value of a column stands: name of a fact (`item.name` of a part of ITEM), BY, AT, …"""


@dataclass(frozen=True)
class Writes:
    """An act writes rows of a table, or changes columns of one.

    act      such as `open_watch`, without its room
    table    a name for what `rows_told` gives back, such as `watch`
    key      where the row's key in the organisation stands: one source, or several in order
    columns  column → where it comes from
    each     the fact that lists what there is one row for; empty: one row
    when     the fact that must say something, else no row is written; empty: always
    changes  the row is there already
    """

    act: str
    table: str
    key: tuple[Source, ...]
    columns: Mapping[str, Source] = field(default_factory=dict)
    each: str = ""
    when: str = ""
    changes: bool = False


def rows_told(
    room: str, lines: Iterable[Line], declared: Iterable[Writes]
) -> dict[str, dict[Any, dict[str, Any]]]:
    """Table → key → columns, as the lines tell it; the key of one part is that part.

    lines  of one chain, oldest first; what tells of another organisation's rows left out
    """
    of_act: dict[str, list[Writes]] = {}
    told: dict[str, dict[Any, dict[str, Any]]] = {}
    for one in declared:
        of_act.setdefault(f"{room}.{one.act}", []).append(one)
        told.setdefault(one.table, {})
    for line in lines:
        for one in of_act.get(line.kind, ()):
            for item in _items(line, one):
                key = tuple(_value(line, item, source) for source in one.key)
                row = {name: _told(line, item, where) for name, where in one.columns.items()}
                rows, name = told[one.table], _name(key)
                rows[name] = (rows.get(name, {}) if one.changes else {}) | row
    return told


def rows_here(
    rows: Iterable[Mapping[str, Any]],
    declared: Iterable[Writes],
    table: str,
    key: tuple[str, ...],
) -> dict[Any, dict[str, Any]]:
    """Key → columns of the rows that stand in a table, in the shape of `rows_told`.

    rows  of each all its columns by name; key: names of those that make its key
    """
    columns: dict[str, bool] = {}
    for one in declared:
        if one.table == table:
            columns |= {name: isinstance(where, Sealed) for name, where in one.columns.items()}
    return {
        _name(tuple(row[part] for part in key)): {
            name: digest(row[name]) if is_sealed else _plain(row[name])
            for name, is_sealed in columns.items()
        }
        for row in rows
    }


def _name(key: tuple[Any, ...]) -> Any:
    """The key of one part is that part."""
    return key if len(key) > 1 else key[0]


def _items(line: Line, one: Writes) -> Iterator[Any]:
    if one.when and line.facts.get(one.when) in (None, "", False):
        return
    yield from line.facts.get(one.each) or () if one.each else (None,)


def _told(line: Line, item: Any, where: Source) -> Any:
    return _value(line, item, where.fact if isinstance(where, Sealed) else where)


def _value(line: Line, item: Any, where: Source) -> Any:
    if isinstance(where, Is):
        return _plain(where.value)
    assert isinstance(where, str), "only a column can be sealed"
    if where == BY:
        return line.by
    if where == AT:
        return _plain(line.at)
    if where == ITEM:
        return item
    if where.startswith("item."):
        return item.get(where.removeprefix("item."))
    return line.facts.get(where)


def _plain(value: Any) -> Any:
    """A moment in one zone, everything else as the chronicle tells it."""
    return plain(value.astimezone(UTC) if isinstance(value, datetime) else value)
