"""Which organisations a form of this page offers, and how it is bound to what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from tequio.ecosystem.forms.asking import ActorField
from tequio.ecosystem.pages.visiting import Looking
from tequio.ecosystem.queries.own import all_actors, own_actors
from tequio.membership.visits import number_in
from tequio.membership.visits.doing import sent
from tequio.registry.queries.finding import find
from tequio.registry.queries.hand import listed_of

Offered = Mapping[int, str] | None
"""Number → name; None where there are too many to list."""


def bound(request: HttpRequest, code: str) -> dict[str, Any]:
    """What a form of this deed is bound to; its controls are named after the deed, so that several
    forms of a page have none in common."""
    return {**sent(request, code), "auto_id": f"{code}-%s"}


def speaks_for(looking: Looking) -> Offered:
    """For whom whoever looks may speak: an organiser for all, others for their own."""
    if looking.organises:
        return all_actors(looking.keeper)
    return own_actors(looking.keeper, looking.person, looking.today)


def actor_field(looking: Looking, offered: Offered, **more: Any) -> ActorField:
    """A field for one of these."""

    def called(typed: str) -> list[int]:
        number = number_in(typed)
        if number is not None:
            return list(listed_of(looking.keeper, [number]))
        rows = find(looking.keeper, text=typed, closed=True, limit=20).rows
        same = [row.number for row in rows if row.name.casefold() == typed.casefold()]
        return same if len(same) == 1 else [row.number for row in rows]

    return ActorField(actors=offered, find=called, **more)
