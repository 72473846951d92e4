"""Judging: what a pack says of a snapshot on a day, and how it comes to say so.  Pure.

The same pack, items and day always give the same judgement, byte for byte: `judgement_text` is
stored and replayed.  No score, no ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.deciding import Verdict, outcome, verdicts_of
from tequio.screening.rules.items import Item, items_digest
from tequio.screening.rules.packs import Criterion, Pack
from tequio.screening.rules.tracing import AspectJudgement, traced
from tequio.screening.rules.truths import of_truth
from tequio.screening.rules.wanting import Wanted, gathered, wanted_of

ENGINE = 1
"""Raised when a stored judgement would come out differently; the old way of judging stays then."""

Reading = Literal[
    "met",
    "letter_only",
    "works_not_written",
    "practice_ahead",
    "written_not_shown",
    "not_met",
    "not_enough",
    "contested",
    "not_applicable",
]
READINGS: Mapping[Reading, str] = {
    "met": _("Met"),
    "letter_only": _("Letter only: written, and not done"),
    "works_not_written": _("Works so, and is not written down"),
    "practice_ahead": _("Practice is ahead of the rules"),
    "written_not_shown": _("Written, and not shown in practice"),
    "not_met": _("Not met"),
    "not_enough": _("Not enough evidence"),
    "contested": _("Contested"),
    "not_applicable": _("Does not apply"),
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    "meets": _("Meets"),
    "does_not_meet": _("Does not meet"),
    "contested": _("Contested"),
    "not_enough_evidence": _("Not enough evidence"),
}


@dataclass(frozen=True)
class CriterionJudgement:
    """What both come to; None is an aspect that the pack does not ask for.

    wanted  where it is unknown: what would settle it, cheapest first
    """

    criterion: Criterion
    truth: Truth
    is_contested: bool
    reading: Reading
    rules: AspectJudgement | None
    practice: AspectJudgement | None
    wanted: tuple[Wanted, ...]

    @property
    def id(self) -> str:
        """C1 … C12, or such as C5-reserves."""
        return self.criterion.id

    @property
    def is_gate(self) -> bool:
        """Whether the verdict rests on it."""
        return self.criterion.is_gate


@dataclass(frozen=True)
class Judgement:
    """What a pack says of a snapshot.

    gates   the gates for which the verdict is so: that fail, are contested, or are open
    wanted  what would settle the open gates, cheapest first
    """

    pack: Pack
    items: str
    on: date
    verdict: Verdict
    gates: tuple[str, ...]
    criteria: tuple[CriterionJudgement, ...]
    wanted: tuple[Wanted, ...]

    @property
    def does_apply(self) -> bool:
        """Whether one of its gates at least applies: where none does, nothing is open."""
        return bool(self.gates) or self.verdict != "not_enough_evidence"

    def criterion(self, code: str) -> CriterionJudgement:
        """One of its criteria.  Raises KeyError."""
        for one in self.criteria:
            if one.id == code:
                return one
        raise KeyError(code)


def judge(pack: Pack, items: Iterable[Item], on: date) -> Judgement:
    """What the pack says of these items on a day."""
    every = tuple(items)
    by_fact: dict[str, list[Item]] = {}
    for item in every:
        by_fact.setdefault(item.fact, []).append(item)
    criteria = tuple(_criterion(pack, one, by_fact, on) for one in pack.criteria)
    gates = [one for one in criteria if one.is_gate]
    verdict = verdicts_of([of_truth(one.truth, is_marked=one.is_contested) for one in gates]).of()
    is_open = verdict in ("not_enough_evidence", "contested")
    return Judgement(
        pack=pack,
        items=items_digest(every),
        on=on,
        verdict=verdict,
        gates=tuple(one.id for one in gates if _decides(verdict, one)),
        criteria=criteria,
        wanted=gathered(one.wanted for one in gates) if is_open else (),
    )


def _decides(verdict: Verdict, gate: CriterionJudgement) -> bool:
    if verdict == "does_not_meet":
        return gate.truth is Truth.FAILS
    if verdict == "contested":
        return gate.is_contested
    return verdict == "not_enough_evidence" and gate.truth is Truth.UNKNOWN


def _criterion(
    pack: Pack, criterion: Criterion, by_fact: Mapping[str, list[Item]], on: date
) -> CriterionJudgement:
    found = {aspect: traced(aspect, rule, by_fact, on) for aspect, rule in criterion.aspects()}
    rules, practice = found.get("rules"), found.get("practice")
    truths = outcome(
        rules.truths if rules else None, practice.truths if practice else None, pack.papers
    )
    truth, is_contested = truths.of(), truths.is_marked()
    wanted: tuple[Wanted, ...] = ()
    if truth is Truth.UNKNOWN:
        wanted = wanted_of(criterion.id, rules, practice, is_helpful=pack.papers == "helpful")
    return CriterionJudgement(
        criterion=criterion,
        truth=truth,
        is_contested=is_contested,
        reading=_reading(truth, is_contested, rules, practice),
        rules=rules,
        practice=practice,
        wanted=wanted,
    )


_OF_PAIRS: Mapping[tuple[Truth, Truth], Reading] = {
    (Truth.HOLDS, Truth.HOLDS): "met",
    (Truth.HOLDS, Truth.FAILS): "letter_only",
    (Truth.HOLDS, Truth.UNKNOWN): "written_not_shown",
    (Truth.UNKNOWN, Truth.HOLDS): "works_not_written",
    (Truth.UNKNOWN, Truth.UNKNOWN): "not_enough",
    (Truth.FAILS, Truth.HOLDS): "practice_ahead",
}
_OF_ONE: Mapping[Truth, Reading] = {
    Truth.HOLDS: "met",
    Truth.FAILS: "not_met",
    Truth.UNKNOWN: "not_enough",
    Truth.NOT_APPLICABLE: "not_applicable",
}


def _reading(
    truth: Truth,
    is_contested: bool,
    rules: AspectJudgement | None,
    practice: AspectJudgement | None,
) -> Reading:
    if is_contested:
        return "contested"
    pair = tuple(
        one.truth for one in (rules, practice) if one and one.truth is not Truth.NOT_APPLICABLE
    )
    if len(pair) < 2:
        return _OF_ONE[truth]
    return _OF_PAIRS.get((pair[0], pair[1]), "not_met")
