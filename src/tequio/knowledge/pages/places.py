"""Places: which there are, how much is known of each; a new one is described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.knowledge import service
from tequio.knowledge.forms.places import Choices, DescribeForm
from tequio.knowledge.pages.choosing import CHOSEN_BY, practice_called
from tequio.knowledge.pages.visiting import Looking, look, look_inside, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.queries.places import places
from tequio.knowledge.queries.variables import variables
from tequio.membership import queries as members
from tequio.membership.queries.federating import groups_on
from tequio.membership.visits import key_of
from tequio.membership.visits.countries import country_in_words
from tequio.membership.visits.doing import Deed, Told, pressed, sent
from tequio.registry.visits import ListedField, all_listed, listed_field


@require_safe
def place_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All that the reader may see; with a practice in the address, to hold it beside one."""
    looking = look(request, slug)
    asked = {name: request.GET[name] for name in CHOSEN_BY if request.GET.get(name)}
    given: dict[str, Any] = {
        "ways": ways_of(looking, but="knowledge:places"),
        "places": [
            (one, country_in_words(one.country))
            for one in places(looking.keeper, is_inside=looking.takes_part)
        ],
        "asked_count": len(variables()),
        "practice": practice_called(looking, request) if asked and looking.takes_part else None,
        "query": urlencode(asked),
    }
    return shown(request, looking, "places", **given)


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever takes part."""
    looking = look_inside(request, slug)
    deed = _deed(request, looking)
    done = pressed(request, [deed])
    if done.onward:
        return done.onward
    return shown(request, looking, "describe", status=done.status, done=done, deed=deed)


def _deed(request: HttpRequest, looking: Looking) -> Deed:
    form = DescribeForm(
        country=looking.organisation.country,
        parties=_parties(looking),
        listed=_listed(looking.keeper),
        **sent(request, "describe"),
    )

    def act(said: Mapping[str, Any]) -> Told:
        receipt = service.describe_context(looking.act(key_of(request)), **said)
        onward = reverse("knowledge:place", args=[looking.slug, receipt.facts["context"]])
        return onward, gettext("The place is there. Now write what is known of it.")

    return Deed("describe", gettext("Describe it"), form, act)


def _parties(looking: Looking) -> Choices:
    """The library's own organisation and the groups that belong to it."""
    numbers = {looking.keeper, *groups_on(looking.keeper, looking.today)}
    return [(one.slug, one.name) for one in members.organisations(numbers)]


def _listed(keeper: int) -> ListedField | None:
    """Organisations of its register, where it keeps one."""
    offered = all_listed(keeper)
    if offered is not None and not offered:
        return None
    label = gettext("Or for which organisation of the register")
    nobody = gettext("for no particular one")
    return listed_field(keeper, offered, label=label, nobody=nobody, required=False)
