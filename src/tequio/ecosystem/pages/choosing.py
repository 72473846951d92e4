"""Which organisations a form of this page offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tequio.ecosystem.pages.visiting import Looking
from tequio.ecosystem.queries.own import own_actors
from tequio.membership.visits.fields import LISTED
from tequio.registry.visits import ListedField, Offered, all_listed, listed_field


def speaks_for(looking: Looking) -> Offered:
    """For whom whoever looks may speak: an organiser for all, others for their own."""
    if looking.organises:
        return all_listed(looking.keeper)
    return own_actors(looking.keeper, looking.person, looking.today)


def few(names: Mapping[int, str]) -> Offered:
    """These, if they are few enough for a list; else one types a name."""
    return names if len(names) <= LISTED else None


def actor_field(looking: Looking, offered: Offered, **more: Any) -> ListedField:
    """A field for one of these."""
    return listed_field(looking.keeper, offered, **more)
