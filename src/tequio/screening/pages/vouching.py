"""An organisation vouches for another one of the register, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from tequio.membership.rules import is_officer
from tequio.membership.visits import Visit, key_of, number_in, visit
from tequio.membership.visits.doing import Deed, Told, pressed, sent
from tequio.registry.queries.hand import is_seen
from tequio.registry.queries.of_one import names_of
from tequio.registry.queries.recognised import is_seen_by
from tequio.screening import service
from tequio.screening.forms.of_the_mirror import WordsForm
from tequio.screening.forms.showing import WhyForm
from tequio.screening.pages.asked import asked_name, called, network_asked
from tequio.screening.queries.mirror import Network, networks_of
from tequio.screening.queries.shown import vouched_by
from tequio.screening.rules.showing import MONTHS_VOUCHED


def attest(request: HttpRequest, slug: str) -> HttpResponse:
    """For officers: find the other one, say how one knows it; below, for whom one vouches."""
    here = visit(request, slug)
    networks = networks_of(here.organisation.id)
    network = network_asked(request, networks)
    if network is None or not is_officer(here.standing):
        raise Http404
    vouched = vouched_by(network.id, here.organisation.id)
    name, listed = _other(request, here, network)
    deeds = [_to_attest(request, here, network, listed, name)] if name else []
    deeds += [
        _to_withdraw(request, here, network, one.id)
        for one, _name in vouched
        if one.withdrawn_at is None
    ]
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    of_code = {one.code: one for one in done.deeds}
    asked = asked_name(request)
    given: dict[str, Any] = {
        "visit": here,
        "slug": slug,
        "organisation": here.organisation,
        "network": network,
        "networks": networks,
        "asked": asked,
        "found": _found(here, network, asked),
        "name": name,
        "attest": of_code.get("attest"),
        "vouched": [(one, whom, of_code.get(f"withdraw-{one.id}")) for one, whom in vouched],
        "years": MONTHS_VOUCHED // 12,
        "done": done,
    }
    return render(request, "screening/attest.html", given, status=done.status)


def _other(request: HttpRequest, here: Visit, network: Network) -> tuple[str, int]:
    """The organisation of `?listed=`, by name; no name where it may not be known of."""
    listed = number_in(request.GET.get("listed", "")) or 0
    if not listed or listed == network.listed:
        return "", 0
    is_inside = _sees(here, network)
    if not is_seen(network.id, listed, inside=is_inside):
        return "", 0
    return names_of(network.id, [listed], is_inside=is_inside).get(listed, ""), listed


def _sees(here: Visit, network: Network) -> bool:
    return is_seen_by(network.id, here.organisation.id, here.today)


def _found(here: Visit, network: Network, asked: str) -> list[tuple[int, str, str]]:
    """Whom the words can mean, without ourselves."""
    found = called(network.id, asked) if _sees(here, network) else []
    return [one for one in found if one[0] != network.listed]


def _address(here: Visit, network: Network) -> str:
    return f"{reverse('screening:attest', args=[here.organisation.slug])}?of={network.slug}"


def _to_attest(request: HttpRequest, here: Visit, network: Network, listed: int, name: str) -> Deed:
    label = gettext("How do we know it?")
    example = gettext("Such as: we meet under the same roof, and saw its savings book.")
    form = WordsForm(label=label, help_text=example, **sent(request, "attest"))

    def attest(said: Mapping[str, Any]) -> Told:
        service.attest(
            here.act(key_of(request)), examiner=network.slug, listed=listed, words=said["words"]
        )
        return _address(here, network), gettext("Our word is given. It can be taken back.")

    title = gettext("Vouch for %(name)s") % {"name": name}
    about = gettext(
        "We say with our name that it is a group that does what it says. Everybody who sees what is"
        " found can read it."
    )
    return Deed("attest", gettext("We vouch for it"), form, attest, title, about, "members")


def _to_withdraw(request: HttpRequest, here: Visit, network: Network, number: int) -> Deed:
    code = f"withdraw-{number}"
    form = WhyForm(prefix=code, **sent(request, code))

    def withdraw(said: Mapping[str, Any]) -> Told:
        service.withdraw_evidence(
            here.act(key_of(request)),
            evidence=number,
            reason=said["reason"],
            examiner=network.slug,
        )
        return _address(here, network), gettext("Our word is taken back.")

    return Deed(code, gettext("Take it back"), form, withdraw, look="quiet", sign="cross")
