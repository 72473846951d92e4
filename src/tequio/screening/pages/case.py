"""A case for those who work on it: what was said, what is known, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.governance import queries as governance
from tequio.kernel import Refused, refuse
from tequio.membership.visits.doing import pressed
from tequio.screening.pages.case_deeds import Working, deeds_of
from tequio.screening.pages.case_told import assessed_told, history_of
from tequio.screening.pages.origins import Around
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.pages.wording import fact_title, text_of, value_in_words
from tequio.screening.queries.cases import CaseView, case_view
from tequio.screening.queries.cases_there import case_there, ties_in
from tequio.screening.queries.shown import EvidenceView, came_since, evidence_about
from tequio.screening.rules import cases as rules
from tequio.screening.rules.evidence import EVIDENCE, GRADES
from tequio.screening.rules.examining import objections_to_ties


def case(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For assessors without an interest, the panel once it was asked, and who asked herself."""
    looking = look(request, slug)
    view = view_of(looking, number)
    sees_all = view.reader != "asker"
    pieces = _pieces(looking, view) if sees_all else []
    there = case_there(looking.organisation.id, number)
    newer = _newer(looking, view, pieces)
    working = Working(request, looking, view, there, newer)
    done = pressed(request, deeds_of(working))
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "view": view,
        "line": view.line,
        "pack_title": text_of(view.line.pack.titles),
        "state": rules.STATES[view.line.state],
        "kind": rules.KINDS[view.line.kind],
        "history": history_of(view),
        "pieces": [_piece(one, slug) for one in pieces],
        "judged": assessed_told(looking.organisation.id, view, _around(looking, view, pieces)),
        "proposal": _proposal(looking, view),
        "sees_all": sees_all,
        "newer": newer,
        "has_sheet": sees_all and view.assessment is not None,
        "done": done,
    }
    return shown(request, looking, "case", status=done.status, **given)


def view_of(looking: Looking, number: int) -> CaseView:
    """The case as this reader may see it.  Raises Refused for who assesses or decides and is tied,
    Http404 for everybody else who may not read it."""
    examiner = looking.organisation.id
    view = case_view(examiner, number, looking.person, looking.today) if number < 2**62 else None
    if view is not None and view.reader != "party":
        return view
    if (looking.assesses or looking.decides) and number < 2**62:
        _refuse_who_is_tied(looking, number)
    raise Http404


def _refuse_who_is_tied(looking: Looking, number: int) -> None:
    """Of a doubt that nobody has looked at not even this is said."""
    try:
        found = case_there(looking.organisation.id, number)
    except Refused:
        return
    is_before_her = looking.assesses or found.state in (rules.BEFORE_PANEL, rules.DECIDED)
    if is_before_her and found.state not in (rules.QUARANTINE, rules.REFUSED):
        ties = ties_in(looking.organisation.id, found, looking.today)
        refuse(objections_to_ties(ties, looking.person))


def _pieces(looking: Looking, view: CaseView) -> list[EvidenceView]:
    return evidence_about(looking.organisation.id, view.line.listed, case=view.line.id)


def _newer(looking: Looking, view: CaseView, pieces: list[EvidenceView]) -> int:
    """Pieces that the assessment does not know, while it can still be made anew."""
    if view.assessment is None or view.line.state not in rules.WITH_THE_ASSESSOR:
        return 0
    return came_since(looking.organisation.id, view.assessment, pieces)


def _piece(one: EvidenceView, slug: str) -> dict[str, Any]:
    return {
        "one": one,
        "title": gettext(EVIDENCE[one.kind].title),
        "grade": gettext(GRADES[one.grade]),
        "facts": [(fact_title(code), value_in_words(code, value)) for code, value in one.facts],
        "href": reverse("screening:evidence_file", args=[slug, one.id]) if one.has_file else "",
    }


def _around(looking: Looking, view: CaseView, pieces: list[EvidenceView]) -> Around:
    """Those who examine see what was read; the rows of a group's books stay in its own pages."""
    slug = looking.slug
    return Around(
        slug=slug,
        listed=view.line.listed,
        addresses={
            f"{one.kind}:{one.id}": reverse("screening:evidence_file", args=[slug, one.id])
            for one in pieces
            if one.has_file
        },
    )


def _proposal(looking: Looking, view: CaseView) -> Any:
    """What the panel was asked last."""
    number = view.line.proposal
    return governance.proposal(looking.organisation.id, number) if number else None
