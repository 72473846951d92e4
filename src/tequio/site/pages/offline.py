"""What a phone needs for a day without network: its worker, a page that says so, a ticket."""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.membership.visits import at_a_meeting, keeper_of

FRAME = (
    "icon.svg tokens.css tequio.css weave.svg parts.css forms.css print.css front.css "
    "outbox-core.js outbox.js pins.js"
).split()

OF_ROOMS = ("circles/circle.css", "circles/sheet.js")
"""What the pages need that are kept for a day without network."""


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("in", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@at_a_meeting
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker.  It changes, and browsers load it anew, when a file of the frame does."""
    files = [static(name) for name in (*(f"site/{one}" for one in FRAME), *OF_ROOMS)]
    language = _language(request)
    version = hashlib.sha256(json.dumps([*files, language]).encode()).hexdigest()[:12]
    given = {"files": files, "language": language, "version": version}
    answer = render(request, "site/worker.js", given, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


@at_a_meeting
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown where there is no network and nothing is kept; the same for everybody."""
    with translation.override(_language(request)):
        return render(request, "site/offline.html")


@at_a_meeting
@never_cache
@require_safe
def ticket(request: HttpRequest) -> HttpResponse:
    """Who is signed in, as a mark, and the token against forgery for what is sent late."""
    return JsonResponse({"csrf": get_token(request), "keeper": keeper_of(request)})
