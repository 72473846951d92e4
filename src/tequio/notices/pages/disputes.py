"""Disputed entries: the list for the meeting, and how each was settled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership import queries as members
from tequio.membership.rules import is_officer
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.notices import queries, rules, service
from tequio.notices.forms import SettleForm
from tequio.notices.queries.disputed import parties_of


@require_safe
def disputes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every entry that somebody called wrong, those that are open first."""
    here = visit(request, slug)
    listed = queries.disputes(here.organisation.id)
    given = {
        "visit": here,
        "open": [one for one in listed if one.answer is None],
        "settled": [one for one in listed if one.answer is not None],
        "names": members.person_names({one.person for one in listed}),
    }
    return render(request, "notices/disputes.html", given)


def dispute(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One disputed entry; whoever holds an office and is not a party to it settles it here.

    What the message said is shown to officers and to herself.
    """
    here = visit(request, slug)
    found = queries.dispute(here.organisation.id, number)
    if found is None:
        raise Http404
    form = SettleForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            service.answer_dispute(here.act(key_of(request)), dispute=number, **given)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("It is settled. She is told."))
            return redirect("notices:dispute", slug, number)
    people = {found.person, found.answer.by if found.answer else found.person}
    shown = {
        "visit": here,
        "dispute": found,
        "names": members.person_names(people),
        "sees_text": here.person == found.person or is_officer(here.standing),
        "form": form,
        "refused": refused,
        "objections": _objections(here, found),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "notices/dispute.html", shown, status=status)


def _objections(here: Visit, found: queries.Dispute) -> list[Refusal]:
    """What stands against the reader settling it, before anything is typed."""
    objections = rules.objections_to_answer(
        here.standing, dispute=found.id, state="answered" if found.answer else "open"
    )
    if objections:
        return objections
    parties = parties_of(here.organisation.id, found)
    return rules.objections_to_settling(
        here.person, parties=parties, how="explained", is_reversed=False, note="-"
    )
