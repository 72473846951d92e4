"""Findings and the graph they were found in as plain values, to be stored and read again.  Pure.

What was found in a quarter stays as it was found, sentences included, whatever these rules say
later; with the graph beside it anybody can find it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tequio.ecosystem.rules.findings.finding import Field, Finding, Named
from tequio.ecosystem.rules.graph import (
    Actor,
    Graph,
    Group,
    Holding,
    Introduction,
    Need,
    Tie,
    Word,
)

Plain = dict[str, Any]
_OF_GRAPH: Mapping[str, type] = {
    "actors": Actor,
    "ties": Tie,
    "holdings": Holding,
    "needs": Need,
    "groups": Group,
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "sectors": tuple,
    "members": frozenset,
    "said_by": lambda words: tuple(Word(date.fromisoformat(day), actor) for day, actor in words),
    "since": date.fromisoformat,
    "ended": date.fromisoformat,
}


def plain_graph(graph: Graph) -> Plain:
    """Everything that a graph was made of, as lists and values of JSON; defaults left out."""
    return {name: [_plain(one) for one in getattr(graph, name)] for name in _OF_GRAPH}


def read_graph(plain: Mapping[str, Any]) -> Graph:
    """The graph again.  Raises KeyError or TypeError if it is none."""
    return Graph.of(
        **{
            name: [kind(**{key: _read(key, value) for key, value in one.items()}) for one in lines]
            for name, kind in _OF_GRAPH.items()
            for lines in [plain[name]]
        }
    )


def plain_finding(finding: Finding) -> Plain:
    """A finding as values of JSON; defaults left out."""
    told = _plain(finding)
    told["fields"] = [[name, *_plain_field(value)] for name, value in finding.fields]
    told["pairs"] = [_plain(pair) for pair in finding.pairs]
    return told


def read_finding(plain: Mapping[str, Any]) -> Finding:
    """The finding again.  Raises KeyError or TypeError if it is none."""
    lists = ("deeds", "actors", "assets", "ties", "notes")
    found = Finding(**{**plain, **{name: tuple(plain.get(name, ())) for name in lists}})
    return found._replace(
        fields=tuple((name, _read_field(kind, value)) for name, kind, value in plain["fields"]),
        pairs=tuple(Introduction(**pair) for pair in plain["pairs"]),
    )


def _plain(one: Any) -> Plain:
    """Its fields but those that are as they always are."""
    usual = one._field_defaults
    return {
        name: _plain_value(value)
        for name, value in zip(one._fields, one, strict=True)
        if name not in usual or value != usual[name]
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [[one.day.isoformat(), one.actor] if isinstance(one, Word) else one for one in value]
    return value


def _read(name: str, value: Any) -> Any:
    return _READ[name](value) if name in _READ else value


def _plain_field(value: Field) -> tuple[str, Any]:
    if isinstance(value, Named):
        return value.what, list(value.each)
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, Fraction):
        return "fraction", str(value)
    return ("number" if isinstance(value, int) else "unknown"), value


def _read_field(kind: str, value: Any) -> Field:
    if isinstance(value, list):
        return Named(kind, tuple(value))  # type: ignore[arg-type]
    if kind == "day":
        return date.fromisoformat(value)
    return Fraction(value) if kind == "fraction" else value
