"""A group decides how it goes on after a cycle: by itself, or in another form."""

from __future__ import annotations

from django.utils.translation import gettext

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act
from tequio.circles import rules
from tequio.circles.models import GraduationRow
from tequio.circles.queries.graduating import grown
from tequio.governance import service as governance
from tequio.governance.rules.effects import Nothing
from tequio.governance.service.proposals import made
from tequio.kernel import Act, refuse
from tequio.membership import queries as members
from tequio.membership import rules as membership


@act(
    "circles.propose_graduation",
    may="every member",
    refusals=[
        membership.NOT_A_MEMBER,
        rules.NO_CYCLE_IS_OVER,
        rules.NOT_OF_THIS_FEDERATION,
        rules.ALREADY_GRADUATED,
    ],
)
def propose_graduation(
    act: Act, /, *, form: rules.Form, federation: Id | None = None, why: Words = ""
) -> rules.GraduationProposed:
    """Propose how the group goes on after its cycle; it does so once the members adopted it.

    form        by itself, as a graduated group of a federation, or as a cooperative
    federation  of which the group is a member, if it goes on in one
    why         what is said for it
    """
    organisation = act.of_organisation
    if not members.standing(act.by, organisation, act.today).is_member:
        refuse([membership.NOT_A_MEMBER.because()])
    refuse(rules.objections_to_graduate(form, federation, grown(organisation)))
    proposal = governance.file_proposal(
        act, title=gettext(rules.FORMS[form]), text=why, effect=Nothing()
    )
    GraduationRow.objects.create(
        organisation_id=organisation,
        proposal_id=proposal.id,
        form=form,
        federation_id=federation,
    )
    filed = made(proposal)
    return rules.GraduationProposed(
        proposal=filed.proposal,
        form=form,
        federation=federation,
        body=filed.body,
        decision_type=filed.decision_type,
        effect=filed.effect,
        text=filed.text,
    )
