"""Which pieces of evidence anybody may see."""

from __future__ import annotations

from collections.abc import Iterable

from tequio.screening.models import EvidenceRow
from tequio.screening.rules.items import Item


def public_evidence(examiner: int, items: Iterable[Item]) -> dict[str, int]:
    """Of items those that rest on evidence which whoever brought it lets everybody see: origin →
    number of the evidence.  One query."""
    numbers = {item.origin: int(item.reference) for item in items if item.reference.isdecimal()}
    rows = EvidenceRow.objects.filter(
        organisation_id=examiner,
        id__in=set(numbers.values()),
        is_public=True,
        withdrawn_at__isnull=True,
    )
    kinds = dict(rows.values_list("id", "kind"))
    return {
        origin: number
        for origin, number in numbers.items()
        if kinds.get(number) == origin.partition(":")[0]
    }
