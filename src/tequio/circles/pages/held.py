"""A meeting that was written down: what is read aloud, each line, and who answers for what."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.circles import queries, rules
from tequio.circles.pages.cycle import no_cycle, running_book, sees_books, unit_of
from tequio.circles.pages.words import ATTENDANCE, ATTENDANCES, FINES, REASONS
from tequio.membership import queries as members
from tequio.membership.visits import Visit, show_photo, visit
from tequio.statutes.queries import statutes_on

EMPTY_LOANS = 3


@require_safe
def held(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One meeting, as it is read aloud at its end and printed."""
    here = visit(request, slug)
    organisation = here.organisation.id
    found = queries.sheet(organisation, number)
    cycle = queries.cycle_by_number(organisation, found.cycle) if found else None
    if found is None or cycle is None:
        raise Http404
    closing = queries.closing_of_sheet(organisation, number)
    assert closing is not None, "a sheet has its line"
    sees = sees_books(here)
    lines = [
        one for one in queries.lines_of(organisation, number) if sees or one.person == here.person
    ]
    given: dict[str, Any] = {
        "visit": here,
        "sheet": found,
        "cycle": cycle,
        "closing": closing,
        "days": queries.late_entries(organisation, [found]).get(found.id),
        "unit": unit_of(here, cycle),
        "sees": sees,
        "lines": lines,
        "attendances": ATTENDANCES,
        "fines": FINES,
        "unasked": rules.fines_not_asked(lines, queries.fines_on(organisation, found.held_on)),
        "loans": queries.loans_told(closing.facts) if sees else [],
        "claims": queries.claims_told(closing.facts) if sees else [],
        "reasons": dict(REASONS),
        "repaid": queries.repayments_told(closing.facts) if sees else [],
        "keys": queries.keys_of(organisation, number),
    }
    given |= _sums(lines, given)
    return render(request, "circles/held.html", given)


def _sums(lines: list[queries.SheetLine], given: dict[str, Any]) -> dict[str, Any]:
    """Totals of the columns, and the names of all that stand on the sheet."""
    sheet: queries.Sheet = given["sheet"]
    lines.sort(key=lambda one: one.person)
    people = {
        *(one.person for part in ("loans", "claims", "repaid") for one in given[part]),
        *(one.person for one in lines),
        *(person for person, _is_proved in given["keys"]),
        *sheet.witnesses,
        *(one for one in (sheet.facilitator, sheet.bookkeeper, sheet.entered_by) if one),
    }
    names = members.person_names(people)
    lines.sort(key=lambda one: names.get(one.person, "").casefold())
    columns = ("shares", "saved", "social", "fined", "fine_paid", "helped")
    return {
        "names": names,
        "totals": {name: sum(getattr(one, name) for one in lines) for name in columns},
        "repaid_in_all": sum(one.minor for one in given["repaid"]),
        "lent_in_all": sum(one.minor for one in given["loans"] if one.is_handed_out),
        "here": sum(one.attendance in rules.HERE for one in lines),
        "proved": sum(is_proved for _person, is_proved in given["keys"]),
    }


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty sheet to print for the next meeting: the same columns in the same order, with what
    was read aloud at the end of the last one and what is due on its day."""
    here = visit(request, slug)
    organisation, book = here.organisation.id, running_book(request, here)
    cycle = queries.running_cycle(organisation, book)
    day = _next_day(here, cycle.id) if cycle else here.today
    found = queries.desk_of(organisation, book, day, today=here.today)
    if found is None:
        return no_cycle(request, here)
    given = {
        "visit": here,
        "desk": found,
        "unit": found.ground.unit,
        "terms": found.ground.terms,
        "attendances": ATTENDANCE,
        "sees": sees_books(here),
        "witnesses": range(max(2, found.ground.statutes.integer("hands.witnesses"))),
        "empty": range(EMPTY_LOANS),
        "next": day,
    }
    return render(request, "circles/paper.html", given)


def _next_day(here: Visit, cycle: int) -> date:
    statutes = statutes_on(here.organisation.id, here.today)
    return queries.next_day(
        queries.sheet_days(here.organisation.id, cycle),
        cast("rules.Every", statutes.choice("circle.every")),
        statutes.choice("circle.weekday"),
        here.today,
    )


def photo(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """The photograph of a paper sheet, on which every line stands; 404 for whoever does not
    belong to the group or does not see its sums."""
    here: Visit = visit(request, slug)
    if not sees_books(here) or not queries.has_photo(here.organisation.id, digest):
        raise Http404
    return show_photo(here.organisation.id, digest)
