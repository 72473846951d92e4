"""Participatory budgets: opened with their projects in rows, approved with a few ticks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.chronicle.service import Receipt
from tequio.governance import queries, service
from tequio.governance.forms.ballots import BudgetForm
from tequio.governance.pages import edge
from tequio.governance.pages.ballots import show_ballot
from tequio.governance.queries import budgets
from tequio.governance.rules.budgets import Decided, objections_to_share
from tequio.governance.rules.meetings import first_day, objections_to_calling
from tequio.membership.visits import Visit, at_a_meeting, key_of, number_in
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on


def open_budget(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the vote on a decided budget, `?resolution=` its number; without one, choose it."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    chosen = number_in(request.POST.get("resolution") or request.GET.get("resolution", ""))
    if chosen is not None:
        decided = budgets.decided_budget(organisation, chosen)
        return _open_decided(request, visit, decided)
    to_share = budgets.budgets_to_share(organisation, visit.today)
    if len(to_share) == 1:
        return _open_decided(request, visit, to_share[0])
    return edge.show(request, "choose_budget.html", {"visit": visit, "budgets": to_share})


def _open_decided(request: HttpRequest, visit: Visit, decided: Decided) -> HttpResponse:
    """The form; "more rows" shows the page again with what was typed."""
    days = statutes_on(visit.organisation.id, visit.today).integer("notice.days")
    first = first_day(visit.today, days)
    form = BudgetForm(request.POST or None, decided=decided, first=first)
    given = {
        "visit": visit,
        "form": form,
        "decided": decided,
        "days": days,
        "objections": [*objections_to_calling(visit.standing), *objections_to_share(decided)],
    }
    if request.POST.get("go") == "more":
        return edge.show(request, "open_budget.html", given)
    pressed = edge.press(request, form, lambda: _open(request, visit, decided, form))
    if pressed.receipt:
        messages.success(request, gettext("The vote on the budget is open."))
        return redirect(
            "governance:ballot", visit.organisation.slug, pressed.receipt.facts["ballot"]
        )
    return edge.show(request, "open_budget.html", given, pressed)


def _open(request: HttpRequest, visit: Visit, decided: Decided, form: BudgetForm) -> Receipt:
    asked = form.cleaned_data
    budget = service.NewBudget(decided.resolution, asked["closes_on"], text=asked["text"])
    act = visit.act(key_of(request))
    return service.open_budget(act, budget=budget, projects=form.projects())


@at_a_meeting
@require_POST
def approve(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Approve as many projects as one likes; a later press replaces the choice."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.ballot(visit.organisation.id, number))
    ticked = _Ticked(request.POST.getlist("project"))
    pressed = edge.press(
        request,
        ticked,
        lambda: service.approve_projects(
            visit.act(key_of(request)), ballot=number, projects=ticked.numbers
        ),
    )
    if pressed.receipt is None:
        return show_ballot(request, visit, found, pressed)
    messages.success(
        request, gettext("Your choice is kept. You can change it while the vote is open.")
    )
    return redirect("governance:ballot", slug, number)


class _Ticked:
    """The projects that were ticked."""

    def __init__(self, given: list[Any]) -> None:
        self.given = given
        read = [number_in(one) for one in given]
        self.numbers = tuple(one for one in read if one is not None)

    def is_valid(self) -> bool:
        return len(self.numbers) == len(self.given)
