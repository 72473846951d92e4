"""Proposals: any member may make one; it says what it would allow."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import ProposalRow
from tequio.governance.queries import facts, objections
from tequio.governance.queries.rolls import body_of
from tequio.governance.rules import events
from tequio.governance.rules import refusals as no
from tequio.governance.rules.effects import DECISION_TYPE, Effect, Nothing, ShareBudget
from tequio.governance.rules.meetings import objections_to_body
from tequio.governance.service import effects
from tequio.kernel import Act, digest, plain, refuse
from tequio.membership import queries as members
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership


@act(
    "governance.propose",
    may="every member",
    refusals=[
        membership_rules.NOT_A_MEMBER,
        no.TITLE_MISSING,
        no.TOO_LONG,
        no.NO_SUCH_BODY,
        no.ASSEMBLY_DECIDES,
        *effects.REFUSALS,
    ],
)
def propose(
    act: Act,
    /,
    *,
    title: Words,
    text: Words = "",
    effect: Effect = Nothing(),  # noqa: B008 - frozen
    body: Id | None = None,
    about: Id | None = None,
) -> events.ProposalMade:
    """Make a proposal to a body.

    effect  what its adoption would do, carried out with the resolution
    about   the person whom the text speaks of, so that it can be erased with her
    """
    refuse(objections.to_propose(act, title=title))
    unknown = [] if about is None else effects.objections_to_person(act, about)
    refuse([*unknown, *effects.objections_to_effect(act, effect)])
    decides = body_of(act.of_organisation, body)
    refuse(
        objections_to_body(
            is_assembly=decides.code == "assembly", is_ordinary=effect.kind == "nothing"
        )
    )
    row = file_proposal(act, title=title, text=text, effect=effect, about=about, body=body)
    return made(row)


def file_proposal(
    act: Act,
    *,
    title: str,
    effect: Effect | ShareBudget,
    text: str = "",
    about: int | None = None,
    body: int | None = None,
) -> ProposalRow:
    """File a proposal for a room above (a loan asks for its own); the caller checked who may."""
    organisation = act.of_organisation
    facts_of_effect = plain(effect)
    kept = membership.write_text(organisation, title=title.strip(), body=text, about=about)
    return ProposalRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        body_id=body_of(organisation, body).id,
        decision_type=DECISION_TYPE[effect.kind],
        text_id=kept,
        by_id=act.by,
        effect=facts_of_effect,
        effect_digest=digest(facts_of_effect),
        made_at=act.at,
    )


def made(row: ProposalRow) -> events.ProposalMade:
    """The event of a proposal that was just filed."""
    text = members.texts(row.organisation_id, [row.text_id])[row.text_id]
    return events.ProposalMade(
        row.id, row.body_id, row.decision_type, row.effect_digest, text.digest
    )


@act(
    "governance.withdraw_proposal",
    may="whoever made the proposal, or the secretary",
    refusals=[
        no.NO_SUCH_PROPOSAL,
        no.NOT_THE_PROPOSER,
        no.PROPOSAL_DECIDED,
        no.BALLOT_ALREADY_OPEN,
    ],
)
def withdraw_proposal(act: Act, /, *, proposal: Id) -> events.ProposalWithdrawn:
    """Take a proposal back before it is voted on."""
    refuse(objections.to_withdraw(act, proposal))
    take_back(act, proposal)
    return events.ProposalWithdrawn(proposal)


def take_back(act: Act, proposal: int) -> bool:
    """Take a filed proposal back for a room above, unless it is being voted on or is over.

    Whether it was taken back; the caller checked who may.
    """
    row = facts.proposal_row(act.of_organisation, proposal)
    is_over = row.decided_at is not None or row.withdrawn_at is not None
    if is_over or facts.has_open_ballot(act.of_organisation, proposal):
        return False
    ProposalRow.objects.filter(pk=row.pk).update(withdrawn_at=act.at)
    return True
