"""A design as rows of a form, and the rows as a design; plain fields, without a script.

The name of a field is its place: `parts-0-needs-1-threshold`.  What the form does not show (values
of its own place, the seven questions, substitutes) travels with it unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from django.utils.translation import gettext

from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Design, in_one_language, plain_design
from tequio.knowledge.rules.designs.design import LISTED

Rows = dict[str, Any]
MOST = 40
"""So many rows of a kind are read of a form; a design has fewer."""
LISTS = ("sentences", "sources", "parts", "needs", "others")
TEXTS = ("title", "problem", "root_cause")
EMPTY: Mapping[str, Mapping[str, Any]] = {
    "sentences": {},
    "sources": {"kind": "own"},
    "parts": {"kind": "core", "needs": [], "others": []},
    "needs": {"need": "required"},
    "others": {"needs": []},
}
"""What a new row of each kind begins with."""


def empty_rows() -> Rows:
    """A form in which nothing is written yet."""
    lived = {"code": "source-1", "kind": "own", "title": gettext("What we lived ourselves")}
    return {
        "sentences": [{"source": "source-1"}],
        "sources": [lived],
        "parts": [{"kind": "core", "needs": [], "others": []}],
        "rest": "{}",
    }


def rows_of(design: Design, language: str) -> Rows:
    """The rows of a design, in the one language in which it is written on."""
    plain = plain_design(in_one_language(design, language))
    kept = {name: plain[name] for name in ("state", "marks", "context", "profile")}
    return {
        **{name: _said(plain[name]) for name in TEXTS},
        "place": plain["territory"]["name"],
        "country": plain["territory"]["country"],
        "sector": plain["sector"],
        "sentences": [
            {"says": _said(one["says"]), "source": one["source"]} for one in plain["text"]
        ],
        "sources": [{"code": code, **one} for code, one in plain["sources"].items()],
        "parts": [_part_row(one) for one in plain["components"]],
        "rest": json.dumps(kept),
    }


def _said(words: Mapping[str, str]) -> str:
    return next(iter(words.values()), "")


def _part_row(one: Mapping[str, Any]) -> Rows:
    texts = {name: _said(one[name]) for name in ("name", "function", "form")}
    others = [
        {
            "id": each["id"],
            "form": _said(each["form"]),
            "used_in": each["used_in"],
            "source": each["source"],
            "needs": [_need_row(need) for need in each["preconditions"]],
        }
        for each in one["variants"]
    ]
    needs = [_need_row(need) for need in one["preconditions"]]
    return {"id": one["id"], "kind": one["kind"], **texts, "needs": needs, "others": others}


def _need_row(one: Mapping[str, Any]) -> Rows:
    threshold = one["threshold"]
    if isinstance(threshold, bool):
        threshold = "yes" if threshold else "no"
    elif isinstance(threshold, list):
        threshold = ", ".join(threshold)
    return {
        "variable": one["variable"],
        "operator": one["operator"],
        "threshold": str(threshold),
        "unit": one.get("unit", ""),
        "need": one["need"],
        "reason": _said(one.get("reason", {})),
        "source": one["source"],
        "rest": json.dumps(one["substitutes"]),
    }


def posted(sent: Mapping[str, str]) -> Rows:
    """What was sent, as rows; a row that was left out, or in which nothing stands, is gone."""
    found: Rows = {}
    for name, value in sent.items():
        _put(found, name.split("-"), value)
    for name in ("sentences", "sources", "parts"):
        found[name] = _listed(found.get(name), name)
    _code_each(found["sources"], "code", "source")
    _code_each(found["parts"], "id", "part")
    for part in found["parts"]:
        _code_each(part["others"], "id", "other")
    return found


def _code_each(rows: list[Rows], name: str, kind: str) -> None:
    """A row that has no code yet gets one that no other has."""
    taken = {row.get(name) for row in rows}
    free = (code for number in count(1) if (code := f"{kind}-{number}") not in taken)
    for row in rows:
        if not row.get(name):
            row[name] = next(free)


def _put(within: Rows, place: list[str], value: str) -> None:
    for step in place[:-1]:
        if step.isdigit() and int(step) >= MOST:
            return
        deeper = within.setdefault(step, {})
        if not isinstance(deeper, dict):
            return
        within = deeper
    if not isinstance(within.get(place[-1]), dict):
        within[place[-1]] = value.strip()


def _listed(numbered: Any, kind: str) -> list[Rows]:
    """The rows of a kind in their order."""
    rows = numbered if isinstance(numbered, dict) else {}
    order = sorted((int(one), row) for one, row in rows.items() if one.isdigit())
    found = []
    for _number, row in order:
        if not isinstance(row, dict) or row.get("drop"):
            continue
        for below in ("needs", "others"):
            if below in EMPTY[kind]:
                row[below] = _listed(row.get(below), below)
        if _is_written(row, kind):
            found.append(row)
    return found


def _is_written(row: Rows, kind: str) -> bool:
    begins = EMPTY[kind]
    ignored = {"id", "code", "rest", "source", *begins}
    return any(value for name, value in row.items() if name not in ignored) or any(
        row.get(below) for below in ("needs", "others")
    )


def with_one_more(rows: Rows, place: str) -> Rows:
    """The rows with an empty one at the end of the list of that place."""
    steps = place.split("-")
    within: Any = rows
    try:
        for step in steps:
            within = within[int(step)] if step.isdigit() else within[step]
    except (KeyError, IndexError, TypeError):
        return rows
    if isinstance(within, list) and steps[-1] in EMPTY and len(within) < MOST:
        below: Rows = {name: [] for name in ("needs", "others") if name in EMPTY[steps[-1]]}
        within.append({**EMPTY[steps[-1]], **below})
    return rows


def plain_of(rows: Rows, language: str) -> dict[str, Any]:
    """The rows as plain data of a design, to be read by whoever keeps it."""

    def words(text: str) -> dict[str, str]:
        return {language: text} if text else {}

    rest = _json(rows.get("rest", ""), {})
    sources = {
        one["code"]: {
            "title": one.get("title", ""),
            "url": one.get("url", ""),
            "kind": one.get("kind", "own"),
            **({"checked_on": one["checked_on"]} if one.get("checked_on") else {}),
        }
        for one in rows["sources"]
    }
    return {
        **{name: rest[name] for name in ("state", "marks", "context", "profile") if name in rest},
        **{name: words(rows.get(name, "")) for name in TEXTS},
        "design": "",
        "territory": {"name": rows.get("place", ""), "country": rows.get("country", "")},
        "sector": rows.get("sector", ""),
        "text": [
            {"says": words(one.get("says", "")), "source": one.get("source", "")}
            for one in rows["sentences"]
        ],
        "sources": sources,
        "components": [_part(one, language) for one in rows["parts"]],
    }


def _part(one: Rows, language: str) -> dict[str, Any]:
    texts = {name: {language: one[name]} for name in ("name", "function", "form") if one.get(name)}
    return {
        "id": one["id"],
        "kind": one.get("kind", ""),
        **texts,
        "preconditions": [_need(need, language) for need in one["needs"]],
        "variants": [
            {
                "id": each["id"],
                "form": {language: each["form"]} if each.get("form") else {},
                "used_in": each.get("used_in", ""),
                "source": each.get("source", ""),
                "preconditions": [_need(need, language) for need in each["needs"]],
            }
            for each in one["others"]
        ],
    }


def _need(one: Rows, language: str) -> dict[str, Any]:
    variable, operator = variables().get(one.get("variable", "")), one.get("operator", "")
    threshold: Any = one.get("threshold", "")
    if variable is not None and variable.kind == "yes_no":
        threshold = {"yes": True, "no": False}.get(threshold.lower(), threshold)
        operator = operator or "eq"
    elif operator in LISTED:
        threshold = [each.strip() for each in threshold.split(",") if each.strip()]
    return {
        "variable": one.get("variable", ""),
        "operator": operator,
        "threshold": threshold,
        **({"unit": one["unit"].upper()} if one.get("unit") else {}),
        "need": one.get("need") or "required",
        **({"reason": {language: one["reason"]}} if one.get("reason") else {}),
        "source": one.get("source", ""),
        "substitutes": _json(one.get("rest", ""), []),
    }


def _json(text: str, otherwise: Any) -> Any:
    try:
        found = json.loads(text or "null")
    except (ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, type(otherwise)) else otherwise
