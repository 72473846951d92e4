"""A guide for groups without papers: what counts, how to photograph it, how neighbours vouch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tequio.screening.pages.visiting import look, shown


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """To read on a phone, and to print."""
    return shown(request, look(request, slug), "guide")
