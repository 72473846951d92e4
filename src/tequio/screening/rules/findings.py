"""What a panel is asked, and what its yes makes of it.  Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from tequio.kernel import add_months, canonical
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.cases import APPEAL, last_day_of

FINDING = "finding"
PANELS: Mapping[str, str] = {FINDING: "panel", APPEAL: "appeal_panel"}
"""Kind of what is asked → code of the body that is asked."""
LAPSED = "lapsed"
STATES: Mapping[str, str] = {
    "meets": _("Shown: it meets these rules"),
    "does_not_meet": _("It does not meet these rules"),
    "not_enough_evidence": _(
        "Not shown: there is not enough evidence, which does not mean that it is not so"
    ),
    "contested": _("Contested: sources contradict each other"),
    LAPSED: _("Lapsed: it has to be examined again, which does not mean that it is not so"),
}
"""A verdict, or what became of it, as readers see it."""


@dataclass(frozen=True)
class Question:
    """Exactly what a panel votes on.

    pack_digest, snapshot, judgement  digests of what the verdict rests on
    text, proof  number of the reasons and their digest
    """

    case: int
    listed: int
    pack: str
    pack_digest: str
    assessment: int
    verdict: str
    gates: tuple[str, ...]
    snapshot: str
    judgement: str
    text: int
    proof: str

    @property
    def content(self) -> str:
        """As it is kept."""
        return canonical(asdict(self))


def read_question(content: str) -> Question:
    """What was asked, as it was kept.  Raises ValueError, KeyError or TypeError for what no
    question wrote."""
    found = Question(**json.loads(content))
    return replace(found, gates=tuple(found.gates))


def kind_asked(kind_of_case: str) -> str:
    """The kind of what a panel is asked in a case of this kind."""
    return APPEAL if kind_of_case == APPEAL else FINDING


@dataclass(frozen=True)
class Days:
    """How long a finding counts, and how long it can be appealed against."""

    appeal_until: date
    holds_until: date


def days_of(*, judged_on: date, told_on: date, months: int, appeal_days: int) -> Days:
    """It counts from the day for which it was judged; the time of an appeal runs from the day on
    which it is told."""
    return Days(last_day_of(told_on, appeal_days), add_months(judged_on, months))


def state_of(verdict: str, holds_until: date, lapsed_on: date | None, today: date) -> str:
    """What a finding says on a day: its verdict, or that it lapsed."""
    return LAPSED if lapsed_on is not None or holds_until < today else verdict


def left_on_panel(entitled: Iterable[int], ties: Mapping[int, str]) -> tuple[list[int], list[int]]:
    """Who of a panel decides, and who stands aside; both in order."""
    everybody = sorted(set(entitled))
    return (
        [one for one in everybody if one not in ties],
        [one for one in everybody if one in ties],
    )
