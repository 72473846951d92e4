"""What a network notices: its meetings, its antennas, what moved and what never did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.knowledge import service
from tequio.knowledge.forms.watching import AntennaForm, OpenWatchForm
from tequio.knowledge.pages.visiting import Looking, look_inside, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.pages.wording import STATES, sector_in_words
from tequio.knowledge.queries.chains import look_back
from tequio.knowledge.queries.finding import sectors
from tequio.knowledge.queries.watched import Antenna, antennas, watches
from tequio.knowledge.rules.watching import KINDS, TIERS
from tequio.membership import queries as members
from tequio.membership.queries.federating import groups_on
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent

SHOWN = 100
"""So many that never moved stand on the page, the oldest first."""


def antenna_choices(listed: list[Antenna]) -> list[tuple[str, str]]:
    """Those that listen now."""
    return [(str(one.id), one.name) for one in listed if one.closed_on is None]


def sector_choices() -> list[tuple[str, str]]:
    """The sectors, as people call them."""
    return sorted(((one, sector_in_words(one)) for one in sectors()), key=lambda one: one[1])


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part sees what was noticed, and what became of it."""
    looking = look_inside(request, slug)
    listening = antennas(looking.keeper)
    deeds = [_to_open(request, looking, listening)] if looking.keeps else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    back = look_back(looking.keeper)
    given: dict[str, Any] = {
        "ways": ways_of(looking, but="knowledge:watch"),
        "watches": watches(looking.keeper),
        "antennas": [one for one in listening if one.closed_on is None],
        "tiers": TIERS,
        "kinds": KINDS,
        "states": STATES,
        "moved": back.moved,
        "never": back.never_moved[:SHOWN],
        "left": max(0, len(back.never_moved) - SHOWN),
        "done": done,
    }
    return shown(request, looking, "watch", status=done.status, **given)


def _to_open(request: HttpRequest, looking: Looking, listening: list[Antenna]) -> Deed:
    form = OpenWatchForm(antennas=antenna_choices(listening), **sent(request, "open"))

    def act(said: Mapping[str, Any]) -> Told:
        given = {**said, "held_on": said["held_on"] or looking.today}
        receipt = service.open_watch(looking.act(key_of(request)), **given)
        onward = reverse("knowledge:meeting", args=[looking.slug, receipt.facts["watch"]])
        return onward, gettext("The meeting is open. Everybody brings one thing.")

    title = gettext("Open a watch meeting")
    about = gettext("One round: everybody brings one need, one practice or one idea.")
    return Deed("open", gettext("Open it"), form, act, title, about, "meeting", is_folded=True)


@require_http_methods(["GET", "HEAD", "POST"])
def antennas_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who listens where, by tier; those who keep the library add and end."""
    looking = look_inside(request, slug)
    listed = antennas(looking.keeper)
    deeds = []
    if looking.keeps:
        deeds = [_to_add(request, looking)]
        deeds += [_to_end(request, looking, one) for one in listed if one.closed_on is None]
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    of_code = {one.code: one for one in done.deeds}
    given: dict[str, Any] = {
        "tiers": [
            (
                code,
                title,
                [
                    (one, sector_in_words(one.sector), of_code.get(f"end-{one.id}"))
                    for one in listed
                    if one.tier == code
                ],
            )
            for code, title in TIERS.items()
        ],
        "is_empty": not listed,
        "add": [of_code["add"]] if "add" in of_code else [],
        "done": done,
    }
    return shown(request, looking, "antennas", status=done.status, **given)


def _here(looking: Looking) -> str:
    return reverse("knowledge:antennas", args=[looking.slug])


def _to_add(request: HttpRequest, looking: Looking) -> Deed:
    numbers = {looking.keeper, *groups_on(looking.keeper, looking.today)}
    parties = [(str(one.id), one.name) for one in members.organisations(numbers)]
    form = AntennaForm(sectors=sector_choices(), parties=parties, **sent(request, "add"))

    def act(said: Mapping[str, Any]) -> Told:
        service.open_antenna(looking.act(key_of(request)), **said)
        return _here(looking), gettext("It listens now.")

    title = gettext("Add an antenna")
    return Deed("add", gettext("Add it"), form, act, title, sign="plus", is_folded=True)


def _to_end(request: HttpRequest, looking: Looking, one: Antenna) -> Deed:
    def act(_said: Mapping[str, Any]) -> Told:
        service.close_antenna(looking.act(key_of(request)), antenna=one.id)
        return _here(looking), gettext("Nobody listens there any more; what it brought stays.")

    form = Nothing(**sent(request, f"end-{one.id}"))
    return Deed(
        f"end-{one.id}", gettext("It listens no more"), form, act, sign="cross", look="quiet"
    )
