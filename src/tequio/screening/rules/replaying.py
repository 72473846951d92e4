"""The stored form of a judgement: canonical JSON, the same after ten years.  Pure."""

from __future__ import annotations

from typing import Any

from tequio.kernel import canonical, digest
from tequio.screening.rules.judging import ENGINE, CriterionJudgement, Judgement
from tequio.screening.rules.packs import Joined, Not, plain_expression
from tequio.screening.rules.settling import Settled
from tequio.screening.rules.tracing import AspectJudgement, Node
from tequio.screening.rules.values import plain_value
from tequio.screening.rules.wanting import Wanted


def judgement_text(judgement: Judgement) -> str:
    """What is stored."""
    return canonical(plain_judgement(judgement))


def judgement_digest(judgement: Judgement) -> str:
    """SHA-256 of what is stored."""
    return digest(plain_judgement(judgement))


def plain_judgement(judgement: Judgement) -> dict[str, Any]:
    """The judgement as plain data: codes and exact values, no words of any language."""
    return {
        "engine": ENGINE,
        "pack": judgement.pack.key,
        "pack_digest": judgement.pack.digest,
        "items_digest": judgement.items,
        "on": judgement.on.isoformat(),
        "verdict": judgement.verdict,
        "gates": list(judgement.gates),
        "criteria": [_criterion(one) for one in judgement.criteria],
        "wanted": [_wanted(one) for one in judgement.wanted],
    }


def _criterion(judged: CriterionJudgement) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": judged.id,
        "gate": judged.is_gate,
        "truth": judged.truth.value,
        "contested": judged.is_contested,
        "reading": judged.reading,
        "wanted": [_wanted(one) for one in judged.wanted],
    }
    for aspect in (judged.rules, judged.practice):
        if aspect:
            plain[aspect.aspect] = _aspect(aspect)
    return plain


def _aspect(judged: AspectJudgement) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "truth": judged.truth.value,
        "marked": judged.is_marked,
        "trace": _node(judged.trace),
    }
    if judged.applies:
        plain["applies"] = _node(judged.applies)
    return plain


def _node(node: Node) -> dict[str, Any]:
    plain: dict[str, Any] = {"truth": node.truth.value, "marked": node.is_marked}
    expression = node.expression
    if isinstance(expression, Not | Joined):
        plain["is"] = "not" if isinstance(expression, Not) else expression.how
        if isinstance(expression, Joined) and expression.count:
            plain["count"] = expression.count
        plain["parts"] = [_node(part) for part in node.parts]
        return plain
    plain["asks"] = plain_expression(expression)
    plain["why"] = node.why
    plain["facts"] = [_settled(fact, settled) for fact, settled in node.settled]
    return plain


def _settled(fact: str, settled: Settled) -> dict[str, Any]:
    return {
        "fact": fact,
        "value": None if settled.value is None else plain_value(settled.value),
        "grade": settled.grade,
        "why": settled.why,
        "items": [
            {"said": item.said(), "from": item.reference, "digest": item.digest}
            for item in settled.items
        ],
    }


def _wanted(wanted: Wanted) -> dict[str, Any]:
    return {
        "fact": wanted.fact,
        "kind": wanted.kind,
        "why": wanted.why,
        "criteria": list(wanted.criteria),
    }
