"""Budgets that the assembly decided on, and whether they were shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tequio.governance.models import BallotRow, ProposalRow, ResolutionRow
from tequio.governance.queries.proposals import ResolutionView, resolutions
from tequio.governance.rules import refusals as no
from tequio.governance.rules.budgets import Decided, objections_to_share, objections_to_take_back
from tequio.kernel import Amount, Refused, Unit
from tequio.mandates import queries as mandates

VOID = ("no_quorum", "impossible")
"""Outcomes of a vote that shared nothing."""


def decided_budget(organisation: int, resolution: int) -> Decided:
    """The budget that a resolution adopted.  Raises Refused `no_budget_decided`."""
    found = _decided(organisation, resolutions(organisation, ids=[resolution]))
    if not found:
        raise Refused(no.NO_BUDGET_DECIDED.because(resolution=resolution))
    return found[0]


def taken_back(organisation: int, numbers: Collection[int]) -> dict[int, int]:
    """Resolution → the one by which the assembly took its budget back.  Two queries."""
    proposed = ProposalRow.objects.filter(
        organisation_id=organisation,
        effect__kind="budget_revocation",
        effect__resolution__in=list(numbers),
    )
    of_proposal = dict(proposed.values_list("id", "effect__resolution"))
    adopted = ResolutionRow.objects.filter(
        organisation_id=organisation, proposal_id__in=list(of_proposal), outcome="adopted"
    )
    return {of_proposal[about]: by for by, about in adopted.values_list("id", "proposal_id")}


def budgets_to_share(organisation: int, day: date) -> list[Decided]:
    """Budgets that can be put to a vote on a day, the oldest first.  At most nine queries."""
    return [one for one in _budgets(organisation, day) if not objections_to_share(one)]


def budgets_to_take_back(organisation: int, day: date) -> list[Decided]:
    """Budgets that are not shared yet, the oldest first.  At most nine queries."""
    return [one for one in _budgets(organisation, day) if not objections_to_take_back(one)]


def _budgets(organisation: int, day: date) -> list[Decided]:
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
    return list(reversed(found))


def _decided(organisation: int, found: Iterable[ResolutionView]) -> list[Decided]:
    listed = [one for one in found if one.effect["kind"] == "budget" and one.outcome == "adopted"]
    if not listed:
        return []
    units = mandates.units(organisation)
    numbers = [one.id for one in listed]
    shared, ended = _shared(organisation, numbers), taken_back(organisation, numbers)
    return [
        _budget(one, units, shared.get(one.id), taken_back_by=ended.get(one.id)) for one in listed
    ]


def _budget(
    found: ResolutionView,
    units: Mapping[str, Unit],
    vote: tuple[int, bool] | None,
    *,
    taken_back_by: int | None,
) -> Decided:
    effect = found.effect
    return Decided(
        found.id,
        found.title,
        Amount(effect["minor"], units[effect["unit"]]),
        effect["method"],
        date.fromisoformat(effect["until"]),
        ballot=vote[0] if vote else None,
        is_voting=vote[1] if vote else False,
        taken_back_by=taken_back_by,
    )


def _shared(organisation: int, numbers: list[int]) -> dict[int, tuple[int, bool]]:
    """Resolution → the vote in which its budget is or was shared, and whether that is open; one
    without a quorum shared nothing, nor one that had become impossible."""
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
        of_proposal[proposal]: (ballot, closed_at is None)
        for ballot, proposal, closed_at in ballots.values_list("id", "proposal_id", "closed_at")
        if ballot not in lacked
    }
