"""All that a group has here as one file, for those who write its book or keep its roll."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tequio.membership.rules import holds_any, keeps_the_roll
from tequio.membership.visits import visit
from tequio.site.everything import everything
from tequio.statutes.queries import statutes_on


@require_safe
def everything_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The ZIP.  Names and phone numbers are in it, so officers only."""
    here = visit(request, slug)
    offices = statutes_on(here.organisation.id, here.today).offices("offices.book")
    if not keeps_the_roll(here.standing) and not holds_any(here.standing, offices):
        raise PermissionDenied
    name = f"{slug}-{here.today:%Y-%m-%d}.zip"
    return HttpResponse(
        everything(here.organisation, here.today),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
