"""This quarter: what became of the last one, what there is to do, and a button for each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tequio.ecosystem.pages.found import part_of_gone, parts_of
from tequio.ecosystem.pages.quarter_deeds import Organising, deeds_of, taking
from tequio.ecosystem.pages.telling import Words, quarter_in_words
from tequio.ecosystem.pages.visiting import Looking, look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.queries.frameworks import frameworks_by_key
from tequio.ecosystem.queries.quarters import QuarterView, quarter_view, quarters
from tequio.ecosystem.rules.quarters import quarter_of
from tequio.membership.visits import number_in
from tequio.membership.visits.doing import Deed, pressed


@require_http_methods(["GET", "HEAD", "POST"])
def quarter(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the newest quarter, or with `?was=12` of an older one; `?all=6` shows all of one kind."""
    looking = look_inside(request, slug)
    was = number_in(request.GET.get("was", ""))
    view = quarter_view(looking.keeper, looking.person, looking.today, number=was)
    if view is None and was is not None:
        raise Http404
    older = [one for one in quarters(looking.keeper) if view is None or one[0] != view.id]
    is_newest = view is not None and all(number < view.id for number, _code, _day in older)
    words = _words(looking, view)
    doing = Organising(request, looking, view, words) if view and is_newest else None
    deeds: list[Deed] = []
    take = None
    if looking.organises and (view is None or doing):
        take = taking(doing, request, looking)
        deeds = [take, *(deeds_of(doing) if doing else ())]
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, "ecosystem:quarter"),
        "view": view,
        "title": quarter_in_words(view.quarter if view else str(quarter_of(looking.today))),
        "older": [(number, quarter_in_words(code), day) for number, code, day in older],
        "is_newest": is_newest,
        "take": take,
        "done": done,
    }
    return shown(
        request,
        looking,
        "quarter",
        status=done.status,
        **given | _found(request, view, words, deeds),
    )


def _found(
    request: HttpRequest, view: QuarterView | None, words: Words, deeds: list[Deed]
) -> dict[str, Any]:
    if view is None:
        return {"back": [], "parts": []}
    by_code = {one.code: one for one in deeds}
    whole = number_in(request.GET.get("all", ""))
    back = parts_of(view.looks_back, view, words, by_code, whole=whole)
    back += part_of_gone(view, words, by_code)
    parts = parts_of(view.findings, view, words, by_code, whole=whole)
    return {"back": back, "parts": parts}


def _words(looking: Looking, view: QuarterView | None) -> Words:
    if view is None:
        return Words({})
    has_blocks = any(one.number == 8 for one in (*view.findings, *view.gone))
    known = frameworks_by_key(looking.keeper) if has_blocks else {}
    return Words(view.names, view.practices, known)
