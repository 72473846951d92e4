"""One organisation: what it has and needs, whom it is tied to, and what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.ecosystem.pages.actor_deeds import Speaking, deeds_of
from tequio.ecosystem.pages.telling import asset_name, day_in_words, tie_in_words
from tequio.ecosystem.pages.visiting import look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.queries.actors import ActorView, Said, TieView, actors
from tequio.ecosystem.queries.standing import party_of
from tequio.membership.visits.doing import Deed, pressed
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.keeping import opens_to

FOLDED = ("asset", "need", "tie", "sight")


@dataclass(frozen=True)
class SaidLine:
    """An asset or a need in words, and the press that ends it."""

    name: str
    note: str
    end: Deed | None


@dataclass(frozen=True)
class TieLine:
    """A tie in words; `state` and `look`: of its badge."""

    tie: TieView
    words: str
    state: str
    look: str
    note: str
    press: Deed | None
    over: Deed | None


@require_http_methods(["GET", "HEAD", "POST"])
def actor_page(request: HttpRequest, slug: str, listed: int) -> HttpResponse:
    """For those who take part; ties as each organisation decided."""
    looking = look_inside(request, slug)
    found = actors(looking.keeper, looking.person, looking.today)
    by_id = {one.id: one for one in found.actors}
    if listed not in by_id:
        head = heads_of(looking.keeper, [listed])[listed]
        if head not in by_id:
            raise Http404
        return redirect("ecosystem:actor", slug, head)
    view = by_id[listed]
    place = reverse("ecosystem:actor", args=[slug, listed])
    is_here = view.may_write and party_of(looking.keeper, listed) is not None
    names = {one.id: one.name for one in found.actors}
    speaking = Speaking(request, looking, view, names, place, is_here)
    deeds = list(deeds_of(speaking))
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    by_code = {one.code: one for one in deeds}
    lines = [_tie(view, tie, by_code) for tie in view.ties]
    waiting = [one for one in lines if one.tie.waits or _is_ours_to_renew(view, one.tie)]
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "view": view,
        "opens_register": opens_to(looking.keeper, looking.today, is_inside=looking.is_inside),
        "assets": [_said(one, by_code.get(f"no-asset-{one.id}")) for one in view.assets],
        "needs": [_said(one, by_code.get(f"no-need-{one.id}")) for one in view.needs],
        "waiting": waiting if view.may_write else [],
        "ties": [one for one in lines if not (view.may_write and one in waiting)],
        "saying": [by_code[code] for code in FOLDED if code in by_code],
        "done": done,
    }
    return shown(request, looking, "actor", status=done.status, **given)


def _is_ours_to_renew(view: ActorView, tie: TieView) -> bool:
    """Both said so more than a year ago, and it did first."""
    if not (view.speaks and tie.is_stale and tie.said_on and tie.other_said_on):
        return False
    return tie.said_on <= tie.other_said_on


def _said(one: Said, end: Deed | None) -> SaidLine:
    told = gettext("said by itself") if one.is_own else gettext("written down by an organiser")
    note = f"{day_in_words(one.since)} · {told}"
    return SaidLine(asset_name(one.asset), f"{one.words} · {note}" if one.words else note, end)


def _tie(view: ActorView, tie: TieView, deeds: dict[str, Deed]) -> TieLine:
    state, look = _state(view, tie)
    return TieLine(
        tie=tie,
        words=tie_in_words(tie.kind, tie.gives),
        state=state,
        look=look,
        note=" · ".join(_who_said(view, tie)),
        press=deeds.get(f"yes-{tie.id}") or deeds.get(f"still-{tie.id}"),
        over=deeds.get(f"over-{tie.id}"),
    )


def _state(view: ActorView, tie: TieView) -> tuple[str, str]:
    if tie.is_relation:
        return gettext("from the register; neither has said so here"), "open"
    if tie.is_stale:
        return gettext("said more than a year ago"), "waits"
    if tie.is_confirmed and tie.is_own and tie.other_is_own:
        return gettext("both have said so"), "holds"
    if tie.is_confirmed:
        return gettext("written down by an organiser"), "open"
    silent = view.name if tie.said_on is None else tie.name
    return gettext("%(name)s has not said so yet") % {"name": silent}, "waits"


def _who_said(view: ActorView, tie: TieView) -> list[str]:
    """When each side said so last, and whether it did so itself."""
    said = ((view.name, tie.said_on, tie.is_own), (tie.name, tie.other_said_on, tie.other_is_own))
    told = []
    for name, day, is_own in said:
        if day is not None:
            by = gettext("itself") if is_own else gettext("written down by an organiser")
            told.append(f"{name}: {day_in_words(day)} ({by})")
    return told
