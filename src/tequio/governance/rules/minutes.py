"""Minutes are assembled from what happened; their digest covers ids, counts and outcomes.  Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tequio.kernel import digest


def digest_of_minutes(
    meeting: Mapping[str, Any], *, attendance: Sequence[tuple[int, bool]], resolutions: list[str]
) -> str:
    """The digest over a meeting, who came and left in order, and its resolutions in order."""
    events = [list(event) for event in attendance]
    return digest({**meeting, "attendance": events, "resolutions": resolutions})
