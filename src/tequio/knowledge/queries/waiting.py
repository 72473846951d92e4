"""Practices that are ready to travel and that nobody has taken up: for rooms above."""

from __future__ import annotations

from datetime import date

from tequio.knowledge.models import InnovationRow, StateRow, TransferRow
from tequio.knowledge.rules.moving import OVER
from tequio.knowledge.rules.practices import SYSTEMATISED, WALK

READY = WALK[WALK.index(SYSTEMATISED) :]


def waiting_for_a_receiver(keeper: int) -> list[tuple[int, date]]:
    """Number of each systematised practice that no organisation is taking up or has kept, and the
    day since when it is ready, the longest first.  Three queries."""
    rows = InnovationRow.objects.filter(organisation_id=keeper, state__in=READY)
    ready = set(rows.values_list("id", flat=True))
    moving = TransferRow.objects.filter(source_id=keeper, innovation_id__in=ready)
    waiting = ready - set(moving.exclude(state__in=OVER).values_list("innovation_id", flat=True))
    states = StateRow.objects.filter(
        organisation_id=keeper, innovation_id__in=waiting, state=SYSTEMATISED
    )
    since: dict[int, date] = {}
    for number, day in states.order_by("id").values_list("innovation_id", "day"):
        since.setdefault(number, day)
    return sorted(since.items(), key=lambda one: (one[1], one[0]))
