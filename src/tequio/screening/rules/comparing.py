"""What another version of a pack, or newer evidence, changes, and why.  Pure.

Nothing changes silently: a new version of a pack proposes to judge again, and shows this first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import ASPECTS
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import CriterionJudgement, Judgement, judge
from tequio.screening.rules.packs import Criterion, Pack, Rule
from tequio.screening.rules.settling import Settled
from tequio.screening.rules.tracing import AspectJudgement, Node

What = Literal[
    "papers", "added", "removed", "gate", "condition", "expression", "evidence", "source"
]

CHANGES: Mapping[What, str] = {
    "papers": _("whether papers are helpful or required"),
    "added": _("it is asked for anew"),
    "removed": _("it is not asked for any more"),
    "gate": _("whether the verdict rests on it"),
    "condition": _("where it is asked"),
    "expression": _("what is asked"),
    "evidence": _("what counts as evidence"),
    "source": _("the source that is named"),
}
"""What a pack says otherwise, in words."""


@dataclass(frozen=True)
class RuleChange:
    """What a pack says otherwise of one criterion.

    what    `papers` (of the whole pack), `added`, `removed`, `gate`; and of an aspect `condition`,
            `expression`, `evidence` (kinds, grade, age), `source` (citation)
    aspect  empty where it is of the criterion as a whole
    """

    criterion: str
    what: What
    aspect: str = ""


@dataclass(frozen=True)
class FactChange:
    """What is known otherwise of a fact, for one criterion."""

    fact: str
    old: Settled | None
    new: Settled | None


@dataclass(frozen=True)
class Change:
    """A criterion that comes out otherwise, and what that is due to; None: it is not asked."""

    criterion: str
    old: CriterionJudgement | None
    new: CriterionJudgement | None
    rules: tuple[RuleChange, ...]
    facts: tuple[FactChange, ...]


@dataclass(frozen=True)
class Comparison:
    """Two judgements of one organisation side by side.

    changes  the criteria that come out otherwise, in the order of the new pack
    rules    all that the packs say otherwise, whether it matters here or not
    """

    old: Judgement
    new: Judgement
    rules: tuple[RuleChange, ...]
    changes: tuple[Change, ...]

    @property
    def is_other_verdict(self) -> bool:
        """Whether the verdict changes."""
        return self.old.verdict != self.new.verdict


def what_would_change(old: Pack, new: Pack, items: Iterable[Item], on: date) -> Comparison:
    """What a new version changes for an organisation, everything else being the same."""
    every = tuple(items)
    return compared(judge(old, every, on), judge(new, every, on))


def compared(old: Judgement, new: Judgement) -> Comparison:
    """Two judgements side by side."""
    rules = rule_changes(old.pack, new.pack)
    before = {one.id: one for one in old.criteria}
    after = {one.id: one for one in new.criteria}
    codes = dict.fromkeys((*after, *before))
    changes = []
    for code in codes:
        was, now = before.get(code), after.get(code)
        if _outcome(was) != _outcome(now):
            because = tuple(one for one in rules if one.criterion in (code, ""))
            changes.append(Change(code, was, now, because, _fact_changes(was, now)))
    return Comparison(old, new, rules, tuple(changes))


def rule_changes(old: Pack, new: Pack) -> tuple[RuleChange, ...]:
    """What two packs say otherwise, criterion by criterion."""
    found = [RuleChange("", "papers")] if old.papers != new.papers else []
    before = {one.id: one for one in old.criteria}
    after = {one.id: one for one in new.criteria}
    for code in dict.fromkeys((*after, *before)):
        if code not in before or code not in after:
            found.append(RuleChange(code, "added" if code in after else "removed"))
        else:
            found.extend(_of_criterion(before[code], after[code]))
    return tuple(found)


def _of_criterion(old: Criterion, new: Criterion) -> Iterable[RuleChange]:
    if old.is_gate != new.is_gate:
        yield RuleChange(new.id, "gate")
    before, after = dict(old.aspects()), dict(new.aspects())
    for aspect in ASPECTS:
        was = next((rule for name, rule in before.items() if name == aspect), None)
        now = next((rule for name, rule in after.items() if name == aspect), None)
        for what in _of_rules(was, now):
            yield RuleChange(new.id, what, aspect)


def _of_rules(old: Rule | None, new: Rule | None) -> list[What]:
    if old is None or new is None:
        return [] if old is new else ["added" if old is None else "removed"]
    found: list[tuple[What, object, object]] = [
        ("condition", old.applies_if, new.applies_if),
        ("expression", old.expression, new.expression),
        ("evidence", _accepted(old), _accepted(new)),
        ("source", old.citation, new.citation),
    ]
    return [what for what, was, now in found if was != now]


def _accepted(rule: Rule) -> tuple[object, ...]:
    return frozenset(rule.accepts), rule.least_grade, rule.max_age_months


def _outcome(judged: CriterionJudgement | None) -> tuple[object, ...]:
    if judged is None:
        return ()
    return judged.truth, judged.is_contested, judged.reading, judged.is_gate


def _fact_changes(
    old: CriterionJudgement | None, new: CriterionJudgement | None
) -> tuple[FactChange, ...]:
    """Facts that both ask for and know otherwise, and facts that only one of them asks for."""
    was, now = _known(old), _known(new)
    return tuple(
        FactChange(fact, was.get(fact), now.get(fact))
        for fact in dict.fromkeys((*now, *was))
        if was.get(fact) != now.get(fact)
    )


def _known(judged: CriterionJudgement | None) -> dict[str, Settled]:
    """What is known of each fact: of practice where both aspects ask for one."""
    found: dict[str, Settled] = {}
    for aspect in (judged.rules, judged.practice) if judged else ():
        for node in _nodes(aspect):
            found.update(node.settled)
    return found


def _nodes(aspect: AspectJudgement | None) -> Iterable[Node]:
    waiting = [one for one in (aspect.trace, aspect.applies) if one] if aspect else []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.parts)
        yield node
