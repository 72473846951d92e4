"""Photographs of paper sheets, shown to members of their group only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from tequio.governance import queries
from tequio.membership.visits import show_photo
from tequio.membership.visits import visit as visit_of


def photo(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """A photograph that a count of hands in this group names; 404 for everybody else."""
    visit = visit_of(request, slug)
    if not queries.has_photo(visit.organisation.id, digest):
        raise Http404
    return show_photo(visit.organisation.id, digest)
