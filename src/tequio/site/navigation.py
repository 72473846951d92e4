"""The rooms of an organisation as its pages offer them: address by name, words, sign."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from tequio.circles.queries.on_its_way import lends_or_borrows
from tequio.ecosystem.queries.own_ties import has_actors
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import Visit
from tequio.registry.queries.keeping import has_sources
from tequio.screening.queries.packs import has_adopted
from tequio.statutes.queries import statutes_on

ROOMS: tuple[tuple[str, str, str], ...] = (
    ("home", _("Our group"), "home"),
    ("governance:meetings", _("Meetings"), "meeting"),
    ("governance:proposals", _("Decisions"), "proposal"),
    ("ledger:books", _("Books"), "book"),
    ("ledger:mandates", _("Decided and done"), "mandate"),
    ("shares:shares", _("Share capital"), "coins"),
    ("lending:loans", _("Loans"), "loan"),
    ("circles:cycle", _("Savings circle"), "circle"),
    ("circles:groups", _("Groups and federations"), "members"),
    ("knowledge:practices", _("Practices"), "hint"),
    ("registry:register", _("Register of organisations"), "search"),
    ("screening:findings", _("Screening"), "witness"),
    ("ecosystem:quarter", _("This quarter"), "calendar"),
    ("screening:mirror", _("Our mirror"), "check"),
    ("membership:members", _("Members and offices"), "members"),
    ("statutes:statutes", _("Our rules"), "rules"),
    ("chronicle:chronicle", _("Chronicle"), "chain"),
)
"""(name of the address, words, sign); every address takes the organisation's slug."""


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    href: str
    label: str
    sign: str
    is_here: bool


OF_CIRCLES, OF_GROUPS, OF_SHARES = "circles:cycle", "circles:groups", "shares:shares"
OF_REGISTERS, OF_SCREENING = "registry:register", "screening:findings"
OF_MIRRORS, OF_QUARTERS = "screening:mirror", "ecosystem:quarter"
NOT_EVERYWHERE = frozenset(
    {
        OF_CIRCLES,
        OF_GROUPS,
        OF_SHARES,
        OF_REGISTERS,
        OF_SCREENING,
        OF_MIRRORS,
        OF_QUARTERS,
    }
)
"""Rooms that only some groups have."""


def had_by(visit: Visit) -> frozenset[str]:
    """Those of them that this group has: it saves in cycles where the statutes say what a share
    costs there; a cooperative, or whoever names a price, has shares of its capital; a network, and
    whoever lends to a group or borrows from a federation, has a page of both; a network, and
    whoever has sources, keeps a register; a network, and of these whoever adopted a pack, examines
    others; a network, and of these whoever wrote down what organisations have, need or do together,
    looks at its quarter; whoever is no network looks into a mirror.  Seven queries at most, two for
    a network."""
    statutes = statutes_on(visit.organisation.id, visit.today)
    has_shares = visit.organisation.kind == "cooperative" or statutes.integer("shares.price") > 0
    is_network = visit.organisation.kind == "network"
    keeps_a_register = is_network or has_sources(visit.organisation.id)
    has_groups = is_network or lends_or_borrows(visit.organisation.id)
    here = {
        OF_CIRCLES: statutes.integer("circle.share_price") > 0,
        OF_GROUPS: has_groups,
        OF_SHARES: has_shares,
        OF_REGISTERS: keeps_a_register,
        OF_SCREENING: is_network or (keeps_a_register and has_adopted(visit.organisation.id)),
        OF_MIRRORS: not is_network,
        OF_QUARTERS: is_network or (keeps_a_register and has_actors(visit.organisation.id)),
    }
    return frozenset(room for room, is_there in here.items() if is_there)


def places(slug: str, path: str, *, also: Collection[str] = ()) -> list[Place]:
    """The menu of an organisation.  The longest address that begins the path is where we are.

    also  rooms that not every group has and this one does
    """
    rooms = [room for room in ROOMS if room[0] not in NOT_EVERYWHERE or room[0] in also]
    found = [(reverse(name, args=[slug]), label, sign) for name, label, sign in rooms]
    here = max((href for href, *_rest in found if path.startswith(href)), key=len, default="")
    return [Place(href, gettext(label), sign, href == here) for href, label, sign in found]
