"""What is late, for those who work with it; setting aside, writing off, taking in what returns."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Act, Refusal, Refused
from tequio.lending import queries, service
from tequio.lending.forms import RepayForm
from tequio.lending.pages.loans import ON_A_PAGE
from tequio.lending.pages.paying import answer, picks_of, sent_of
from tequio.lending.pages.seeing import seen
from tequio.lending.queries import losing
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of, visit


def arrears(request: HttpRequest, slug: str) -> HttpResponse:
    """How late the loans are, by age, and which; what tables ask to set aside."""
    here = visit(request, slug)
    organisation = here.organisation.id
    if not queries.sees_arrears(organisation, here.standing, here.today):
        raise Http404
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            service.provide(here.act(key_of(request)), table=request.POST.get("table", ""))
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("What is set aside is what the table asks."))
            return redirect("lending:arrears", slug)
    given = _arrears(request, here) | {"refused": refused}
    return render(request, "lending/arrears.html", given, status=status_of(refused))


def _arrears(request: HttpRequest, here: Visit) -> dict[str, Any]:
    organisation = here.organisation.id
    found = queries.arrears(organisation, here.today)
    page = Paginator(found.late, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = queries.provided_by_tables(organisation, here.today)
    act = here.act("asking")
    return {
        "visit": here,
        "found": found,
        "unit": found.lent_out.unit,
        "page": page,
        "names": members.person_names({line.loan.person for line in page.object_list}),
        "tells_late": True,
        "tables": [(one, losing.to_provide(act, one, here.today)) for one in asked],
    }


def recover(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take in what comes back of a loan that was written off."""
    found = seen(request, slug, number)
    picks = picks_of(request, found)
    account = next((pick.account for pick in picks if pick.is_chosen), 0)
    lost = found.loan.lost
    form = RepayForm(
        sent_of(request),
        accounts=[pick.account for pick in picks],
        today=found.visit.today,
        unit=found.loan.unit,
        offered=lost,
    )

    def done(act: Act, said: dict[str, Any]) -> tuple[str, str]:
        service.recover(act, loan=number, minor=said.pop("amount"), **said)
        return "loan", gettext("What came back is written down.")

    against = losing.to_recover(
        found.asking(), found.loan, max(1, lost), account, found.visit.today
    )
    return answer(
        request, found, ("recover", {"form": form, "picks": picks, "against": against}), done
    )


def write_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give up what is left of a loan, by a decision: first what it means, then the press."""
    found = seen(request, slug, number)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            service.write_off(found.visit.act(key_of(request)), loan=number)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("The loan is written off."))
            return redirect("lending:loan", slug, number)
    against = losing.to_write_off(found.asking(), found.loan, found.visit.today)
    given = found.given() | {"against": against, "refused": refused}
    return render(request, "lending/write_off.html", given, status=status_of(refused))
