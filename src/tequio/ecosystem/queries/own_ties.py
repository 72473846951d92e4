"""In which networks an organisation is an actor, and what waits there for its officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.ecosystem.models import AssetRow, NeedRow, TieRow, TieWordRow
from tequio.ecosystem.queries.actors import TieView, waits_for
from tequio.ecosystem.queries.own_asked import Asked, asked_of, number_asked_of
from tequio.membership import queries as members
from tequio.membership.queries.federating import federations_of_each
from tequio.membership.rules import Standing, keeps_the_roll
from tequio.registry.queries.hand import family_of
from tequio.registry.queries.recognised import registers_of


@dataclass(frozen=True)
class Belonging:
    """A network in whose register the organisation is recognised, and its number there.

    is_member  whether it belongs to the network, so that its people may open its page there
    waiting    ties to be confirmed; asked: what its organisers ask of it.  Both are empty for
               whoever is no officer of it
    """

    slug: str
    name: str
    listed: int
    is_member: bool
    waiting: tuple[TieView, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class ForUs:
    """How many ties wait for an organisation's word, and how much is asked of it, in all
    networks."""

    ties: int
    asked: int


def belongings_of(organisation: int, standing: Standing, day: date) -> list[Belonging]:
    """By name of the network.  Three queries; some twenty more for each network, for officers."""
    listed = registers_of(organisation)
    found = [one for one in members.organisations(listed) if one.id != organisation]
    above = federations_of_each([organisation], day).get(organisation, frozenset())
    asks = keeps_the_roll(standing)
    asked = asked_of(organisation, listed) if asks else {}
    return [
        Belonging(
            one.slug,
            one.name,
            listed[one.id],
            one.id in above,
            tuple(waits_for(one.id, listed[one.id], day)) if asks else (),
            asked.get(one.id, ()),
        )
        for one in sorted(found, key=lambda one: one.name.casefold())
    ]


def has_actors(keeper: int) -> bool:
    """Whether anything was said here of what organisations have, need or do together.  Three
    queries at most."""
    tables = (AssetRow, NeedRow, TieRow)
    return any(table.objects.filter(organisation_id=keeper).exists() for table in tables)


def waiting_for_us(organisation: int) -> ForUs | None:
    """What is said and asked of an organisation and not answered, in all networks that have it in
    their register; None where none has.  Two queries, and four for each network; some six more for
    each that asks something of it."""
    networks = registers_of(organisation)
    if not networks:
        return None
    ties = sum(_unsaid(keeper, listed) for keeper, listed in networks.items())
    return ForUs(ties, number_asked_of(networks))


def _unsaid(keeper: int, listed: int) -> int:
    family = family_of(keeper, listed)
    ours = TieRow.objects.filter(
        Q(one_id__in=family) | Q(other_id__in=family), organisation_id=keeper, ended_on=None
    )
    ties = set(ours.values_list("id", flat=True))
    words = TieWordRow.objects.filter(organisation_id=keeper, tie_id__in=ties)
    said = set(words.filter(listed_id__in=family, is_own=True).values_list("tie_id", flat=True))
    return len(ties - said)
