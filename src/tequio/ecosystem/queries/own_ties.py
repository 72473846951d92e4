"""In which networks an organisation is an actor, and which ties wait there for its officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.ecosystem.models import AssetRow, NeedRow, TieRow, TieWordRow
from tequio.ecosystem.queries.actors import TieView, waits_for
from tequio.membership import queries as members
from tequio.membership.rules import Standing, keeps_the_roll
from tequio.registry.queries.hand import family_of
from tequio.registry.queries.recognised import registers_of


@dataclass(frozen=True)
class Belonging:
    """A network in whose register the organisation is recognised, and its number there.

    waiting  ties to be confirmed; empty for whoever is no officer of it
    """

    slug: str
    name: str
    listed: int
    waiting: tuple[TieView, ...]


def belongings_of(organisation: int, standing: Standing, day: date) -> list[Belonging]:
    """By name of the network.  Two queries; some twenty more for each network, for officers."""
    listed = registers_of(organisation)
    found = [one for one in members.organisations(listed) if one.id != organisation]
    asks = keeps_the_roll(standing)
    return [
        Belonging(
            one.slug,
            one.name,
            listed[one.id],
            tuple(waits_for(one.id, listed[one.id], day)) if asks else (),
        )
        for one in sorted(found, key=lambda one: one.name.casefold())
    ]


def has_actors(keeper: int) -> bool:
    """Whether anything was said here of what organisations have, need or do together.  Three
    queries at most."""
    tables = (AssetRow, NeedRow, TieRow)
    return any(table.objects.filter(organisation_id=keeper).exists() for table in tables)


def waiting_for_us(organisation: int) -> int | None:
    """How many ties are said of an organisation that it has not said itself, in all networks
    that have it in their register; None where none has.  One query, and four for each network."""
    networks = registers_of(organisation)
    if not networks:
        return None
    return sum(_unsaid(keeper, listed) for keeper, listed in networks.items())


def _unsaid(keeper: int, listed: int) -> int:
    family = family_of(keeper, listed)
    ours = TieRow.objects.filter(
        Q(one_id__in=family) | Q(other_id__in=family), organisation_id=keeper, ended_on=None
    )
    ties = set(ours.values_list("id", flat=True))
    words = TieWordRow.objects.filter(organisation_id=keeper, tie_id__in=ties)
    said = set(words.filter(listed_id__in=family, is_own=True).values_list("tie_id", flat=True))
    return len(ties - said)
