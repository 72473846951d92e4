"""Paying a loan out and taking repayments in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Act, Amount, Refusal, Refused
from tequio.lending import queries, service
from tequio.lending.forms import PayOutForm, RepayForm
from tequio.lending.pages.seeing import Seen, seen
from tequio.lending.queries import moving
from tequio.lending.queries.words import place_told
from tequio.mandates import service as mandates
from tequio.membership.visits import key_of, number_in, status_of


@dataclass(frozen=True)
class Pick:
    """An account that can be chosen."""

    account: int
    name: str
    holds: Amount
    is_chosen: bool


def pay_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Pay a loan out; where several keys are needed, turn one's own on this very payment."""
    found = seen(request, slug, number)
    picks = picks_of(request, found)
    account = next((pick.account for pick in picks if pick.is_chosen), 0)
    form = PayOutForm(
        sent_of(request), accounts=[pick.account for pick in picks], today=found.visit.today
    )
    keys = queries.keys_of_payout(found.organisation, found.view, account, found.visit.at)

    def done(act: Act, said: dict[str, Any]) -> tuple[str, str]:
        if request.POST.get("do") == "turn_key":
            payment = moving.hash_of_payout(found.loan, said["account"])
            mandates.turn_key(act, mandate=keys.mandate or 0, payment_hash=payment)
            return "pay_out", gettext("Your key is turned on this payment, for 24 hours.")
        service.pay_out(act, loan=number, **said)
        return "loan", gettext("The loan is paid out and written down.")

    against = moving.to_pay_out(found.asking(), found.loan, account, found.visit.today)
    given = {"form": form, "picks": picks, "keys": keys, "against": against}
    return answer(request, found, ("pay_out", given), done)


def repay(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take in a repayment."""
    found = seen(request, slug, number)
    picks = picks_of(request, found)
    account = next((pick.account for pick in picks if pick.is_chosen), 0)
    offered = found.view.offered
    form = RepayForm(
        sent_of(request),
        accounts=[pick.account for pick in picks],
        today=found.visit.today,
        unit=found.loan.unit,
        offered=offered,
    )

    def done(act: Act, said: dict[str, Any]) -> tuple[str, str]:
        if whole := number_in(request.POST.get("whole", "")):
            said |= {"amount": whole, "value_date": found.visit.today}
        service.repay(act, loan=number, minor=said.pop("amount"), **said)
        return "loan", gettext("The repayment is written down.")

    against = moving.to_repay(
        found.asking(), found.loan, max(1, offered), account, found.visit.today
    )
    given = {"form": form, "picks": picks, "against": against}
    return answer(request, found, ("repay", given), done)


def sent_of(request: HttpRequest) -> Any:
    """What was sent, if anything was."""
    return request.POST if request.method == "POST" else None


def picks_of(request: HttpRequest, found: Seen) -> list[Pick]:
    """The accounts to choose from; the one that was chosen, or the first."""
    places = queries.places(found.organisation, found.loan.unit)
    typed = request.POST.get("account", "") or request.GET.get("account", "")
    offered = [str(place.account) for place in places]
    chosen = typed if typed in offered else next(iter(offered), "")
    return [
        Pick(place.account, place_told(place), place.holds, str(place.account) == chosen)
        for place in places
    ]


def answer(
    request: HttpRequest,
    found: Seen,
    page: tuple[str, dict[str, Any]],
    done: Callable[[Act, dict[str, Any]], tuple[str, str]],
) -> HttpResponse:
    """Do what was sent and lead on, or show the form with the reasons why not."""
    name, given = page
    form = given["form"]
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            onward, told = done(found.visit.act(key_of(request)), dict(form.cleaned_data))
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, told)
            return redirect(f"lending:{onward}", found.visit.organisation.slug, found.loan.id)
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    shown = found.given() | given | {"refused": refused}
    return render(request, f"lending/{name}.html", shown, status=status)
