"""Which books of ours a network may read: asked of the members, given, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import Refusal
from tequio.membership import queries as members
from tequio.membership.rules import (
    NOT_A_MEMBER,
    OFFICE_NOT_HELD,
    OFFICES,
    is_officer,
    objections_to_keeping_the_roll,
)
from tequio.membership.visits import Visit, key_of, visit
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent
from tequio.screening import service
from tequio.screening.forms.of_the_mirror import ConsentForm
from tequio.screening.pages.asked import network_asked
from tequio.screening.pages.wording import text_of
from tequio.screening.queries.consents import AskedConsent, asked_consents, consents_of
from tequio.screening.queries.mirror import Network, networks_of
from tequio.screening.queries.packs import adopted_packs
from tequio.screening.rules.catalogue import BOOKS, FACTS
from tequio.screening.rules.consenting import Consent


def consents(request: HttpRequest, slug: str) -> HttpResponse:
    """What was given and asked, and a form to ask the members; any officer takes it back."""
    here = visit(request, slug)
    networks = networks_of(here.organisation.id)
    network = network_asked(request, networks)
    asked = asked_consents(here.organisation.id)
    deeds = [*_to_give(request, here, asked), *_to_ask(request, here, network)]
    own = consents_of(here.organisation.id)
    holding = [one for one in own if one.holds(here.today)]
    done = pressed(request, [*deeds, *(_to_withdraw(request, here, one) for one in holding)])
    if done.onward:
        return done.onward
    names = {one.id: one.name for one in members.organisations({one.examiner for one in own})}
    deeds_of = {one.code: one for one in done.deeds}
    given: dict[str, Any] = {
        "visit": here,
        "slug": slug,
        "organisation": here.organisation,
        "network": network,
        "networks": networks,
        "books": BOOKS,
        "done": done,
        "deeds": [one for one in done.deeds if not one.code.startswith("withdraw-")],
        "holding": [
            (one, names.get(one.examiner, ""), deeds_of[f"withdraw-{one.id}"]) for one in holding
        ],
        "over": [(one, names.get(one.examiner, "")) for one in own if one not in holding],
        "open": [one for one in asked if one.state == "open"],
    }
    return render(request, "screening/consents.html", given, status=done.status)


def _to_ask(request: HttpRequest, here: Visit, network: Network | None) -> list[Deed]:
    if network is None:
        return []
    adopted = adopted_packs(network.id)
    choices = [(one.key, f"{text_of(one.pack.titles)} ({one.key})") for one in adopted]
    asked = request.GET.get("pack", "")
    chosen = [asked] if asked in dict(choices) else [code for code, _words in choices[:1]]
    facts = [fact for one in adopted if one.key in chosen for fact in one.pack.facts]
    useful = {FACTS[fact].book for fact in facts} - {""}
    form = ConsentForm(packs=choices, chosen=chosen, books=useful, **sent(request, "ask"))
    slug = here.organisation.slug

    def ask(said: Mapping[str, Any]) -> Told:
        receipt = service.propose_consent(
            here.act(key_of(request)),
            examiner=network.slug,
            packs=tuple(said["packs"]),
            books=tuple(said["books"]),
            until=said["until"],
        )
        onward = reverse("governance:proposal", args=[slug, receipt.facts["proposal"]])
        return onward, gettext("The members are asked. Bring it to the next meeting.")

    objections = () if here.standing.is_member else (NOT_A_MEMBER.because(),)
    title = gettext("Let %(name)s read books of ours") % {"name": network.name}
    about = gettext(
        "The members vote on exactly this. What is ticked is what these rules could use; any"
        " officer can take it back on any day."
    )
    label = gettext("Ask the members")
    return [Deed("ask", label, form, ask, title, about, "proposal", objections=objections)]


def _to_give(request: HttpRequest, here: Visit, asked: Iterable[AskedConsent]) -> list[Deed]:
    """What was adopted and waits to be written down."""
    slug = here.organisation.slug
    against = tuple(objections_to_keeping_the_roll(here.standing))

    def deed(proposal: int) -> Deed:
        def give(_said: Mapping[str, Any]) -> Told:
            service.give_consent(here.act(key_of(request)), proposal=proposal)
            told = gettext("From now on it may be read, as the members decided.")
            return reverse("screening:consents", args=[slug]), told

        code = f"give-{proposal}"
        title = gettext("The members said yes to proposal %(number)s") % {"number": proposal}
        about = gettext("Nothing is read before it is written down here.")
        form = Nothing(**sent(request, code))
        label = gettext("Let it be read from today")
        return Deed(code, label, form, give, title, about, objections=against)

    return [deed(one.proposal) for one in asked if one.state == "adopted"]


def _to_withdraw(request: HttpRequest, here: Visit, consent: Consent) -> Deed:
    def withdraw(_said: Mapping[str, Any]) -> Told:
        service.withdraw_consent(here.act(key_of(request)), consent=consent.id)
        told = gettext("It is taken back. Nothing is read under it any more.")
        return reverse("screening:consents", args=[here.organisation.slug]), told

    code = f"withdraw-{consent.id}"
    form = Nothing(**sent(request, code))
    against: tuple[Refusal, ...] = ()
    if not is_officer(here.standing):
        against = (OFFICE_NOT_HELD.because(offices=", ".join(OFFICES)),)
    return Deed(code, gettext("Take it back"), form, withdraw, look="quiet", objections=against)
