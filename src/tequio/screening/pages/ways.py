"""Where one can go from a page of the screening; only what there is and the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.screening.pages.visiting import Looking

ANYBODY, ASSESSORS, DECIDERS = "anybody", "assessors", "deciders"
WAYS: tuple[tuple[str, str, str, str], ...] = (
    ("screening:packs", _("The rules by which we judge"), "rules", ANYBODY),
    ("screening:compare", _("Rules side by side"), "sheet", ANYBODY),
    ("screening:guide", _("Without papers"), "hint", ANYBODY),
    ("screening:check", _("Check a credential"), "check", ANYBODY),
    ("screening:desk", _("Desk of the assessors"), "write", DECIDERS),
    ("screening:interests", _("My interests"), "lock", DECIDERS),
)
"""(name of the address, words, sign, for whom: anybody, those who examine, and with them those who
decide)."""


@dataclass(frozen=True)
class Way:
    """A link of the screening's own menu."""

    href: str
    label: str
    sign: str


def ways_of(looking: Looking) -> list[Way]:
    """The other pages of the screening."""
    may_open = {
        ANYBODY: True,
        ASSESSORS: looking.assesses,
        DECIDERS: looking.assesses or looking.decides,
    }
    return [
        Way(href, gettext(label), sign)
        for name, label, sign, whom in WAYS
        if may_open[whom] and (href := address(name, looking.slug))
    ]


def address(name: str, *args: str | int) -> str:
    """The address of a page, or nothing where the house has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
