"""Where one can go from a page of the register; only what there is and the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.registry.pages.visiting import Looking

WAYS: tuple[tuple[str, str, str, bool], ...] = (
    ("registry:map", _("Map"), "search", False),
    ("registry:sources", _("Sources"), "book", False),
    ("registry:data", _("Open data"), "download", False),
    ("registry:desk", _("Are these one?"), "members", True),
    ("registry:suggestions", _("What was suggested"), "write", True),
    ("registry:import", _("Take in a list"), "plus", True),
    ("registry:new", _("List an organisation"), "write", True),
)
"""(name of the address, words, sign, for the offices that keep the register alone)."""


@dataclass(frozen=True)
class Way:
    """A link of the register's own menu."""

    href: str
    label: str
    sign: str


def ways_of(looking: Looking) -> list[Way]:
    """The other pages of the register."""
    slug = looking.organisation.slug
    return [
        Way(href, gettext(label), sign)
        for name, label, sign, is_for_keepers in WAYS
        if (looking.keeps or not is_for_keepers) and (href := address(name, slug))
    ]


def address(name: str, *args: str | int) -> str:
    """The address of a page, or nothing where the house has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
