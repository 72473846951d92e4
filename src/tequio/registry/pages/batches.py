"""An import as it was written down: its report, what it brought, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of
from tequio.registry.pages.told import OUTCOMES, changes_in_words
from tequio.registry.pages.visiting import Looking, look_inside
from tequio.registry.pages.waiting import desk
from tequio.registry.queries import imports
from tequio.registry.queries.batches import objections_to_undo
from tequio.registry.queries.imports import MOVES, Import, Moved
from tequio.registry.rules.mapping.reports import STATES
from tequio.registry.service import undo_batch

AT_ONCE = 30


@require_safe
def batch(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The report of an import, with the first records of each kind."""
    looking = look_inside(request, slug)
    row = _row(looking, number)
    moves = [(one, *_moved(row, one, 0)) for one in MOVES if getattr(row, one)]
    report = imports.report_of(row)
    given = _about(looking, row) | {
        "report": report,
        "columns": [one for one in report.columns if one.state != "taken" or one.not_understood],
        "taken": [one for one in report.columns if one.state == "taken"],
        "states": STATES,
        "moves": [
            {"code": code, "title": gettext(OUTCOMES[code]), "rows": rows, "more": more}
            for code, rows, more in moves
        ],
        "may_undo": looking.keeps and row.undone_at is None,
    }
    return render(request, "registry/batch.html", given)


@require_safe
def moved(request: HttpRequest, slug: str, number: int, what: str) -> HttpResponse:
    """All records that an import brought as new, changed, or did not have any more, in pages."""
    looking = look_inside(request, slug)
    row = _row(looking, number)
    after = request.GET.get("after", "0")
    if what not in MOVES or not (after.isdecimal() and len(after) < 19):
        raise Http404
    rows, more = _moved(row, what, int(after))
    given = _about(looking, row) | {
        "what": what,
        "title": gettext(OUTCOMES[what]),
        "rows": rows,
        "more": more,
        "count": getattr(row, what),
    }
    return render(request, "registry/moved.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what taking an import back does, then do it."""
    looking = desk(request, slug)
    row = _row(looking, number)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            undo_batch(looking.act(key_of(request)), batch=number)
        except Refused as reasons:
            refused = reasons.refusals
        else:
            messages.success(request, gettext("The import was taken back."))
            return redirect("registry:batch", slug, number)
    given = _about(looking, row) | {
        "refused": refused,
        "objections": tuple(objections_to_undo(looking.organisation.id, number)),
    }
    return render(request, "registry/undo.html", given, status=status_of(refused))


def _row(looking: Looking, number: int) -> Import:
    found = imports.batch_of(looking.organisation.id, number)
    if found is None:
        raise Http404
    return found


def _about(looking: Looking, row: Import) -> dict[str, Any]:
    source = imports.source_by_number(looking.organisation.id, row.source_id)
    return {"visit": looking.visit, "batch": row, "source": source, "keeps": looking.keeps}


def _moved(row: Import, what: str, after: int) -> tuple[list[dict[str, Any]], int]:
    """Some records with their changes in words, and behind which one the next begin (0: none)."""
    found = imports.moved(row.organisation_id, row.id, what, after=after, most=AT_ONCE + 1)
    more = found[AT_ONCE - 1].record if len(found) > AT_ONCE else 0
    return [_told(one) for one in found[:AT_ONCE]], more


def _told(one: Moved) -> dict[str, Any]:
    return {
        "listed": one.listed,
        "name": one.name or one.key,
        "key": one.key,
        "changes": changes_in_words(one.differences),
    }
