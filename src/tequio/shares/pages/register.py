"""The first page of shares: one's own, the register, what was asked back, divisions."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.membership import queries as members
from tequio.shares import queries
from tequio.shares.pages.looking import look

ON_A_PAGE = 50


@require_safe
def shares(request: HttpRequest, slug: str) -> HttpResponse:
    """What a member holds and asked back; of others as far as the statutes show it."""
    found = look(request, slug)
    whole = queries.register(found.organisation, found.visit.today)
    person = found.visit.person
    waiting = whole.open_notices(None if found.sees_all or person is None else person)
    given = {
        "visit": found.visit,
        "look": found,
        "register": whole,
        "unit": whole.terms.unit,
        "mine": whole.of(person),
        "waiting": [one for one in waiting if found.may_see(one.person)],
        "page": Paginator(whole.holders, ON_A_PAGE).get_page(request.GET.get("page")),
        "names": members.person_names({one.person for one in waiting})
        | {one.person: one.name for one in whole.holders},
        "divisions": queries.divisions(found.organisation, with_parts=False),
    }
    return render(request, "shares/shares.html", given)
