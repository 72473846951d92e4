"""Tracing: one aspect of a criterion judged for one organisation, every step kept.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Truth
from tequio.screening.rules.catalogue import Aspect
from tequio.screening.rules.deciding import combined, parts_of
from tequio.screening.rules.items import Item
from tequio.screening.rules.packs import Expression, Joined, Not, Rule, facts_of_leaf
from tequio.screening.rules.settling import MARKS, Settled, settle
from tequio.screening.rules.truths import Truths, of_truth, where
from tequio.screening.rules.weighing import Why, as_weighed, weighed


@dataclass(frozen=True)
class Node:
    """One expression of a rule with what it came to.

    settled  of a comparison: what is known of its facts, by code
    why      of a comparison that is unknown: the reason
    """

    expression: Expression
    truths: Truths
    parts: tuple[Node, ...] = ()
    settled: tuple[tuple[str, Settled], ...] = ()
    why: Why = ""

    @property
    def truth(self) -> Truth:
        """Holds, fails, unknown, not applicable."""
        return self.truths.of()

    @property
    def is_marked(self) -> bool:
        """Whether it is unknown because facts contradict each other or were taken back."""
        return self.truths.is_marked()


@dataclass(frozen=True)
class AspectJudgement:
    """What the rules say, or what practice shows, of one criterion, with its trace."""

    aspect: Aspect
    rule: Rule
    truths: Truths
    trace: Node
    applies: Node | None = None

    @property
    def truth(self) -> Truth:
        """Holds, fails, unknown, not applicable."""
        return self.truths.of()

    @property
    def is_marked(self) -> bool:
        """Whether it is unknown because facts contradict each other or were taken back."""
        return self.truths.is_marked()


def settled_by(rule: Rule, by_fact: Mapping[str, Iterable[Item]], on: date, fact: str) -> Settled:
    """What the items of a fact come to for a rule."""
    return settle(
        by_fact.get(fact, ()),
        on=on,
        max_age_months=rule.max_age_months,
        least_grade=rule.least_grade,
        accepts=rule.accepts,
    )


def traced(
    aspect: Aspect, rule: Rule, by_fact: Mapping[str, Iterable[Item]], on: date
) -> AspectJudgement:
    """What an aspect comes to, with its trace.

    by_fact  items by the code of their fact
    """
    memory: dict[str, Settled] = {}

    def known(fact: str) -> Settled:
        if fact not in memory:
            memory[fact] = settled_by(rule, by_fact, on, fact)
        return memory[fact]

    trace = _node(rule.expression, known)
    if rule.applies_if is None:
        return AspectJudgement(aspect, rule, trace.truths, trace)
    applies = _node(rule.applies_if, known)
    return AspectJudgement(aspect, rule, where(applies.truths, trace.truths), trace, applies)


def _node(expression: Expression, known: Callable[[str], Settled]) -> Node:
    if isinstance(expression, Not | Joined):
        parts = tuple(_node(part, known) for part in parts_of(expression))
        truths = combined(expression, [part.truths for part in parts])
        return Node(expression, truths, parts)
    truth, why = weighed(expression, known)
    settled = tuple((fact, as_weighed(known(fact), why)) for fact in facts_of_leaf(expression))
    is_marked = why in MARKS
    return Node(expression, of_truth(truth, is_marked=is_marked), (), settled, why)
