"""Fines that are due, those that the members waived, and the press that proposes to waive one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import queries, service
from tequio.circles.forms.cycle import WaiverForm
from tequio.circles.pages.cycle import no_cycle, running_book, sees_books, unit_of
from tequio.circles.pages.said import named
from tequio.circles.queries.waiving import fines_due, waivers
from tequio.kernel import Refusal, Refused
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, number_in, status_of, visit


def fines(request: HttpRequest, slug: str) -> HttpResponse:
    """Who owes which fine; propose to waive one, and waive it once the members decided."""
    here = visit(request, slug)
    organisation, book = here.organisation.id, running_book(request, here)
    cycle = queries.running_cycle(organisation, book)
    if cycle is None:
        return no_cycle(request, here)
    unit, due = unit_of(here, cycle), fines_due(organisation, book, cycle.unit)
    listed = waivers(organisation, book)
    names = members.person_names({*due, *(one.person for one in listed)})
    is_asked = request.method == "POST" and request.POST.get("do") == "propose"
    people = {person: names.get(person, "") for person in due}
    form = WaiverForm(request.POST if is_asked else None, unit=unit, people=people)
    refused: list[Refusal] = []
    if request.method == "POST" and (not is_asked or form.is_valid()):
        try:
            return _press(request, here, form, book)
        except Refused as raised:
            refused = named(raised.refusals, unit)
    sees = sees_books(here)
    given = {
        "visit": here,
        "book": book,
        "form": form,
        "refused": refused,
        "unit": unit,
        "names": names,
        "due": [pair for pair in due.items() if sees or pair[0] == here.person],
        "waivers": [one for one in listed if sees or one.person == here.person],
    }
    return render(request, "circles/fines.html", given, status=status_of(refused))


def _press(request: HttpRequest, here: Visit, form: WaiverForm, book: str) -> HttpResponse:
    act, slug = here.act(key_of(request)), here.organisation.slug
    if request.POST.get("do") == "propose":
        receipt = service.propose_waiver(act, **form.arguments(), book=book)
        messages.success(request, gettext("Proposed. Now the members decide."))
        return redirect("governance:proposal", slug, receipt.facts["proposal"])
    service.waive_fine(act, waiver=number_in(request.POST.get("waiver", "")) or 0)
    messages.success(request, gettext("The fine is waived."))
    return redirect(request.get_full_path())
