"""What would settle what is open, cheapest first.  Pure.

Of *all* every open part is wanted, of *any* the cheapest, of *at least k* the k cheapest.  Cheap is
what is little trouble to bring (`EVIDENCE`); it says nothing of how an organisation does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tequio.kernel import Truth
from tequio.screening.rules.evidence import EVIDENCE, cheapest
from tequio.screening.rules.packs import Exists, Joined, Not, Rule
from tequio.screening.rules.settling import Settled
from tequio.screening.rules.tracing import AspectJudgement, Node
from tequio.screening.rules.weighing import Why


@dataclass(frozen=True, order=True)
class Wanted:
    """Evidence of one fact that would help.

    kind      the least trouble of those that the rule accepts and that weigh enough
    why       why the fact is not known now (`weighing.Why`)
    criteria  for which it is wanted
    """

    cost: int
    fact: str
    kind: str
    why: str
    criteria: tuple[str, ...] = ()


OF_WHAT_IS_KNOWN: tuple[Why, ...] = ("units", "zero", "few")
"""Why a comparison is unknown although its facts are known."""
Needs = frozenset[Wanted]
NOTHING: Needs = frozenset()


def wanted_of(
    code: str,
    rules: AspectJudgement | None,
    practice: AspectJudgement | None,
    *,
    is_helpful: bool,
) -> tuple[Wanted, ...]:
    """What would let an open criterion hold; empty where nothing can.

    is_helpful  whether the pack takes practice for rules that are not shown
    """
    options = [_both(_for_aspect(rules), _for_aspect(practice))]
    does_apply = practice is not None and practice.truth is not Truth.NOT_APPLICABLE
    if is_helpful and does_apply and rules is not None:
        is_silent = rules.truth is Truth.UNKNOWN and not rules.is_marked
        options.append(_for_aspect(practice) if is_silent else None)
    found = _cheapest(options) or NOTHING
    return tuple(sorted(replace(one, criteria=(code,)) for one in found))


def gathered(of_criteria: Iterable[Sequence[Wanted]]) -> tuple[Wanted, ...]:
    """What several criteria want, each thing once, cheapest first."""
    found: dict[tuple[int, str, str, str], tuple[str, ...]] = {}
    for some in of_criteria:
        for one in some:
            key = (one.cost, one.fact, one.kind, one.why)
            found[key] = (*found.get(key, ()), *one.criteria)
    return tuple(Wanted(*key, criteria) for key, criteria in sorted(found.items()))


def _for_aspect(judged: AspectJudgement | None) -> Needs | None:
    """What would let it hold; nothing where it is not asked for or does not apply."""
    if judged is None or judged.truth in (Truth.HOLDS, Truth.NOT_APPLICABLE):
        return NOTHING
    if judged.truth is Truth.FAILS:
        return None
    trace, applies = judged.trace, judged.applies
    if applies is None:
        return _needs(trace, judged.rule, holds=True)
    met = _both(_needs(applies, judged.rule, holds=True), _needs(trace, judged.rule, holds=True))
    return met if met is not None else _needs(applies, judged.rule, holds=False)


def _needs(node: Node, rule: Rule, *, holds: bool) -> Needs | None:
    """The cheapest that would let a node hold (or fail); None if nothing can."""
    if node.truth is not Truth.UNKNOWN:
        return NOTHING if (node.truth is Truth.HOLDS) == holds else None
    expression = node.expression
    if isinstance(expression, Not):
        return _needs(node.parts[0], rule, holds=not holds)
    if not isinstance(expression, Joined):
        is_impossible = isinstance(expression, Exists) and not holds
        return None if is_impossible else _of_leaf(node, rule)
    parts = [part for part in node.parts if part.truth is not Truth.NOT_APPLICABLE]
    options = [_needs(part, rule, holds=holds) for part in parts]
    possible = sorted((one for one in options if one is not None), key=_price)
    count = _how_many(expression, len(parts), holds=holds)
    return NOTHING.union(*possible[:count]) if count <= len(possible) else None


def _how_many(expression: Joined, parts: int, *, holds: bool) -> int:
    """How many parts must hold for the whole to hold (or fail for it to fail)."""
    to_hold = {"all": parts, "any": 1}.get(expression.how, expression.count)
    return to_hold if holds else parts - to_hold + 1


def _of_leaf(node: Node, rule: Rule) -> Needs | None:
    found = set()
    for fact, settled in node.settled:
        if settled.is_known and node.why not in OF_WHAT_IS_KNOWN:
            continue
        one = _of_fact(fact, settled, rule, why=settled.why or node.why)
        if one is None:
            return None
        found.add(one)
    return frozenset(found)


def _of_fact(fact: str, settled: Settled, rule: Rule, *, why: str) -> Wanted | None:
    """A contradiction is best settled by what weighs more, else by newer evidence that weighs as
    much."""
    grades = [max(rule.least_grade, settled.grade)]
    if settled.is_marked:
        grades.insert(0, settled.grade + 1)
    for grade in grades:
        kind = cheapest(fact, accepts=rule.accepts, least_grade=grade)
        if kind:
            return Wanted(EVIDENCE[kind.code].cost, fact, kind.code, why)
    return None


def _both(first: Needs | None, second: Needs | None) -> Needs | None:
    return None if first is None or second is None else first | second


def _cheapest(options: Iterable[Needs | None]) -> Needs | None:
    return min((one for one in options if one is not None), key=_price, default=None)


def _price(needs: Needs) -> tuple[int, int, list[Wanted]]:
    return sum(one.cost for one in needs), len(needs), sorted(needs)
