"""A design as rows of a form, and the rows as a design.

What the form does not show (the seven questions, the state) travels with it unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from tequio.knowledge.forms.rows import Rows, new_row
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Design, in_one_language, plain_design
from tequio.knowledge.rules.designs.design import LISTED, MARKS

TEXTS = ("title", "problem", "root_cause")
KEPT = ("state", "profile")
"""What travels unseen, in the field `rest`."""


def empty_rows() -> Rows:
    """A form in which nothing is written yet."""
    lived = {"code": "source-1", "kind": "own", "title": gettext("What we lived ourselves")}
    return {
        "sentences": [{"source": "source-1"}],
        "sources": [lived],
        "parts": [new_row("parts")],
        "context": [],
        "marks": [],
        "rest": "{}",
    }


def rows_of(design: Design, language: str) -> Rows:
    """The rows of a design, in the one language in which it is written on."""
    plain = plain_design(in_one_language(design, language))
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
        "context": [
            {"variable": code, **_value_row(one, "value")} for code, one in plain["context"].items()
        ],
        "marks": plain["marks"],
        "rest": json.dumps({name: plain[name] for name in KEPT}),
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
    return {
        **_comparison_row(one),
        "need": one["need"],
        "reason": _said(one.get("reason", {})),
        "source": one["source"],
        "substitutes": [_comparison_row(each) for each in one["substitutes"]],
    }


def _comparison_row(one: Mapping[str, Any]) -> Rows:
    row = _value_row(one, "threshold")
    return {**row, "variable": one["variable"], "operator": one["operator"]}


def _value_row(one: Mapping[str, Any], name: str) -> Rows:
    """A value as it is typed, under that name; its currency, and its source if it has one."""
    value = one[name]
    if isinstance(value, bool):
        value = gettext("yes") if value else gettext("no")
    elif isinstance(value, list):
        value = ", ".join(value)
    return {name: str(value), "unit": one.get("unit", ""), "source": one.get("source", "")}


def plain_of(rows: Rows, language: str) -> dict[str, Any]:
    """The rows as plain data of a design, to be read by whoever keeps it."""

    def words(text: str) -> dict[str, str]:
        return {language: text} if text else {}

    rest = _kept(rows.get("rest", ""))
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
        **{name: rest[name] for name in KEPT if name in rest},
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
        "context": _context(rows["context"]),
        "marks": [one for one in MARKS if one in rows["marks"]],
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
    return {
        **_comparison(one),
        "need": one.get("need") or "required",
        **({"reason": {language: one["reason"]}} if one.get("reason") else {}),
        "source": one.get("source", ""),
        "substitutes": [_comparison(each) for each in one["substitutes"]],
    }


def _comparison(one: Rows) -> dict[str, Any]:
    code, operator = one.get("variable", ""), one.get("operator", "")
    if not operator and _kind_of(code) == "yes_no":
        operator = "eq"
    threshold = _value(code, one.get("threshold", ""), is_list=operator in LISTED)
    unit = one.get("unit", "").upper()
    plain = {"variable": code, "operator": operator, "threshold": threshold}
    return {**plain, "unit": unit} if unit else plain


def _context(rows: list[Rows]) -> dict[str, Any]:
    """What is known of the own place, by variable; what is said twice stays, so that it is told."""
    found: dict[str, Any] = {}
    for one in rows:
        code = one.get("variable", "")
        found[f"{code} (2)" if code in found else code] = {
            "value": _value(code, one.get("value", ""), is_list=_kind_of(code) == "set"),
            "unit": one.get("unit", "").upper(),
            "source": one.get("source", ""),
        }
    return found


def _kind_of(code: str) -> str:
    variable = variables().get(code)
    return variable.kind if variable else ""


def _value(code: str, typed: str, *, is_list: bool) -> Any:
    """A typed value as a design has it; what is none stays as it was typed, and is told so."""
    if _kind_of(code) == "yes_no":
        words = {"yes": True, "no": False, gettext("yes"): True, gettext("no"): False}
        return words.get(typed.lower(), typed)
    return [each.strip() for each in typed.split(",") if each.strip()] if is_list else typed


def _kept(text: str) -> dict[str, Any]:
    """What travelled unseen; nothing where that cannot be read."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
