"""Claims on the social fund: as their sheet tells them, as it was decided, as they were paid."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle.queries import lines_of_kind
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import ClaimRow, SheetLineRow
from tequio.governance.queries.proposals import adopted_across
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _

CLAIM_DIFFERS = _(
    "What sheet {sheet} says of the claim of member {person} is not what was decided and paid."
)


def check_claims(organisation: int) -> Iterator[Finding]:
    """Every row as its line tells it, both ways; granted is what was adopted, and it was paid."""
    rows = list(ClaimRow.objects.filter(organisation_id=organisation))
    told = {
        (line.facts["sheet"], person): tuple(rest)
        for line in lines_of_kind(organisation, "circles.close_meeting")
        for person, *rest in line.facts.get("claims", ())
    }
    here = {
        (row.sheet_id, row.person_id): (row.reason, row.minor, row.proposal_id, row.is_granted)
        for row in rows
    }
    yield from compared("circles", "claim on sheet", told=told, here=here)
    if not rows:
        return
    adopted = adopted_across({(organisation, row.proposal_id) for row in rows})
    lines = SheetLineRow.objects.filter(
        organisation_id=organisation, sheet_id__in={row.sheet_id for row in rows}
    )
    paid = {(row.sheet_id, row.person_id): row.helped for row in lines}
    for row in rows:
        given = paid.get((row.sheet_id, row.person_id), 0)
        is_adopted = (organisation, row.proposal_id) in adopted
        if row.is_granted != is_adopted or given != (row.minor if is_adopted else 0):
            fields = {"sheet": row.sheet_id, "person": row.person_id}
            yield Finding.of("circles", "claim_differs", CLAIM_DIFFERS, **fields)
