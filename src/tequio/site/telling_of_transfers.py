"""Words for the lines of places and transfers: said, assessed, offered, taken up, changed."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules import frame, moving, offering, places, profiles, were_we_right
from tequio.knowledge.rules.transferability import VERDICT_WORDS

ACTS: Mapping[str, str] = {
    "knowledge.describe_context": _("A place was described"),
    "knowledge.say_value": _("Somebody said something of a place"),
    "knowledge.withdraw_value": _("What was said of a place was taken back"),
    "knowledge.settle_value": _("It was settled which of several values holds"),
    "knowledge.assess": _("A practice was held beside a place"),
    "knowledge.record_outcome": _("It was written down what happened after an assessment"),
    "knowledge.offer": _("A practice was offered"),
    "knowledge.answer_offer": _("An offer of a practice was answered"),
    "knowledge.propose_transfer": _("Members were asked to take a practice up"),
    "knowledge.start_transfer": _("A practice is on its way, as members decided"),
    "knowledge.log_adaptation": _("A change to a practice was written down"),
    "knowledge.move_transfer": _("A practice went a step further, or back"),
    "knowledge.follow_up": _("It was looked at what became of a practice"),
}
FIELDS: Mapping[str, str] = {
    "context": _("Place"),
    "variable": _("What was asked"),
    "confidence": _("How sure"),
    "outcome": _("What became of it"),
    "taken_up": _("Transfer"),
    "receiver": _("To organisation"),
    "offer": _("Offer"),
    "component": _("Part"),
    "moment": _("When"),
    "is_planned": _("Planned"),
    "decided_by": _("Who decided it"),
    "level": _("For whom"),
    "nature": _("How it was changed"),
    "is_true": _("Does the same work"),
    "is_unchanged": _("Nothing was changed"),
    "months": _("Months"),
    "is_alive": _("It lives"),
    "reach": _("How far it reached"),
}
CODES: Mapping[str, str] = {
    **profiles.ASKED,
    **places.CONFIDENCES,
    **{str(code): words for code, words in VERDICT_WORDS.items()},
    **were_we_right.OUTCOMES,
    **{code: words for code, words in offering.ANSWERS.items() if code},
    **frame.NATURES,
    **moving.STATES,
    **moving.REACHES,
}
