"""Loans between a federation and a group: lending, confirming, paying back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import service
from tequio.circles.forms.groups import LendForm, MoveForm
from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.queries.bulk import borrowed_by, mirrors_of
from tequio.circles.rules.bulk import Bulk
from tequio.kernel import Act, Amount, Refusal, Refused
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of


def lend(request: HttpRequest, slug: str, of: str) -> HttpResponse:
    """Lend to a group of this federation, as its assembly decided."""
    side = looking.of_a_group(request, slug, of)
    form = LendForm(_sent(request), **_given(side.visit))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.lend_to_group(act, group=side.other.id, **said)
        return gettext("The loan is written down. The group confirms it when it has arrived.")

    against = looking.against(side.visit, "circle.bulk_loan", side.other.id)
    page = {"other": side.other, "against": against}
    return _answer(request, side.visit, ("lend", form, page), done)


def _mirror(side: looking.Side) -> Any:
    found = mirrors_of(side.visit.organisation.id, side.unit, group=side.other.id)
    return found.get(side.other.id)


def receive(request: HttpRequest, slug: str, of: str, correlation: str) -> HttpResponse:
    """Confirm that a group's repayment arrived."""
    side = looking.of_a_group(request, slug, of)
    mirror = _mirror(side)
    up = mirror.compared.up if mirror else ()
    paid = next((one for _loan, one in up if one.correlation == correlation), None)
    if paid is None:
        raise Http404
    form = MoveForm(_sent(request), **_given(side.visit))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.take_repayment(act, correlation=correlation, **said)
        return gettext("The repayment is written down.")

    page = {
        "other": side.other,
        "sent": Amount(paid.minor, side.unit),
        "day": paid.payment.day,
        "against": looking.against(side.visit, "circle.bulk_repaid", side.other.id),
    }
    return _answer(request, side.visit, ("receive", form, page), done)


def take(request: HttpRequest, slug: str, correlation: str) -> HttpResponse:
    """Confirm that a loan of a federation arrived."""
    here = looking.own_books(request, slug)
    lent = _on_its_way(here, correlation)
    form = MoveForm(_sent(request), **_given(here))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.take_bulk_loan(act, correlation=correlation, **said)
        return gettext("The loan is written down.")

    page = {
        "other": _federation(lent),
        "sent": lent.amount,
        "day": lent.lent_on,
        "against": looking.against(here, "circle.borrow", lent.federation),
    }
    return _answer(request, here, ("take", form, page), done)


def _on_its_way(here: Visit, correlation: str) -> Bulk:
    """A loan that a federation sent to this group and it has not confirmed.  404 for others."""
    for federation in members.organisations(looking.federations(here)):
        found = mirrors_of(federation.id, looking.unit_of(here), group=here.organisation.id)
        for mirror in found.values():
            for one in mirror.compared.down:
                if one.correlation == correlation:
                    return one
    raise Http404


def pay_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Pay back on what the group borrowed."""
    here = looking.own_books(request, slug)
    listed = borrowed_by(here.organisation.id)
    loan = next((one for one in listed if one.id == number and not one.is_reversed), None)
    if loan is None:
        raise Http404
    standing = loan.position(here.today)
    offered = standing.due_now or standing.running.minor
    form = MoveForm(_sent(request), **_given(here), offered=offered or None)

    def done(act: Act, said: dict[str, Any]) -> str:
        service.pay_back(act, loan=number, **said)
        return gettext("It is written down. The federation confirms it when it has arrived.")

    page = {
        "other": _federation(loan),
        "against": looking.against(here, "circle.pay_back", loan.federation),
        "due": Amount(standing.due_now, loan.unit),
        "owed": Amount(standing.owed, loan.unit),
    }
    return _answer(request, here, ("pay_back", form, page), done)


def _federation(loan: Bulk) -> Any:
    return members.organisations([loan.federation])[0]


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _given(here: Visit) -> dict[str, Any]:
    return {
        "unit": looking.unit_of(here),
        "accounts": looking.accounts_of(here),
        "today": here.today,
    }


def _answer(
    request: HttpRequest,
    here: Visit,
    page: tuple[str, Any, dict[str, Any]],
    done: Callable[[Act, dict[str, Any]], str],
) -> HttpResponse:
    """Do what was sent and lead back, or show the form with the reasons why not."""
    name, form, given = page
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            told = done(here.act(key_of(request)), form.said())
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect("circles:groups", here.organisation.slug)
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    shown = given | {"visit": here, "form": form, "refused": refused, "name": name}
    return render(request, f"circles/groups/{name}.html", shown, status=status)
