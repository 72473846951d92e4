"""Pages of no organisation: the front door, the language, and one's own account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tequio.kernel import Refusal, Refused
from tequio.membership import queries, rules, service
from tequio.membership.visits import act_of, person_of
from tequio.site import demonstration, navigation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def front(request: HttpRequest) -> HttpResponse:
    """The front door: what Tequio is, or the groups of whoever is signed in."""
    today = timezone.localdate()
    person = person_of(request)
    given: dict[str, Any] = {
        "is_demo": settings.IS_DEMO,
        "found": navigation.address("governance:found"),
        "groups": _groups(person) if person else [],
    }
    if settings.IS_DEMO:
        given["casts"] = demonstration.casts(today)
    return render(request, "site/front.html" if person is None else "site/groups.html", given)


def _groups(person: int) -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "organisation": organisation,
            "standing": queries.standing(person, organisation.id, today),
            "href": navigation.address("governance:home", organisation.slug),
        }
        for organisation in queries.organisations_of(person, today)
    ]


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a person of the demonstration; its address exists in that mode only."""
    person = request.POST.get("person", "")
    if not settings.IS_DEMO or not person.isdigit() or queries.person(int(person)) is None:
        raise Http404
    login(request, service.open_account(int(person)), backend=BACKEND)
    onward = request.POST.get("next", "/")
    return HttpResponseRedirect(_safe(request, onward))


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


# One's own account --------------------------------------------------------------------------


@login_required
@never_cache
def account(
    request: HttpRequest, token: str = "", refused: tuple[Refusal, ...] = ()
) -> HttpResponse:
    """My name, my groups, my tokens for the API, my sign-in."""
    person = _me(request)
    given = {
        "person": person,
        "groups": _groups(person.id),
        "tokens": queries.tokens_of(person.id),
        "token": token,
        "refused": refused,
        "code": navigation.address("membership:code"),
    }
    return render(request, "site/account.html", given)


def _me(request: HttpRequest) -> queries.Person:
    person = person_of(request)
    found = queries.person(person) if person else None
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
@require_POST
def issue_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it once.  The same press again shows the same token: it is derived
    from the form's key, which only the person's browser has."""
    key = request.POST.get("key", "")
    token = salted_hmac("tequio.token", key, algorithm="sha256").hexdigest()
    title = request.POST.get("title", "").strip()[:80]
    try:
        service.issue_token(act_of(request, key), token_hash=rules.hash_of_code(token), title=title)
    except Refused as raised:
        return account(request, refused=raised.refusals)
    return account(request, token=token)


@login_required
@require_POST
def revoke_token(request: HttpRequest) -> HttpResponse:
    """End a token."""
    number = request.POST.get("token", "")
    if not number.isdigit():
        raise Http404
    service.revoke_token(act_of(request, request.POST.get("key", "")), token=int(number))
    messages.success(request, gettext("The token no longer works."))
    return redirect("account")


@login_required
@never_cache
def erase(request: HttpRequest) -> HttpResponse:
    """Have oneself forgotten, after reading what goes and what stays."""
    person = _me(request)
    if request.method == "POST" and request.POST.get("sure"):
        service.erase_person(act_of(request, request.POST.get("key", "")), person=person.id)
        logout(request)
        messages.success(
            request, gettext("You were forgotten. The proofs of the groups still hold.")
        )
        return redirect("front")
    offices = {
        office for group in _groups(person.id) for office in sorted(group["standing"].offices)
    }
    objections = rules.objections_to_erase(
        person.id, person=person.id, is_erased=False, offices=offices
    )
    given = {"person": person, "objections": objections, "missed": request.method == "POST"}
    return render(request, "site/erase.html", given)
