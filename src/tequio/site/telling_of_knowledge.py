"""Words for the lines of a library: what was noticed, written, signed and taken elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules import noting, practices, watching

ACTS: Mapping[str, str] = {
    "knowledge.open_antenna": _("An antenna began to listen"),
    "knowledge.close_antenna": _("An antenna listens no more"),
    "knowledge.open_watch": _("A watch meeting was opened"),
    "knowledge.close_watch": _("A watch meeting was closed"),
    "knowledge.observe": _("Somebody brought what she noticed"),
    "knowledge.withdraw_observation": _("What was noticed was taken back"),
    "knowledge.join": _("A practice was begun"),
    "knowledge.join_more": _("More of what was noticed was joined to a practice"),
    "knowledge.name_carrier": _("It was said who carries a practice"),
    "knowledge.write_version": _("A practice was written anew"),
    "knowledge.contribute": _("Somebody began to work on a practice"),
    "knowledge.sign_off": _("Somebody who contributed stands by a version"),
    "knowledge.advance": _("A practice came into another state"),
    "knowledge.publish": _("Who may read a practice was changed"),
    "knowledge.fork": _("A practice of elsewhere was taken up to be adapted"),
    "knowledge.note_evidence": _("Something was shown about a practice"),
    "knowledge.answer_question": _("One of the seven questions about a practice was answered"),
}
FIELDS: Mapping[str, str] = {
    "antenna": _("Antenna"),
    "tier": _("Of what"),
    "watch": _("Watch meeting"),
    "present_count": _("How many were there"),
    "observation": _("Observation"),
    "observations": _("Observations"),
    "brought_by": _("Brought by"),
    "seen_on": _("Noticed on"),
    "innovation": _("Practice"),
    "version": _("Version"),
    "role": _("As"),
    "state": _("State"),
    "origin": _("From the library of organisation"),
    "origin_practice": _("Its practice there"),
    "origin_version": _("In version"),
    "noted": _("What was shown"),
    "strength": _("How it is known"),
    "is_harm": _("Somebody was harmed"),
    "question": _("Question"),
    "answer": _("Answer"),
}
CODES: Mapping[str, str] = {
    **watching.KINDS,
    **watching.TIERS,
    **practices.STATES,
    **practices.ROLES,
    **noting.KINDS,
    **noting.STRENGTHS,
}
CHECKED = _(
    "Everything that was noticed, written and signed is as it was told, in the same words, and"
    " every assessment gives the same when it is made again."
)
