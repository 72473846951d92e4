"""Making and ending mandates.  Protected: only `governance.service` may import this, because only
a decision allows; an import contract sees to it."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.service import take_ids
from tequio.kernel import Refused
from tequio.mandates import queries, rules
from tequio.mandates.models import CeilingRow, EndRow, MandateRow, ScopeRow


def grant(
    organisation: int,
    *,
    grant: rules.Grant,
    source: str,
    source_hash: str,
    decided_on: date | None = None,
) -> int:
    """Make a mandate out of a decision; its number.

    source       names the decision, such as `resolution:12`; `source_hash` its digest
    decided_on   the day of the decision, for what members are told; default: `valid_from`

    The lines are written first and the mandate last: the database lets nothing widen it after.
    Raises ValueError for a grant that could allow nothing (`rules.flaws_of`).
    """
    decided = decided_on or grant.valid_from
    flaws = rules.flaws_of(grant, units=queries.units(organisation), decided_on=decided)
    if flaws:
        raise ValueError(f"this is no grant: {', '.join(flaws)}")
    number = take_ids(organisation)
    own = {"organisation_id": organisation, "mandate_id": number}
    ScopeRow.objects.bulk_create(
        [ScopeRow(**own, code=scope.code, subject=scope.subject) for scope in grant.scopes]
    )
    CeilingRow.objects.bulk_create(
        [CeilingRow(**own, unit=ceiling.unit, minor=ceiling.minor) for ceiling in grant.ceilings]
    )
    MandateRow.objects.create(
        organisation_id=organisation,
        id=number,
        title=grant.title,
        offices=" ".join(grant.offices),
        keys=grant.keys,
        valid_from=grant.valid_from,
        valid_until=grant.valid_until,
        period=grant.period,
        source=source,
        source_hash=source_hash,
        decided_on=decided,
        decision_hash=rules.decision_hash(
            grant, source=source, source_hash=source_hash, decided_on=decided
        ),
    )
    return number


def end(organisation: int, *, mandate: int, ends_on: date, source: str, source_hash: str) -> None:
    """Revoke a mandate: from `ends_on` on it allows nothing, and nothing with an earlier date
    can be drawn any more either.

    Refused: `no_mandate`; `mandate_over` if it was already revoked.
    """
    found = queries.mandate(organisation, mandate)
    if found is None:
        raise Refused(rules.NO_SUCH_DECISION.because(mandate=mandate))
    if found.ended_on is not None:
        raise Refused(
            rules.MANDATE_OVER.because(
                mandate=mandate, decided_on=found.decided_on, over_on=found.ended_on
            )
        )
    EndRow.objects.create(
        organisation_id=organisation,
        mandate_id=mandate,
        ends_on=ends_on,
        source=source,
        source_hash=source_hash,
    )
