"""One recommendation: how it stands, who has taken it on, and everything that was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_policies import StatusForm
from tequio.ecosystem.pages.choosing import actor_field, speaks_for
from tequio.ecosystem.pages.policies import blocks_of, view_of
from tequio.ecosystem.pages.visiting import Looking, look, shown
from tequio.ecosystem.pages.wording import LOOKS_OF_ADVICE
from tequio.ecosystem.queries.policies import RecommendationView, status_of
from tequio.ecosystem.rules.recommendations import OWNER_NONE, STATES
from tequio.ecosystem.service.policies import NewStatus
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, bound, pressed


def recommendation(
    request: HttpRequest, slug: str, number: int, recommendation: int
) -> HttpResponse:
    """A recommendation of a process with its history; organisers say how it stands now."""
    looking = look(request, slug)
    process = view_of(looking, number)
    one = next((each for each in process.recommendations if each.id == recommendation), None)
    if one is None:
        raise Http404
    done = pressed(request, [_update(request, looking, one)] if looking.organises else [])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "process": process,
        "one": one,
        "blocks": blocks_of(process, one),
        "state": STATES[one.status],
        "look": LOOKS_OF_ADVICE[one.status],
        "history": [
            (STATES[each.status], LOOKS_OF_ADVICE[each.status], each) for each in one.history
        ],
        "no_owner": OWNER_NONE,
        "done": done,
    }
    return shown(request, looking, "recommendation", status=done.status, **given)


def _update(request: HttpRequest, looking: Looking, one: RecommendationView) -> Deed:
    now = status_of(looking.keeper, one.id)
    assert now is not None, "it was found above"
    first = {"status": now.status, "owner": now.owner, "owner_listed": now.owner_listed}
    actor = actor_field(
        looking,
        speaks_for(looking),
        nobody=gettext("None of the register"),
        label=gettext("Or which organisation of the register"),
        required=False,
    )
    form = StatusForm(actor=actor, initial=first, **bound(request, "update"))

    def update(said: Mapping[str, Any]) -> Told:
        standing = NewStatus(said["status"], said["owner"], said["owner_listed"], said["source"])
        service.update_recommendation(
            looking.act(key_of(request)),
            recommendation=one.id,
            standing=standing,
            words=said["words"],
        )
        onward = reverse("ecosystem:recommendation", args=[looking.slug, one.process, one.id])
        return onward, gettext("It is written down. What was said before stays.")

    title, label = gettext("Say how it stands now"), gettext("Write it down")
    return Deed("update", label, form, update, title, sign="write")
