"""Us in the networks: for the officers of an organisation what waits for it there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.ecosystem.pages.telling import tie_in_words
from tequio.ecosystem.queries.own_ties import Belonging, belongings_of
from tequio.membership.visits import visit


@require_safe
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """Under its own address; officers of it see which ties wait to be confirmed."""
    here = visit(request, slug)
    found = belongings_of(here.organisation.id, here.standing, here.today)
    given: dict[str, Any] = {
        "visit": here,
        "organisation": here.organisation,
        "slug": slug,
        "belongings": [(one, _place(one), _waiting(one)) for one in found],
    }
    return render(request, "ecosystem/own.html", given)


def _place(one: Belonging) -> str:
    return reverse("ecosystem:actor", args=[one.slug, one.listed])


def _waiting(one: Belonging) -> list[str]:
    """Each tie as the other side tells it."""
    return [
        f"{tie.name} {tie_in_words(tie.kind, None if tie.gives is None else not tie.gives)}"
        for tie in one.waiting
    ]
