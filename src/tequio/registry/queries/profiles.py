"""What a register says of all whom it shows, in few words each: for rooms that look across."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.registry.models import ListedRow, RecordRow, RelationRow, ShownRow, StatementRow
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.heard import heard_of
from tequio.registry.rules.choosing import Heard, choose
from tequio.registry.rules.words import facets_in_text

WOMEN, MEMBERS = "women_members", "members"


@dataclass(frozen=True)
class Profile:
    """A listed organisation.

    structure    code of what kind it is, or ""
    activities   codes of what it does
    is_informal, is_mostly_women  None: nobody said
    """

    number: int
    name: str
    structure: str
    activities: tuple[str, ...]
    is_informal: bool | None
    is_mostly_women: bool | None


@dataclass(frozen=True)
class Written:
    """A relation that a person wrote down and that holds on a day, between those whom both ends
    lead to now."""

    id: int
    type: str
    one: int
    other: int
    since: date | None


def profiles(keeper: int, *, most: int, besides: Collection[int] = ()) -> list[Profile]:
    """All whom the register shows its keeper, by name; of a larger register only `besides`.  Four
    queries."""
    rows = ShownRow.objects.filter(organisation_id=keeper)
    if rows.count() > most:
        rows = rows.filter(id__in=set(besides))
    women = _mostly_women(keeper)
    told = rows.order_by("sort_name", "id").values_list("id", "name", "structure", "facets")
    return [_profile(*row, women.get(row[0])) for row in told]


def relations_written(keeper: int, day: date) -> list[Written]:
    """Relations that persons wrote down.  One query, and one for each step of merges."""
    rows = list(
        RelationRow.objects.filter(
            Q(until=None) | Q(until__gte=day), organisation_id=keeper, is_ended=False
        ).order_by("id")
    )
    heads = heads_of(keeper, {one for row in rows for one in (row.listed_id, row.other_id)})
    return [
        Written(row.id, row.type, heads[row.listed_id], heads[row.other_id], row.since)
        for row in rows
        if heads[row.listed_id] != heads[row.other_id]
    ]


def listed_parties(keeper: int) -> dict[int, int]:
    """Of each organisation of the node that the register lists, its number there.  One query."""
    rows = ListedRow.objects.filter(organisation_id=keeper, merged_into_id=None)
    rows = rows.filter(party__isnull=False, is_withdrawn=False)
    return {party: number for party, number in rows.values_list("party", "id") if party}


def _profile(
    number: int, name: str, structure: str, facets: str, is_mostly_women: bool | None
) -> Profile:
    codes = list(facets_in_text(facets))
    activities = tuple(code for facet, code in codes if facet == "activity")
    informal = [code == "yes" for facet, code in codes if facet == "informal"]
    is_informal = informal[0] if informal else None
    return Profile(number, name, structure, activities, is_informal, is_mostly_women)


def _mostly_women(keeper: int) -> dict[int, bool]:
    """By number whether more than half of the members are women, of whom both figures are said."""
    current = StatementRow.objects.filter(
        organisation_id=keeper, is_current=True, said__contains=f'"{WOMEN}"'
    )
    records = RecordRow.objects.filter(
        organisation_id=keeper, id__in=current.values("record_id")
    ).values_list("listed_id", flat=True)
    found = {number: _is_mostly_women(said) for number, said in heard_of(keeper, records).items()}
    return {number: is_so for number, is_so in found.items() if is_so is not None}


def _is_mostly_women(said: list[Heard]) -> bool | None:
    chosen = choose(said)
    if WOMEN not in chosen or MEMBERS not in chosen:
        return None
    women, members = (chosen[code].first.said.value for code in (WOMEN, MEMBERS))
    if not isinstance(women, int) or not isinstance(members, int):
        return None
    return 2 * women > members
