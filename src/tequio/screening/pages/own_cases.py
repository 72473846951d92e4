"""A case as the organisation that it is about reads it: the draft, an answer, taking it back, an
appeal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import Refused, refuse
from tequio.membership.rules import objections_to_keeping_the_roll
from tequio.membership.visits import Visit, key_of, visit
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent
from tequio.screening import service
from tequio.screening.forms.of_the_mirror import WordsForm
from tequio.screening.pages.asked import network_called
from tequio.screening.pages.case_told import assessed_told, history_of
from tequio.screening.pages.wording import text_of
from tequio.screening.queries.cases import CaseView, case_view
from tequio.screening.queries.cases_there import (
    case_there,
    finding_there,
    objections_to_withdraw,
)
from tequio.screening.queries.mirror import Network, networks_of
from tequio.screening.rules import cases as rules


def own_case(request: HttpRequest, slug: str, examiner: str, number: int) -> HttpResponse:
    """For secretary and chair: everything that was said, and what can be said now."""
    here = visit(request, slug)
    network = network_called(examiner, networks_of(here.organisation.id))
    refuse(objections_to_keeping_the_roll(here.standing))
    view = case_view(network.id, number, here.person, here.today) if number < 2**62 else None
    if view is None or view.reader != "party" or view.line.listed != network.listed:
        raise Http404
    deeds = [*_answer(request, here, network, view), *_appeal(request, here, network, view)]
    done = pressed(request, [*deeds, *_withdraw(request, here, network, view)])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "visit": here,
        "slug": slug,
        "organisation": here.organisation,
        "network": network,
        "networks": [network],
        "view": view,
        "line": view.line,
        "pack_title": text_of(view.line.pack.titles),
        "state": rules.STATES[view.line.state],
        "kind": rules.KINDS[view.line.kind],
        "history": history_of(view),
        "judged": assessed_told(network.id, view),
        "done": done,
    }
    return render(request, "screening/own_case.html", given, status=done.status)


def _back(here: Visit, network: Network, view: CaseView) -> str:
    args = [here.organisation.slug, network.slug, view.line.id]
    return reverse("screening:own_case", args=args)


def _answer(request: HttpRequest, here: Visit, network: Network, view: CaseView) -> list[Deed]:
    if view.line.state != rules.DRAFT:
        return []

    def reply(said: Mapping[str, Any]) -> Told:
        service.reply(
            here.act(key_of(request)),
            examiner=network.slug,
            case=view.line.id,
            words=said["words"],
        )
        told = gettext("It is sent. The assessor reads it before the panel is asked.")
        return _back(here, network, view), told

    label = gettext("What is so, what is missing, what we will show")
    form = WordsForm(label=label, **sent(request, "reply"))
    about = gettext("A few sentences are enough. Papers are handed in as evidence.")
    against = tuple(rules.objections_to_reply(case_there(network.id, view.line.id), here.today))
    title, press = gettext("Answer the draft"), gettext("Send the answer")
    return [Deed("reply", press, form, reply, title, about, objections=against)]


def _withdraw(request: HttpRequest, here: Visit, network: Network, view: CaseView) -> list[Deed]:
    own = here.organisation.id
    case = case_there(network.id, view.line.id)
    if any(objections_to_withdraw(network.id, case, by=here.person, party=own)):
        return []

    def withdraw(_said: Mapping[str, Any]) -> Told:
        service.withdraw_case(here.act(key_of(request)), examiner=network.slug, case=view.line.id)
        told = gettext("It is taken back. Nothing was found, and nothing is held against us.")
        return _back(here, network, view), told

    title, label = gettext("Take it back"), gettext("Take it back")
    about = gettext("We can ask again on any day.")
    form = Nothing(**sent(request, "withdraw"))
    return [
        Deed("withdraw", label, form, withdraw, title, about, "cross", look="quiet", is_folded=True)
    ]


def _appeal(request: HttpRequest, here: Visit, network: Network, view: CaseView) -> list[Deed]:
    number = view.finding
    if number is None:
        return []
    try:
        _row, seen = finding_there(network.id, number)
    except Refused:
        return []

    def appeal(said: Mapping[str, Any]) -> Told:
        receipt = service.appeal(
            here.act(key_of(request)), examiner=network.slug, finding=number, words=said["words"]
        )
        args = [here.organisation.slug, network.slug, receipt.facts["case"]]
        told = gettext("Another panel will hear us; nobody of the first one takes part.")
        return reverse("screening:own_case", args=args), told

    title = gettext("Ask another panel to hear us")
    about = gettext("Until it decides, what was found stays as it is.")
    label = gettext("What was not seen, or seen wrongly")
    form = WordsForm(label=label, **sent(request, "appeal"))
    against = tuple(rules.objections_to_appeal(seen, here.today))
    return [
        Deed(
            "appeal", gettext("Appeal"), form, appeal, title, about, "proposal",
            is_folded=True, objections=against,
        )
    ]  # fmt: skip
