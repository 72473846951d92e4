"""Forms that a phone keeps while there is no network and sends later, and how they are answered.

A form with `data-outbox` is sent by the page's script with the head `Tequio-Outbox: 1`; the same
view answers a person without script by a page, and the script by JSON with the same sentences.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.crypto import salted_hmac

from tequio.chronicle.service import Receipt
from tequio.membership.visits.devices import marked
from tequio.membership.visits.looking import person_of
from tequio.membership.visits.speaking import spoken

OUTBOX, KEEPER, OFFLINE = "Tequio-Outbox", "Tequio-Keeper", "Tequio-Offline"
NOBODY = "nobody"


def by_outbox(request: HttpRequest) -> bool:
    """Whether this was sent by a phone's outbox, which reads JSON."""
    return request.headers.get(OUTBOX) == "1"


def keeper_of(request: HttpRequest) -> str:
    """A word for who is signed in on this device; tells nothing else.  What a phone keeps stands
    under it, and is sent and shown to the same person only."""
    person = person_of(request)
    if person is None:
        return NOBODY
    about = f"{person}.{marked(request)}"
    return salted_hmac("tequio.keeper", about, algorithm="sha256").hexdigest()[:20]


def kept_offline(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page that the phone keeps, so that it opens without a network.

    Its template says `data-offline` on its form and includes `frame/outbox.html`.  A view whose
    page is not to be kept this time says so in the head itself.
    """

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if request.method == "GET" and answer.status_code == 200:
            answer.headers.setdefault(OFFLINE, "keep")
        return answer

    return kept


def taken(request: HttpRequest, receipt: Receipt, said: str, onward: str) -> HttpResponse:
    """Answer a form that was done: lead on with the sentence, or tell the outbox.

    said    what was done, in one sentence
    onward  the address to which a person goes
    """
    if not by_outbox(request):
        messages.success(request, said)
        return HttpResponseRedirect(onward)
    told = {
        "outcome": "replayed" if receipt.replayed else "accepted",
        "number": receipt.number,
        "words": " ".join(spoken(receipt.digest)),
        "said": said,
        "onward": onward,
    }
    return JsonResponse(told)


def tell_beside(request: HttpRequest, said: list[str], onward: str) -> None:
    """Where an act is refused, tell the outbox more than the refusals.

    said    sentences in the reader's language
    onward  the address of what stands in the way
    """
    request.told_beside = {"beside": said, "onward": onward}  # type: ignore[attr-defined]


def told_beside(request: HttpRequest) -> dict[str, Any]:
    """What was told with `tell_beside`."""
    return dict(getattr(request, "told_beside", {}))


def not_read(form: BaseForm) -> HttpResponse:
    """Tell the outbox what in a form could not be read, field by field."""
    told = [
        {"code": "input_not_readable", "sentence": f"{_label(form, name)}{error}", "remedy": ""}
        for name, errors in form.errors.items()
        for error in errors
    ]
    return JsonResponse({"outcome": "refused", "refusals": told}, status=422)


def _label(form: BaseForm, name: str) -> str:
    return f"{form[name].label}: " if name in form.fields else ""
