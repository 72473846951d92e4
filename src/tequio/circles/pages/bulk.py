"""Loans between a federation and a group: lending, confirming, paying back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from tequio.circles import service
from tequio.circles.forms.groups import BroughtForm, LendForm, MoveForm, OweForm
from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.pages.answering import Asking, answer, given_to_forms, sent_of
from tequio.circles.queries.bulk import Mirror, borrowed_by, mirrors_of
from tequio.circles.rules.bulk import Bulk
from tequio.circles.rules.bulk_changes import FROM_BEFORE, about_loan
from tequio.kernel import Act, Amount
from tequio.membership import queries as members
from tequio.membership.visits import Visit


def lend(request: HttpRequest, slug: str, of: str) -> HttpResponse:
    """Lend to a group of this federation, as its assembly decided."""
    side = looking.of_a_group(request, slug, of)
    form = LendForm(sent_of(request), **given_to_forms(request, side.visit))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.lend_to_group(act, group=side.other.id, **said)
        return gettext("The loan is written down. The group confirms it when it has arrived.")

    asking = Asking("lend", form, {"other": side.other}, ("circle.bulk_loan", side.other.id), done)
    return answer(request, side.visit, asking)


def bring(request: HttpRequest, slug: str, of: str) -> HttpResponse:
    """Bring in a loan to a group that stood in the paper books before."""
    side = looking.of_a_group(request, slug, of)
    form = BroughtForm(sent_of(request), unit=side.unit, today=side.visit.today)

    def done(act: Act, said: dict[str, Any]) -> str:
        service.bring_group_loan(act, group=side.other.id, **said)
        return gettext("It is written down. Now the group says whether it owes this.")

    allowed = "ledger.opening", side.other.id
    asking = Asking(
        "bring", form, {"other": side.other}, allowed, done, place=lambda _said: FROM_BEFORE
    )
    return answer(request, side.visit, asking)


def mirror_of(side: looking.Side) -> Mirror | None:
    """Both books of this federation and this group; None where nothing was lent."""
    found = mirrors_of(side.visit.organisation.id, side.unit, group=side.other.id)
    return found.get(side.other.id)


def receive(request: HttpRequest, slug: str, of: str, correlation: str) -> HttpResponse:
    """Confirm that a group's repayment arrived, or what comes back of a loan written off."""
    side = looking.of_a_group(request, slug, of)
    mirror = mirror_of(side)
    up = mirror.compared.up if mirror else ()
    lent, paid = next((pair for pair in up if pair[1].correlation == correlation), (None, None))
    if lent is None or paid is None:
        raise Http404
    form = MoveForm(sent_of(request), **given_to_forms(request, side.visit))
    take = service.recover_from_group if lent.given_up else service.take_repayment

    def done(act: Act, said: dict[str, Any]) -> str:
        take(act, correlation=correlation, **said)
        return gettext("The repayment is written down.")

    page = {
        "other": side.other,
        "sent": Amount(paid.minor, side.unit),
        "day": paid.payment.day,
        "is_lost": lent.given_up is not None,
    }
    purpose = "lending.recovered" if lent.given_up else "circle.bulk_repaid"
    asking = Asking("receive", form, page, (purpose, side.other.id), done, sums=(paid.minor,))
    return answer(request, side.visit, asking)


def take(request: HttpRequest, slug: str, correlation: str) -> HttpResponse:
    """Confirm that a loan of a federation arrived, or that one from before is owed."""
    here = looking.own_books(request, slug)
    lent = _on_its_way(here, correlation)
    page = {"other": federation_of(lent), "sent": lent.amount, "day": lent.lent_on, "loan": lent}
    if lent.since is not None:
        return _owe(request, here, lent, page)
    form = MoveForm(sent_of(request), **given_to_forms(request, here))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.take_bulk_loan(act, correlation=correlation, **said)
        return gettext("The loan is written down.")

    asking = Asking(
        "take", form, page, ("circle.borrow", lent.federation), done, sums=(lent.minor,)
    )
    return answer(request, here, asking)


def _owe(request: HttpRequest, here: Visit, lent: Bulk, page: dict[str, Any]) -> HttpResponse:
    form = OweForm(sent_of(request), unit=lent.unit)

    def done(act: Act, said: dict[str, Any]) -> str:
        service.take_brought_loan(act, correlation=lent.correlation, **said)
        return gettext("The loan is written down.")

    allowed, name = ("circle.borrow", lent.federation), lent.correlation

    def place(_said: Mapping[str, Any]) -> str:
        return about_loan(name)

    asking = Asking("owe", form, page, allowed, done, (lent.minor,), place)
    return answer(request, here, asking)


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
    loan = borrowed(here, number)
    standing = loan.position(here.today)
    offered = standing.due_now or standing.running.minor
    form = MoveForm(sent_of(request), **given_to_forms(request, here, offered or None))

    def done(act: Act, said: dict[str, Any]) -> str:
        service.pay_back(act, loan=number, **said)
        return gettext("It is written down. The federation confirms it when it has arrived.")

    page = {
        "other": federation_of(loan),
        "due": Amount(standing.due_now, loan.unit),
        "owed": Amount(standing.owed, loan.unit),
    }
    asking = Asking("pay_back", form, page, ("circle.pay_back", loan.federation), done)
    return answer(request, here, asking)


def borrowed(here: Visit, number: int) -> Bulk:
    """A loan of the own group; 404 where there is none of this number."""
    listed = borrowed_by(here.organisation.id)
    loan = next((one for one in listed if one.id == number and not one.is_reversed), None)
    if loan is None:
        raise Http404
    return loan


def federation_of(loan: Bulk) -> Any:
    """Who lent it."""
    return members.organisations([loan.federation])[0]
