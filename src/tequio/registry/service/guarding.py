"""How much of a place may be seen, as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tequio.registry.models import GuardRow
from tequio.registry.rules.guarding import OPEN, STRICTNESS


def guard_more(keeper: int, wanted: Mapping[int, str], on: date) -> dict[int, str]:
    """Guard these places no less than this; which are guarded more than before.  A query, and one
    for each of those."""
    rows = GuardRow.objects.filter(organisation_id=keeper)
    before = dict(rows.filter(listed_id__in=wanted).values_list("listed_id", "exposure"))
    stricter = {
        number: exposure
        for number, exposure in wanted.items()
        if STRICTNESS[exposure] > STRICTNESS[before.get(number, OPEN)]
    }
    for number, exposure in stricter.items():
        GuardRow.objects.update_or_create(
            organisation_id=keeper,
            listed_id=number,
            defaults={"exposure": exposure, "since": on},
        )
    return stricter
