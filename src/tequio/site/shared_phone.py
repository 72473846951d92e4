"""At the edge of every page: what a PIN opens, what needs a second step, who keeps what.

Everything is refused unless its view says otherwise: a press with a PIN needs a view that is
marked (`membership.visits.at_a_meeting`, `with_her_key`), and so does the press of an officer
without a second step, on a node that asks for it.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from tequio.membership import queries
from tequio.membership.queries.erasing import offices_of
from tequio.membership.rules.pins import FULL_SIGN_IN_NEEDED, SECOND_STEP_NEEDED
from tequio.membership.visits import by_outbox, is_done_by, keeper_of, person_of, said_by_pin
from tequio.membership.visits.sending import KEEPER
from tequio.site.middleware import Answer, refused

SAFE = ("GET", "HEAD", "OPTIONS")
ACTS_IN_HER_NAME = ("issue_token",)
"""Addresses of no group with which an officer could act past the pages."""


class WhoIsThere:
    """Holds presses against how their maker came in, and marks answers with who they are for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_another = by_outbox(request) and request.headers.get(KEEPER, "") not in (
            "",
            keeper_of(request),
        )
        if is_another:
            return JsonResponse({"outcome": "waiting"}, status=409)
        answer = self.get_response(request)
        kind = answer.get("Content-Type", "")
        if kind.startswith("text/html"):
            answer[KEEPER] = keeper_of(request)
        if said_by_pin(request) and not by_outbox(request):
            request.session.modified = True  # ten minutes from now
        return answer

    def process_view(
        self, request: HttpRequest, view: Answer, given: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse a press that needs more than how she came in."""
        if said_by_pin(request) is not None:
            return _by_pin(request, view, named)
        if needs_second_step(request, view, named):
            return refused(request, [SECOND_STEP_NEEDED.because()])
        return None


def _by_pin(request: HttpRequest, view: Answer, named: dict[str, Any]) -> HttpResponse | None:
    """Within her group she reads as a member; elsewhere nothing is open but what is marked."""
    if is_done_by(view):
        return None
    if request.method not in SAFE:
        return refused(request, [FULL_SIGN_IN_NEEDED.because()])
    if "slug" in named:
        return None
    said = said_by_pin(request)
    organisation = queries.organisation(said.organisation) if said else None
    assert organisation is not None, "a phone is enrolled for a group"
    return HttpResponseRedirect(reverse("home", args=[organisation.slug]))


def needs_second_step(request: HttpRequest, view: Any, named: dict[str, Any]) -> bool:
    """Whether this press is an officer's, on a node that asks for a second step, without one."""
    found = request.resolver_match
    is_in_her_name = found is not None and found.view_name in ACTS_IN_HER_NAME
    if request.method in SAFE or is_done_by(view) == "member":
        return False
    return ("slug" in named or is_in_her_name) and lacks_second_step(request)


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether an officer is signed in without a second step on a node that asks for it.

    At most two queries; none where the node does not ask.
    """
    if not settings.OFFICERS_NEED_TOTP or not request.user.is_authenticated:
        return False
    person = person_of(request)
    is_officer = person is not None and bool(offices_of(person, timezone.localdate()))
    return is_officer and not has_second_step(request)


def has_second_step(request: HttpRequest) -> bool:
    """Whether whoever is signed in uses an app with numbers.  One query."""
    rows = Authenticator.objects.filter(user_id=request.user.pk)
    return bool(rows.filter(type=Authenticator.Type.TOTP).exists())
