"""The demonstration: living groups after the seeds, told through acts only.

Everything in it is invented and marked so.  It ends on the day on which it is built.
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tequio.site.demonstration import (
    cooperative,
    crossroads,
    savers,
    this_week,
    township,
    village,
)
from tequio.site.demonstration.stage import Stage
from tequio.site.demonstration.witnessing import hold_each_others_heads


def build(today: date | None = None) -> None:
    """Tell the five histories so that they end today."""
    day = today or timezone.localdate()
    riders = cooperative.tell(Stage(), day)
    mothers = township.tell(Stage(), day)
    circle = savers.tell(Stage(), day)
    fields = village.tell(Stage(), day)
    groups = dict(zip(crossroads.LISTED_AS, (riders, mothers, circle, fields), strict=True))
    crossroads.tell(Stage(), day, groups)
    this_week.begin(riders, mothers, day)
    hold_each_others_heads(Stage(day), riders, mothers)
