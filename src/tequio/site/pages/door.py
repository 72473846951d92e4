"""The front door: what Tequio is, the way in, the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tequio.membership import queries, service
from tequio.membership.visits import at_a_meeting, number_in, person_of
from tequio.registry.queries.keeping import public_registers
from tequio.site import casting

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def front(request: HttpRequest) -> HttpResponse:
    """The front door: what Tequio is, or the groups of whoever is signed in."""
    today = timezone.localdate()
    person = person_of(request)
    given: dict[str, Any] = {
        "is_demo": settings.IS_DEMO,
        "groups": groups_of(person) if person else [],
        "registers": public_registers(today) if person is None else [],
    }
    if settings.IS_DEMO:
        casts = casting.casts(today)
        given["casts"], given["more"] = casts[: casting.OPEN], casts[casting.OPEN :]
    return render(request, "site/front.html" if person is None else "site/groups.html", given)


def groups_of(person: int) -> list[dict[str, Any]]:
    """Each group of a person with her standing in it and the address of its first page."""
    today = timezone.localdate()
    return [
        {
            "organisation": organisation,
            "standing": queries.standing(person, organisation.id, today),
            "href": reverse("home", args=[organisation.slug]),
        }
        for organisation in queries.organisations_of(person, today)
    ]


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a person of the demonstration; its address exists in that mode only."""
    person = number_in(request.POST.get("person", ""))
    if not settings.IS_DEMO or person is None or queries.person(person) is None:
        raise Http404
    login(request, service.open_account(person), backend=BACKEND)
    onward = request.POST.get("next", "/")
    return HttpResponseRedirect(_safe(request, onward))


@at_a_meeting
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language that the reader pressed, in a cookie and with the person."""
    answer = HttpResponseRedirect(_safe(request, request.POST.get("next", "/")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        if person := person_of(request):
            service.choose_language(person, chosen)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return answer


def _safe(request: HttpRequest, onward: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    return onward if is_ours else "/"
