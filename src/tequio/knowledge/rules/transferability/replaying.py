"""The stored form of an assessment: canonical JSON, the same after ten years.  Pure."""

from __future__ import annotations

from typing import Any

from tequio.kernel import canonical, digest
from tequio.knowledge.rules.designs import plain_comparison, read_design
from tequio.knowledge.rules.profiles import profile_digest, read_profile
from tequio.knowledge.rules.transferability.alternatives import Alternative
from tequio.knowledge.rules.transferability.assessing import (
    Assessment,
    Compared,
    ComponentFound,
    ConditionFound,
    Question,
    assess,
)
from tequio.knowledge.rules.transferability.weighing import ENGINE
from tequio.knowledge.rules.values import plain_value
from tequio.knowledge.rules.variables import Variables


def assessment_text(assessment: Assessment) -> str:
    """What is stored."""
    return canonical(plain_assessment(assessment))


def assessment_digest(assessment: Assessment) -> str:
    """SHA-256 of what is stored."""
    return digest(plain_assessment(assessment))


def replayed(design: Any, profile: Any, variables: Variables, *, result: Any = None) -> Assessment:
    """The assessment again, from the plain design and profile that were stored with it.  Raises
    ReadingError where a variable is not known any more.

    result  what was stored of it: it is made again by the engine that made it
    """
    engine = int(result["engine"]) if result else ENGINE
    return assess(read_design(design, variables), read_profile(profile, variables), engine=engine)


def plain_assessment(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain data: codes and exact values, no words of any language."""
    return {
        "engine": assessment.engine,
        "design": assessment.design.digest,
        "profile": profile_digest(assessment.profile),
        "verdict": assessment.verdict,
        "components": [_component(one) for one in assessment.components],
        "decisive": [_question(one) for one in assessment.decisive],
        "others": [_question(one) for one in assessment.others],
    }


def _component(found: ComponentFound) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.component.kind,
        "status": found.status,
        "variant": found.variant,
        "base": found.base.value,
        "conditions": [_condition(one) for one in found.conditions],
        "variants": [
            {
                "id": one.variant.id,
                "truth": one.truth.value,
                "conditions": [_condition(each) for each in one.conditions],
            }
            for one in found.variants
        ],
    }


def _condition(found: ConditionFound) -> dict[str, Any]:
    return {
        "need": "required" if found.precondition.is_required else "helpful",
        "source": found.precondition.source,
        "truth": found.truth.value,
        "parts": [_compared(one) for one in found.parts],
    }


def _compared(found: Compared) -> dict[str, Any]:
    plain = {
        **plain_comparison(found.comparison),
        "truth": found.truth.value,
        "why": found.why,
    }
    known = found.known
    if known is None or known.value is None:
        return plain
    return {**plain, "value": plain_value(known.value), "in": known.unit, "asked": known.asked}


def _question(question: Question) -> dict[str, Any]:
    return {
        "variable": question.code,
        "why": question.why,
        "answers": [{**_answer(one.answer), "verdict": one.verdict} for one in question.leads],
    }


def _answer(answer: Alternative) -> dict[str, Any]:
    plain: dict[str, Any] = {"value": plain_value(answer.value), "unit": answer.unit}
    return {**plain, "same": list(answer.same)} if answer.same else plain
