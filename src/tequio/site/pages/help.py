"""How do I …: pages for everybody, signed in or not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.site.helping import TOPICS


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All questions."""
    return render(request, "site/help/topics.html", {"topics": list(TOPICS.values())})


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one task, with what they are on paper."""
    found = TOPICS.get(code)
    if found is None:
        raise Http404
    others = [one for one in TOPICS.values() if one is not found]
    return render(request, "site/help/topic.html", {"topic": found, "others": others})
