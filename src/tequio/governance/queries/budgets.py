"""Budgets that the assembly decided on, and whether they were shared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tequio.governance.models import BallotRow, ProposalRow, ResolutionRow
from tequio.governance.queries.proposals import ResolutionView, resolutions
from tequio.governance.rules import refusals as no
from tequio.governance.rules.budgets import Decided
from tequio.kernel import Amount, Refused
from tequio.mandates import queries as mandates

VOID = ("no_quorum", "impossible")
"""Outcomes of a vote that shared nothing."""


def decided_budget(organisation: int, resolution: int) -> Decided:
    """The budget that a resolution adopted.  Raises Refused `no_budget_decided`."""
    found = _decided(organisation, resolutions(organisation, ids=[resolution]))
    if not found:
        raise Refused(no.NO_BUDGET_DECIDED.because(resolution=resolution))
    return found[0]


def budgets_to_share(organisation: int, day: date) -> list[Decided]:
    """Budgets that can be put to a vote on a day, the oldest first.  At most six queries."""
    proposed = ProposalRow.objects.filter(
        organisation_id=organisation,
        effect__kind="budget",
        effect__until__gt=day.isoformat(),
        decided_at__isnull=False,
    )
    adopted = ResolutionRow.objects.filter(
        organisation_id=organisation, proposal_id__in=proposed.values("id"), outcome="adopted"
    ).values_list("id", flat=True)
    found = _decided(organisation, resolutions(organisation, ids=adopted))
    return [one for one in reversed(found) if one.ballot is None]


def _decided(organisation: int, found: Iterable[ResolutionView]) -> list[Decided]:
    listed = [one for one in found if one.effect["kind"] == "budget" and one.outcome == "adopted"]
    if not listed:
        return []
    units = mandates.units(organisation)
    shared = _shared(organisation, [one.id for one in listed])
    return [
        Decided(
            one.id,
            one.title,
            Amount(one.effect["minor"], units[one.effect["unit"]]),
            one.effect["method"],
            date.fromisoformat(one.effect["until"]),
            shared.get(one.id),
        )
        for one in listed
    ]


def _shared(organisation: int, numbers: list[int]) -> dict[int, int]:
    """Resolution → the vote in which its budget is or was shared; one without a quorum shared
    nothing, nor one that had become impossible."""
    votes = ProposalRow.objects.filter(
        organisation_id=organisation, effect__kind="projects", effect__resolution__in=numbers
    )
    of_proposal = dict(votes.values_list("id", "effect__resolution"))
    ballots = BallotRow.objects.filter(
        organisation_id=organisation, proposal_id__in=list(of_proposal)
    )
    void = ResolutionRow.objects.filter(
        organisation_id=organisation, proposal_id__in=list(of_proposal), outcome__in=VOID
    )
    lacked = set(void.values_list("ballot_id", flat=True))
    return {
        of_proposal[proposal]: ballot
        for ballot, proposal in ballots.values_list("id", "proposal_id")
        if ballot not in lacked
    }
