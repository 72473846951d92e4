"""The passbook in large figures, on a screen, on a slip of paper, and read aloud."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tequio.kernel import refuse
from tequio.membership import queries as members
from tequio.membership.visits import Visit, visit
from tequio.notices.queries.aloud import read_aloud, spoken_language
from tequio.notices.queries.drawing import square
from tequio.notices.queries.passbook import Passbook, objections_to_see
from tequio.notices.queries.passbook import passbook as passbook_of
from tequio.notices.queries.proving import token_of

PAPERS = ("card", "roll")
"""A card of A6, and the roll of a small receipt printer (58 mm)."""


def _look(request: HttpRequest, slug: str, person: int) -> tuple[Visit, members.Record, Passbook]:
    """Who looks, and whose passbook.  404 for strangers and for who never belonged here."""
    here = visit(request, slug)
    refuse(objections_to_see(here.standing, person, here.today))
    record = members.record(here.organisation.id, person)
    if record is None:
        raise Http404
    return here, record, passbook_of(here.organisation.id, person, here.today)


@require_safe
def passbook(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """What she has and owes, the last movements, and the way to her proof."""
    here, record, found = _look(request, slug, person)
    address = ""
    if found.line is not None:
        address = reverse("notices:proof", args=[token_of(here.organisation.id, found.line[0])])
    paper = request.GET.get("paper", "")
    given = {
        "visit": here,
        "record": record,
        "book": found,
        "is_mine": here.person == person,
        "paper": paper if paper in PAPERS else PAPERS[0],
        "address": address,
        "square": square(request.build_absolute_uri(address)) if address else None,
        "proof": found.line[1][:10] if found.line else "",
    }
    return render(request, "notices/passbook.html", given)


@require_safe
def aloud(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Big buttons, each of which says a figure."""
    here, record, found = _look(request, slug, person)
    language = spoken_language(get_language() or "en")
    given = {
        "visit": here,
        "record": record,
        "is_mine": here.person == person,
        "language": language,
        "figures": read_aloud(found, language),
    }
    return render(request, "notices/aloud.html", given)
