"""Words for the lines of a screening: what an examiner, its panel and those judged did there."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _

ACTS: Mapping[str, str] = {
    "screening.adopt_pack": _("A pack was taken up: organisations are judged by it"),
    "screening.attest": _("An organisation vouched for another"),
    "screening.declare_interest": _("Somebody said that she has an interest in an organisation"),
    "screening.end_interest": _("Somebody has an interest in an organisation no more"),
    "screening.give_consent": _("An organisation lets a network read books of its own"),
    "screening.propose_consent": _("Members were asked to let a network read their books"),
    "screening.propose_pack": _("Members were asked to judge by a pack"),
    "screening.submit_evidence": _("Evidence was handed in"),
    "screening.withdraw_consent": _("An organisation took back that its books may be read"),
    "screening.withdraw_evidence": _("Evidence was withdrawn"),
}
FIELDS: Mapping[str, str] = {
    "interest": _("Interest"),
    "examiner": _("Who examines"),
    "case": _("Case"),
    "finding": _("Finding"),
    "assessment": _("Assessment"),
    "pack": _("Pack"),
    "verdict": _("Verdict"),
    "evidence": _("Evidence"),
    "consent": _("Consent"),
}
CODES: Mapping[str, str] = {}
CHECKED = _(
    "Every consent, piece of evidence, assessment and finding is as it was told, and every"
    " assessment gives the same when it is made again."
)
