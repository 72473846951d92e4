"""The rooms of an organisation as its pages offer them: address by name, words, sign."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.membership.visits import Visit
from tequio.statutes.queries import statutes_on

ROOMS: tuple[tuple[str, str, str], ...] = (
    ("home", _("Our group"), "home"),
    ("governance:meetings", _("Meetings"), "meeting"),
    ("governance:proposals", _("Decisions"), "proposal"),
    ("ledger:books", _("Books"), "book"),
    ("ledger:mandates", _("Decided and done"), "mandate"),
    ("lending:loans", _("Loans"), "loan"),
    ("circles:cycle", _("Savings circle"), "circle"),
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


OF_CIRCLES = "circles:cycle"


def has_circle(visit: Visit) -> bool:
    """Whether the statutes say what a share costs, so that the group saves in cycles.  One
    query."""
    return statutes_on(visit.organisation.id, visit.today).integer("circle.share_price") > 0


def places(slug: str, path: str, *, saves: bool = False) -> list[Place]:
    """The menu of an organisation.  The longest address that begins the path is where we are.

    saves  whether it saves in cycles: else it has no room for them
    """
    rooms = [room for room in ROOMS if saves or room[0] != OF_CIRCLES]
    found = [(reverse(name, args=[slug]), label, sign) for name, label, sign in rooms]
    here = max((href for href, *_rest in found if path.startswith(href)), key=len, default="")
    return [Place(href, gettext(label), sign, href == here) for href, label, sign in found]
