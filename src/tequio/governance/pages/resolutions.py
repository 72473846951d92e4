"""The book of decisions, and one decision with its proof."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from tequio.governance import queries
from tequio.governance.pages import edge
from tequio.governance.queries import budgets, looking, seeing
from tequio.governance.queries.asides import aside_from
from tequio.governance.rules.hindrances import hindrances_from
from tequio.governance.rules.meetings import objections_to_calling
from tequio.governance.rules.tallying import result_from, rule_from
from tequio.governance.service.effects import REFUSALS
from tequio.mandates import queries as mandates
from tequio.membership.queries import person_names
from tequio.membership.visits import number_in
from tequio.membership.visits import visit as visit_of
from tequio.statutes.rules import CATALOGUE, read_value

LISTED = 30


def resolutions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every decision, newest first, `?before=` a number for older ones."""
    visit = visit_of(request, slug)
    before = request.GET.get("before", "")
    listed, older = looking.decided(visit.organisation.id, before=number_in(before), limit=LISTED)
    given = {"visit": visit, "decided": listed, "older": older, "is_later": bool(before)}
    return edge.show(request, "resolutions.html", given)


def resolution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One decision: what it allowed, the arithmetic, the mandates that came of it; to print."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    found = edge.found_or_404(queries.resolution(organisation, number))
    (decided,) = looking.with_effects(organisation, [found])
    about = queries.proposal(organisation, found.proposal) if found.proposal else None
    ballot = queries.ballot(organisation, found.ballot) if found.ballot else None
    counted = found.certificate.get("counted", {})
    given = {
        "visit": visit,
        "resolution": found,
        "effect": decided.effect,
        "proposal": about,
        "ballot": ballot,
        "meeting": queries.meeting(organisation, found.meeting) if found.meeting else None,
        "result": result_from(found.certificate),
        "rule": rule_from(found.certificate["rule"]) if "rule" in found.certificate else None,
        "counted": counted,
        "aside": aside_from(visit.standing, found.proposal).before(found.ballot),
        "names": person_names([*counted.get("witnesses", ()), counted.get("entered_by") or 0]),
        "hindered": edge.named(hindrances_from(found.certificate, REFUSALS)),
        "mandates": mandates.mandates_from(organisation, f"resolution:{number}"),
        "statutes": founded_with(found),
    }
    if decided.effect.kind == "budget" and found.outcome == "adopted":
        given["budget"] = budgets.decided_budget(organisation, number)
        given["may_call"] = objections_to_calling(visit.standing)
    if ballot and about and ballot.kind == "budget":
        given |= seeing.budget_seen(organisation, ballot, about, found)
    return edge.show(request, "resolution.html", given)


def founded_with(found: queries.ResolutionView) -> list[tuple[object, object]]:
    """The first statutes, if this is the founding: provision and value."""
    stated = found.certificate.get("statutes") or {}
    return [
        (CATALOGUE[code], read_value(code, plain))
        for code, plain in stated.items()
        if code in CATALOGUE
    ]
