"""All versions of a practice, with authors; and what each changed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tequio.knowledge.pages.differences import differences
from tequio.knowledge.pages.telling import told
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.pages.wording import text_of
from tequio.knowledge.queries.practice import Version
from tequio.knowledge.queries.practice import versions as versions_of
from tequio.knowledge.rules.practices import ROLES


def _all(looking: Looking, number: int) -> tuple[Version, ...]:
    """Newest first.  Raises Http404."""
    found = versions_of(looking.keeper, number, looking.reader)
    if not found:
        raise Http404
    return found


@require_safe
def versions(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever may read the practice reads what it said before."""
    looking = look(request, slug)
    found = _all(looking, number)
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "number": number,
        "title": text_of(next(one for one in found if not one.is_draft).design.title),
        "versions": found,
        "roles": ROLES,
    }
    return shown(request, looking, "versions", **given)


@require_safe
def version(request: HttpRequest, slug: str, number: int, which: int) -> HttpResponse:
    """One version whole, and what it changed."""
    looking = look(request, slug)
    found = {one.number: one for one in _all(looking, number)}
    this = found.get(which)
    if this is None:
        raise Http404
    before = found.get(which - 1)
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "number": number,
        "version": this,
        "newest": max(found),
        "before": before,
        "changes": differences(before.design, this.design) if before else [],
        "told": told(this.design),
        "roles": ROLES,
    }
    return shown(request, looking, "version", **given)
