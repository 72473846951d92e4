"""The cycle of a savings group: the one that runs with its meetings, and those that are over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.circles import queries, rules, service
from tequio.circles.forms.cycle import BeginForm, LeaveForm
from tequio.circles.pages.said import named
from tequio.circles.queries.past import past_cycles
from tequio.circles.queries.who import objections_to_writing
from tequio.kernel import Refusal, Refused, Unit, refuse
from tequio.ledger.rules import seeing
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.membership.visits import Visit, key_of, status_of, visit
from tequio.statutes.queries import statutes_on

BOOK = "main"


def running_book(request: HttpRequest, here: Visit) -> str:
    """The book that was asked for; else that of the cycle that runs, the main one first."""
    asked = request.POST.get("book") or request.GET.get("book")
    listed = queries.cycles_of(here.organisation.id)
    books = [one.book for one in listed if one.ended_on is None]
    if asked in books:
        return str(asked)
    return next(iter(sorted(books, key=lambda book: (book != BOOK, book))), BOOK)


def unit_of(here: Visit, cycle: rules.Cycle | None = None) -> Unit:
    """The unit of a cycle, or of the group's book."""
    return units(here.organisation.id)[cycle.unit if cycle else here.organisation.unit]


def sees_books(here: Visit) -> bool:
    """Whether the statutes show the group's sums to whoever looks."""
    rule = statutes_on(here.organisation.id, here.today).choice("privacy.books")
    return not seeing.objections_to_see_books(here.standing, rule=rule)


def no_cycle(request: HttpRequest, here: Visit) -> HttpResponse:
    """What is said where no cycle runs."""
    return render(request, "circles/none.html", {"visit": here})


@require_safe
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    """The cycle that runs: the next meeting, what there is, the meetings that were held."""
    here = visit(request, slug)
    organisation = here.organisation.id
    listed = queries.cycles_of(organisation)
    book = running_book(request, here)
    running = next((one for one in listed if one.ended_on is None and one.book == book), None)
    given: dict[str, Any] = {
        "visit": here,
        "cycle": running,
        "book": book,
        "others": [one for one in listed if one.ended_on is None and one.book != book],
        "over": [one for one in listed if one.ended_on is not None],
        "past": past_cycles(organisation) if sees_books(here) else [],
        "writing": objections_to_writing(here.act("asking")),
        "unit": unit_of(here, running),
        "sees": sees_books(here),
    }
    if running is not None:
        given |= _running(here, running)
    return render(request, "circles/cycle.html", given)


def _running(here: Visit, running: rules.Cycle) -> dict[str, Any]:
    organisation = here.organisation.id
    statutes = statutes_on(organisation, here.today)
    sheets = queries.sheets_of(organisation, running.id)
    fund = queries.fund_of(organisation, running.book, on=here.today)
    assert fund is not None, "the cycle runs"
    worths = dict(
        zip(
            (one.person for one in fund.holdings),
            rules.worth_of_each(fund.value, fund.holdings) if fund.held else (),
            strict=False,
        )
    )
    own = fund.held.get(here.person or 0)
    return {
        "sheets": sheets,
        "late": queries.late_entries(organisation, sheets),
        "fund": fund,
        "held": sum(one.shares for one in fund.held.values()),
        "mine": own,
        "my_worth": worths.get(here.person or 0),
        "next": queries.next_day(
            frozenset(one.held_on for one in sheets),
            cast("rules.Every", statutes.choice("circle.every")),
            statutes.choice("circle.weekday"),
            here.today,
        ),
        "is_ending": here.today >= running.ends_on,
    }


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a cycle."""
    here = visit(request, slug)
    organisation = here.organisation.id
    statutes = statutes_on(organisation, here.today)
    unit = unit_of(here)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        unit=unit,
        members=_roll(here),
        today=here.today,
    )
    refused: list[Refusal] = []
    if form.is_bound and form.is_valid():
        try:
            service.start_cycle(here.act(key_of(request)), **form.arguments())
        except Refused as raised:
            refused = named(raised.refusals, unit)
        else:
            messages.success(request, gettext("The cycle has begun."))
            return redirect("circles:cycle", slug)
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "unit": unit,
        "price": statutes.integer("circle.share_price"),
        "most": statutes.integer("circle.shares_most"),
        "months": statutes.integer("circle.cycle_months"),
        "objections": objections_to_writing(here.act("asking")),
    }
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    return render(request, "circles/begin.html", given, status=status)


def _roll(here: Visit) -> dict[int, str]:
    people = members.member_ids(here.organisation.id, here.today)
    names = members.person_names(people)
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


@dataclass(frozen=True)
class Leaver:
    """What a member would be paid who leaves now, in minor units."""

    person: int
    shares: int
    saved: int
    owes: int

    @property
    def paid(self) -> int:
        return max(0, self.saved - self.owes)

    @property
    def still_owes(self) -> int:
        """What her shares do not cover."""
        return max(0, self.owes - self.saved)


def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """A member leaves before the end: her savings less what she owes, no profit."""
    here = visit(request, slug)
    refuse(objections_to_writing(here.act("asking")))
    book = running_book(request, here)
    fund = queries.fund_of(here.organisation.id, book, on=here.today)
    if fund is None:
        return no_cycle(request, here)
    unit = unit_of(here, fund.cycle)
    roll = members.member_ids(here.organisation.id, here.today)
    names = members.person_names({*fund.held, *roll})
    form = _leave_form(request, here, names, held=fund.held)
    refused: list[Refusal] = []
    leaver = None
    if form.is_bound and form.is_valid():
        person = form.cleaned_data["person"]
        held = fund.held[person]
        leaver = Leaver(person, held.shares, held.saved, fund.owed_by_leaver(person))
        if request.POST.get("do") == "pay":
            try:
                service.leave(
                    here.act(key_of(request)),
                    person=person,
                    witnesses=form.witnesses(),
                    in_part=form.cleaned_data["in_part"],
                    book=book,
                )
            except Refused as raised:
                refused = named(raised.refusals, unit)
            else:
                messages.success(request, gettext("She is paid out and has left the cycle."))
                return redirect("circles:cycle", slug)
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "leaver": leaver,
        "names": names,
        "unit": unit,
        "book": book,
    }
    status = status_of(refused, is_wrong=form.is_bound and not form.is_valid())
    return render(request, "circles/leave.html", given, status=status)


def _leave_form(
    request: HttpRequest, here: Visit, names: Mapping[int, str], *, held: Collection[int]
) -> LeaveForm:
    """Whoever holds shares may leave; everybody else on the roll may see it, but not the writer."""
    ranked = dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
    return LeaveForm(
        request.POST if request.method == "POST" else None,
        people={one: name for one, name in ranked.items() if one in held},
        everybody={one: name for one, name in ranked.items() if one != here.person},
        witnesses=statutes_on(here.organisation.id, here.today).integer("hands.witnesses"),
    )


@require_safe
def ended(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A cycle that is over: its meetings, and what each member got."""
    here = visit(request, slug)
    found = queries.cycle_by_number(here.organisation.id, number)
    if found is None or found.ended_on is None:
        raise Http404
    done = queries.shared_out(here.organisation.id, number, price=found.price)
    sees = sees_books(here)
    parts = [one for one in (done.parts if done else ()) if sees or one.person == here.person]
    sheets = queries.sheets_of(here.organisation.id, number)
    given = {
        "visit": here,
        "cycle": found,
        "unit": unit_of(here, found),
        "done": done,
        "parts": parts,
        "names": members.person_names({one.person for one in parts}),
        "sheets": sheets,
        "late": queries.late_entries(here.organisation.id, sheets),
        "sees": sees,
    }
    return render(request, "circles/ended.html", given)
