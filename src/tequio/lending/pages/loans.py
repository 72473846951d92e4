"""The list of loans, one loan, and its sheet to print and sign."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import Act, Refusal, Refused
from tequio.lending import queries, rules, service
from tequio.lending.forms import NewScheduleForm, PromiseForm
from tequio.lending.pages.seeing import Seen, seen
from tequio.lending.queries import LoanLine, moving, objections, replanning, words
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, number_in, status_of, visit

ON_A_PAGE = 50


@require_safe
def loans(request: HttpRequest, slug: str) -> HttpResponse:
    """My loans, loans for which I was asked to stand, and those that the statutes show me."""
    here = visit(request, slug)
    organisation = here.organisation.id
    if request.GET.get("show") == "ended":
        return _ended(request, here)
    listed = queries.loans(organisation, here.standing, here.today)
    asked = queries.asked_among(listed, here.person)
    mine = queries.my_loans(organisation, here.person, here.today)
    others = [one for one in _others(listed, [*mine, *asked]) if not one.is_ended]
    page = Paginator(others, ON_A_PAGE).get_page(request.GET.get("page"))
    sees_all = queries.sees_every_loan(organisation, here.standing, here.today)
    given = {
        "visit": here,
        "mine": mine,
        "asked": asked,
        "page": page,
        "names": _names([*mine, *asked, *page.object_list]),
        "portfolio": queries.portfolio_of(organisation, listed) if sees_all else None,
        "tells_late": queries.sees_arrears(organisation, here.standing, here.today),
    }
    return render(request, "lending/loans.html", given)


def _ended(request: HttpRequest, here: Visit) -> HttpResponse:
    """Loans of others that are over, `?before=` a number for older ones."""
    lines, older = queries.ended_loans(
        here.organisation.id,
        here.standing,
        here.today,
        before=number_in(request.GET.get("before", "")),
        limit=ON_A_PAGE,
    )
    given = {"visit": here, "lines": lines, "older": older, "names": _names(lines)}
    return render(request, "lending/ended.html", given)


def _names(lines: Iterable[LoanLine]) -> dict[int, str]:
    return members.person_names({line.loan.person for line in lines})


def _others(listed: Iterable[LoanLine], shown: Iterable[LoanLine]) -> list[LoanLine]:
    already = {line.loan.id for line in shown}
    return [line for line in listed if line.loan.id not in already]


def loan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One loan: what was asked, decided, paid and repaid, and what can be done now."""
    found = seen(request, slug, number)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            _do(request, found, found.visit.act(key_of(request)))
        except Refused as raised:
            refused = raised.refusals
        else:
            return redirect("lending:loan", slug, number)
    given = found.given() | _possible(found) | {"refused": refused}
    return render(request, "lending/loan.html", given, status=status_of(refused))


def _do(request: HttpRequest, found: Seen, act: Act) -> None:
    """What was pressed on the page of a loan: stand for it, or take the request back."""
    number = found.loan.id
    if request.POST.get("do") == "withdraw":
        service.withdraw_request(act, loan=number)
        messages.success(request, gettext("The request was taken back."))
        return
    if request.POST.get("do") == "new_schedule":
        form = NewScheduleForm(request.POST)
        said = form.said() if form.is_valid() else {}
        service.ask_new_schedule(act, loan=number, **said)
        messages.success(request, gettext("Asked. Now the members decide."))
        return
    if request.POST.get("do") == "reschedule":
        service.reschedule(act, schedule=number_in(request.POST.get("schedule", "")) or 0)
        messages.success(request, gettext("The new schedule holds from today."))
        return
    promise = PromiseForm(request.POST, unit=found.loan.unit)
    most = promise.cleaned_data["most"] if promise.is_valid() else 0
    service.guarantee(act, loan=number, most=most)
    messages.success(request, gettext("You stand for this loan now."))


def _possible(found: Seen) -> dict[str, object]:
    """What can be done with the loan now, each with what stands against it."""
    loan, act = found.loan, found.asking()
    is_waiting = rules.is_pending(found.view.state)
    statutes_offices = queries.offices_at_work(found.organisation, found.visit.today)
    is_at_work = not found.visit.standing.offices.isdisjoint(statutes_offices)
    places = queries.places(found.organisation, loan.unit)
    account = places[0].account if places else 0
    given: dict[str, object] = {
        "is_waiting": is_waiting,
        "is_at_work": is_at_work,
        "missing": max(0, loan.terms.guarantors - len(loan.guaranteed)),
        "standing_for_it": objections.to_guarantee(act, loan.id) if is_waiting else [],
        "promise": PromiseForm(unit=loan.unit) if is_waiting else None,
        "taking_back": objections.to_withdraw(act, loan.id) if is_waiting else [],
        "paying_out": [],
        "repaying": [],
    }
    today = found.visit.today
    if is_waiting and is_at_work:
        against = moving.to_pay_out(act, loan, account, today)
        given["paying_out"] = [one for one in against if one.code in BEFORE_THE_FORM]
    standing = found.view.standing
    if standing is not None and standing.owed and is_at_work:
        against = moving.to_repay(act, loan, 1, account, today)
        given["repaying"] = [one for one in against if one.code in BEFORE_THE_FORM]
    return given | _replanning(found, is_at_work=is_at_work)


def _replanning(found: Seen, *, is_at_work: bool) -> dict[str, object]:
    """Who may ask for a new schedule, what was asked for, and what stands against its holding."""
    loan, act, standing = found.loan, found.asking(), found.view.standing
    if not (found.is_mine or is_at_work) or standing is None or not standing.principal_left:
        return {}
    done = {held.schedule for held in loan.rescheduled}
    waiting = [
        (
            asked,
            words.instalments_told(asked.count, asked.step),
            replanning.to_reschedule(act, loan, asked.id) if is_at_work else [],
        )
        for asked in loan.schedules
        if asked.id not in done
    ]
    return {"new_schedule": NewScheduleForm(), "asked_schedules": waiting}


BEFORE_THE_FORM = frozenset(
    {
        "no_mandate",
        "mandate_not_yet_valid",
        "mandate_over",
        "unit_not_covered",
        "office_not_held",
        "guarantors_missing",
        "over_the_ceiling",
        "borrower_left",
    }
)
"""Reasons that no choice of account, sum or day removes: the way to the form is closed."""


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The loan as a sheet to print and sign."""
    found = seen(request, slug, number)
    return render(request, "lending/sheet.html", found.given())
