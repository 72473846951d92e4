"""Pages of no organisation: the front door, the language, one's own account."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tequio.membership import service
from tequio.membership.visits import person_of


def front(request: HttpRequest) -> HttpResponse:
    """What Tequio is, and the way in."""
    return render(request, "site/front.html", {})


def account(request: HttpRequest) -> HttpResponse:
    """My name, my groups, my tokens."""
    return render(request, "site/account.html", {})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language that the reader pressed, in a cookie and with the person."""
    onward = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = "/"
    answer = HttpResponseRedirect(onward)
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
