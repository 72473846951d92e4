"""A pack read aloud: expressions as plain sentences that the edge translates.  Pure.

A sentence is a template with named fields, never put together here; fields are words of the
catalogue, each to be translated, or exact values, to be written in the reader's manner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.evidence import EVIDENCE, GRADES
from tequio.screening.rules.packs import Compare, Exists, Expression, Joined, Not, Ratio, Rule
from tequio.screening.rules.packs.expressions import How
from tequio.screening.rules.values import Money, Value
from tequio.screening.rules.wanting import Wanted
from tequio.screening.rules.weighing import Why


@dataclass(frozen=True)
class Words:
    """Words of the catalogue, each to be translated by itself; several are listed."""

    each: tuple[str, ...]


Field = Words | Value


@dataclass(frozen=True)
class Line:
    """One sentence, and what stands under it."""

    sentence: str
    fields: tuple[tuple[str, Field], ...] = ()
    parts: tuple[Line, ...] = ()


Say = Callable[[str], str]
Write = Callable[[Fraction | int | Money], str]

ALL_OF = _("All of this:")
ANY_OF = _("At least one of these:")
SOME_OF = _("At least {count} of these:")
NOT_SO = _("Not so:")
APPLIES = _("This is asked only where:")
IS_SO = _("{fact}")
IS_NOT_SO = _("Not so: {fact}")
IS_KNOWN = _("It is known: {fact}")
IS = _("{fact}: {value}")
IS_NOT = _("{fact}: anything but {value}")
IS_ONE_OF = _("{fact}: one of these: {value}")
IS_NONE_OF = _("{fact}: none of these: {value}")
IS_NOTHING = _("{fact}: none")
IS_WHOLE = _("{fact}: all")
IS_SOMETHING = _("{fact}: some")
IS_NOT_WHOLE = _("{fact}: not all")
BY_SIZE: Mapping[str, str] = {
    "gte": _("{fact}: at least {value}"),
    "lte": _("{fact}: at most {value}"),
    "between": _("{fact}: from {value} to {most}"),
}
RATIOS: Mapping[How, str] = {
    "eq": _("{fact}, divided by “{under}”: {value}"),
    "in": _("{fact}, divided by “{under}”: one of these: {value}"),
    "gte": _("{fact}, divided by “{under}”: at least {value}"),
    "lte": _("{fact}, divided by “{under}”: at most {value}"),
    "between": _("{fact}, divided by “{under}”: from {value} to {most}"),
}
ACCEPTED = _("Can be shown by: {kinds}.")
LEAST = _("What it weighs at least: {grade}.")
NO_OLDER = _("No older than {months} months.")
WANTED = _("{fact}: for this, {kind} would help.")

REASONS: Mapping[Why, str] = {
    "silent": _("nothing is known of it"),
    "kind": _("what there is, is not accepted for this"),
    "grade": _("what there is does not weigh enough"),
    "not_yet": _("it is not so yet"),
    "stale": _("what there is is too old"),
    "disputed": _("what there is contradicts itself"),
    "withdrawn": _("what spoke for it was taken back"),
    "units": _("the sums are in two units"),
    "zero": _("it cannot be divided by nothing"),
    "few": _("too few vouch for it so far"),
}
"""Why a fact, or a comparison, is unknown.  Unknown is "not shown", never "fails"."""


def read_aloud(expression: Expression) -> Line:
    """An expression as sentences."""
    if isinstance(expression, Not):
        return _denied(expression.part) or Line(NOT_SO, (), (read_aloud(expression.part),))
    if isinstance(expression, Joined):
        return _joined(expression)
    fact = Words((FACTS[_fact_of(expression)].title,))
    if isinstance(expression, Exists):
        return Line(IS_KNOWN, (("fact", fact),))
    if isinstance(expression, Ratio):
        under = ("under", Words((FACTS[expression.under].title,)))
        fields = (("fact", fact), under, *_sizes(expression.operands))
        return Line(RATIOS[expression.how], fields)
    return _compared(expression, fact)


def rule_aloud(rule: Rule) -> tuple[Line, ...]:
    """What a rule asks, where it applies, and how it can be shown."""
    found = [read_aloud(rule.expression)]
    if rule.applies_if:
        found.insert(0, Line(APPLIES, (), (read_aloud(rule.applies_if),)))
    if rule.accepts:
        kinds = Words(tuple(EVIDENCE[code].title for code in rule.accepts))
        found.append(Line(ACCEPTED, (("kinds", kinds),)))
    if rule.least_grade:
        found.append(Line(LEAST, (("grade", Words((GRADES[rule.least_grade],))),)))
    if rule.max_age_months is not None:
        found.append(Line(NO_OLDER, (("months", rule.max_age_months),)))
    return tuple(found)


def wanted_aloud(wanted: Wanted) -> Line:
    """What would help."""
    fact, kind = FACTS[wanted.fact].title, EVIDENCE[wanted.kind].title
    return Line(WANTED, (("fact", Words((fact,))), ("kind", Words((kind,)))))


def spoken(line: Line, say: Say, write: Write, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The sentences in a reader's language: (depth, text), the upper before the lower.

    say    translates words; write  writes a number or a sum in her manner
    """
    fields = {name: _spoken_field(value, say, write) for name, value in line.fields}
    yield depth, say(line.sentence).format_map(fields)
    for part in line.parts:
        yield from spoken(part, say, write, depth + 1)


def value_words(fact: str, value: Value) -> Words | Fraction | int | Money:
    """A value of a fact: words to translate, or a number."""
    if isinstance(value, bool):
        return Words((_("yes") if value else _("no"),))
    if isinstance(value, str):
        return Words(((FACTS[fact].choices or {}).get(value, value),))
    return value


def _spoken_field(value: Field, say: Say, write: Write) -> str:
    if isinstance(value, Words):
        return ", ".join(say(word) for word in value.each)
    if isinstance(value, str):
        return say(value)
    return write(value)


def _joined(expression: Joined) -> Line:
    parts = tuple(read_aloud(part) for part in expression.parts)
    if expression.how == "at_least":
        return Line(SOME_OF, (("count", expression.count),), parts)
    return Line(ALL_OF if expression.how == "all" else ANY_OF, (), parts)


def _compared(expression: Compare, fact: Words) -> Line:
    known = FACTS[expression.fact]
    if expression.how in BY_SIZE:
        return Line(BY_SIZE[expression.how], (("fact", fact), *_sizes(expression.operands)))
    if known.kind == "yes_no" and len(expression.operands) == 1:
        return Line(IS_SO if expression.operands[0] else IS_NOT_SO, (("fact", fact),))
    special = _nothing_or_whole(expression, IS_NOTHING, IS_WHOLE)
    if special:
        return Line(special, (("fact", fact),))
    value = _listed(expression)
    return Line(IS if len(expression.operands) == 1 else IS_ONE_OF, (("fact", fact), value))


def _denied(expression: Expression) -> Line | None:
    """The contrary of a comparison in one sentence; None where there is none."""
    if not isinstance(expression, Compare) or expression.how not in ("eq", "in"):
        return None
    known, operands = FACTS[expression.fact], expression.operands
    fact = ("fact", Words((known.title,)))
    if known.kind == "yes_no" and len(operands) == 1:
        return Line(IS_NOT_SO if operands[0] else IS_SO, (fact,))
    special = _nothing_or_whole(expression, IS_SOMETHING, IS_NOT_WHOLE)
    if special:
        return Line(special, (fact,))
    return Line(IS_NOT if len(operands) == 1 else IS_NONE_OF, (fact, _listed(expression)))


def _nothing_or_whole(expression: Compare, nothing: str, whole: str) -> str:
    is_share = FACTS[expression.fact].kind == "share" and len(expression.operands) == 1
    if not is_share or expression.operands[0] not in (0, 1):
        return ""
    return whole if expression.operands[0] == 1 else nothing


def _listed(expression: Compare) -> tuple[str, Field]:
    values = [value_words(expression.fact, value) for value in expression.operands]
    words = tuple(
        word
        for value in values
        for word in (value.each if isinstance(value, Words) else (str(value),))
    )
    only = values[0] if len(values) == 1 and not isinstance(values[0], Words) else Words(words)
    return "value", only


def _sizes(operands: tuple[Value, ...]) -> tuple[tuple[str, Field], ...]:
    return tuple(zip(("value", "most"), operands, strict=False))


def _fact_of(expression: Compare | Ratio | Exists) -> str:
    return expression.over if isinstance(expression, Ratio) else expression.fact
