"""The rows of a practice's form as they are sent: rows within rows, in plain fields, without a
script.

The name of a field is its place: `parts-0-needs-1-threshold`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

Rows = dict[str, Any]
"""Texts by the names of fields, and lists of rows by the names of kinds."""
MOST = 40
"""So many rows of a kind are read of a form; a design has fewer."""
NEW: Mapping[str, Mapping[str, Any]] = {
    "sentences": {},
    "sources": {"kind": "own"},
    "parts": {"kind": "core"},
    "needs": {"need": "required"},
    "others": {},
    "substitutes": {},
    "context": {},
}
"""What a new row of each kind begins with."""
WITHIN: Mapping[str, tuple[str, ...]] = {
    "": ("sentences", "sources", "parts", "context"),
    "parts": ("needs", "others"),
    "others": ("needs",),
    "needs": ("substitutes",),
}
"""The kinds of rows that stand in a row of each kind; in none: those of the form itself."""
UNCOUNTED = frozenset({"id", "code", "source", "checked_on"})
"""A row in which nothing but these stands is empty."""


def posted(sent: Mapping[str, str]) -> Rows:
    """What was sent, as rows; a row that was left out, or in which nothing stands, is gone."""
    found: Rows = {}
    for name, value in sent.items():
        _put(found, name.split("-"), value)
    rows = _read(found, "")
    marks = found.get("marks")
    rows["marks"] = [*marks.values()] if isinstance(marks, dict) else []
    _code_each(rows["sources"], "code", "source")
    _code_each(rows["parts"], "id", "part")
    for part in rows["parts"]:
        _code_each(part["others"], "id", "other")
    return rows


def _put(within: Rows, place: list[str], value: str) -> None:
    for step in place[:-1]:
        if step.isdecimal() and not _is_place(step):
            return
        deeper = within.setdefault(step, {})
        if not isinstance(deeper, dict):
            return
        within = deeper
    if not isinstance(within.get(place[-1]), dict):
        within[place[-1]] = value.strip()


def _is_place(step: str) -> bool:
    """Whether it numbers a row; what is too long for that is not even read as a number."""
    return step.isdecimal() and len(step) <= len(str(MOST)) and int(step) < MOST


def _read(sent: Rows, kind: str) -> Rows:
    """A row: the texts that stand in it, and the rows of the kinds that it has; nothing else."""
    row: Rows = {name: value for name, value in sent.items() if isinstance(value, str)}
    for below in WITHIN.get(kind, ()):
        row[below] = _listed(sent.get(below), below)
    return row


def _listed(numbered: Any, kind: str) -> list[Rows]:
    """The rows of a kind in their order."""
    sent = numbered if isinstance(numbered, dict) else {}
    order = sorted(filter(_is_place, sent), key=int)
    rows = (sent[number] for number in order if isinstance(sent[number], dict))
    read = (_read(row, kind) for row in rows if not row.get("drop"))
    return [row for row in read if _is_written(row, kind)]


def _is_written(row: Rows, kind: str) -> bool:
    ignored = UNCOUNTED | NEW[kind].keys()
    return any(value for name, value in row.items() if name not in ignored)


def _code_each(rows: list[Rows], name: str, kind: str) -> None:
    """A row that has no code yet gets one that no other has."""
    taken = {row.get(name) for row in rows}
    free = (code for number in count(1) if (code := f"{kind}-{number}") not in taken)
    for row in rows:
        if not row.get(name):
            row[name] = next(free)


def with_one_more(rows: Rows, place: str) -> Rows:
    """The rows with an empty one at the end of the list of that place."""
    steps = place.split("-")
    within: Any = rows
    try:
        for step in steps:
            within = within[int(step)] if _is_place(step) else within[step]
    except (KeyError, IndexError, TypeError):
        return rows
    if isinstance(within, list) and steps[-1] in NEW and len(within) < MOST:
        within.append(new_row(steps[-1]))
    return rows


def new_row(kind: str) -> Rows:
    """An empty row of a kind."""
    return {**NEW[kind], **{below: [] for below in WITHIN.get(kind, ())}}


def placed(rows: Rows, kind: str = "", place: str = "") -> Rows:
    """The same rows, each with its place in the form under `at`."""
    found = {**rows, "at": place}
    for below in WITHIN.get(kind, ()):
        stem = f"{place}-{below}" if place else below
        found[below] = [
            placed(row, below, f"{stem}-{number}") for number, row in enumerate(rows[below])
        ]
    return found
