"""What was suggested: the office answers, and whoever suggested sees what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, number_in, status_of
from tequio.registry import service
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.pages.ways import sees_suggestions
from tequio.registry.pages.wording import written
from tequio.registry.queries.suggested import Suggested, made_by, waiting
from tequio.registry.rules.facts import Said
from tequio.registry.rules.properties import PROPERTIES
from tequio.registry.rules.suggesting import STATES


def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """The oldest first for the office; one's own for everybody who is signed in."""
    looking = look(request, slug)
    if not sees_suggestions(looking):
        raise Http404
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            told = _answer(request, looking)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect("registry:suggestions", slug)
    keeper, order = looking.organisation.id, looking.keeping.order
    person, is_inside = looking.person, looking.is_inside
    mine = made_by(keeper, person, order, is_inside=is_inside) if person is not None else []
    given = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
        "waiting": [_told(one) for one in waiting(keeper, order)] if looking.keeps else [],
        "mine": [_told(one) for one in mine],
        "refused": refused,
    }
    return render(request, "registry/suggestions.html", given, status=status_of(refused))


def _answer(request: HttpRequest, looking: Looking) -> str:
    """Take, recognise or decline; what is told of it."""
    number, listed, party = (
        number_in(request.POST.get(name, "")) for name in ("suggestion", "listed", "party")
    )
    act, do = looking.act(key_of(request)), request.POST.get("do", "")
    if do == "recognise" and listed is not None and party is not None:
        service.recognise(act, listed=listed, organisation=party)
        return gettext("It is recognised.")
    service.answer_suggestion(
        act,
        suggestion=number or 0,
        is_taken=do == "take",
        reason=request.POST.get("reason", "")[:2000],
        only=tuple(request.POST.getlist("only")) if do == "take" else (),
    )
    return gettext("It is answered.")


def _told(one: Suggested) -> dict[str, object]:
    return {
        "one": one,
        "state": STATES[one.state],
        "values": [
            (
                each.after.property,
                PROPERTIES[each.after.property].title,
                _written(each.before),
                _written(each.after),
                each.after,
                each.is_taken,
            )
            for each in one.values
        ],
    }


def _written(said: Said | None) -> object:
    return written(said.property, said.value) if said else None
