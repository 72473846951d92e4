"""Hold a practice beside a place: choose it, look at what comes out, then keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.kernel import Refusal, Refused
from tequio.knowledge import service
from tequio.knowledge.forms.places import ChooseForm
from tequio.knowledge.pages.assessed_told import Found, found_told
from tequio.knowledge.pages.choosing import Chosen, practice_called, practices_to_choose
from tequio.knowledge.pages.place import place_seen
from tequio.knowledge.pages.visiting import Looking, look_inside, shown
from tequio.knowledge.queries.places import profile_of
from tequio.knowledge.queries.references import assessable
from tequio.knowledge.rules.transferability import assess as held_beside
from tequio.membership.visits import key_of, status_of
from tequio.membership.visits.countries import country_in_words
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For whoever takes part; the address names the practice, so that it can be passed on."""
    looking = look_inside(request, slug)
    seen = place_seen(looking, number)
    chosen = practice_called(looking, request)
    found, refused = _looked_at(looking, number, chosen)
    deeds = [_keep(request, looking, number, chosen)] if chosen and found else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    status = status_of(refused, is_wrong=False) if refused else done.status
    given: dict[str, Any] = {
        "place": seen.place,
        "country": country_in_words(seen.place.country),
        "chosen": chosen,
        "found": found,
        "refused": refused,
        "form": ChooseForm(practices=practices_to_choose(looking)),
        "done": done,
    }
    return shown(request, looking, "assess", status=status, **given)


def _looked_at(
    looking: Looking, place: int, chosen: Chosen | None
) -> tuple[Found | None, tuple[Refusal, ...]]:
    """What would come out; nothing is kept."""
    if chosen is None:
        return None, ()
    try:
        design = assessable(chosen.read.design)
    except Refused as raised:
        return None, raised.refusals
    source, there = chosen.read.source, chosen.read.innovation
    key = (source, there) if source is not None and there is not None else None
    return found_told(held_beside(design, profile_of(looking.keeper, place)), key), ()


def _keep(request: HttpRequest, looking: Looking, place: int, chosen: Chosen) -> Deed:
    def act(_said: Mapping[str, Any]) -> Told:
        receipt = service.assess(looking.act(key_of(request)), context=place, practice=chosen.asked)
        onward = reverse("knowledge:assessment", args=[looking.slug, receipt.facts["assessment"]])
        return onward, gettext("It is kept with all that is known today.")

    about = gettext(
        "Then it can be shown to members, and compared later with what happened. It stays as it is,"
        " also when more is known."
    )
    form = Nothing(**sent(request, "keep"))
    return Deed("keep", gettext("Keep this assessment"), form, act, gettext("Keep it"), about)
