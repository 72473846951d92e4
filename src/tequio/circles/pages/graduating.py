"""How the group goes on after a cycle: proposed here, decided where everything is decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import rules, service
from tequio.circles.forms.cycle import GraduateForm
from tequio.circles.queries.graduating import graduations
from tequio.kernel import Refusal, Refused
from tequio.membership import queries as members
from tequio.membership.queries.federating import federations_of
from tequio.membership.visits import key_of, status_of, visit


def graduate(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how the group goes on, and propose it to the members."""
    here = visit(request, slug)
    organisation = here.organisation.id
    found = members.organisations(federations_of(organisation))
    sent = request.POST if request.method == "POST" else None
    form = GraduateForm(sent, federations={one.id: one.name for one in found})
    refused: list[Refusal] = []
    if form.is_bound and form.is_valid():
        try:
            receipt = service.propose_graduation(here.act(key_of(request)), **form.arguments())
        except Refused as raised:
            refused = list(raised.refusals)
        else:
            messages.success(request, gettext("Proposed. Now the members decide."))
            return redirect("governance:proposal", slug, receipt.facts["proposal"])
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "decided": graduations([organisation]).get(organisation, []),
        "forms": rules.FORMS,
    }
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    return render(request, "circles/graduate.html", given, status=status)
