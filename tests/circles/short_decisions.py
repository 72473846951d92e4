"""Decisions that fall short of what an act of a circle needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tequio.site.demonstration.meeting import Savers
from tequio.statutes.queries import template
from tests.circles.groups import MONDAY, ten

FALLS_SHORT: dict[str, dict[str, Any] | None] = {
    "no_mandate": None,
    "mandate_not_yet_valid": {"valid_from": MONDAY + timedelta(days=365)},
    "mandate_over": {
        "valid_until": MONDAY - timedelta(days=1),
        "valid_from": MONDAY - timedelta(9),
    },
    "unit_not_covered": {"unit": "MIN"},
    "office_not_held": {"offices": ("chair",)},
    "keys_missing": {"offices": ("treasurer", "keyholder"), "keys": 2},
    "over_the_ceiling": {"minor": 1},
}
"""In what the only decision there is falls short; None: there is none."""


def without(code: str, **values: Any) -> Savers:
    """The ten, whose statutes do not allow this purpose without a vote."""
    known = template("savings-circle")
    assert known is not None
    allowed = [one for one in known.plain()["standing.purposes"] if one != code]
    return ten(**{"standing.purposes": allowed}, **values)
