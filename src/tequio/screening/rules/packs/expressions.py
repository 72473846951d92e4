"""Expressions of a pack: what they may be.  Data only, no arbitrary code.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tequio.screening.rules.values import Value, plain_value

How = Literal["eq", "in", "gte", "lte", "between"]
Joint = Literal["all", "any", "at_least"]

COMPARISONS: tuple[How, ...] = ("eq", "in", "gte", "lte", "between")


@dataclass(frozen=True)
class Compare:
    """A fact beside what a rule names: `eq` one, `in` some, `gte`, `lte` one, `between` two."""

    fact: str
    how: How
    operands: tuple[Value, ...]


@dataclass(frozen=True)
class Ratio:
    """One fact divided by another, beside fractions."""

    over: str
    under: str
    how: How
    operands: tuple[Value, ...]


@dataclass(frozen=True)
class Exists:
    """Whether a fact is known at all; holds or is unknown, never fails."""

    fact: str


@dataclass(frozen=True)
class Not:
    """The contrary."""

    part: Expression


@dataclass(frozen=True)
class Joined:
    """Several: `all`, `any`, or `at_least` so many (`count`, otherwise 0)."""

    how: Joint
    parts: tuple[Expression, ...]
    count: int = 0


Leaf = Compare | Ratio | Exists
Expression = Compare | Ratio | Exists | Not | Joined


def leaves(expression: Expression) -> Iterator[Leaf]:
    """The comparisons of an expression, in its order."""
    if isinstance(expression, Not):
        yield from leaves(expression.part)
    elif isinstance(expression, Joined):
        for part in expression.parts:
            yield from leaves(part)
    else:
        yield expression


def facts_of(expression: Expression) -> tuple[str, ...]:
    """The facts that an expression asks for, each once, in its order."""
    found = (fact for leaf in leaves(expression) for fact in facts_of_leaf(leaf))
    return tuple(dict.fromkeys(found))


def facts_of_leaf(leaf: Leaf) -> tuple[str, ...]:
    """The one or two facts of a comparison."""
    return (leaf.over, leaf.under) if isinstance(leaf, Ratio) else (leaf.fact,)


def plain_expression(expression: Expression) -> dict[str, Any]:
    """As a pack writes it."""
    if isinstance(expression, Not):
        return {"not": plain_expression(expression.part)}
    if isinstance(expression, Joined):
        parts = [plain_expression(part) for part in expression.parts]
        if expression.how == "at_least":
            return {"at_least": expression.count, "of": parts}
        return {expression.how: parts}
    if isinstance(expression, Exists):
        return {"exists": expression.fact}
    values = [plain_value(value) for value in expression.operands]
    operand = values if expression.how in ("in", "between") else values[0]
    if isinstance(expression, Ratio):
        return {"ratio": [expression.over, expression.under], expression.how: operand}
    return {"fact": expression.fact, expression.how: operand}
