"""The panel's sheet: all that it decides on, on one page that can be printed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tequio.governance import queries as governance
from tequio.governance.queries.asides import aside_from
from tequio.screening.pages.case import view_of
from tequio.screening.pages.case_told import assessed_told
from tequio.screening.pages.visiting import look_inside, shown
from tequio.screening.pages.wording import text_of
from tequio.screening.queries.cases import Assessed, CaseView
from tequio.screening.queries.desk import reasons_for
from tequio.screening.rules import cases as rules
from tequio.screening.rules.findings import STATES


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For the panel once it was asked, and before for the assessors without an interest."""
    looking = look_inside(request, slug)
    view = view_of(looking, number)
    judged = assessed_told(looking.organisation.id, view) if view.reader != "asker" else None
    if judged is None:
        raise Http404
    examiner, proposal = looking.organisation.id, view.line.proposal
    assessed = _rests_on(view)
    given: dict[str, Any] = {
        "view": view,
        "line": view.line,
        "pack_title": text_of(view.line.pack.titles),
        "judged": judged,
        "told": STATES[judged.verdict.code],
        "assessed": assessed,
        "reasons": reasons_for(examiner, proposal) if proposal else "",
        "proposal": governance.proposal(examiner, proposal) if proposal else None,
        "aside": aside_from(looking.standing, proposal) if proposal else None,
        "replies": [one for one in view.said if one.kind == rules.REPLY],
    }
    return shown(request, looking, "sheet", **given)


def _rests_on(view: CaseView) -> Assessed | None:
    return next((one for one in view.assessed if one.id == view.assessment), None)
