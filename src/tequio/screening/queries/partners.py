"""What other networks found: shown as theirs, counted nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.registry.queries.hand import family_of
from tequio.screening.models import PartnerVerdictRow


@dataclass(frozen=True)
class PartnerVerdict:
    """A verdict of another network on an organisation of this register.

    issuer  whose it is; pack: the rules by which it was judged, such as `un-ilo@1`
    """

    id: int
    issuer: str
    pack: str
    verdict: str
    decided_on: date
    holds_until: date | None


def partner_verdicts(examiner: int, listed: int) -> list[PartnerVerdict]:
    """What others found of an organisation, the newest first; what was taken back is left out.  One
    query, and one for each step of merges."""
    rows = PartnerVerdictRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        withdrawn_at__isnull=True,
    )
    names = PartnerVerdict.__dataclass_fields__
    return [
        PartnerVerdict(**{name: getattr(row, name) for name in names})
        for row in rows.order_by("-decided_on", "-id")
    ]
