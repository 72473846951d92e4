"""Cases of a pack that a lawyer can read: small sets of facts, and what each comes to.  Pure.

    pack: un-ilo@1
    on: 2026-06-30
    cases:
      - criterion: C3
        aspect: practice
        met: {fact: value, …}
        not met: {…}
        unknown: {…}
        conflicting: {fact: [value, value], …}
        because: why, in plain words

Values carry the least grade of their criterion, are of the kind that weighs most of those that it
accepts, and end on the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from tequio.screening.rules.catalogue import Aspect
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.items import Item
from tequio.screening.rules.packs.fields import Fields, Problems
from tequio.screening.rules.packs.loading import PackError, read_yaml
from tequio.screening.rules.packs.pack import Pack, Rule
from tequio.screening.rules.values import exact

OUTCOMES = ("met", "not met", "unknown", "conflicting")


@dataclass(frozen=True)
class Case:
    """One set of facts, and what an aspect of a criterion makes of it: one of `OUTCOMES`."""

    criterion: str
    aspect: Aspect
    outcome: str
    items: tuple[Item, ...]
    because: str


@dataclass(frozen=True)
class Cases:
    """The cases of one pack on one day."""

    pack: str
    on: date
    cases: tuple[Case, ...]


def load_cases(text: str, pack: Pack) -> Cases:
    """The cases of a YAML text for their pack.  Raises PackError with everything that is wrong."""
    problems = Problems()
    fields = Fields(read_yaml(text), "", problems)
    key = fields.text("pack")
    on = fields.day("on", is_needed=True) or date.min
    if key != pack.key:
        fields.note(f"{key} is not {pack.key}", "pack")
    found = [
        case
        for number, content in enumerate(fields.list_of("cases"), 1)
        for case in _cases(Fields(content, f"cases {number}", problems), pack, on)
    ]
    fields.end()
    if problems.told:
        raise PackError(problems.told)
    return Cases(key, on, tuple(found))


def _cases(fields: Fields, pack: Pack, on: date) -> Iterator[Case]:
    code, aspect = fields.text("criterion"), fields.one_of("aspect", ("rules", "practice"))
    because = fields.text("because")
    rules = {(one.id, name): rule for one in pack.criteria for name, rule in one.aspects()}
    rule = rules.get((code, cast("Aspect", aspect)))
    if rule is None:
        fields.note(f"{pack.key} does not ask for {code} in {aspect}")
    for outcome in OUTCOMES:
        said = fields.anything(outcome)
        if said is None or rule is None:
            continue
        if not isinstance(said, Mapping):
            fields.note("needs a table", outcome)
            continue
        items = tuple(_items(said, rule, on, fields, outcome))
        yield Case(code, cast("Aspect", aspect), outcome, items, because)
    fields.end()


def _items(
    said: Mapping[str, Any], rule: Rule, on: date, fields: Fields, outcome: str
) -> Iterator[Item]:
    kind = max(rule.accepts, key=lambda code: EVIDENCE[code].grade, default="register")
    for fact, value in said.items():
        several = value if isinstance(value, list) else [value]
        for number, one in enumerate(several, 1):
            try:
                exact(fact, one)
            except ValueError as problem:
                fields.note(str(problem), outcome)
                continue
            yield Item(fact, one, rule.least_grade, on, on, f"{kind}:{number}")
