"""Where one can go from a page of the room; only what the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem.pages.visiting import Looking
from tequio.kernel import gettext_noop as _

ANYBODY, INSIDE = "anybody", "inside"
WAYS: tuple[tuple[str, str, str, str], ...] = (
    ("ecosystem:quarter", _("This quarter"), "calendar", INSIDE),
    ("ecosystem:actors", _("Who is there"), "members", INSIDE),
    ("ecosystem:graph", _("How they are tied"), "circle", INSIDE),
    ("ecosystem:scorecards", _("Diagnosis"), "sheet", INSIDE),
    ("ecosystem:alliances", _("Alliances"), "hand", ANYBODY),
    ("ecosystem:processes", _("Policies"), "rules", ANYBODY),
    ("ecosystem:programmes", _("Programmes"), "check", ANYBODY),
)
"""(name of the address, words, sign, for whom: anybody who may look, or those who take part)."""


@dataclass(frozen=True)
class Way:
    """A link of the room's own menu; is_here: the page is part of it."""

    href: str
    label: str
    sign: str
    is_here: bool = False


def ways_of(looking: Looking, here: str = "") -> list[Way]:
    """The first pages of the room.

    here  name of the address of the one that is shown
    """
    return [
        Way(reverse(name, args=[looking.slug]), gettext(label), sign, is_here=name == here)
        for name, label, sign, whom in WAYS
        if whom == ANYBODY or looking.takes_part
    ]
