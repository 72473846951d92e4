"""The five rules of a group with the rows behind them, and the sheet that a bank asks for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.queries.grading import Graded, graded, totals_of
from tequio.circles.queries.linking import Asked, asked_of_the_bank
from tequio.circles.rules.grading import FACTS, GRADES
from tequio.membership import queries as members
from tequio.membership.rules import OFFICES, Organisation
from tequio.membership.visits import Visit, number_in
from tequio.membership.visits.spreadsheets import written_csv

MOST_ROWS = 200


@require_safe
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The own group's five rules, for who sees its books."""
    here = looking.own_books(request, slug)
    return _rules(request, here, here.organisation, is_own=True)


@require_safe
def rules_of(request: HttpRequest, slug: str, of: str) -> HttpResponse:
    """The five rules of a group that lets its federation see figures; no person is in them."""
    side = looking.of_a_group(request, slug, of, least="figures")
    return _rules(request, side.visit, side.other, is_own=False)


def _rules(request: HttpRequest, here: Visit, group: Organisation, *, is_own: bool) -> HttpResponse:
    found = graded(group.id, on=here.today)
    fact = found.fact(request.GET.get("fact", "")) if found else None
    given = {
        "visit": here,
        "group": group,
        "is_own": is_own,
        "found": found,
        "fact": fact,
        "rows": fact.rows[-MOST_ROWS:] if fact else (),
        "weakest": fact.weakest[-MOST_ROWS:] if fact else (),
        "unit": found.unit if found else None,
        **looking.words(),
    }
    return render(request, "circles/groups/five_rules.html", given)


# For a bank -------------------------------------------------------------------------------------


@require_safe
def bank(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet that a bank asks for: printed and signed."""
    here = looking.own_books(request, slug)
    return render(request, "circles/groups/bank.html", _for_a_bank(request, here))


@require_safe
def bank_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table."""
    here = looking.own_books(request, slug)
    given = _for_a_bank(request, here)
    answer = HttpResponse(written_csv(_table(given)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-bank.csv"'
    return answer


def _for_a_bank(request: HttpRequest, here: Visit) -> dict[str, Any]:
    group = here.organisation
    found = graded(group.id, on=here.today)
    if found is None:
        raise Http404
    dose = number_in(request.GET.get("dose", "")) or 1
    terms = [one for one in members.terms(group.id, here.today) if one.office in OFFICES]
    return {
        "visit": here,
        "group": group,
        "found": found,
        "totals": totals_of(group.id, found),
        "dose": dose,
        "asked": asked_of_the_bank(group, found, dose, on=here.today),
        "terms": terms,
        **looking.words(),
    }


def _table(given: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every line of the sheet: what, how much, and by which grade."""
    found: Graded = given["found"]
    asked: Asked = given["asked"]
    rows: list[tuple[str, ...]] = [
        (gettext("Group"), given["group"].name, ""),
        (gettext("Day"), found.until.isoformat(), ""),
        (gettext("Members"), str(given["totals"].members), ""),
        (gettext("Months of books"), str(found.months), ""),
        (gettext("Corpus"), str(found.corpus), ""),
        (gettext("Lent to members"), str(found.lent), ""),
    ]
    for fact in found.facts:
        part = "" if fact.part is None else str(fact.part)
        grade = "" if fact.grade is None else gettext(GRADES[fact.grade])
        rows.append((gettext(FACTS[fact.code]), part, grade))
    rows.append((gettext("Loan by the programme"), str(asked.amount or ""), asked.source))
    if asked.resolution:
        decided = asked.decided_on.isoformat() if asked.decided_on else ""
        rows.append((gettext("Resolution to borrow"), str(asked.resolution), decided))
    return rows
