"""Reading expressions of a pack, noting all that is wrong.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tequio.screening.rules.catalogue import FACTS, Aspect
from tequio.screening.rules.packs.expressions import (
    COMPARISONS,
    Compare,
    Exists,
    Expression,
    How,
    Joined,
    Joint,
    Not,
    Ratio,
)
from tequio.screening.rules.packs.fields import Fields, Problems
from tequio.screening.rules.values import NEEDED, Value, exact, fraction

DEEPEST = 8
MOST_PARTS = 40
NUMBERS = ("share", "number", "count", "money")
CONTEXT = ("rules.legal_form",)
"""Says of whom is spoken, not what it promises or does: both aspects may ask for it."""
NOTHING = Exists("rules.vote")
"""Stands in for what could not be read; the file is refused anyway."""


def read_expression(content: Any, where: Fields, name: str, aspect: Aspect | None) -> Expression:
    """The expression of a field.

    aspect  its facts must be of this aspect; None: of either
    """
    return _Reader(where.problems, aspect).read(content, where.at(name), 1)


class _Reader:
    def __init__(self, problems: Problems, aspect: Aspect | None) -> None:
        self.problems = problems
        self.aspect = aspect

    def read(self, content: Any, path: str, depth: int) -> Expression:
        fields = Fields(content, path, self.problems)
        if depth > DEEPEST:
            fields.note(f"is nested deeper than {DEEPEST}")
            return NOTHING
        for name, reader in self._readers().items():
            if name in fields.content:
                found = reader(fields, depth)
                fields.end()
                return found
        if isinstance(content, Mapping):
            fields.note(f"needs one of {', '.join(self._readers())}")
        return NOTHING

    def _readers(self) -> Mapping[str, Callable[[Fields, int], Expression]]:
        return {
            "all": lambda fields, depth: self._joined(fields, "all", depth),
            "any": lambda fields, depth: self._joined(fields, "any", depth),
            "at_least": self._at_least,
            "not": self._not,
            "ratio": self._ratio,
            "exists": self._exists,
            "fact": self._compare,
        }

    def _joined(self, fields: Fields, how: Joint, depth: int) -> Expression:
        return Joined(how, self._parts(fields, how, depth))

    def _at_least(self, fields: Fields, depth: int) -> Expression:
        parts = self._parts(fields, "of", depth)
        count = fields.whole("at_least", 1, max(1, len(parts)))
        return Joined("at_least", parts, count)

    def _parts(self, fields: Fields, name: str, depth: int) -> tuple[Expression, ...]:
        listed = fields.list_of(name)
        if len(listed) > MOST_PARTS:
            fields.note(f"has more than {MOST_PARTS} parts", name)
        return tuple(
            self.read(part, f"{fields.at(name)} {number}", depth + 1)
            for number, part in enumerate(listed[:MOST_PARTS], 1)
        )

    def _not(self, fields: Fields, depth: int) -> Expression:
        return Not(self.read(fields.anything("not"), fields.at("not"), depth + 1))

    def _exists(self, fields: Fields, _depth: int) -> Expression:
        return Exists(self._fact(fields, fields.anything("exists"), "exists"))

    def _compare(self, fields: Fields, _depth: int) -> Expression:
        code = self._fact(fields, fields.anything("fact"), "fact")
        how, values = self._how(fields, lambda raw: exact(code, raw))
        kind = FACTS[code].kind
        if kind not in NUMBERS and how not in ("eq", "in"):
            fields.note(f"{code} has no size: it can be compared by eq or in only", how)
        self._in_order(fields, how, values)
        return Compare(code, how, values)

    def _ratio(self, fields: Fields, _depth: int) -> Expression:
        pair = fields.list_of("ratio")
        if len(pair) != 2:
            fields.note("needs two facts", "ratio")
            pair = ["practice.members", "practice.members"]
        over, under = (self._fact(fields, code, "ratio") for code in pair)
        kinds = {FACTS[over].kind, FACTS[under].kind}
        if not kinds <= set(NUMBERS) or (kinds != {"money"} and "money" in kinds):
            fields.note("needs two numbers, or two sums of money", "ratio")
        how, values = self._how(fields, _a_fraction)
        self._in_order(fields, how, values)
        return Ratio(over, under, how, values)

    def _fact(self, fields: Fields, code: Any, name: str) -> str:
        fact = FACTS.get(code) if isinstance(code, str) else None
        if fact is None:
            fields.note(f"{code} is not a fact that is known here", name)
            return NOTHING.fact
        if self.aspect not in (None, fact.aspect) and code not in CONTEXT:
            fields.note(f"{code} is not a fact of the {self.aspect}", name)
        return fact.code

    def _how(self, fields: Fields, read: Callable[[Any], Value]) -> tuple[How, tuple[Value, ...]]:
        said = [how for how in COMPARISONS if how in fields.content]
        if len(said) != 1:
            fields.note(f"needs one of {', '.join(COMPARISONS)}")
            return "in", ()
        how = said[0]
        has_several = how in ("in", "between")
        listed = fields.list_of(how) if has_several else [fields.anything(how)]
        values = []
        for raw in listed:
            try:
                values.append(read(raw))
            except ValueError as problem:
                fields.note(str(problem), how)
        return how, tuple(values)

    def _in_order(self, fields: Fields, how: How, values: tuple[Value, ...]) -> None:
        if how != "between":
            return
        rising = len(values) == 2 and all(not isinstance(value, str) for value in values)
        if not rising or values[0] > values[1]:  # type: ignore[operator]
            fields.note("needs two numbers, the smaller first", how)


def _a_fraction(raw: Any) -> Value:
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    found = fraction(raw) if isinstance(raw, str) else None
    if found is None:
        raise ValueError(f"{raw!r} needs {NEEDED['share']}")
    return found
