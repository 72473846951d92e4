"""Words for the lines of a screening: what an examiner, its panel and those judged did there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tequio.chronicle.rules import Line
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import Standing, holds_any
from tequio.screening.rules.findings import STATES
from tequio.screening.rules.lapsing import TRIGGERS
from tequio.statutes.rules import Statutes

ACTS: Mapping[str, str] = {
    "screening.adopt_pack": _("A pack was taken up: organisations are judged by it"),
    "screening.attest": _("An organisation vouched for another"),
    "screening.apply": _("An organisation asked to be examined"),
    "screening.open_case": _("It was begun to examine an organisation"),
    "screening.challenge": _("Somebody doubted an organisation, with evidence"),
    "screening.examine_challenge": _("A doubt was looked at"),
    "screening.withdraw_case": _("Whoever asked for it took a case back"),
    "screening.take_case": _("An assessor without an interest took a case"),
    "screening.assess": _("An organisation was assessed"),
    "screening.send_draft": _("A draft was sent to the organisation"),
    "screening.reply": _("An organisation answered a draft"),
    "screening.enter_reply": _("The answer of an organisation was entered"),
    "screening.propose_finding": _("A panel was asked to decide on an assessment"),
    "screening.decide": _("What a panel decided was written down"),
    "screening.appeal": _("An organisation appealed against a finding"),
    "screening.enter_appeal": _("The appeal of an organisation was entered"),
    "screening.lapse": _("It was noted that a finding counts no more"),
    "screening.take_verdict": _("The verdict of another network was kept, as theirs"),
    "screening.drop_verdict": _("The verdict of another network is shown no more"),
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
    "interest": _("Interest in an organisation"),
    "examiner": _("Who examines"),
    "case": _("Case"),
    "finding": _("Finding"),
    "assessment": _("Assessment"),
    "pack": _("Pack"),
    "verdict": _("Verdict"),
    "reply_until": _("May be answered until"),
    "appeal_until": _("Can be appealed against until"),
    "holds_until": _("Holds until"),
    "instead_of": _("In place of finding"),
    "judged_on": _("Judged on"),
    "received_on": _("Came on"),
    "reasons": _("Text of the reasons"),
    "trigger": _("What happened"),
    "partner_verdict": _("Verdict of another network"),
    "issuer_key": _("Key of whoever signed"),
    "is_followed": _("Its feed is followed"),
    "evidence": _("Evidence"),
    "consent": _("Consent"),
}
CODES: Mapping[str, str] = {
    **STATES,
    **TRIGGERS,
    "tied": _("somebody with an interest voted"),
    "outdated": _("what was asked is outdated"),
    "replaced": _("what was appealed against stands no more"),
    "not_applicable": _("these rules do not apply to it"),
}
CLOSED = frozenset({"screening.challenge", "screening.examine_challenge"})
"""Acts of which members read only that they were done: a doubt is not published."""


def is_of_a_doubt(line: Line) -> bool:
    """Whether a line tells of somebody's doubt, or that she took it or its evidence back."""
    return line.kind in CLOSED or bool(line.facts.get("is_doubt"))


def reads_doubts(standing: Standing, statutes: Statutes, concerned: Collection[int]) -> bool:
    """Whether somebody may know who doubted: those who examine, and she herself."""
    offices = statutes.offices("screening.offices")
    return standing.person in concerned or holds_any(standing, offices)


CHECKED = _(
    "Every consent, piece of evidence, assessment and finding is as it was told, and every"
    " assessment gives the same when it is made again."
)
