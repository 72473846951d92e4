"""How organisations are tied: a picture drawn on the server, and a table of the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.ecosystem.forms.of_actors import AroundForm
from tequio.ecosystem.pages.choosing import actor_field, few
from tequio.ecosystem.pages.telling import day_in_words, tie_in_words
from tequio.ecosystem.pages.visiting import Looking, look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.queries.actors import Actors, TieView, actors
from tequio.ecosystem.rules.drawing import chosen, narrow, wide
from tequio.membership.visits import number_in, status_of
from tequio.registry.queries.hand import heads_of


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
    """All, or what surrounds one (`?around=12`, or a name); nobody is ranked."""
    looking = look_inside(request, slug)
    found = actors(looking.keeper, looking.person, looking.today)
    names = {one.id: one.name for one in found.actors}
    asked = request.GET.get("around", "").strip()
    around = number_in(asked)
    form = _around(looking, names, asked)
    if asked and around is None and form.is_valid():
        around = form.cleaned_data["around"]
    if around is not None and (around not in names or asked != str(around)):
        head = heads_of(looking.keeper, [around])[around]
        if head not in names:
            raise Http404
        return redirect(f"{reverse('ecosystem:graph', args=[slug])}?around={head}")
    given: dict[str, Any] = {
        "ways": ways_of(looking, "ecosystem:graph"),
        "around": around,
        "name": names.get(around, "") if around else "",
        "form": form,
        "is_list": few(names) is not None,
    }
    is_wrong = bool(asked) and around is None
    return shown(
        request,
        looking,
        "graph",
        status=status_of((), is_wrong=is_wrong),
        **given | _drawn(found, around, names),
    )


def _around(looking: Looking, names: Mapping[int, str], asked: str) -> AroundForm:
    label, everybody = gettext("Look around one organisation"), gettext("All of them")
    actor = actor_field(looking, few(names), label=label, nobody=everybody, required=False)
    if asked and number_in(asked) is None:
        return AroundForm({"around": asked}, actor=actor)
    number = number_in(asked)
    shown_as = number if few(names) is not None else names.get(number or 0, "")
    return AroundForm(actor=actor, initial={"around": shown_as})


def _drawn(found: Actors, around: int | None, names: Mapping[int, str]) -> dict[str, Any]:
    """Both pictures, and the table of the same facts."""
    parts = chosen(found.graph, around=around)
    drawn = {found.graph.actors[place].id for part in parts for place in part}
    wide_one, narrow_one = wide(found.graph, parts), narrow(found.graph, parts)
    return {
        "wide": wide_one,
        "wide_dots": [(dot, names[dot.actor]) for dot in wide_one.dots],
        "narrow": narrow_one,
        "narrow_dots": [(dot, names[dot.actor]) for dot in narrow_one.dots],
        "rows": list(_rows(found, drawn)),
        "alone": [(one.id, one.name) for one in found.actors if one.id in drawn and not one.ties],
    }


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
    if not days:
        return gettext("written down by an organiser"), "open"
    if len(days) < 2:
        return gettext("one side has said so"), "waits"
    told = {"day": day_in_words(min(days))}
    if tie.is_stale:
        return gettext("both have said so, last on %(day)s") % told, "waits"
    return gettext("both have said so"), "holds"
