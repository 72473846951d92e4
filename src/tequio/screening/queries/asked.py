"""What was asked of members, to the letter, and whether they said yes."""

from __future__ import annotations

from tequio.governance import queries as governance
from tequio.governance.queries import ResolutionView
from tequio.kernel import refuse
from tequio.screening.models import AskedRow
from tequio.screening.rules import asking as rules


def asked_for(organisation: int, proposal: int, kind: str) -> tuple[AskedRow, ResolutionView]:
    """What a proposal asked for, and the resolution that adopted it.  Raises Refused where it asks
    for nothing of this kind, or was not adopted."""
    rows = AskedRow.objects.filter(organisation_id=organisation, proposal_id=proposal, kind=kind)
    row, resolution = rows.first(), governance.adopted(organisation, proposal)
    refuse(rules.objections_to_do(proposal, is_asked=row is not None, is_adopted=bool(resolution)))
    assert row is not None and resolution is not None, "it was refused above"  # noqa: PT018
    return row, resolution


def waiting_for(organisation: int, kind: str, digest: str) -> int | None:
    """The undecided proposal that asks for exactly this, if there is one.  Two queries."""
    rows = AskedRow.objects.filter(organisation_id=organisation, kind=kind, digest=digest)
    asked = list(rows.values_list("proposal_id", flat=True))
    return min(governance.undecided(organisation, asked), default=None) if asked else None
