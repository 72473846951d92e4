"""The address to which a gateway brings what was texted to the node."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tequio.notices import service

SECRET = "X-Tequio-Secret"  # noqa: S105 - the name of a header
LONGEST = 4_000
PHONE, TEXT, UID = 40, 2_000, 200


@csrf_exempt  # the gateway has no session; it has the secret
@require_POST
def replies(request: HttpRequest) -> HttpResponse:
    """Take `{"from": "+91…", "text": "NO", "id": "…"}`, as JSON or as a form.

    404 while the node has no secret (TEQUIO_REPLIES_SECRET), 403 with a wrong one, 422 for what
    cannot be read, else 200: the gateway need not send it again.
    """
    if not settings.REPLY_SECRET:
        return HttpResponse(status=404)
    if not constant_time_compare(request.headers.get(SECRET, ""), settings.REPLY_SECRET):
        return HttpResponse(status=403)
    told = _read(request)
    if told is None:
        return HttpResponse(status=422)
    phone, text, uid = told
    service.take_text(phone=phone, text=text, uid=uid, at=timezone.localtime())
    return JsonResponse({"taken": True})


def _read(request: HttpRequest) -> tuple[str, str, str] | None:
    """From which phone, what, and the gateway's number of it; None if it cannot be read."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return None
    told: Any = request.POST
    if request.content_type == "application/json":
        try:
            told = json.loads(request.body)
        except (ValueError, RecursionError):
            return None
    if not hasattr(told, "get"):
        return None
    phone, text, uid = (told.get(name, "") for name in ("from", "text", "id"))
    if not (isinstance(phone, str) and isinstance(text, str) and isinstance(uid, str)):
        return None
    return (phone[:PHONE], text[:TEXT], uid[:UID]) if phone else None
