"""What an organisation sees of itself by one pack: its own books, and what a network knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.membership import queries as members
from tequio.membership.rules import Organisation
from tequio.registry.queries.recognised import registers_of
from tequio.screening.models import FindingRow
from tequio.screening.queries.cases import CaseLine, cases_about
from tequio.screening.queries.computing import Computed
from tequio.screening.queries.findings import FindingView, current_findings
from tequio.screening.queries.gathering import PLATFORM, Gathered, items_of, items_of_own
from tequio.screening.queries.lapsing import live_states
from tequio.screening.queries.packs import adopted_packs, ready_pack, ready_packs
from tequio.screening.rules.cases import AT_WORK, DRAFT
from tequio.screening.rules.findings import LAPSED
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.packs import Pack

FIRST_CHOICE = "un-ilo"
WITHOUT_PAPERS = "informal"
SAVE_TOGETHER = frozenset({"savings-circle", "self-help-group"})
"""Kinds of organisation that look at themselves as groups without papers do."""


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


@dataclass(frozen=True)
class Known:
    """What a network does and found about an organisation.

    findings  by code of the pack, the newest of each; in_force: those of them that count today
    """

    network: Network
    cases: tuple[CaseLine, ...]
    findings: Mapping[str, FindingView]
    in_force: tuple[FindingView, ...]


def known_of(network: Network, today: date) -> Known:
    """Cases and findings, as the organisation itself may read them.  Some fifty queries, however
    many there are."""
    findings = current_findings(network.id, network.listed, today, is_inside=True)
    holding = [one for one in findings.values() if one.state != LAPSED and one.is_current]
    rows = FindingRow.objects.filter(organisation_id=network.id, id__in=[one.id for one in holding])
    states = live_states(network.id, rows, today) if holding else {}
    return Known(
        network=network,
        cases=cases_about(network.id, network.listed),
        findings=findings,
        in_force=tuple(one for one in holding if one.id in states and states[one.id].counts),
    )


def first_glass(glasses: list[Glass], known: Iterable[Known], kind: str) -> Glass:
    """By what a mirror opens: the rules of a case that runs, a draft first; else of the newest
    finding in force; else, where people save together, those without papers; else the first."""
    every = list(known)
    running = [(case, one.network) for one in every for case in one.cases if case.state in AT_WORK]
    if running:
        case, network = max(running, key=lambda one: (one[0].state == DRAFT, one[0].opened_at))
        return _glass_of(glasses, network, case.pack)
    found = [(finding, one.network) for one in every for finding in one.in_force]
    if found:
        finding, network = max(found, key=lambda one: (one[0].decided_on, one[0].id))
        return _glass_of(glasses, network, finding.pack)
    is_wanted = kind in SAVE_TOGETHER
    simple = (one for one in glasses if is_wanted and one.pack.code == WITHOUT_PAPERS)
    return next(simple, glasses[0])


def _glass_of(glasses: list[Glass], network: Network, pack: Pack) -> Glass:
    """The newest version of a pack, as that network adopted it."""
    return next(one for one in glasses if one.network == network and one.pack.code == pack.code)


def _place(one: Glass, country: str) -> tuple[bool, bool, bool]:
    """Those that hold there first, of these what a network adopted, of these the definition."""
    is_first = one.pack.code == FIRST_CHOICE
    return is_far(one.pack, country), one.network is None, not is_first


def is_far(pack: Pack, country: str) -> bool:
    """Whether a pack speaks of another country."""
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
