"""An organisation asks a network to examine it, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from tequio.membership.rules import keeps_the_roll, objections_to_keeping_the_roll
from tequio.membership.visits import Visit, key_of, visit
from tequio.membership.visits.doing import Deed, Told, pressed, sent
from tequio.screening import service
from tequio.screening.forms.of_the_mirror import ApplyForm
from tequio.screening.pages.asked import network_asked
from tequio.screening.pages.wording import text_of, titles_of
from tequio.screening.queries.cases import cases_about
from tequio.screening.queries.consents import consented
from tequio.screening.queries.examining import examining_on
from tequio.screening.queries.mirror import Network, is_far, networks_of
from tequio.screening.queries.packs import adopted_packs
from tequio.screening.rules.cases import KINDS, STATES
from tequio.screening.rules.catalogue import BOOKS


def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """What will happen, what is open to be read, and the press that asks for it."""
    here = visit(request, slug)
    networks = networks_of(here.organisation.id)
    network = network_asked(request, networks)
    if network is None:
        raise Http404
    done = pressed(request, [_deed(request, here, network)])
    if done.onward:
        return done.onward
    cases = cases_about(network.id, network.listed)
    pack = request.GET.get("pack", "")
    given: dict[str, Any] = {
        "visit": here,
        "slug": slug,
        "organisation": here.organisation,
        "network": network,
        "networks": networks,
        "examining": examining_on(network.id, here.today),
        "open": sorted(consented(here.organisation.id, network.id, pack, here.today)),
        "pack": pack,
        "books": BOOKS,
        "cases": [(one, STATES[one.state], KINDS[one.kind]) for one in cases],
        "titles": titles_of(one.pack for one in cases),
        "acts": keeps_the_roll(here.standing),
        "done": done,
    }
    return render(request, "screening/apply.html", given, status=done.status)


def _deed(request: HttpRequest, here: Visit, network: Network) -> Deed:
    country = here.organisation.country
    adopted = sorted(adopted_packs(network.id), key=lambda one: is_far(one.pack, country))
    choices = [(one.key, f"{text_of(one.pack.titles)} ({one.key})") for one in adopted]
    if adopted and is_far(adopted[0].pack, country):
        choices.insert(0, ("", gettext("Choose")))
    form = ApplyForm(
        packs=choices, initial={"pack": request.GET.get("pack", "")}, **sent(request, "apply")
    )
    slug = here.organisation.slug

    def ask(said: Mapping[str, Any]) -> Told:
        receipt = service.apply(
            here.act(key_of(request)),
            examiner=network.slug,
            pack=said["pack"],
            words=said["words"],
        )
        onward = reverse("screening:own_case", args=[slug, network.slug, receipt.facts["case"]])
        return onward, gettext("It is asked. An assessor without an interest in us will look.")

    against = tuple(objections_to_keeping_the_roll(here.standing))
    label = gettext("Ask to be examined")
    return Deed("apply", label, form, ask, sign="proposal", objections=against)
