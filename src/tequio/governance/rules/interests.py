"""Who has an interest in a proposal does not vote on it.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.governance.rules.refusals import BALLOT_ALREADY_OPEN, PROPOSAL_DECIDED
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

NOT_OF_THE_BODY = RefusalKind(
    "not_of_the_body",
    _("You do not belong to the body that decides on proposal {proposal}."),
    _("Nothing is to be done: you would not vote on it."),
    about="who",
)
INTEREST_DECLARED = RefusalKind(
    "interest_declared",
    _("You already said that you have an interest in proposal {proposal}."),
    _("Nothing is left to do: you are on no roll that is frozen for it."),
)
NOBODY_LEFT = RefusalKind(
    "nobody_left",
    _("Everybody who could vote on proposal {proposal} has an interest in it."),
    _("Propose it to another body, or elect somebody into this one."),
)


@dataclass(frozen=True)
class Interest:
    """What is known of a proposal and of somebody who would stand aside from it."""

    proposal: int
    is_of_the_body: bool
    is_decided: bool
    has_open_ballot: bool
    is_declared: bool


def objections_to_declare_interest(known: Interest) -> list[Refusal]:
    """Whoever belongs to the body declares it once, before a roll is frozen."""
    if not known.is_of_the_body:
        return [NOT_OF_THE_BODY.because(proposal=known.proposal)]
    objections = []
    if known.is_decided:
        objections.append(PROPOSAL_DECIDED.because(proposal=known.proposal))
    if known.has_open_ballot:
        objections.append(BALLOT_ALREADY_OPEN.because(proposal=known.proposal))
    if known.is_declared:
        objections.append(INTEREST_DECLARED.because(proposal=known.proposal))
    return objections
