"""The feed of a register, signed; and the partners' feeds that it follows."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of
from tequio.registry.forms.feeds import SubscriptionForm
from tequio.registry.pages.publishing import answer, as_json, register_address
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.pages.waiting import desk
from tequio.registry.queries.feeding import feed_page, subscriptions_of
from tequio.registry.service import end_subscription, subscribe
from tequio.registry.service.node_key import public_key, signed

TOKEN = re.compile(r"[0-9]{0,18}")
JSON = "application/json"


def _public(request: HttpRequest, slug: str) -> Looking:
    """Who looks at a public register.  Raises Http404 for one that is not: nobody subscribes to
    what only members see."""
    looking = look(request, slug)
    if not looking.keeping.is_public:
        raise Http404
    return looking


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What changed since a token, with whom to forget; signed as it stands."""
    looking = _public(request, slug)
    since = request.GET.get("since", "")
    if not TOKEN.fullmatch(since):
        return HttpResponse(as_json({"error": "since"}), content_type=JSON, status=400)
    told = feed_page(
        looking.organisation.id,
        since="" if since == "0" else since,
        title=looking.organisation.name,
        register=register_address(request, slug),
        order=looking.keeping.order,
        key=public_key(),
    )
    body = as_json(told)
    found = answer(looking, body, JSON)
    del found["ETag"], found["Last-Modified"]
    found["Tequio-Signature"] = signed(body)
    return found


@require_safe
def key(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The public key of this node, by which its feeds are known."""
    looking = _public(request, slug)
    told = {"algorithm": "Ed25519", "key": public_key()}
    return answer(looking, as_json(told), JSON)


@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the register follows and how the last readings went; a form to follow another one."""
    looking = desk(request, slug)
    form = SubscriptionForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            subscribe(looking.act(key_of(request)), **form.given())
        except Refused as reasons:
            refused = reasons.refusals
        else:
            messages.success(request, gettext("From now on the feed is followed."))
            return redirect("registry:subscriptions", slug)
    given = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "subscriptions": subscriptions_of(looking.organisation.id),
        "form": form,
        "refused": refused,
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "registry/subscriptions.html", given, status=status)


@require_POST
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Follow a feed no more."""
    looking = desk(request, slug)
    end_subscription(looking.act(key_of(request)), subscription=number)
    messages.success(request, gettext("The feed is not followed any more; its records stay."))
    return redirect("registry:subscriptions", slug)
