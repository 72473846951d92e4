"""Bringing to the members what only they can decide: writing off, calling on those who stand for
a loan, setting aside.  A press files the proposal with exactly what it would allow."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.kernel import add_months
from tequio.lending import queries, rules
from tequio.lending.pages.seeing import Seen, seen
from tequio.lending.queries.calling import CALL
from tequio.lending.queries.losing import PROVIDE, WRITE_OFF
from tequio.membership.visits import Visit, key_of, visit
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class Matter:
    """What the members would allow: a purpose, its subject, at most how much."""

    title: str
    purpose: str
    subject: str
    minor: int
    unit: str
    about: int | None = None


@require_POST
def bring_loan(request: HttpRequest, slug: str, number: int, what: str) -> HttpResponse:
    """File the proposal to write a loan off, or to call on those who stand for it."""
    found = seen(request, slug, number)
    return _file(request, found.visit, _matter(found, what))


@require_POST
def bring_provision(request: HttpRequest, slug: str, table: str) -> HttpResponse:
    """File the proposal to set aside what a table asks."""
    here = visit(request, slug)
    organisation = here.organisation.id
    if not queries.sees_arrears(organisation, here.standing, here.today):
        raise Http404
    listed = queries.provided_by_tables(organisation, here.today)
    one = next((one for one in listed if one.table.name == table), None)
    if one is None:
        raise Http404
    more = abs(one.needed.minor - one.held.minor)
    title = gettext("Set aside for late loans")
    return _file(request, here, Matter(title, PROVIDE, table, more, one.needed.unit.code))


def _matter(found: Seen, what: str) -> Matter:
    loan, standing = found.loan, found.view.standing
    if standing is None or not standing.owed:
        raise Http404
    of = (str(loan.id), loan.unit.code, loan.person)
    if what == "write-off":
        title = gettext("Write off what is left of loan no. %(number)s") % {"number": loan.id}
        return Matter(title, WRITE_OFF, of[0], standing.principal_left, of[1], of[2])
    most = min(standing.owed, sum(loan.caps_left.values()))
    if what != "call" or not most:
        raise Http404
    title = gettext("Call on those who stand for loan no. %(number)s") % {"number": loan.id}
    return Matter(title, CALL, of[0], most, of[1], of[2])


def _file(request: HttpRequest, here: Visit, matter: Matter) -> HttpResponse:
    statutes = statutes_on(here.organisation.id, here.today)
    effect = AllowPayment(
        kind="mandate",
        purpose=matter.purpose,
        minor=matter.minor,
        unit=matter.unit,
        offices=statutes.offices("offices.pay"),
        subject=matter.subject,
        until=add_months(here.today, rules.MONTHS_TO_PAY_OUT),
    )
    filed = governance.propose(
        here.act(key_of(request)), title=matter.title, effect=effect, about=matter.about
    )
    messages.success(request, gettext("The proposal is made. The members decide on it."))
    return redirect("governance:proposal", here.organisation.slug, filed.facts["proposal"])
