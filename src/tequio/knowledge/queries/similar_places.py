"""Published places like one of a library, compared only on what both know."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.knowledge.models import ContextRow
from tequio.knowledge.queries.places import profile_of, profiles_of
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.similar import similar

MOST = 500


@dataclass(frozen=True)
class SimilarPlace:
    """Another place, the nearer the earlier in a list; `common`: codes of what both know."""

    id: int
    name: str
    country: str
    common: tuple[str, ...]


@dataclass(frozen=True)
class SimilarPlaces:
    """Places by likeness, and how many have too little in common to compare."""

    near: tuple[SimilarPlace, ...]
    too_little: int


def similar_places(keeper: int, number: int, *, is_inside: bool, limit: int = 5) -> SimilarPlaces:
    """Other places of the same library that the reader may see.  Five queries."""
    rows = ContextRow.objects.filter(organisation_id=keeper).exclude(id=number)
    if not is_inside:
        rows = rows.filter(is_public=True)
    others = {row.id: row for row in rows.order_by("id")[:MOST]}
    found = similar(profile_of(keeper, number), profiles_of(keeper, others), variables())
    near = (
        SimilarPlace(one.key, others[one.key].name, others[one.key].country, one.common)
        for one in found.near[:limit]
    )
    return SimilarPlaces(tuple(near), len(found.too_little))
