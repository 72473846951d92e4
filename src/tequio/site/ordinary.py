"""An ordinary meeting of a savings group, as an example of the act that writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tequio.circles.queries import ground_of

SHARES = 2


def an_ordinary_meeting(organisation: int, today: date, witnesses: Sequence[int]) -> dict[str, Any]:
    """Everybody is here and buys two shares, and box and bag hold what the book says.

    Raises LookupError where no cycle runs.
    """
    ground = ground_of(organisation, "main", today, today=today)
    if ground is None:
        raise LookupError("no cycle runs")
    people, social = sorted(ground.before.roll), ground.terms.contribution
    line = {"attendance": "present", "shares": SHARES, "social": social}
    return {
        "held_on": today,
        "lines": [{"person": person, **line} for person in people],
        "counted": ground.before.box + SHARES * ground.terms.price * len(people),
        "social_counted": ground.before.social_box + social * len(people),
        "kept": {"witnesses": list(witnesses)},
    }
