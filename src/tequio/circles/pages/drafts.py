"""A sheet that was added up and is not yet written down: kept in the session of who typed it, so
that the browser's own Back shows what was typed last and asks for nothing twice, and gone when she
signs out or the next person comes.  No PIN is in it, and of a proof only the mark that the page
itself carries (see `proving`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from tequio.membership.visits import Visit

NAME = "circles.draft"
KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Draft:
    """What was typed, and what the page carries with it.

    is_looked_at  whether it was to be added up, so that what is wrong with it is said
    key           of the press that will write it
    marks         field → mark of a PIN that was right
    photo         mark of a photograph that came with it
    wrong         field → what was wrong with that which is not kept: a PIN, a photograph
    """

    fields: Mapping[str, str]
    is_looked_at: bool = False
    key: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    photo: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def keep(request: HttpRequest, here: Visit, draft: Draft) -> None:
    """Keep what was typed, in the place of what was kept before."""
    about = [here.organisation.id, here.person, here.at.isoformat()]
    request.session[NAME] = [*about, asdict(draft)]


def forget(request: HttpRequest) -> None:
    """It was written down, or thrown away."""
    request.session.pop(NAME, None)


def begun(request: HttpRequest, here: Visit, book: str) -> Draft | None:
    """What this person typed for this book within the last day; None where another day is asked."""
    kept: Any = request.session.get(NAME) or (None, None, "", {})
    organisation, person, at, told = kept
    if (organisation, person) != (here.organisation.id, here.person) or "fields" not in told:
        return None
    draft = Draft(**told)
    is_fresh = here.at - datetime.fromisoformat(at) < KEPT
    is_asked = request.GET.get("day") in (None, draft.fields.get("held_on"))
    return draft if is_fresh and is_asked and draft.fields.get("book") == book else None
