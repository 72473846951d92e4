"""A phone that the group shares: enrolled by an officer; "who are you?", a PIN, "next person"."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership import queries, rules, service
from tequio.membership.forms import EnrolForm, PinForm
from tequio.membership.queries import devices, pins
from tequio.membership.rules import pins as no
from tequio.membership.visits import (
    Visit,
    at_a_meeting,
    key_of,
    number_in,
    said_by_pin,
    status_of,
    visit,
)
from tequio.membership.visits.devices import (
    begin,
    device_of,
    end,
    mark_device,
    marked,
    unmark_device,
)

SHOWN = 100


# The group's list of shared phones ----------------------------------------------------------


def phones(request: HttpRequest, slug: str) -> HttpResponse:
    """Which phones the group shares; an officer makes this one such a phone."""
    here = visit(request, slug)
    form = EnrolForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _enrolled(here, key_of(request), form.cleaned_data["title"])
        except Refused as raised:
            refused = raised.refusals
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "phones": devices.devices(here.organisation.id),
        "this": _this_phone(request, here),
        "objections": no.objections_to_sharing_a_phone(here.standing),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/phones.html", given, status=status)


def _this_phone(request: HttpRequest, here: Visit) -> int | None:
    organisation, device = marked(request) or (None, None)
    return device if organisation == here.organisation.id else None


def _enrolled(here: Visit, key: str, title: str) -> HttpResponse:
    receipt = service.enrol_device(here.act(key), title=title)
    answer = HttpResponseRedirect(reverse("membership:who"))
    mark_device(answer, here.organisation.id, receipt.facts["device"])
    return answer


@require_POST
def revoke(request: HttpRequest, slug: str, device: int) -> HttpResponse:
    """Strike a shared phone off."""
    here = visit(request, slug)
    service.revoke_device(here.act(key_of(request)), device=device)
    messages.success(request, gettext("From now on no PIN opens anything on that phone."))
    answer = redirect("membership:phones", slug)
    if _this_phone(request, here) == device:
        unmark_device(answer)
    return answer


@never_cache
@require_safe
def salts(request: HttpRequest, slug: str) -> HttpResponse:
    """What an enrolled phone needs to ask PINs without a network: salt and rounds by person."""
    here = visit(request, slug)
    organisation = here.organisation.id
    if (device_of(request) or (None,))[0] != organisation:
        raise Http404
    found = pins.salts(organisation, queries.member_ids(organisation, here.today))
    return JsonResponse({person: {"salt": s, "rounds": n} for person, (s, n) in found.items()})


# Who are you? -------------------------------------------------------------------------------


def _place(request: HttpRequest) -> tuple[rules.Organisation, int] | None:
    found = device_of(request)
    organisation = queries.organisation(found[0]) if found else None
    return (organisation, found[1]) if organisation and found else None


@at_a_meeting
@never_cache
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """The members by first name: whoever holds the phone says who she is."""
    place = _place(request)
    if place is None:
        return render(request, "membership/who_nowhere.html")
    organisation = place[0]
    search = request.GET.get("search", "").strip()
    listed, more = queries.member_page(
        organisation.id,
        timezone.localdate(),
        search=search,
        after=number_in(request.GET.get("after", "")),
        limit=SHOWN,
    )
    names = {one.person: one.name for one in listed if one.person is not None and one.name}
    given = {
        "organisation": organisation,
        "people": no.short_names(names),
        "search": search,
        "more": more,
        "is_searched": bool(search or more or request.GET.get("after")),
    }
    return render(request, "membership/who.html", given)


@at_a_meeting
@never_cache
def she(request: HttpRequest, person: int) -> HttpResponse:
    """She types her PIN and is herself, for as long as she touches the phone."""
    place = _place(request)
    if place is None:
        return redirect("membership:who")
    organisation, device = place
    at = timezone.localtime()
    if not queries.standing(person, organisation.id, at.date()).is_member:
        raise Http404
    form = PinForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["pin"]
        try:
            service.try_pin(organisation.id, device=device, person=person, typed=typed, at=at)
        except Refused as raised:
            refused = raised.refusals
        else:
            begin(request, organisation=organisation.id, device=device, person=person)
            return redirect("home", organisation.slug)
    names = no.short_names(queries.person_names([person]))
    given = {
        "organisation": organisation,
        "person": person,
        "name": names[person],
        "form": form,
        "refused": refused,
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/she.html", given, status=status)


@at_a_meeting
@never_cache
@require_POST
def next_person(request: HttpRequest) -> HttpResponse:
    """Whoever was there is gone; the phone asks who comes next."""
    had_pin, has_mark = said_by_pin(request) is not None, marked(request) is not None
    end(request)
    return redirect("membership:who" if had_pin or has_mark else "front")
