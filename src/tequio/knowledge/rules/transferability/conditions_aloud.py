"""A condition beside a place, as sentences that can be read out in an assembly.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.designs import Comparison, Design, Operator
from tequio.knowledge.rules.places import CONFIDENCES
from tequio.knowledge.rules.profiles import ASKED
from tequio.knowledge.rules.transferability.assessing import Compared, ConditionFound
from tequio.knowledge.rules.transferability.speaking import Field, Line, Listed, Text, Valued
from tequio.knowledge.rules.transferability.weighing import Why

KNOWN: Mapping[Operator, str] = {
    "gte": _("{name}: {value} here; at least {threshold} needed."),
    "lte": _("{name}: {value} here; at most {threshold} needed."),
    "eq": _("{name}: {value} here; needed: {threshold}."),
    "in": _("{name}: {value} here; needed is one of these: {threshold}."),
    "includes": _("{name}: {value} here; at least one of these is needed: {threshold}."),
    "excludes": _("{name}: {value} here; none of these may be there: {threshold}."),
}
OPEN: Mapping[Operator, str] = {
    "gte": _("{name}: not known here; at least {threshold} needed."),
    "lte": _("{name}: not known here; at most {threshold} needed."),
    "eq": _("{name}: not known here; needed: {threshold}."),
    "in": _("{name}: not known here; needed is one of these: {threshold}."),
    "includes": _("{name}: not known here; at least one of these is needed: {threshold}."),
    "excludes": _("{name}: not known here; none of these may be there: {threshold}."),
}
YES_NO: Mapping[tuple[object, object], str] = {
    (True, True): _("It is so here, as needed: {name}."),
    (False, True): _("It is not so here, and is needed: {name}."),
    (True, False): _("It is so here, and must not be: {name}."),
    (False, False): _("It is not so here, as needed: {name}."),
    (None, True): _("It is needed, and not known whether it is so here: {name}."),
    (None, False): _("It must not be, and is not known whether it is so here: {name}."),
}
"""By what is so here (None: not known), and what is needed."""
DOES_NOT_FIT = _("{name}: the question does not fit here, and the condition is left out.")
REASONS: Mapping[Why, str] = {
    "disputed": _("What was said of it disagrees; the community has not settled it."),
    "unit": _("It was said in {unit}, and the condition is in {other}."),
}
OR_INSTEAD = _("Or this, which does the same work:")
ONLY_HELPFUL = _("This would help; it is not counted.")
REASON = _("Why: {reason}")
SOURCE = _("Source of the condition: {source}.")
WHO = _("Asked was: {asked}.")
HOW_SURE = _("How sure it is: {confidence}.")
SOURCE_HERE = _("Source of the answer: {source}.")


def condition_aloud(found: ConditionFound, design: Design) -> Line:
    """What is needed, what is here, and where both stand."""
    precondition = found.precondition
    own = compared_aloud(found.parts[0])
    parts = list(own.parts)
    if precondition.reason:
        parts.append(Line(REASON, (("reason", Text(precondition.reason)),)))
    if precondition.source in design.sources:
        title = design.sources[precondition.source].title
        parts.append(Line(SOURCE, (("source", title),)))
    if not precondition.is_required:
        parts.append(Line(ONLY_HELPFUL))
    others = tuple(compared_aloud(one) for one in found.parts[1:])
    if others:
        parts.append(Line(OR_INSTEAD, (), others))
    return Line(own.sentence, own.fields, tuple(parts), found.truth)


def compared_aloud(compared: Compared) -> Line:
    """A threshold beside what is known."""
    comparison, known = compared.comparison, compared.known
    name = ("name", Text(comparison.variable.name))
    if compared.truth is Truth.NOT_APPLICABLE:
        return Line(DOES_NOT_FIT, (name,), tuple(_told_by(compared)))
    parts = (*_why(compared), *_told_by(compared))
    is_open = compared.truth is Truth.UNKNOWN or known is None or known.value is None
    if comparison.variable.kind == "yes_no":
        here = None if is_open or known is None else known.value
        return Line(YES_NO[here, comparison.threshold], (name,), parts)
    threshold = ("threshold", _threshold(comparison))
    if is_open or known is None or known.value is None:
        return Line(OPEN[comparison.operator], (name, threshold), parts)
    value = ("value", Valued(comparison.variable, known.value, known.unit))
    return Line(KNOWN[comparison.operator], (name, value, threshold), parts)


def _threshold(comparison: Comparison) -> Field:
    return Valued(comparison.variable, comparison.threshold, comparison.unit)


def _why(compared: Compared) -> Iterator[Line]:
    """Why it is not known, where that is not merely because nobody said."""
    known = compared.known
    if compared.why == "unit" and known:
        units = (("unit", known.unit), ("other", compared.comparison.unit))
        yield Line(REASONS["unit"], units)
    elif compared.why == "disputed":
        yield Line(REASONS["disputed"])


def _told_by(compared: Compared) -> Iterator[Line]:
    known = compared.known
    if known and known.asked:
        yield Line(WHO, (("asked", Listed((ASKED.get(known.asked, known.asked),))),))
    if known and known.confidence:
        yield Line(HOW_SURE, (("confidence", Listed((CONFIDENCES[known.confidence],))),))
    if known and known.source:
        yield Line(SOURCE_HERE, (("source", known.source),))
