"""Where one can go from a page of the register; only what there is and the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.registry.pages.visiting import Looking

ANYBODY, PERSONS, OFFICES = "anybody", "persons", "offices"
WAYS: tuple[tuple[str, str, str, str], ...] = (
    ("registry:map", _("Map"), "search", ANYBODY),
    ("registry:sources", _("Sources"), "book", ANYBODY),
    ("registry:data", _("Open data"), "download", ANYBODY),
    ("registry:desk", _("Are these one?"), "members", OFFICES),
    ("registry:suggestions", _("What was suggested"), "write", PERSONS),
    ("registry:import", _("Take in a list"), "plus", OFFICES),
    ("registry:new", _("List an organisation"), "write", OFFICES),
)
"""(name of the address, words, sign, for whom: anybody, whoever is signed in, the offices that keep
the register)."""


@dataclass(frozen=True)
class Way:
    """A link of the register's own menu."""

    href: str
    label: str
    sign: str


def ways_of(looking: Looking) -> list[Way]:
    """The other pages of the register."""
    slug = looking.organisation.slug
    may_open = {ANYBODY: True, PERSONS: sees_suggestions(looking), OFFICES: looking.keeps}
    return [
        Way(href, gettext(label), sign)
        for name, label, sign, whom in WAYS
        if may_open[whom] and (href := address(name, slug))
    ]


def sees_suggestions(looking: Looking) -> bool:
    """Whether there is a page with her own suggestions, or for the office with all."""
    return looking.person is not None or looking.is_inside


def address(name: str, *args: str | int) -> str:
    """The address of a page, or nothing where the house has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
