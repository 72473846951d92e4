"""What an organisation sees of itself by one pack: its own books, and what a network knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tequio.membership import queries as members
from tequio.membership.rules import Organisation
from tequio.registry.queries.recognised import registers_of
from tequio.screening.queries.computing import Computed
from tequio.screening.queries.gathering import PLATFORM, Gathered, items_of, items_of_own
from tequio.screening.queries.packs import adopted_packs, ready_pack, ready_packs
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.packs import Pack

FIRST_CHOICE = "un-ilo"


@dataclass(frozen=True)
class Network:
    """A network in whose register an organisation is recognised, and its number there."""

    organisation: Organisation
    listed: int

    @property
    def id(self) -> int:
        return self.organisation.id

    @property
    def slug(self) -> str:
        return self.organisation.slug

    @property
    def name(self) -> str:
        return self.organisation.name


@dataclass(frozen=True)
class Glass:
    """By what an organisation can look at itself.

    code     as the page names it: `un-ilo@1`, or `network/un-ilo@1`
    network  the network that adopted it; None for a ready pack
    """

    code: str
    pack: Pack
    network: Network | None


@dataclass(frozen=True)
class Reflection:
    """What an organisation sees of itself.

    own   what the pack says of all that it knows of itself
    seen  what it says of that which the network may read; None for a ready pack
    """

    glass: Glass
    own: Judgement
    seen: Judgement | None
    open_books: frozenset[str]
    computed: Mapping[str, Computed]
    silent: Mapping[str, str]
    items: tuple[Item, ...]


def networks_of(organisation: int) -> list[Network]:
    """Networks in whose register it is recognised, in order of name.  Two queries."""
    listed = registers_of(organisation)
    found = members.organisations(listed)
    networks = [Network(one, listed[one.id]) for one in found if one.id != organisation]
    return sorted(networks, key=lambda one: one.name.casefold())


def glasses_of(networks: list[Network], country: str) -> list[Glass]:
    """By what it can look at itself: the newest of each pack that its networks adopted, then the
    ready ones; packs of other countries come last.  One query for each network."""
    found: list[Glass] = []
    for network in networks:
        newest: dict[str, Pack] = {}
        for one in adopted_packs(network.id):
            newest.setdefault(one.pack.code, one.pack)
        found += [Glass(f"{network.slug}/{pack.key}", pack, network) for pack in newest.values()]
    ready = [ready_pack(code) for code in ready_packs()]
    found += [Glass(pack.key, pack, None) for pack in sorted(ready, key=lambda pack: pack.code)]
    return sorted(found, key=lambda one: _place(one, country))


def _place(one: Glass, country: str) -> tuple[bool, bool, bool]:
    """Those that hold there first, of these what a network adopted, of these the definition."""
    is_first = one.pack.code == FIRST_CHOICE
    return _is_far(one.pack, country), one.network is None, not is_first


def _is_far(pack: Pack, country: str) -> bool:
    return bool(pack.jurisdiction) and pack.jurisdiction.partition("-")[0] != country


def reflection(organisation: int, glass: Glass, on: date) -> Reflection:
    """What it sees of itself by a pack on a day.  The number of queries does not grow with its
    books."""
    own, seen = items_of_own(organisation, on), None
    if glass.network is not None:
        seen = items_of(glass.network.id, glass.network.listed, on, glass.pack.key)
    items = (*own.items, *_of_others(seen))
    return Reflection(
        glass=glass,
        own=judge(glass.pack, items, on),
        seen=judge(glass.pack, seen.items, on) if seen else None,
        open_books=seen.books if seen else frozenset(),
        computed={one.fact: one for one in own.computed},
        silent={one.fact: one.reason for one in own.silent},
        items=items,
    )


def _of_others(seen: Gathered | None) -> tuple[Item, ...]:
    return tuple(one for one in seen.items if one.kind != PLATFORM) if seen else ()
