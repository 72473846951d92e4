"""One loan between a federation and a group, on either side's page, and what is done when it is in
trouble: a new schedule, a write-off, forgiveness."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.circles import service
from tequio.circles.forms.groups import AgreeForm, GiveUpForm, OfferForm
from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.pages.answering import Asking, answer, said_before, sent_of
from tequio.circles.pages.bulk import borrowed, federation_of, mirror_of
from tequio.circles.queries.bulk import Mirror, mirrors_of
from tequio.circles.rules.bulk import Bulk
from tequio.circles.rules.bulk_changes import about_loan
from tequio.kernel import Act, Amount
from tequio.membership.visits import Visit

RESCHEDULE = "lending.reschedule"
WAYS = {"no": "circle.bulk_write_off", "yes": "circle.bulk_forgive"}
"""Whether it is forgiven → the purpose for which the federation's assembly decided it."""


def _shown(here: Visit, loan: Bulk) -> dict[str, Any]:
    """What both pages of a loan show of it: where it stands, and the schedule that holds."""
    standing = loan.position(here.today)
    _terms, lines, _paid = loan.holding(here.today)
    return {
        "visit": here,
        "loan": loan,
        "standing": standing,
        "due": Amount(standing.due_now, loan.unit),
        "left": Amount(loan.left, loan.unit),
        "lines": lines,
        "unit": loan.unit,
    }


def _lent(side: looking.Side, number: int) -> Bulk:
    """A loan to this group; 404 where there is none of this number."""
    mirror = mirror_of(side)
    listed = mirror.lent if mirror else []
    loan = next((one for one in listed if one.id == number and not one.is_reversed), None)
    if loan is None:
        raise Http404
    return loan


@require_safe
def group_loan(request: HttpRequest, slug: str, of: str, number: int) -> HttpResponse:
    """A loan to a group as the federation has it."""
    side = looking.of_a_group(request, slug, of)
    shown = _shown(side.visit, _lent(side, number)) | {"other": side.other, "is_federation": True}
    return render(request, "circles/groups/loan.html", shown)


@require_safe
def bulk_loan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A loan of a federation as the group has it."""
    here = looking.own_books(request, slug)
    loan = borrowed(here, number)
    found = mirrors_of(loan.federation, loan.unit, group=here.organisation.id)
    mirror = found.get(here.organisation.id)
    shown = _shown(here, loan) | {"other": federation_of(loan), "is_federation": False}
    return render(request, "circles/groups/loan.html", shown | _waiting(mirror, loan))


def _waiting(mirror: Mirror | None, loan: Bulk) -> dict[str, Any]:
    """What the federation did about this loan and the group has not answered."""
    if mirror is None:
        return {}
    name, told = loan.correlation, mirror.compared
    offers = [offer for lent, offer in told.offers if lent.correlation == name]
    return {
        "offer": offers[0] if offers else None,
        "is_forgiven": any(one.correlation == name for one in told.forgiven),
        "is_lost": any(one.correlation == name for one in told.lost),
    }


def offer(request: HttpRequest, slug: str, of: str, number: int) -> HttpResponse:
    """Offer a group a new schedule for what is left of its loan."""
    side = looking.of_a_group(request, slug, of)
    loan = _lent(side, number)

    def done(act: Act, said: dict[str, Any]) -> str:
        service.offer_new_schedule(act, loan=number, **said)
        return gettext("The new schedule is offered. It begins on the day the group agrees.")

    page = {"other": side.other, "loan": loan, "left": Amount(loan.left, loan.unit)}
    form = OfferForm(sent_of(request), initial=said_before(request))
    allowed = RESCHEDULE, loan.group

    def place(said: Mapping[str, Any]) -> str:
        return about_loan(number, said.get("count", ""), said.get("step", ""))

    asking = Asking("offer", form, page, allowed, done, (loan.left,), place)
    return answer(request, side.visit, asking)


def give_up(request: HttpRequest, slug: str, of: str, number: int) -> HttpResponse:
    """Write off what is left of a loan, as the federation's assembly decided."""
    side = looking.of_a_group(request, slug, of)
    loan = _lent(side, number)

    def done(act: Act, said: dict[str, Any]) -> str:
        service.write_off_group_loan(act, loan=number, **said)
        return gettext("The loan is written off.")

    page = {"other": side.other, "loan": loan, "left": Amount(loan.left, loan.unit)}
    way = _way(request, side.visit, loan)
    form = GiveUpForm(sent_of(request), initial=said_before(request))
    asking = Asking("give_up", form, page, (WAYS[way], loan.group), done, (loan.left,), _of(loan))
    return answer(request, side.visit, asking)


def _way(request: HttpRequest, here: Visit, loan: Bulk) -> str:
    """As it was said; else the first that a decision allows, keeping the debt before forgiving."""
    said = request.POST.get("forgiven") or request.GET.get("forgiven", "")
    if said in WAYS:
        return said
    against = {way: looking.against(here, purpose, loan.group) for way, purpose in WAYS.items()}
    open_ = [way for way in WAYS if {one.code for one in against[way]} <= {"keys_missing"}]
    return open_[0] if open_ else "no"


def _of(loan: Bulk) -> Callable[[Mapping[str, Any]], str]:
    """A key for what is done with a loan is turned on this loan."""
    return lambda _said: about_loan(loan.id)


def hold(request: HttpRequest, slug: str, of: str, correlation: str) -> HttpResponse:
    """Confirm a new schedule to which the group agreed."""
    side = looking.of_a_group(request, slug, of)
    mirror = mirror_of(side)
    agreed = mirror.compared.agreed if mirror else ()
    plan = next((one for _loan, one in agreed if one.correlation == correlation), None)
    if plan is None:
        raise Http404

    def done(act: Act, _said: dict[str, Any]) -> str:
        service.hold_new_schedule(act, correlation=correlation)
        return gettext("The new schedule holds in both books.")

    page = {"other": side.other, "plan": plan.plan, "left": Amount(plan.plan.principal, side.unit)}
    form = AgreeForm(sent_of(request))
    return answer(request, side.visit, Asking("hold", form, page, None, done))


def agree(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Agree to the new schedule that the federation offers for a loan."""
    here = looking.own_books(request, slug)
    loan = borrowed(here, number)
    found = mirrors_of(loan.federation, loan.unit, group=here.organisation.id)
    waiting = _waiting(found.get(here.organisation.id), loan).get("offer")
    if waiting is None:
        raise Http404

    def done(act: Act, _said: dict[str, Any]) -> str:
        service.take_new_schedule(act, correlation=waiting.correlation)
        return gettext("The new schedule holds from today on. The federation confirms it.")

    left = loan.position(here.today).principal_left
    page = {"other": federation_of(loan), "offer": waiting, "left": Amount(left, loan.unit)}
    allowed, form = (RESCHEDULE, loan.federation), AgreeForm(sent_of(request))

    def place(_said: Mapping[str, Any]) -> str:
        return about_loan(number, waiting.count, waiting.step)

    asking = Asking("agree", form, page, allowed, done, (left,), place)
    return answer(request, here, asking)


def forgiven(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write down that the federation forgave what is left of a loan."""
    here = looking.own_books(request, slug)
    loan = borrowed(here, number)

    def done(act: Act, _said: dict[str, Any]) -> str:
        service.take_forgiveness(act, loan=number)
        return gettext("It is written down that nothing of this loan is owed any more.")

    page = {"other": federation_of(loan), "left": Amount(loan.left, loan.unit)}
    allowed, form = ("circle.forgiven", loan.federation), AgreeForm(sent_of(request))
    asking = Asking("forgiven", form, page, allowed, done, (loan.left,), _of(loan))
    return answer(request, here, asking)
