"""What a form of a practice needs of a place, as sentences, before any place is asked.  Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.designs import Comparison, Operator, Precondition
from tequio.knowledge.rules.transferability.conditions_aloud import OR_INSTEAD, REASON
from tequio.knowledge.rules.transferability.speaking import Line, Text, Valued

NEEDED: Mapping[Operator, str] = {
    "gte": _("{name}: at least {threshold}"),
    "lte": _("{name}: at most {threshold}"),
    "eq": _("{name}: {threshold}"),
    "in": _("{name}: one of these: {threshold}"),
    "includes": _("{name}: at least one of these: {threshold}"),
    "excludes": _("{name}: none of these: {threshold}"),
}
YES_NO: Mapping[object, str] = {
    True: _("It must be so: {name}"),
    False: _("It must not be so: {name}"),
}


def need_aloud(one: Precondition) -> Line:
    """What is needed; what does the same work, and why, stand under it."""
    own = _asked(one.asks)
    parts = [Line(OR_INSTEAD, (), tuple(_asked(each) for each in one.substitutes))]
    parts = parts if one.substitutes else []
    if one.reason:
        parts.append(Line(REASON, (("reason", Text(one.reason)),)))
    return Line(own.sentence, own.fields, tuple(parts))


def _asked(one: Comparison) -> Line:
    name = ("name", Text(one.variable.name))
    if one.variable.kind == "yes_no":
        return Line(YES_NO[one.threshold], (name,))
    threshold = Valued(one.variable, one.threshold, one.unit)
    return Line(NEEDED[one.operator], (name, ("threshold", threshold)))
