"""Where one can go from a page of the library; only what there is and the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.knowledge.pages.visiting import Looking

ANYBODY, PARTAKERS = "anybody", "partakers"
WAYS: tuple[tuple[str, str, str, str], ...] = (
    ("knowledge:practices", _("Practices"), "hint", ANYBODY),
    ("knowledge:watch", _("What we notice"), "witness", PARTAKERS),
    ("knowledge:places", _("Places"), "home", ANYBODY),
    ("knowledge:transfers", _("What travels"), "forward", ANYBODY),
)
"""(name of the address, words, sign, for whom: anybody, or those who take part)."""


@dataclass(frozen=True)
class Way:
    """A link of the library's own menu."""

    href: str
    label: str
    sign: str


def ways_of(looking: Looking, *, but: str = "") -> list[Way]:
    """The first pages of the library's parts; but: the one where the reader is."""
    return [
        Way(reverse(name, args=[looking.slug]), gettext(label), sign)
        for name, label, sign, whom in WAYS
        if name != but and (whom == ANYBODY or looking.takes_part)
    ]
