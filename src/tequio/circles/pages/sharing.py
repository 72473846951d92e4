"""The end of a cycle: what each member would get, on one page that can be checked on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.circles import queries, service
from tequio.circles.forms.cycle import ShareOutForm
from tequio.circles.pages.cycle import no_cycle, running_book, sees_books, unit_of
from tequio.circles.pages.said import named
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import (
    DEBT_OVER_THE_SHARE,
    LOANS_OVER_WHAT_IS_CARRIED,
    NOTHING_TO_SHARE_OUT,
    POOL_NEGATIVE,
)
from tequio.kernel import Act, Refusal, Refused, Unit
from tequio.mandates import queries as mandates
from tequio.mandates import service as mandate_service
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.statutes.queries import statutes_on

SHOWN_ALL_THE_SAME = frozenset(
    {DEBT_OVER_THE_SHARE.code, LOANS_OVER_WHAT_IS_CARRIED.code, POOL_NEGATIVE.code}
)
"""Whoever owes more sees what she brings, all see how much must be carried over, or was lost."""
ENDED_WITHOUT = frozenset({POOL_NEGATIVE.code, NOTHING_TO_SHARE_OUT.code})
"""Where nothing can be shared out the cycle is ended without."""


def share_out(request: HttpRequest, slug: str) -> HttpResponse:
    """See what each would get, propose it to the members, do it once they decided."""
    here = visit(request, slug)
    book = running_book(request, here)
    fund = queries.fund_of(here.organisation.id, book, on=here.today)
    if fund is None:
        return no_cycle(request, here)
    unit = unit_of(here, fund.cycle)
    form = _form(request, here, fund, unit)
    is_read = form.is_bound and form.is_valid()
    said = form.said() if is_read else queries.Said()
    refused: list[Refusal] = []
    if request.method == "POST" and (is_read or not form.is_bound):
        try:
            return _press(request, here, book, said)
        except Refused as raised:
            refused = named(raised.refusals, unit)
    objections = queries.objections_to_close(here.organisation.id, book, on=here.today, said=said)
    given = {
        "visit": here,
        "book": book,
        "form": form,
        "unit": unit,
        "fund": fund,
        "refused": refused,
        "objections": named(objections, unit),
        "sees": sees_books(here),
        "is_over": any(one.code in ENDED_WITHOUT for one in objections),
        "writing": objections_to_writing(here.act("asking")),
        **_keys(here, book, said),
    }
    if all(one.code in SHOWN_ALL_THE_SAME for one in objections):
        given |= _preview(here, book, said)
    return render(request, "circles/share_out.html", given, status=status_of(refused))


def _form(request: HttpRequest, here: Visit, fund: queries.Fund, unit: Unit) -> ShareOutForm:
    """The coin, and what each carries over; nobody carries for whom no field is there."""
    sent = request.POST if request.method == "POST" else request.GET
    statutes = statutes_on(here.organisation.id, here.today)
    names = members.person_names(fund.held)
    return ShareOutForm(
        sent if "coin" in sent else None,
        unit=unit,
        coin=statutes.integer("circle.coin"),
        members=dict(sorted(names.items(), key=lambda pair: pair[1].casefold())),
        most=statutes.integer("circle.carry_most"),
    )


def _preview(here: Visit, book: str, said: queries.Said) -> dict[str, Any]:
    closing = queries.closing_of(here.organisation.id, book, on=here.today, said=said)
    parts = closing.done.parts
    if not sees_books(here):
        parts = tuple(one for one in parts if one.person == here.person)
    names = members.person_names({one.person for one in parts})
    return {
        "done": closing.done,
        "value": closing.fund.value,
        "still_owed": closing.fund.still_owed,
        "loans_left": closing.loans_left,
        "social": queries.social_of(here.organisation.id, closing.fund.cycle),
        "parts": sorted(parts, key=lambda one: names.get(one.person, "").casefold()),
        "names": names,
        "shares": sum(one.shares for one in closing.done.parts),
    }


def _keys(here: Visit, book: str, said: queries.Said) -> dict[str, Any]:
    """Whether the members allowed it, whose keys are turned on exactly these parts, and what
    stands against turning one's own."""
    organisation = here.organisation.id
    payment = queries.payment_of_share_out(organisation, book, on=here.today, said=said)
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


def _press(request: HttpRequest, here: Visit, book: str, said: queries.Said) -> HttpResponse:
    act: Act = here.act(key_of(request))
    slug = here.organisation.slug
    fields: dict[str, Any] = {"coin": said.coin, "carried": said.carried, "book": book}
    if request.POST.get("do") == "propose":
        receipt = service.propose_share_out(act, **fields)
        messages.success(request, gettext("Proposed. Now the members decide."))
        return redirect("governance:proposal", slug, receipt.facts["proposal"])
    if request.POST.get("do") == "end":
        receipt = service.end_cycle(act, book=book)
        messages.success(request, gettext("The cycle is over."))
        return redirect("circles:ended", slug, receipt.facts["cycle"])
    if request.POST.get("do") == "key":
        return _turn_key(request, here, book, said)
    receipt = service.share_out(act, **fields)
    messages.success(request, gettext("The fund is shared out, and the cycle is over."))
    return redirect("circles:ended", slug, receipt.facts["cycle"])


def _turn_key(request: HttpRequest, here: Visit, book: str, said: queries.Said) -> HttpResponse:
    """Turn one's own key on exactly these parts; one coin more for anybody is another payment."""
    organisation = here.organisation.id
    payment = queries.payment_of_share_out(organisation, book, on=here.today, said=said)
    if payment is not None and payment.mandate is not None:
        mandate_service.turn_key(
            here.act(key_of(request)), mandate=payment.mandate, payment_hash=payment.payment
        )
        messages.success(request, gettext("Your key is turned on this payment, for 24 hours."))
    return redirect(request.get_full_path())
