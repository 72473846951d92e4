"""A file comes in: it is sent, looked at, and taken in or thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tequio.chronicle.service import Receipt
from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of
from tequio.registry.forms.intake import MOST_MEGABYTES, BringForm, ChangeForm
from tequio.registry.pages.told import outcomes_of
from tequio.registry.pages.visiting import Looking
from tequio.registry.pages.waiting import (
    Waiting,
    called,
    choices_of,
    desk,
    source_in,
    waiting,
)
from tequio.registry.queries.alike import looks_like
from tequio.registry.queries.fitting import (
    Offered,
    beginning_of,
    fitting,
    offered,
    offered_by_name,
)
from tequio.registry.queries.imports import last_imports
from tequio.registry.queries.previewing import preview_beginning
from tequio.registry.rules.mapping import Mapping
from tequio.registry.rules.mapping.reports import STATES
from tequio.registry.rules.taking_in import NO_SUCH_MAPPING
from tequio.registry.service import preparing as taking
from tequio.registry.service import stage, unstage
from tequio.registry.service.staged import staged

FIRST_ROWS = 10_000
COLUMN_BY_COLUMN = "none"


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a file; it waits until it was looked at."""
    looking = desk(request, slug)
    among = offered(looking.organisation.id)
    form = BringForm(
        request.POST or None,
        request.FILES or None,
        mappings=_choices(among),
        today=looking.today,
    )
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_sent(looking, form.cleaned_data, among))
        except Refused as reasons:
            refused = reasons.refusals
    given = {
        "visit": looking.visit,
        "form": form,
        "refused": refused,
        "imports": last_imports(looking.organisation.id, 5),
        "offered": among,
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "registry/bring.html", given, status=status)


def _choices(among: list[Offered]) -> list[tuple[str, object]]:
    return choices_of(among, gettext("Of this register"), gettext("Ready ones"))


def _sent(looking: Looking, given: dict[str, Any], among: list[Offered]) -> str:
    """Keep the file and find a mapping for it; the address where it is looked at.

    Raises Refused for a file that cannot be read at all, and does not keep it.
    """
    keeper, slug = looking.organisation.id, looking.organisation.slug
    name = called(given["file"].name)
    digest = stage(keeper, given["file"].chunks(), most=MOST_MEGABYTES * 1_000_000)
    found = _waiting(looking, digest, name, given)
    try:
        begins = beginning_of(found.path, name=name)
    except Refused:
        unstage(keeper, digest)
        raise
    if found.mapping == COLUMN_BY_COLUMN:
        return found.address(slug, "columns", mapping="")
    if not found.mapping:
        fits = fitting(among, begins.columns)
        if fits is None:
            return found.address(slug, "columns")
        return found.address(slug, mapping=fits.name)
    return found.address(slug)


def _waiting(looking: Looking, digest: str, name: str, given: dict[str, Any]) -> Waiting:
    path = staged(looking.organisation.id, digest)
    assert path is not None
    whole = given["extent"] == "whole"
    return Waiting(digest, path, name, given["mapping"], "", given["edition"], whole)


@require_safe
def preview(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """What taking the file in would do."""
    looking = desk(request, slug)
    return _shown(request, looking, waiting(request, looking, digest), ())


def _shown(
    request: HttpRequest, looking: Looking, file: Waiting, refused: tuple[Refusal, ...]
) -> HttpResponse:
    slug, keeper = looking.organisation.slug, looking.organisation.id
    among = offered(keeper)
    chosen = next((one for one in among if one.name == file.mapping), None)
    if chosen is None:
        return redirect(file.address(slug, "columns", mapping=""))
    given: dict[str, Any] = {
        "visit": looking.visit,
        "keeps": looking.keeps,
        "file": file,
        "chosen": chosen,
        "query": file.query(),
        "form": _change_form(looking, file, chosen.mapping, among),
        "refused": refused,
        "columns_href": file.address(slug, "columns"),
    }
    try:
        given |= _previewed(keeper, file, chosen.mapping)
    except Refused as reasons:
        given["refused"] = refused or reasons.refusals
    status = status_of(given["refused"])
    return render(request, "registry/preview.html", given, status=status)


def _previewed(keeper: int, file: Waiting, mapping: Mapping) -> dict[str, Any]:
    found = preview_beginning(
        keeper, file.path, mapping, name=file.name, whole=file.whole, first=FIRST_ROWS
    )
    return {
        "found": found,
        "outcomes": outcomes_of(keeper, found.rows, found.counts),
        "alike": looks_like(keeper, found.rows),
        "columns": [one for one in found.columns if one.state != "taken" or one.not_understood],
        "states": STATES,
    }


def _change_form(
    looking: Looking, file: Waiting, mapping: Mapping, among: list[Offered]
) -> ChangeForm:
    titles = {one.code: one.title for one in mapping.sources}
    spoken = dict.fromkeys(part.source for part in mapping.parts)
    chosen = {
        "mapping": file.mapping,
        "source": source_in(mapping, file.source),
        "edition": file.edition,
        "extent": "whole" if file.whole else "part",
    }
    return ChangeForm(
        initial=chosen,
        mappings=_choices(among),
        sources=[(code, titles.get(code) or code) for code in spoken],
        today=looking.today,
    )


@require_POST
def take(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Take the file in as it was looked at."""
    looking = desk(request, slug)
    file = waiting(request, looking, digest)
    try:
        receipt = _take(request, looking, file)
    except Refused as reasons:
        return _shown(request, looking, file, reasons.refusals)
    messages.success(request, gettext("The file was taken in."))
    return redirect("registry:batch", slug, receipt.facts["batch"])


def _take(request: HttpRequest, looking: Looking, file: Waiting) -> Receipt:
    """All of it or nothing: a source that only this file brought is not left behind."""
    key = key_of(request)
    chosen = offered_by_name(looking.organisation.id, file.mapping)
    if chosen is None:
        raise Refused(NO_SUCH_MAPPING.because(mapping=file.mapping))
    taken = taking.Waiting(
        source_in(chosen.mapping, file.source), file.digest, file.name, file.edition, file.whole
    )
    return taking.take_in(lambda end: looking.act(f"{key}{end}"), chosen.text, taken)


@require_POST
def throw_away(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The file is not taken in; nothing of it stays."""
    looking = desk(request, slug)
    unstage(looking.organisation.id, waiting(request, looking, digest).digest)
    messages.success(request, gettext("The file was thrown away; nothing of it stays here."))
    return redirect("registry:import", slug)
