"""For which listed organisations somebody may speak."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tequio.ecosystem.queries.graphs import own_numbers
from tequio.ecosystem.queries.naming import names_of_actors
from tequio.registry.queries.hand import names_listed

MOST = 200
"""Up to how many are offered in a list."""


def own_actors(keeper: int, person: int | None, day: date) -> Mapping[int, str]:
    """The listed organisations of which somebody is secretary or chair, number → name."""
    return names_of_actors(keeper, own_numbers(keeper, person, day), is_inside=True)


def all_actors(keeper: int) -> Mapping[int, str] | None:
    """All of a register by name; None where there are too many to list.  One query."""
    rows = names_listed(keeper, limit=MOST + 1)
    if len(rows) > MOST:
        return None
    return dict(sorted(rows, key=lambda row: (row[1].casefold(), row[0])))
