"""Handing over an office: one page, one minute, one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tequio.chronicle.service import Receipt
from tequio.governance import service
from tequio.governance.forms.meetings import HandOverForm
from tequio.governance.pages import edge
from tequio.governance.pages.around import held_offices
from tequio.governance.pages.meeting import people_of
from tequio.governance.queries import objections
from tequio.membership.visits import Visit, key_of, photo_kept
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import threshold_of_ad_hoc


def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """The old treasurer left, the phone is lost: those who are here give the office on."""
    visit = visit_of(request, slug)
    statutes = statutes_on(visit.organisation.id, visit.today)
    people = people_of(visit, None)
    rule = statutes.decision_rule("office")
    share = max(statutes.fraction("meeting.ad_hoc"), rule.quorum)
    form = HandOverForm(
        request.POST or None,
        request.FILES or None,
        offices=held_offices(visit),
        people=people,
        witnesses=statutes.integer("hands.witnesses"),
    ).beginning_with(
        office=request.GET.get("office", ""),
        present=people if "all" in request.GET else (),
    )
    pressed = edge.press(request, form, lambda: _hand_over(request, visit, form))
    if pressed.receipt:
        messages.success(request, gettext("The office is handed over. It counts from this moment."))
        return redirect("governance:resolution", slug, pressed.receipt.facts["resolution"])
    given = {
        "visit": visit,
        "form": form,
        "enough": threshold_of_ad_hoc(share, members=len(people), present=0),
        "rule": rule,
        "objections": objections.to_enter_hand_over(visit.act("-")),
    }
    return edge.show(request, "hand_over.html", given, pressed)


def _hand_over(request: HttpRequest, visit: Visit, form: HandOverForm) -> Receipt:
    with photo_kept(visit.organisation.id, form.cleaned_data["photo"]) as digest:
        return service.hand_over(visit.act(key_of(request)), **form.arguments(digest))
