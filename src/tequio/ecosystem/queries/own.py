"""For which listed organisations somebody may speak."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tequio.ecosystem.queries.graphs import own_numbers
from tequio.ecosystem.queries.naming import names_of_actors


def own_actors(keeper: int, person: int | None, day: date) -> Mapping[int, str]:
    """The listed organisations of which somebody is secretary or chair, number → name."""
    return names_of_actors(keeper, own_numbers(keeper, person, day), is_inside=True)
