"""Us in the networks: for the officers of an organisation what waits for it there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.ecosystem.pages.telling import asset_name, listing, tie_in_words
from tequio.ecosystem.queries.own_asked import Asked
from tequio.ecosystem.queries.own_ties import Belonging, belongings_of
from tequio.ecosystem.rules.acting import CALLS, MEETINGS, Request
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import visit

MEET = _("We are introduced to {names}. If a tie comes of it, say so on our page there.")
BRING_TOGETHER = _("We are asked to introduce these to each other: {names}.")
WHO_HAS = _("Who has this: {asset}? If we do, say so on our page there.")
COME = _("We are invited: the network wants us in the room.")
ALLY = _("We are invited to open an alliance together: {names}.")


@require_safe
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """Under its own address; its officers see which ties wait for their word, and what organisers
    ask of it."""
    here = visit(request, slug)
    found = belongings_of(here.organisation.id, here.standing, here.today)
    given: dict[str, Any] = {
        "visit": here,
        "organisation": here.organisation,
        "slug": slug,
        "belongings": [(one, _place(one), _waiting(one), _asked(one)) for one in found],
    }
    return render(request, "ecosystem/own.html", given)


def _place(one: Belonging) -> str:
    """Its page in the network, which opens to those who belong; others have nowhere to go."""
    return reverse("ecosystem:actor", args=[one.slug, one.listed]) if one.is_member else ""


def _waiting(one: Belonging) -> list[str]:
    """Each tie as the other side tells it."""
    return [
        f"{tie.name} {tie_in_words(tie.kind, None if tie.gives is None else not tie.gives)}"
        for tie in one.waiting
    ]


def _asked(one: Belonging) -> list[tuple[str, str]]:
    """Each request in words, and where it is answered."""
    return [(_in_words(asked, one.listed), _answered_at(asked, one)) for asked in one.asked]


def _in_words(asked: Asked, listed: int) -> str:
    names = asked.others or (gettext("Without a name"),)
    told = {"names": listing(names), "asset": asset_name(asked.request.asset)}
    return gettext(_sentence(asked.request, listed)).format_map(told)


def _sentence(request: Request, listed: int) -> str:
    if request.kind in CALLS:
        return WHO_HAS
    if request.kind in MEETINGS:
        return MEET if listed in request.actors else BRING_TOGETHER
    return ALLY if request.kind == "ally" else COME


def _answered_at(asked: Asked, one: Belonging) -> str:
    """Alliances are joined on their page, everything else is said on the organisation's own."""
    if asked.request.kind == "ally" and one.is_member:
        return reverse("ecosystem:alliances", args=[one.slug])
    return _place(one)
