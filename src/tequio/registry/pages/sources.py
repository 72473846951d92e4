"""Whose word the register takes: sources, their licences, and the files that came from them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of
from tequio.registry.forms.sources import SourceChangeForm, SourceForm
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.pages.waiting import desk
from tequio.registry.queries import imports
from tequio.registry.queries.imports import SourceTold
from tequio.registry.rules.properties import SOURCE_KINDS
from tequio.registry.service import add_source, change_source


@require_safe
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Every source; outsiders see those that may be published."""
    looking = look(request, slug)
    told = imports.sources_told(looking.organisation.id)
    given = _given(looking) | {
        "sources": [one for one in told if looking.is_inside or one.row.may_publish],
    }
    return render(request, "registry/sources.html", given)


@require_safe
def source(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One source with its files in order."""
    looking = look(request, slug)
    told = _told(looking, code)
    given = _given(looking) | {
        "source": told,
        "imports": imports.imports_of(looking.organisation.id, told.row),
    }
    return render(request, "registry/source.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a source down."""
    looking = desk(request, slug)
    form = SourceForm(request.POST or None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            add_source(looking.act(key_of(request)), **form.given())
        except Refused as reasons:
            refused = reasons.refusals
        else:
            messages.success(request, gettext("The source is written down."))
            return redirect("registry:source", slug, form.given()["code"])
    given = _given(looking) | {"form": form, "refused": refused}
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "registry/source_form.html", given, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Correct what is known of a source."""
    looking = desk(request, slug)
    row = _told(looking, code).row
    form = SourceChangeForm(request.POST or None, row=row)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            change_source(looking.act(key_of(request)), source=code, **form.given())
        except Refused as reasons:
            refused = reasons.refusals
        else:
            messages.success(request, gettext("What is known of the source was changed."))
            return redirect("registry:source", slug, code)
    given = _given(looking) | {"form": form, "refused": refused, "row": row}
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "registry/source_form.html", given, status=status)


def _told(looking: Looking, code: str) -> SourceTold:
    told = imports.source_told(looking.organisation.id, code)
    if told is None or not (looking.is_inside or told.row.may_publish):
        raise Http404
    return told


def _given(looking: Looking) -> dict[str, Any]:
    return {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "keeps": looking.keeps,
        "kinds": SOURCE_KINDS,
    }
