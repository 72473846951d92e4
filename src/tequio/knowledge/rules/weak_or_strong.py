"""Is an innovation weak or strong?  Seven questions: a profile, never a score.  Pure.

The label never stands without the profile beside it.  The fifth question is answered by a
screening; its verdict is read, never copied.  (Reference, part A3.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import Truth, all_of, any_of
from tequio.kernel import gettext_noop as _

Answer = Literal["holds", "fails", "unknown"]
Label = Literal["strong", "weak", "open", "emerging"]
Answers = Mapping[int, Answer]
"""By the number of the question; what is missing is unknown."""


@dataclass(frozen=True)
class Question:
    """One of the seven.  asks: the question; name: in few words."""

    number: int
    name: str
    asks: str


_SEVEN = (
    Question(1, _("Root cause"), _("Does it name a root cause, not only a symptom?")),
    Question(2, _("Decided by those concerned"), _("Did the people concerned take the decisions?")),
    Question(
        3,
        _("Different actors"),
        _("Do three or more actors of different kinds bring what the others lack?"),
    ),
    Question(
        4,
        _("Changed a rule"),
        _("Did it change a rule, a law or an institution, or found an organisation that lasts?"),
    ),
    Question(5, _("Governance"), _("Does its governance pass a screening?")),
    Question(6, _("Kept"), _("Has it been kept up for more than three years, or by statute?")),
    Question(7, _("Ecology"), _("Was its effect on nature considered?")),
)
QUESTIONS: Mapping[int, Question] = {one.number: one for one in _SEVEN}
GOVERNANCE = 5
"""The question that a screening answers."""
ASKED = tuple(number for number in QUESTIONS if number != GOVERNANCE)
"""Those that people answer, each with evidence."""

ANSWER_WORDS: Mapping[Answer, str] = {
    "holds": _("holds"),
    "fails": _("fails"),
    "unknown": _("not known"),
}
LABEL_WORDS: Mapping[Label, str] = {
    "strong": _("Strong"),
    "weak": _("Weak"),
    "open": _("Open"),
    "emerging": _("Emerging"),
}
LABEL_MEANS: Mapping[Label, str] = {
    "strong": _("It goes to the root, is decided by those concerned, and lasts."),
    "weak": _("It treats a symptom, or those concerned did not decide."),
    "open": _("What is not known yet could still make it strong."),
    "emerging": _("Not strong by what is known; the root and those concerned are there."),
}
_TRUTHS = {"holds": Truth.HOLDS, "fails": Truth.FAILS, "unknown": Truth.UNKNOWN}
_OF_A_SCREENING: Mapping[str, Answer] = {"meets": "holds", "does_not_meet": "fails"}


def label(answers: Answers) -> Label:
    """strong  if 1, 2, 3, 5 hold, and 4 or 6 · weak  if 1 or 2 fails · open  if what is unknown
    could still make it strong · else emerging."""
    of = {number: _TRUTHS[answers.get(number, "unknown")] for number in QUESTIONS}
    strong = all_of([of[1], of[2], of[3], of[5], any_of([of[4], of[6]])])
    if strong is Truth.HOLDS:
        return "strong"
    if Truth.FAILS in (of[1], of[2]):
        return "weak"
    return "open" if strong is Truth.UNKNOWN else "emerging"


def stops_at(answers: Answers) -> int | None:
    """The first question of the first five that fails; at the fourth only where the sixth, which
    can stand for it, fails as well.  A company of shareholders that shows its social
    responsibility stops at the fifth; None: at none of them."""
    failing = {number for number, answer in answers.items() if answer == "fails"}
    if 6 not in failing:
        failing.discard(4)
    return next((one for one in range(1, 6) if one in failing), None)


def answered_by_screening(verdict: str | None) -> Answer:
    """What a verdict of `screening` says to the fifth question; anything but a clear one, or none
    that is in force, leaves it unknown."""
    return _OF_A_SCREENING.get(verdict or "", "unknown")
