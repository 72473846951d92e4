"""What the office decides about one organisation: place, relations, merges, who it is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Act, Refusal, Refused
from tequio.membership.visits import key_of, number_in, status_of
from tequio.registry import service
from tequio.registry.forms.deciding import (
    GuardForm,
    MergeForm,
    RecognitionForm,
    RelationForm,
)
from tequio.registry.pages.acting import look_as_office
from tequio.registry.pages.listed import FROM_THE_OTHER
from tequio.registry.queries.standing import Standing, listed_at, standing_of
from tequio.registry.rules.properties import RELATIONS

Doing = Callable[[Act, int, Mapping[str, Any]], str]


def office(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every decision about it in one place, each with its form."""
    looking = look_as_office(request, slug)
    keeper = looking.organisation.id
    there = listed_at(keeper, number) if number < 2**62 else None
    if there is None:
        raise Http404
    if there.merged_into is not None:
        return redirect("registry:office", slug, there.merged_into)
    found = standing_of(keeper, there, looking.today)
    sent = _forms(request, found)
    refused: tuple[Refusal, ...] = ()
    do = request.POST.get("do", "")
    if request.method == "POST" and _is_whole(sent, do):
        try:
            told = _do(looking.act(key_of(request)), number, do, sent, request)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect("registry:office", slug, number)
    given = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "number": number,
        "found": found,
        "ties": [
            ((RELATIONS if one.is_outward else FROM_THE_OTHER)[one.type], one) for one in found.ties
        ],
        "party": next(iter(found.parties.values()), "") if there.party else "",
        "refused": refused,
        **sent,
    }
    is_wrong = request.method == "POST" and not _is_whole(sent, do)
    status = status_of(refused, is_wrong=is_wrong)
    return render(request, "registry/office.html", given, status=status)


def _forms(request: HttpRequest, found: Standing) -> dict[str, forms.Form]:
    """The forms of the page; the one that was sent holds what was sent."""
    do = request.POST.get("do", "") if request.method == "POST" else ""

    def data(name: str) -> Any:
        return request.POST if do == name else None

    return {
        "guard": GuardForm(data("guard"), initial={"exposure": found.exposure}),
        "relate": RelationForm(data("relate")),
        "merge": MergeForm(data("merge")),
        "recognise": RecognitionForm(data("recognise"), choices=found.parties),
    }


def _is_whole(sent: Mapping[str, forms.Form], do: str) -> bool:
    return do not in sent or sent[do].is_valid()


def _do(
    act: Act, number: int, do: str, sent: Mapping[str, forms.Form], request: HttpRequest
) -> str:
    given = sent[do].cleaned_data if do in sent else {}
    named = number_in(request.POST.get("number", "")) or 0
    if do == "guard":
        service.guard_place(act, listed=number, exposure=given["exposure"])
        return gettext("It is written down how much of the place may be seen.")
    if do == "relate":
        service.relate(act, listed=number, **given)
        return gettext("The relation is written down.")
    if do == "end":
        service.end_relation(act, relation=named)
        return gettext("The relation is ended.")
    if do == "merge":
        service.merge(act, kept=number, gone=given["gone"], reason=given["reason"])
        return gettext("They are one from now on.")
    if do == "undo":
        service.undo_merge(act, merge=named)
        return gettext("They are two again, as before.")
    recognised = given.get("organisation") if do == "recognise" else None
    service.recognise(act, listed=number, organisation=recognised)
    return gettext("It is recognised.") if recognised else gettext("It is not recognised any more.")
