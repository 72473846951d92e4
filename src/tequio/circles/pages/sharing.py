"""The end of a cycle: what each member would get, on one page that can be checked on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import queries, service
from tequio.circles.forms.cycle import CoinForm
from tequio.circles.pages.cycle import no_cycle, running_book, sees_books, unit_of
from tequio.circles.pages.said import named
from tequio.circles.rules import DEBT_OVER_THE_SHARE
from tequio.kernel import Act, Refusal, Refused
from tequio.mandates import queries as mandates
from tequio.mandates import service as mandate_service
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.statutes.queries import statutes_on


def share_out(request: HttpRequest, slug: str) -> HttpResponse:
    """See what each would get, propose it to the members, do it once they decided."""
    here = visit(request, slug)
    book = running_book(request, here)
    fund = queries.fund_of(here.organisation.id, book, on=here.today)
    if fund is None:
        return no_cycle(request, here)
    unit = unit_of(here, fund.cycle)
    smallest = statutes_on(here.organisation.id, here.today).integer("circle.coin")
    said = request.POST if request.method == "POST" else request.GET
    form = CoinForm(said if "coin" in said else None, unit=unit, coin=smallest)
    coin = form.cleaned_data["coin"] if form.is_bound and form.is_valid() else None
    refused: list[Refusal] = []
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        try:
            return _press(request, here, {"coin": coin, "book": book})
        except Refused as raised:
            refused = named(raised.refusals, unit)
    objections = queries.objections_to_close(here.organisation.id, book, on=here.today, coin=coin)
    given = {
        "visit": here,
        "book": book,
        "form": form,
        "unit": unit,
        "fund": fund,
        "coin": coin or smallest,
        "refused": refused,
        "objections": named(objections, unit),
        "sees": sees_books(here),
        **_keys(here, book, coin),
    }
    if all(one.code == DEBT_OVER_THE_SHARE.code for one in objections):
        given |= _preview(here, book, coin)  # whoever owes more sees what she brings
    return render(request, "circles/share_out.html", given, status=status_of(refused))


def _preview(here: Visit, book: str, coin: int | None) -> dict[str, Any]:
    closing = queries.closing_of(here.organisation.id, book, on=here.today, coin=coin)
    parts = closing.done.parts
    if not sees_books(here):
        parts = tuple(one for one in parts if one.person == here.person)
    names = members.person_names({one.person for one in parts})
    return {
        "done": closing.done,
        "parts": sorted(parts, key=lambda one: names.get(one.person, "").casefold()),
        "names": names,
        "shares": sum(one.shares for one in closing.done.parts),
    }


def _keys(here: Visit, book: str, coin: int | None) -> dict[str, Any]:
    """Whether the members allowed it, whose keys are turned on exactly these parts, and what
    stands against turning one's own."""
    organisation = here.organisation.id
    payment = queries.payment_of_share_out(organisation, book, on=here.today, coin=coin)
    if payment is None or payment.mandate is None:
        return {"payment": None}
    turned = mandates.fresh_turns(organisation, payment.payment, here.at)
    found = mandates.objections_to_turn_key(
        here.act("asking"), mandate=payment.mandate, payment=payment.payment
    )
    return {
        "payment": payment,
        "turned": members.person_names(one.person for one in turned),
        "turning": found,
    }


def _press(request: HttpRequest, here: Visit, fields: dict[str, Any]) -> HttpResponse:
    act: Act = here.act(key_of(request))
    slug = here.organisation.slug
    if request.POST.get("do") == "propose":
        receipt = service.propose_share_out(act, **fields)
        messages.success(request, gettext("Proposed. Now the members decide."))
        return redirect("governance:proposal", slug, receipt.facts["proposal"])
    if request.POST.get("do") == "key":
        return _turn_key(request, here, fields)
    receipt = service.share_out(act, **fields)
    messages.success(request, gettext("The fund is shared out, and the cycle is over."))
    return redirect("circles:ended", slug, receipt.facts["cycle"])


def _turn_key(request: HttpRequest, here: Visit, fields: dict[str, Any]) -> HttpResponse:
    """Turn one's own key on exactly these parts; one coin more for anybody is another payment."""
    payment = queries.payment_of_share_out(
        here.organisation.id, fields["book"], on=here.today, coin=fields["coin"]
    )
    if payment is not None and payment.mandate is not None:
        mandate_service.turn_key(
            here.act(key_of(request)), mandate=payment.mandate, payment_hash=payment.payment
        )
        messages.success(request, gettext("Your key is turned on this payment, for 24 hours."))
    return redirect(request.get_full_path())
