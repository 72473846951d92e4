"""What happened beside what an assessment had said: were we right?  Pure; never a percentage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.moving import OVER

Outcome = Literal["alive_same", "alive_adapted", "ended", "harm", "not_tried"]
Answer = Literal["right", "partly", "wrong", "not_judged"]

OUTCOMES: Mapping[str, str] = {
    "alive_same": _("It lives, as it was."),
    "alive_adapted": _("It lives, adapted."),
    "ended": _("It ended."),
    "harm": _("Somebody was harmed."),
    "not_tried": _("It was not tried."),
}
ANSWERS: Mapping[Answer, str] = {
    "right": _("We were right."),
    "partly": _("We were right in part."),
    "wrong": _("We were wrong."),
    "not_judged": _("Not judged."),
}
_JUDGED: Mapping[str, Mapping[str, Answer]] = {
    "conditions_hold": {
        "alive_same": "right",
        "alive_adapted": "partly",
        "ended": "wrong",
        "harm": "wrong",
    },
    "adapt": {
        "alive_same": "partly",
        "alive_adapted": "right",
        "ended": "wrong",
        "harm": "wrong",
    },
    "do_not_transfer": {
        "alive_same": "wrong",
        "alive_adapted": "partly",
        "ended": "right",
        "harm": "right",
    },
}
"""By verdict and outcome; whatever else is not judged."""
SENTENCES: Mapping[tuple[str, str], str] = {
    ("conditions_hold", "alive_same"): _("We said that it would stand as it is, and it does."),
    ("conditions_hold", "alive_adapted"): _(
        "We said that it would stand as it is; it lives, but had to be adapted."
    ),
    ("conditions_hold", "ended"): _("We said that it would stand, and it ended."),
    ("conditions_hold", "harm"): _("We said that it would stand, and it did harm."),
    ("adapt", "alive_same"): _("We said that it must be adapted; it lives as it was."),
    ("adapt", "alive_adapted"): _("We said that it would stand if adapted, and it does."),
    ("adapt", "ended"): _("We said that it would stand if adapted, and it ended."),
    ("adapt", "harm"): _("We said that it would stand if adapted, and it did harm."),
    ("do_not_transfer", "alive_same"): _("We said that it would not stand, and it does."),
    ("do_not_transfer", "alive_adapted"): _(
        "We said that it would not stand as it is; people found a form of which we did not know."
    ),
    ("do_not_transfer", "ended"): _("We said that it would not stand, and it did not."),
    ("do_not_transfer", "harm"): _("We said that it would not stand, and it did harm."),
}
"""What was said and what happened, in one sentence."""
NOT_ENOUGH = _("We had said that not enough was known.")
UNTRIED = _("Nobody tried it, so nobody knows.")

NO_SUCH_ASSESSMENT = RefusalKind(
    "no_such_assessment_of_place",
    _("There is no assessment with the number {assessment} here."),
    _("Choose one from the page of the place."),
    about="input",
)
BEFORE_ASSESSMENT = RefusalKind(
    "outcome_before_assessment",
    _("The assessment was made on {assessed_on}; what happened before is no outcome of it."),
    _("Write the day on which you saw what became of it."),
    about="input",
)
OUTCOME_TO_COME = RefusalKind(
    "outcome_to_come",
    _("{day} is still to come."),
    _("Write what happened once it has happened."),
    about="input",
)


def objections_to_record(
    assessment: int, assessed_on: date | None, *, day: date, today: date
) -> Iterator[Refusal]:
    """Against recording what happened after an assessment."""
    if assessed_on is None:
        yield NO_SUCH_ASSESSMENT.because(assessment=assessment)
    elif day < assessed_on:
        yield BEFORE_ASSESSMENT.because(assessed_on=assessed_on)
    elif day > today:
        yield OUTCOME_TO_COME.because(day=day)


def were_we_right(verdict: str, outcome: str) -> Answer:
    """Whether what happened agrees with a verdict; what nobody tried judges nothing."""
    return _JUDGED.get(verdict, {}).get(outcome, "not_judged")


def sentence(verdict: str, outcome: str) -> str:
    """Verdict and outcome beside each other, to be translated."""
    if verdict not in _JUDGED:
        return NOT_ENOUGH
    return SENTENCES.get((verdict, outcome), UNTRIED)


def outcome_of_transfer(*, state: str, is_alive: bool | None, is_harm: bool, changed: bool) -> str:
    """What a transfer on this node tells by itself; empty while nothing is known.

    is_alive  as was said last; changed: an adaptation was logged
    """
    if is_harm:
        return "harm"
    if state in OVER or is_alive is False:
        return "ended"
    if is_alive is None:
        return ""
    return "alive_adapted" if changed else "alive_same"
