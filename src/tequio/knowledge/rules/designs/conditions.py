"""Reading what a component or a variant needs.  Pure."""

from __future__ import annotations

from typing import Any

from tequio.knowledge.rules.designs.design import (
    LISTED,
    OPERATORS,
    Comparison,
    Precondition,
)
from tequio.knowledge.rules.designs.texts import TextReader
from tequio.knowledge.rules.parsing import entries
from tequio.knowledge.rules.values import Value, exact, exact_unit, is_code
from tequio.knowledge.rules.variables import Variable, Variables
from tequio.screening.rules.packs.fields import Fields

MOST_CONDITIONS = 12
MOST_SUBSTITUTES = 6
MOST_LISTED = 20


def read_conditions(
    fields: Fields, texts: TextReader, variables: Variables
) -> tuple[Precondition, ...]:
    """The preconditions of a component or a variant."""
    listed = entries(fields, "preconditions", MOST_CONDITIONS)
    found = [_condition(one, texts, variables) for one in listed]
    return tuple(one for one in found if one)


def _condition(fields: Fields, texts: TextReader, variables: Variables) -> Precondition | None:
    asks = _comparison(fields, variables)
    need = fields.one_of("need", ("required", "helpful")) if fields.has("need") else "required"
    reason = texts.read(fields, "reason", 400)
    source = fields.text("source", "")
    listed = entries(fields, "substitutes", MOST_SUBSTITUTES)
    substitutes = [_comparison(one, variables) for one in listed]
    if asks is None:
        return None
    return Precondition(
        asks,
        is_required=need == "required",
        reason=reason or None,
        source=source,
        substitutes=tuple(one for one in substitutes if one),
    )


def _comparison(fields: Fields, variables: Variables) -> Comparison | None:
    code, raw = fields.text("variable"), fields.anything("threshold")
    operator, unit = fields.anything("operator"), fields.text("unit", "")
    variable = variables.get(code)
    if variable is None:
        fields.note(f"{code} is not a variable that is known here", "variable")
        return None
    known = next((one for one in OPERATORS[variable.kind] if one == operator), None)
    if known is None:
        fields.note(f"needs one of {', '.join(OPERATORS[variable.kind])} for {code}", "operator")
        return None
    try:
        threshold = _listed(variable, raw) if known in LISTED else exact(variable, raw)
        return Comparison(variable, known, threshold, exact_unit(variable, unit))
    except ValueError as problem:
        fields.note(str(problem), "threshold")
        return None


def _listed(variable: Variable, raw: Any) -> Value:
    """A list of codes: at least one."""
    if not isinstance(raw, list) or not raw or len(raw) > MOST_LISTED:
        raise ValueError(f"needs a list of codes for {variable.code}")
    for one in raw:
        if not isinstance(one, str) or not is_code(variable, one):
            raise ValueError(f"{one!r:.60} is not a choice of {variable.code}")
    return tuple(sorted(set(raw)))
