"""Writing a practice together: plain rows, one more by a press; nobody's text is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.kernel import Refusal, Refused, canonical
from tequio.knowledge import service
from tequio.knowledge.forms.designing import empty_rows, plain_of, rows_of
from tequio.knowledge.forms.rows import Rows, placed, posted, with_one_more
from tequio.knowledge.forms.taking import role_choices
from tequio.knowledge.pages.differences import Change, differences
from tequio.knowledge.pages.visiting import Looking, look_inside, shown
from tequio.knowledge.pages.watching import sector_choices
from tequio.knowledge.pages.wording import MARKS, OPERATORS_TOLD, SOURCE_KINDS, language, text_of
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.practice import Version, versions
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.queries.watched import loose_observations
from tequio.knowledge.rules.designs import Design, DesignError
from tequio.knowledge.rules.practices import WRITTEN_IN_BETWEEN
from tequio.knowledge.rules.watching import KINDS
from tequio.membership.visits import key_of, number_in, status_of


@dataclass
class Sheet:
    """What stands in the form, and what came of sending it.

    between  versions that others wrote meanwhile; changes: theirs beside hers
    """

    rows: Rows
    refused: tuple[Refusal, ...] = ()
    between: tuple[Version, ...] = ()
    changes: list[Change] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever works on a practice writes its next version, from the newest."""
    looking = look_inside(request, slug)
    found = versions(looking.keeper, number, looking.reader)
    if not found:
        raise Http404
    newest = found[0]
    tongue = _tongue(newest.design)
    based_on = number_in(request.POST.get("based_on", "")) or newest.number
    sheet = Sheet(
        posted(request.POST.dict()) if request.method == "POST" else rows_of(newest.design, tongue)
    )
    if request.POST.get("do") == "save":
        try:
            service.write_version(
                looking.act(key_of(request)),
                innovation=number,
                design=canonical(plain_of(sheet.rows, tongue)),
                based_on=based_on,
                words=request.POST.get("words", ""),
            )
        except Refused as raised:
            sheet.refused = raised.refusals
            if any(one.code == WRITTEN_IN_BETWEEN.code for one in raised.refusals):
                sheet = _beside(sheet, found, based_on, tongue)
                based_on = newest.number
        else:
            messages.success(
                request, gettext("It is written. Signatures count for this version anew.")
            )
            return redirect("knowledge:practice", slug, number)
    given = {"number": number, "based_on": based_on, "title": text_of(newest.design.title)}
    return _page(request, looking, sheet, **given)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody begins a practice, from what was noticed or with what she writes."""
    looking = look_inside(request, slug)
    sheet = Sheet(posted(request.POST.dict()) if request.method == "POST" else empty_rows())
    chosen = {number_in(one) for one in request.POST.getlist("observations")}
    if request.method != "POST":
        chosen = {number_in(request.GET.get("from", ""))}
    if request.POST.get("do") == "save":
        try:
            receipt = service.join(
                looking.act(key_of(request)),
                design=canonical(plain_of(sheet.rows, language())),
                role=request.POST.get("role", ""),
                observations=tuple(sorted(one for one in chosen if one)),
                words=request.POST.get("words", ""),
            )
        except Refused as raised:
            sheet.refused = raised.refusals
        else:
            messages.success(request, gettext("It is begun. Ask others to work on it with you."))
            return redirect("knowledge:practice", slug, receipt.facts["innovation"])
    loose = [(one, one.id in chosen) for one in loose_observations(looking.keeper)]
    roles = [(*one, one[0] == request.POST.get("role", "")) for one in role_choices()]
    return _page(request, looking, sheet, loose=loose, kinds=KINDS, roles=roles)


def _tongue(design: Design) -> str:
    """The language in which it is written on: the reader's, if it has that; else its own."""
    here = language()
    return here if here in design.title else next(iter(design.title), here)


def _beside(sheet: Sheet, found: tuple[Version, ...], based_on: int, tongue: str) -> Sheet:
    """Hers beside what others wrote in between."""
    newest = found[0]
    try:
        hers = read_design(plain_of(sheet.rows, tongue))
    except DesignError:
        changes = []
    else:
        changes = differences(newest.design, replace(hers, version=newest.number))
    between = tuple(one for one in found if one.number > based_on)
    return replace(sheet, between=between, changes=changes)


def _page(request: HttpRequest, looking: Looking, sheet: Sheet, **more: Any) -> HttpResponse:
    rows = sheet.rows
    if add := request.POST.get("add", ""):
        rows = with_one_more(rows, add)
    known = variables().values()
    names = {one.code: text_of(one.name) for one in known}
    for one in rows["context"]:
        one["name"] = names.get(one.get("variable", ""), "")
    given: dict[str, Any] = {
        "rows": placed(rows),
        "sheet": sheet,
        "words": request.POST.get("words", ""),
        "sectors": sector_choices(),
        "kinds_of_source": SOURCE_KINDS.items(),
        "sources": [
            (one["code"], one.get("title", "")) for one in rows["sources"] if one.get("code")
        ],
        "variables": names.items(),
        "marks": MARKS.items(),
        "choices": {
            one.code: ", ".join(f"{code} = {text_of(told)}" for code, told in one.choices.items())
            for one in known
            if one.choices
        },
        "operators": [(code, gettext(told)) for code, told in OPERATORS_TOLD.items()],
        **more,
    }
    return shown(request, looking, "write", status=status_of(sheet.refused), **given)
