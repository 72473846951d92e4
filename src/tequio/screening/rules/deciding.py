"""From comparisons to a verdict: the rules of screening, over sets of organisations.  Pure.

A criterion is judged in the rules and in practice.  What fails in one of the two fails.  Where
practice holds, rules that hold, or do not apply, or are not there, let it hold; rules that are not
known do so where the pack says that papers are helpful and nothing of the rules is contested.
Where practice does not apply or is not asked for, the rules decide, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tequio.screening.rules.packs import Expression, Joined, Leaf, Not, Rule
from tequio.screening.rules.packs.pack import Papers
from tequio.screening.rules.truths import Truths, all_hold, any_holds, at_least, negated, where

Verdict = Literal["does_not_meet", "contested", "meets", "not_enough_evidence"]
VERDICTS: tuple[Verdict, ...] = ("does_not_meet", "contested", "meets", "not_enough_evidence")
Asked = Callable[[Leaf], Truths]


def combined(expression: Not | Joined, parts: Sequence[Truths]) -> Truths:
    """What an operator makes of its parts."""
    if isinstance(expression, Not):
        return negated(parts[0])
    if expression.how == "all":
        return all_hold(parts)
    if expression.how == "any":
        return any_holds(parts)
    return at_least(expression.count, parts)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """What stands directly within an expression; nothing within a comparison."""
    if isinstance(expression, Not):
        return (expression.part,)
    return expression.parts if isinstance(expression, Joined) else ()


def evaluated(expression: Expression, asked: Asked) -> Truths:
    """What an expression comes to, given what its comparisons do."""
    if isinstance(expression, Not | Joined):
        parts = [evaluated(part, asked) for part in parts_of(expression)]
        return combined(expression, parts)
    return asked(expression)


def of_rule(rule: Rule, asked: Asked) -> Truths:
    """What an aspect of a criterion comes to."""
    one = evaluated(rule.expression, asked)
    return where(evaluated(rule.applies_if, asked), one) if rule.applies_if else one


def outcome(rules: Truths | None, practice: Truths | None, papers: Papers) -> Truths:
    """What a criterion comes to; an aspect that the pack does not ask for is None."""
    if rules is None or practice is None:
        found = rules or practice
        assert found is not None, "a criterion has rules or practice"
        return found
    fails = rules.fails | practice.fails
    carried = rules.holds | rules.inapplicable
    if papers == "helpful":
        carried |= rules.unknown & ~rules.marked
    holds = (practice.holds & carried) | (practice.inapplicable & rules.holds)
    inapplicable = rules.inapplicable & practice.inapplicable
    decided = holds | fails | inapplicable
    return Truths(
        width=rules.width,
        holds=holds,
        fails=fails,
        inapplicable=inapplicable,
        marked=(rules.marked | practice.marked) & ~decided,
    )


@dataclass(frozen=True)
class Verdicts:
    """Four sets that share no bit and hold everybody."""

    width: int
    does_not_meet: int
    contested: int
    meets: int
    not_enough_evidence: int

    def of(self, number: int = 0) -> Verdict:
        """The verdict on one of them."""
        for verdict in VERDICTS:
            if int(getattr(self, verdict)) >> number & 1:
                return verdict
        raise IndexError(number)

    def each(self) -> list[Verdict]:
        """The verdict on each of them, in order."""
        found: list[Verdict] = ["not_enough_evidence"] * self.width
        for verdict in VERDICTS[:-1]:
            bits = f"{int(getattr(self, verdict)):b}"[::-1]
            place = bits.find("1")
            while place >= 0:
                found[place] = verdict
                place = bits.find("1", place + 1)
        return found


def verdicts_of(gates: Sequence[Truths]) -> Verdicts:
    """The verdicts, given what each gate comes to: at least one."""
    everybody = gates[0].everybody
    fails = marked = unknown = holds = 0
    for gate in gates:
        fails |= gate.fails
        marked |= gate.marked
        unknown |= gate.unknown
        holds |= gate.holds
    contested = marked & ~fails
    meets = holds & ~fails & ~unknown
    rest = everybody & ~fails & ~contested & ~meets
    return Verdicts(gates[0].width, fails, contested, meets, rest)
