"""At the edge of every page: the reader's language, and refusals as answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from tequio.kernel import Refusal, Refused
from tequio.membership import queries
from tequio.membership.visits import STATUS, by_outbox, person_of, told_beside
from tequio.site import sentences
from tequio.site.reading import READER, Reader

Answer = Callable[[HttpRequest], HttpResponse]


class ReaderLanguage:
    """A person's own language comes before the cookie and before what the browser asks for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        chosen = queries.language_of(person) if person else ""
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)


class NotKeptOnTheDevice:
    """What somebody signed in sees is not kept by the browser: the phone may be shared, and the
    next person may press Back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if person_of(request) and not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "private, no-store"
        return answer


def refused(request: HttpRequest, refusals: Sequence[Refusal]) -> HttpResponse:
    """409 for the state of things, 403 for who acts, 422 for what was sent: as a page, or as JSON
    where a phone's outbox sent it."""
    status = STATUS[refusals[0].about]
    if by_outbox(request):
        said = [sentences.say(one) for one in refusals]
        told = [{"code": s.code, "sentence": s.sentence, "remedy": s.remedy} for s in said]
        answer = {"outcome": "refused", "refusals": told, **told_beside(request)}
        return JsonResponse(answer, status=status)
    given = {"refusals": refusals, "back": request.get_full_path()}
    return render(request, "frame/refused.html", given, status=status)


class ReaderOfTheRoll:
    """Refusals name persons to whoever may see the roll of the organisation of the page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = READER.set(None)
        try:
            return self.get_response(request)
        finally:
            READER.reset(before)

    def process_view(
        self, request: HttpRequest, view: Answer, given: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """Look whose page it is."""
        if "slug" in named:
            READER.set(Reader(request, named["slug"]))


class RefusalPages:
    """A refusal that reaches the edge becomes a page with its sentences and the right status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """Answer with the refusals."""
        return refused(request, raised.refusals) if isinstance(raised, Refused) else None


class NumbersThatFit:
    """A number in an address that no table can hold names nothing: 404."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Answer, given: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """Look at what the address holds before any view does."""
        if any(isinstance(one, int) and one >= 2**63 for one in (*given, *named.values())):
            raise Http404
