"""Asking for a loan: what the statutes allow, what it would cost, and the request itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Amount, Refusal, Refused
from tequio.lending import rules, service
from tequio.lending.forms import RequestForm
from tequio.lending.queries import objections, words
from tequio.membership.visits import Visit, key_of, member_field, status_of, visit


@dataclass(frozen=True)
class Preview:
    """What a loan would cost, before it is asked for."""

    lines: Sequence[rules.Instalment]
    interest: Amount
    whole: Amount
    true_rate_told: str

    @property
    def last(self) -> rules.Instalment:
        return self.lines[-1]


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the members for a loan, or first see what it would cost."""
    here = visit(request, slug)
    act = here.act(key_of(request) if request.method == "POST" else "asking")
    base = objections.wanted(act, objections.Wish(minor=1, months=1))
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        unit=base.asked.unit,
        guarantors=base.terms.guarantors,
        guarantor=lambda label: member_field(
            here, label, without=[here.person], required=False, nobody=_("Choose a member")
        ),
    )
    refused: Sequence[Refusal] = ()
    preview = None
    if form.is_bound and form.is_valid():
        wish = form.wish()
        if request.POST.get("do") == "preview":
            wanted = objections.wanted(act, _as_wish(wish))
            refused = objections.to_request(act, wanted)
            preview = None if refused else preview_of(wanted)
        else:
            try:
                asked = service.request(act, **wish)
            except Refused as raised:
                refused = raised.refusals
            else:
                messages.success(request, gettext("Asked. Now the members decide."))
                return redirect("lending:loan", slug, asked.facts["loan"])
    given = {"form": form, "refused": refused, "preview": preview} | _given(here, base)
    status = status_of(tuple(refused), is_wrong=form.is_bound and not form.is_valid())
    return render(request, "lending/ask.html", given, status=status)


def _as_wish(said: dict[str, Any]) -> objections.Wish:
    return objections.Wish(
        said["minor"],
        said["months"],
        said["weeks"],
        said["guarantors"],
        fortnights=said["fortnights"],
    )


def preview_of(wanted: objections.Wanted) -> Preview:
    """The schedule as it would be if the loan were paid out today."""
    terms, unit = wanted.terms, wanted.asked.unit
    lines = rules.schedule(terms, wanted.asked.today)
    interest = Amount(sum(line.interest for line in lines), unit)
    true_rate = (
        words.true_rate_told(rules.equivalent_rate(terms), terms.step)
        if terms.method == "flat"
        else ""
    )
    return Preview(lines, interest, Amount(terms.minor, unit) + interest, true_rate)


def _given(here: Visit, base: objections.Wanted) -> dict[str, Any]:
    """What the statutes say, and what stands against asking for anything at all."""
    unit, statutes = base.asked.unit, base.statutes
    act = here.act("asking")
    return {
        "visit": here,
        "unit": unit,
        "objections": objections.to_request(act, base),
        "most": None if base.most is None else Amount(base.most, unit),
        "savings": Amount(base.borrower.savings, unit),
        "multiple": base.limits.multiple_of_savings,
        "owed": Amount(base.borrower.owed, unit),
        "longest_months": base.limits.longest_months,
        "needed": base.terms.guarantors,
        "rate_told": words.rate_told(statutes.rate(), base.terms.method),
    }
