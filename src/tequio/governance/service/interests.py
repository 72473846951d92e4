"""Standing aside: whoever has an interest in a proposal does not vote on it."""

from __future__ import annotations

from collections.abc import Iterable

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import ExcusedRow
from tequio.governance.queries import facts, objections
from tequio.governance.queries.rolls import excused
from tequio.governance.rules import events, interests
from tequio.governance.rules import refusals as no
from tequio.kernel import Act, refuse


@act(
    "governance.declare_interest",
    may="whoever belongs to the body that decides",
    refusals=[
        no.NO_SUCH_PROPOSAL,
        interests.NOT_OF_THE_BODY,
        no.PROPOSAL_DECIDED,
        no.BALLOT_ALREADY_OPEN,
        interests.INTEREST_DECLARED,
    ],
)
def declare_interest(act: Act, /, *, proposal: Id) -> events.InterestDeclared:
    """Say that one has an interest in a proposal, and stand on no roll of a vote on it.

    Quorum and majority are counted from those who are left.  It is not taken back.
    """
    refuse(objections.to_declare_interest(act, proposal))
    assert act.by is not None, "whoever belongs to a body is somebody"
    return events.InterestDeclared(proposal, excuse(act, proposal=proposal, people=[act.by]))


def excuse(act: Act, *, proposal: int, people: Iterable[int]) -> tuple[int, ...]:
    """Let these people stand aside from a proposal, for a room above that knows their interest.

    Those who did not already; the line of the act of the room above carries them as `excused`,
    beside `proposal`.  The caller knows that the proposal is neither decided nor voted on.
    """
    organisation = act.of_organisation
    row = facts.proposal_row(organisation, proposal)
    assert not facts.is_over(row), "what is decided is not voted on"
    assert not facts.has_open_ballot(organisation, proposal), "its roll is frozen"
    newly = tuple(sorted(set(people) - excused(organisation, proposal)))
    first = take_ids(organisation, len(newly)) if newly else 0
    ExcusedRow.objects.bulk_create(
        ExcusedRow(
            organisation_id=organisation,
            id=first + place,
            proposal_id=proposal,
            person_id=person,
            declared_at=act.at,
        )
        for place, person in enumerate(newly)
    )
    return newly
