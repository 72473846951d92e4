"""Who may act under a permission to pay, by which keys: read from the mandate that the decision
gave, or from the one that it would give, so that no sentence says anything else than what holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.governance.models import ResolutionRow
from tequio.governance.queries.proposals import ProposalView, ResolutionView
from tequio.governance.rules.effects import AllowPayment, read_effect
from tequio.governance.rules.grants import grant_of_payment
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Grant
from tequio.statutes.queries import statutes_on_days


@dataclass(frozen=True)
class Told:
    """An effect that is told.

    on          day whose statutes count where nothing was granted
    resolution  number of the resolution by which it was decided
    """

    effect: Mapping[str, Any]
    on: date
    resolution: int | None = None


def of_resolutions(listed: Iterable[ResolutionView]) -> list[Told]:
    """What resolutions allowed, or would have allowed on their day."""
    return [Told(one.effect, one.resolved_on, one.id) for one in listed]


def of_proposals(organisation: int, listed: Sequence[ProposalView], on: date) -> list[Told]:
    """What proposals would allow on a day, or allowed.  One query at most."""
    payments = [one.id for one in listed if one.state == "decided" and _is_payment(one.effect)]
    decided = (
        {
            row.proposal_id: row
            for row in ResolutionRow.objects.filter(
                organisation_id=organisation, proposal_id__in=payments
            ).order_by("id")
        }
        if payments
        else {}
    )
    return [
        Told(one.effect, row.resolved_on if row else on, row.id if row else None)
        for one in listed
        for row in [decided.get(one.id)]
    ]


def grants_of(organisation: int, told: Sequence[Told]) -> list[Grant | None]:
    """For each permission to pay the mandate that it gave or would give, None for other effects.
    Five queries at most, none without a permission to pay."""
    payments = [one for one in told if _is_payment(one.effect)]
    given = {
        mandate.source: mandate.grant
        for mandate in mandates.mandates_from(
            organisation, *{_source(one) for one in payments if one.resolution is not None}
        )
    }
    open_ones = [one for one in payments if _source(one) not in given]
    statutes = statutes_on_days(organisation, {one.on for one in open_ones})
    return [
        given.get(_source(one)) or grant_of_payment(_payment(one), statutes[one.on], one.on)
        if _is_payment(one.effect)
        else None
        for one in told
    ]


def _is_payment(effect: Mapping[str, Any]) -> bool:
    return effect.get("kind") == "mandate"


def _payment(one: Told) -> AllowPayment:
    effect = read_effect(dict(one.effect))
    assert isinstance(effect, AllowPayment), "it says that it allows a payment"
    return effect


def _source(one: Told) -> str:
    return f"resolution:{one.resolution}"
