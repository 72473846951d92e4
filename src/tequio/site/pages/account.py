"""One's own account: name, groups, tokens, and being forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tequio.kernel import Refusal, Refused
from tequio.membership import queries, rules, service
from tequio.membership.queries.signing_in import tokens_of
from tequio.membership.visits import act_of, number_in, person_of
from tequio.site.pages.door import groups_of


@login_required
@never_cache
def mine(request: HttpRequest, token: str = "", refused: tuple[Refusal, ...] = ()) -> HttpResponse:
    """My name, my groups, my tokens for the API, my sign-in."""
    person = _me(request)
    given = {
        "person": person,
        "groups": groups_of(person.id),
        "tokens": tokens_of(person.id),
        "token": token,
        "refused": refused,
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
        return mine(request, refused=raised.refusals)
    return mine(request, token=token)


@login_required
@require_POST
def revoke_token(request: HttpRequest) -> HttpResponse:
    """End a token."""
    number = number_in(request.POST.get("token", ""))
    if number is None:
        raise Http404
    service.revoke_token(act_of(request, request.POST.get("key", "")), token=number)
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
        office for group in groups_of(person.id) for office in sorted(group["standing"].offices)
    }
    objections = rules.objections_to_erase(
        person.id, person=person.id, is_erased=False, offices=offices
    )
    given = {"person": person, "objections": objections, "missed": request.method == "POST"}
    return render(request, "site/erase.html", given)
