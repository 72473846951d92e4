"""How organisations are tied: a picture drawn on the server, and a table of the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.ecosystem.pages.telling import day_in_words, tie_in_words
from tequio.ecosystem.pages.visiting import look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.queries.actors import Actors, TieView, actors
from tequio.ecosystem.rules.drawing import chosen, narrow, wide
from tequio.membership.visits import number_in
from tequio.registry.queries.hand import heads_of

MOST_LISTED = 200
"""Up to how many organisations a list is offered to look around one."""


@dataclass(frozen=True)
class Row:
    """A tie as its table tells it."""

    one: int
    name: str
    words: str
    other: int
    other_name: str
    state: str
    look: str


@require_safe
def graph(request: HttpRequest, slug: str) -> HttpResponse:
    """All, or what surrounds one (`?around=12`); nobody is ranked."""
    looking = look_inside(request, slug)
    found = actors(looking.keeper, looking.person, looking.today)
    around = number_in(request.GET.get("around", ""))
    if around is not None and around not in found.graph.place:
        head = heads_of(looking.keeper, [around])[around]
        if head not in found.graph.place:
            raise Http404
        return redirect(f"{reverse('ecosystem:graph', args=[slug])}?around={head}")
    parts = chosen(found.graph, around=around)
    drawn = {found.graph.actors[place].id for part in parts for place in part}
    names = {one.id: one.name for one in found.actors}
    wide_one, narrow_one = wide(found.graph, parts), narrow(found.graph, parts)
    given: dict[str, Any] = {
        "ways": ways_of(looking, "ecosystem:graph"),
        "around": around,
        "name": names.get(around, "") if around else "",
        "choices": names if len(names) <= MOST_LISTED else {},
        "wide": wide_one,
        "wide_dots": [(dot, names[dot.actor]) for dot in wide_one.dots],
        "narrow": narrow_one,
        "narrow_dots": [(dot, names[dot.actor]) for dot in narrow_one.dots],
        "rows": list(_rows(found, drawn)),
        "alone": [(one.id, one.name) for one in found.actors if one.id in drawn and not one.ties],
    }
    return shown(request, looking, "graph", **given)


def _rows(found: Actors, drawn: set[int]) -> Iterable[Row]:
    """Each tie once, from the side that gives, or whose name comes first."""
    places = found.graph.place
    for one in found.actors:
        for tie in one.ties:
            is_told_here = places[one.id] < places[tie.other] if tie.gives is None else tie.gives
            if is_told_here and {one.id, tie.other} <= drawn:
                words = tie_in_words(tie.kind, tie.gives)
                yield Row(one.id, one.name, words, tie.other, tie.name, *_state(tie))


def _state(tie: TieView) -> tuple[str, str]:
    days = [day for day in (tie.said_on, tie.other_said_on) if day is not None]
    if tie.is_relation:
        return gettext("from the register"), "open"
    if len(days) < 2:
        return gettext("one side has said so"), "waits"
    told = {"day": day_in_words(min(days))}
    if tie.is_stale:
        return gettext("both have said so, last on %(day)s") % told, "waits"
    return gettext("both have said so"), "holds"
