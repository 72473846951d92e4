"""Beginning to take turns, closing a round, making good, taking a place over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import service
from tequio.circles.forms.turns import MakeGoodForm, RoundForm, StartForm, SubstituteForm
from tequio.circles.pages.turns import Seen, seen
from tequio.circles.queries.who import objections_to_writing
from tequio.kernel import Act, Refusal, Refused
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import CATALOGUE


def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down who takes part and in which place."""
    here = visit(request, slug)
    statutes = statutes_on(here.organisation.id, here.today)
    contribution = statutes.integer("turn.contribution")
    unit = units(here.organisation.id)[here.organisation.unit]
    form = StartForm(
        request.POST or None,
        people=_members(here),
        unit=unit,
        contribution=contribution,
        initial={"first_day": here.today},
    )
    given = {
        "visit": here,
        "form": form,
        "unit": unit,
        "contribution": contribution,
        "way": statutes.choice("turn.order"),
        "every": statutes.choice("turn.every"),
        "order_words": CATALOGUE["turn.order"].choices,
        "every_words": CATALOGUE["turn.every"].choices,
        "objections": objections_to_writing(here.act("asking")),
    }

    def done(act: Act, said: dict[str, Any]) -> tuple[int, str]:
        begun = service.start_turns(
            act, takers=form.takers(), first_day=said["first_day"], aside=said["aside"] or 0
        )
        return begun.facts["turns"], gettext("You take turns from now on.")

    return _answer(request, here, ("start", given), done)


def close_round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close the next round: who did not pay, and who receives the pot."""
    found = seen(request, slug, number)
    view = found.view
    payers = {
        seat.person: view.names.get(seat.person, "")
        for seat in view.wheel.seats
        if seat != view.next
    }
    form = RoundForm(request.POST or None, people=payers, unit=view.unit, today=found.visit.today)

    def done(act: Act, said: dict[str, Any]) -> tuple[int, str]:
        service.close_round(act, turns=number, held_on=said["held_on"], short=form.short())
        return number, gettext("The round is written down and the pot handed out.")

    return _answer(request, found.visit, ("round", found.given() | {"form": form}), done)


def make_good(request: HttpRequest, slug: str, number: int, person: int) -> HttpResponse:
    """Take in what a member missed."""
    found = seen(request, slug, number)
    line = next((one for one in found.view.places if one.seat.person == person), None)
    if line is None:
        raise Http404
    form = MakeGoodForm(
        request.POST or None,
        unit=found.view.unit,
        today=found.visit.today,
        initial={"minor": line.owes or None},
    )

    def done(act: Act, said: dict[str, Any]) -> tuple[int, str]:
        service.make_good(act, turns=number, person=person, **said)
        return number, gettext("It is made good and written down.")

    given = found.given() | {"form": form, "line": line}
    return _answer(request, found.visit, ("make_good", given), done)


def substitute(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let another take a member's place."""
    found = seen(request, slug, number)
    taking = {seat.person: found.view.names.get(seat.person, "") for seat in found.view.wheel.seats}
    everybody = _members(found.visit)
    form = SubstituteForm(
        request.POST or None,
        seats=taking,
        people={one: name for one, name in everybody.items() if one not in taking},
        everybody={one: name for one, name in everybody.items() if one != found.visit.person},
        witnesses=_witnesses(found),
    )

    def done(act: Act, said: dict[str, Any]) -> tuple[int, str]:
        service.substitute(
            act,
            turns=number,
            leaves=said["leaves"],
            takes_over=said["takes_over"],
            witnesses=form.witnesses(),
        )
        return number, gettext("The place has passed on, with its right and its debts.")

    return _answer(request, found.visit, ("substitute", found.given() | {"form": form}), done)


def _witnesses(found: Seen) -> int:
    statutes = statutes_on(found.visit.organisation.id, found.visit.today)
    return statutes.integer("hands.witnesses")


def _members(here: Visit) -> dict[int, str]:
    """Every member of today, by name."""
    named = members.person_names(members.member_ids(here.organisation.id, here.today)).items()
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def _answer(
    request: HttpRequest,
    here: Visit,
    page: tuple[str, dict[str, Any]],
    done: Callable[[Act, dict[str, Any]], tuple[int, str]],
) -> HttpResponse:
    """Do what was sent and lead to these turns, or show the form with the reasons why not."""
    name, given = page
    form = given["form"]
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            number, told = done(here.act(key_of(request)), dict(form.cleaned_data))
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect("circles:turns", here.organisation.slug, number)
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    shown = given | {"refused": refused}
    return render(request, f"circles/turns/{name}.html", shown, status=status)
