"""A sheet that was added up and is not yet written down: kept in the session of who typed it, so
that the browser's own Back shows what was typed, and gone when she signs out or the next person
comes.  No PIN and no proof of one is in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from tequio.membership.visits import Visit

NAME = "circles.draft"
KEPT = timedelta(hours=24)


def keep(request: HttpRequest, here: Visit, fields: Mapping[str, str]) -> None:
    """Keep what was typed, in the place of what was kept before."""
    about = [here.organisation.id, here.person, here.at.isoformat()]
    request.session[NAME] = [*about, dict(fields)]


def forget(request: HttpRequest) -> None:
    """It was written down, or thrown away."""
    request.session.pop(NAME, None)


def begun(request: HttpRequest, here: Visit, book: str) -> dict[str, str] | None:
    """What this person typed for this book within the last day; None where another day is asked."""
    kept: Any = request.session.get(NAME) or (None, None, "", {})
    organisation, person, at, fields = kept
    if (organisation, person) != (here.organisation.id, here.person):
        return None
    is_fresh = here.at - datetime.fromisoformat(at) < KEPT
    is_asked = request.GET.get("day") in (None, fields.get("held_on"))
    return dict(fields) if is_fresh and is_asked and fields.get("book") == book else None
