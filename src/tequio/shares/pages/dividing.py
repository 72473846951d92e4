"""The division of a surplus: what it would be, the proposal, its page before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.governance import queries as governance
from tequio.kernel import Refusal, Refused, Unit
from tequio.ledger.queries.objections import to_draw
from tequio.membership import queries as members
from tequio.membership.visits import key_of, status_of
from tequio.shares import queries, rules, service
from tequio.shares.forms import DivisionForm
from tequio.shares.pages.looking import Look, look
from tequio.shares.pages.register import ON_A_PAGE
from tequio.shares.queries import dividing, words
from tequio.statutes.queries import statutes_on


def propose_division(request: HttpRequest, slug: str) -> HttpResponse:
    """First what would come out, then the proposal of exactly that."""
    found = look(request, slug)
    organisation, today = found.organisation, found.visit.today
    unit = queries.unit_of(organisation)
    is_sent = request.method == "POST"
    names = members.person_names(members.member_ids(organisation, today) if is_sent else [])
    last = date(today.year - 1, 12, 31)
    form = DivisionForm(
        request.POST if is_sent else None,
        unit=unit,
        names=names,
        initial={"since": date(last.year, 1, 1), "until": last},
    )
    preview: dict[str, Any] = {}
    refused: tuple[Refusal, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("do") == "propose":
                return _propose(request, found, form.cleaned_data)
            preview = _preview(found, form.cleaned_data, names)
        except Refused as raised:
            refused = raised.refusals
    cap = statutes_on(organisation, today).fraction("surplus.dividend")
    given = {
        "visit": found.visit,
        "look": found,
        "form": form,
        "refused": refused,
        "unit": unit,
        "cap": cap,
        "steps": [
            (words.STEP_TOLD[step.label], step.part)
            for step in dividing.steps_of(organisation, today)
        ],
        **preview,
    }
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    return render(request, "shares/propose_division.html", given, status=status)


def _propose(request: HttpRequest, found: Look, said: dict[str, Any]) -> HttpResponse:
    uses = tuple(service.Use(person, minor) for person, minor in said["uses"])
    made = service.propose_division(
        found.visit.act(key_of(request)),
        **said | {"uses": uses, "refund": said["refund"] or 0},
    )
    messages.success(request, gettext("The proposal is made. The members decide on it."))
    return redirect("shares:division", found.slug, made.facts["division"])


def _preview(found: Look, said: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """What would come out; or what stands against it."""
    proposed = rules.Proposed(
        Fraction(said["rate"]), said["refund"] or 0, Fraction(said["in_cash"]), said["rest_to"]
    )
    asked = dividing.asked(
        found.organisation,
        book="main",
        since=said["since"],
        until=said["until"],
        proposed=proposed,
        uses=said["uses"],
    )
    against = dividing.objections_to_propose(found.asking(), asked)
    if against:
        return {"against": against}
    years, planned = dividing.read(found.organisation, asked, found.visit.today)
    return {
        "against": [],
        "years": years,
        "plan": planned,
        "lines": _lines([(step.label, step.part, minor) for step, minor in planned.steps]),
        "rest": (words.REST_TOLD[proposed.rest_to], planned.rest),
        "parts": _seen(found, planned.parts, unit=years.unit)[:ON_A_PAGE],
        "names": members.person_names({part.person for part in planned.parts}) | names,
    }


def _lines(steps: list[tuple[str, Fraction, int]]) -> list[tuple[str, Fraction, int]]:
    return [(words.STEP_TOLD[label], part, minor) for label, part, minor in steps]


@dataclass(frozen=True)
class PartLine:
    """What a member gets, in minor units, and for which use, as it was typed."""

    person: int
    use: str
    dividend: int
    refund: int
    owed: int
    capital: int


def _seen(
    found: Look, parts: Sequence[rules.Part], *, unit: Unit, is_open: bool = False
) -> list[PartLine]:
    """Those who get something, as far as whoever looks may see it: all of them while the members
    decide on it."""
    return [
        PartLine(
            part.person,
            words.use_told(part.use, unit),
            part.dividend,
            part.refund,
            part.owed,
            part.capital,
        )
        for part in rules.getting(parts)
        if is_open or found.may_see(part.person)
    ]


def division(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A division as it was proposed, and carrying it out once the members decided."""
    found = look(request, slug)
    one = next(iter(queries.divisions(found.organisation, number=number)), None)
    if one is None:
        raise Http404
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            service.divide(found.visit.act(key_of(request)), division=number)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("The surplus is divided and written down."))
            return redirect("shares:division", slug, number)
    is_open = found.visit.standing.is_member and bool(
        governance.undecided(found.organisation, [one.proposal])
    )
    seen = _seen(found, one.parts, unit=one.unit, is_open=is_open)
    parts = Paginator(seen, ON_A_PAGE).get_page(request.GET.get("page"))
    given = {
        "visit": found.visit,
        "look": found,
        "division": one,
        "unit": one.unit,
        "lines": _lines(list(one.steps)),
        "rest": (words.REST_TOLD[one.rest_to], one.rest),
        "parts": parts,
        "digest": rules.digest_of_parts(one.parts) if is_open and seen else "",
        "names": members.person_names({part.person for part in parts.object_list}),
        "refused": refused,
        "against": _against(found, one),
    }
    return render(request, "shares/division.html", given, status=status_of(refused))


def _against(found: Look, one: queries.Division) -> list[Refusal]:
    """What stands against carrying it out now."""
    act = found.asking()
    against = dividing.objections_to_divide(act, one)
    if against:
        return against
    return list(to_draw(act, code=dividing.DIVIDE, unit=one.unit.code, subject=str(one.id)))
