"""Turns: the list, one of them with its lot and its bids, and what is done there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.circles import service
from tequio.circles.forms.turns import BidForm, WordForm
from tequio.circles.queries.showing_turns import TurnsView, turns_list, turns_view
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules.turns import sealed
from tequio.circles.rules.wheel import highest_bid
from tequio.kernel import Act, Refusal, Refused
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import CATALOGUE


@dataclass(frozen=True)
class Seen:
    """A visit to one taking of turns."""

    visit: Visit
    view: TurnsView

    @property
    def objections(self) -> list[Refusal]:
        """Why the reader does not write the book."""
        return objections_to_writing(self.visit.act("asking"))

    def those(self, people: Mapping[int, str]) -> dict[int, str]:
        """Of these whom the reader may enter something for: all, or only herself."""
        if not self.objections:
            return dict(people)
        return {one: name for one, name in people.items() if one == self.visit.person}

    def given(self) -> dict[str, Any]:
        """What every template of these turns shows."""
        view = self.view
        return {
            "visit": self.visit,
            "view": view,
            "wheel": view.wheel,
            "unit": view.unit,
            "names": view.names,
            "order_words": CATALOGUE["turn.order"].choices,
            "every_words": CATALOGUE["turn.every"].choices,
            "highest_bid": highest_bid(view.wheel),
            "objections": self.objections,
        }


def seen(request: HttpRequest, slug: str, number: int) -> Seen:
    """These turns for whoever looks.  404 where they are not there."""
    here = visit(request, slug)
    view = turns_view(here.organisation.id, number)
    if view is None:
        raise Http404
    return Seen(here, view)


@require_safe
def all_turns(request: HttpRequest, slug: str) -> HttpResponse:
    """Every taking of turns of the group, and a way to begin another."""
    here = visit(request, slug)
    lines, names = turns_list(here.organisation.id)
    statutes = statutes_on(here.organisation.id, here.today)
    given = {
        "visit": here,
        "lines": lines,
        "names": names,
        "contribution": statutes.integer("turn.contribution"),
        "order_words": CATALOGUE["turn.order"].choices,
        "way": statutes.choice("turn.order"),
        "objections": objections_to_writing(here.act("asking")),
    }
    return render(request, "circles/turns/all.html", given)


def turns(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The wheel: who is next, what each still pays and owes; the lot, the bids, the end."""
    found = seen(request, slug, number)
    forms = _forms(request, found)
    refused: tuple[Refusal, ...] = ()
    form = forms.get(request.POST.get("do", ""))
    if request.method == "POST" and (form is None or form.is_valid()):
        said = dict(form.cleaned_data) if form is not None else {}
        try:
            told = _do(request.POST.get("do", ""), found.visit.act(key_of(request)), number, said)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect("circles:turns", slug, number)
    is_wrong = form is not None and form.is_bound and not form.is_valid()
    given = found.given() | forms | {"refused": refused}
    status = status_of(refused, is_wrong=is_wrong)
    return render(request, "circles/turns/turns.html", given, status=status)


def _forms(request: HttpRequest, found: Seen) -> dict[str, Any]:
    """The forms that can be sent now, each bound if it was the one that was sent."""
    view, sent = found.view, request.POST.get("do", "")

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    def of(lines: Any) -> dict[int, str]:
        return found.those({one.person: view.names.get(one.person, "") for one in lines})

    forms: dict[str, Any] = {}
    to_lay = of(word for word in view.words if not word.is_laid)
    to_open = of(word for word in view.words if word.is_laid and not word.word)
    if to_lay:
        forms["lay_down"] = WordForm(data("lay_down"), people=to_lay, prefix="lay")
    elif to_open and view.all_laid:
        forms["open"] = WordForm(data("open"), people=to_open, prefix="open")
    bidders = of(view.wheel.waiting)
    if view.wheel.terms.way == "bid" and not view.lot and bidders and not view.wheel.ended_on:
        forms["bid"] = BidForm(data("bid"), people=bidders, unit=view.unit, prefix="bid")
    return forms


def _do(what: str, act: Act, number: int, said: dict[str, Any]) -> str:
    """Carry out what was pressed; what to say of it."""
    doings: Mapping[str, tuple[Callable[[], Any], str]] = {
        "lay_down": (
            lambda: service.lay_down_word(
                act, turns=number, person=said["person"], seal=sealed(said["word"])
            ),
            gettext("The word lies sealed on the table. It is not kept here: remember it."),
        ),
        "open": (
            lambda: service.open_word(act, turns=number, **said),
            gettext("The word is opened."),
        ),
        "draw": (lambda: service.draw_order(act, turns=number), gettext("The lot is drawn.")),
        "bid": (
            lambda: service.bid(act, turns=number, **said),
            gettext("The bid is written down."),
        ),
        "end": (lambda: service.end_turns(act, turns=number), gettext("These turns are over.")),
    }
    if what not in doings:
        raise Http404
    call, told = doings[what]
    call()
    return told
