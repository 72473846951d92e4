"""The map of effects: six domains, argued from several sides, disagreement first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_effects import ArgueForm
from tequio.ecosystem.pages.choosing import actor_field, speaks_for
from tequio.ecosystem.pages.visiting import Looking, look, shown
from tequio.ecosystem.queries.effects import ArgumentView, EffectsView
from tequio.ecosystem.queries.effects import effects as effects_view
from tequio.ecosystem.queries.subjects import process_of, title_of
from tequio.ecosystem.rules.effects import ABOUT, DIRECTIONS, DOMAINS, About, DomainView
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.service.effects import Argument
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound, pressed

PLACES: Mapping[str, str] = {
    "innovation": "knowledge:practice",
    "alliance": "ecosystem:alliance",
    "programme": "ecosystem:programme",
}
DISPUTED, ARGUED, ONE_SIDE, NOBODY = (
    (_("they disagree"), "waits"),
    (_("argued from several sides"), "holds"),
    (_("one side only has spoken"), "open"),
    (_("nobody has spoken of it yet"), ""),
)


@dataclass(frozen=True)
class Side:
    """What was argued in one direction; each with the deed that takes it back, if it is one's
    own."""

    title: str
    arguments: tuple[tuple[ArgumentView, Deed | None], ...]


@dataclass(frozen=True)
class DomainTold:
    """A domain with its sides; a side of which nobody spoke is left out."""

    code: str
    title: str
    state: str
    look: str
    sides: tuple[Side, ...]


def effects(request: HttpRequest, slug: str, about: str, number: int) -> HttpResponse:
    """What something does to care, power, territory, ecology, culture and livelihood."""
    looking = look(request, slug)
    inside = looking.takes_part
    title = None
    if about in ABOUT:
        title = title_of(looking.keeper, about, number, looking.today, is_inside=inside)
    if title is None:
        raise Http404
    found = effects_view(looking.keeper, about, number, is_inside=inside)
    here = reverse("ecosystem:effects", args=[slug, about, number])
    own = _to_withdraw(request, looking, found, here)
    argue = [_to_argue(request, looking, about, number)] if inside else []
    done = pressed(request, [*argue, *own.values()])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "title": title,
        "about": ABOUT[about],
        "back": _place_of(looking, about, number),
        "domains": [_domain(one, found, own) for one in found.domains],
        "kinds": KINDS,
        "argue": argue,
        "done": done,
    }
    return shown(request, looking, "effects", status=done.status, **given)


def _place_of(looking: Looking, about: str, number: int) -> str:
    """The page of what is argued about, if the house has one."""
    if about == "recommendation":
        process = process_of(looking.keeper, number)
        assert process is not None, "its title was found"
        return reverse("ecosystem:recommendation", args=[looking.slug, process, number])
    return reverse(PLACES[about], args=[looking.slug, number])


def _domain(view: DomainView, found: EffectsView, own: Mapping[int, Deed]) -> DomainTold:
    state, look_of = _state(view)
    sides = tuple(
        Side(
            DIRECTIONS[direction],
            tuple((found.arguments[one.id], own.get(one.id)) for one in effects),
        )
        for direction, effects in view.by_direction.items()
        if effects
    )
    return DomainTold(view.domain, DOMAINS[view.domain], state, look_of, sides)


def _state(view: DomainView) -> tuple[str, str]:
    if view.is_disputed:
        return DISPUTED
    if view.is_argued:
        return ARGUED
    return ONE_SIDE if view.kinds else NOBODY


def _to_argue(request: HttpRequest, looking: Looking, about: str, number: int) -> Deed:
    offered = speaks_for(looking)
    nobody = gettext("For no organisation")
    label = gettext("For which organisation")
    actor = actor_field(looking, offered, nobody=nobody, label=label, required=False)
    may_choose = offered is None or bool(offered)
    form = ArgueForm(actor=actor if may_choose else None, **bound(request, "argue"))

    def argue(said: Mapping[str, Any]) -> Told:
        service.argue_effect(
            looking.act(key_of(request)),
            about=cast("About", about),
            number=number,
            domain=said["domain"],
            argument=Argument(said["direction"], said["kind"], said["words"], said.get("listed")),
        )
        onward = reverse("ecosystem:effects", args=[looking.slug, about, number])
        return onward, gettext("It stands beside what others said.")

    title, press = gettext("Say what it does"), gettext("Say it")
    about_it = gettext("Others argue beside it. Nothing is counted together.")
    return Deed("argue", press, form, argue, title, about_it, "write")


def _to_withdraw(
    request: HttpRequest, looking: Looking, found: EffectsView, here: str
) -> dict[int, Deed]:
    """For each argument of one's own that still stands, the deed that takes it back."""
    mine = [
        one.id
        for domain in found.domains
        for effects in domain.by_direction.values()
        for one in effects
        if one.person == looking.person
    ]
    return {one: _withdraw(request, looking, one, here) for one in mine}


def _withdraw(request: HttpRequest, looking: Looking, effect: int, here: str) -> Deed:
    code = f"withdraw-{effect}"

    def withdraw(_said: Mapping[str, Any]) -> Told:
        service.withdraw_effect(looking.act(key_of(request)), effect=effect)
        return here, gettext("It is taken back.")

    form = Nothing(**bound(request, code))
    return Deed(code, gettext("Take it back"), form, withdraw, sign="cross", look="quiet")
