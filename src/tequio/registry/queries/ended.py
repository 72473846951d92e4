"""When organisations of a register merged, or another took their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from tequio.registry.models import RelationRow
from tequio.registry.queries.hand import families_of
from tequio.registry.queries.heard import heard_of

MERGED, SUCCEEDS = "merged_into", "succeeds"


def merged_or_succeeded(keeper: int, numbers: Iterable[int]) -> dict[int, set[date]]:
    """By number the days on which it merged into another, or another into it or into its place; who
    did not is left out.

    What persons wrote down and what sources say of it now, where a day is known.  That two entries
    of the register turned out to be one is no merger.  Three queries and one for each step of
    merges.
    """
    families = families_of(keeper, numbers)
    whose: dict[int, set[int]] = defaultdict(set)
    for number, family in families.items():
        for one in family:
            whose[one].add(number)
    days: dict[int, set[date]] = defaultdict(set)
    for one, other, on in _written(keeper, whose):
        both = whose.get(one, set()), whose.get(other, set())
        for number in both[0] ^ both[1]:
            days[number].add(on)
    for number, said in heard_of(keeper, families).items():
        for heard in said:
            value, since = heard.said.value, heard.said.since
            if since and isinstance(value, Mapping) and value.get("type") == MERGED:
                days[number].add(since)
    return dict(days)


def _written(keeper: int, numbers: Iterable[int]) -> list[tuple[int, int, date]]:
    """Relations that end somebody: of whoever is succeeded, and of both where they merged."""
    asked = set(numbers)
    rows = RelationRow.objects.filter(
        Q(type=SUCCEEDS, other_id__in=asked)
        | Q(type=MERGED, listed_id__in=asked)
        | Q(type=MERGED, other_id__in=asked),
        organisation_id=keeper,
        is_ended=False,
        since__isnull=False,
    ).values_list("type", "listed_id", "other_id", "since")
    return [
        (0 if type == SUCCEEDS else one, other, since) for type, one, other, since in rows if since
    ]
