"""Practices for other programs, and practices of others read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.kernel import Refused, canonical
from tequio.knowledge import service
from tequio.knowledge.forms.bringing import BringForm
from tequio.knowledge.pages.case import case_called
from tequio.knowledge.pages.visiting import Looking, look, look_inside, shown
from tequio.knowledge.pages.wording import language, sector_in_words
from tequio.knowledge.queries.practice import may_read
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.queries.versions import standing_of
from tequio.knowledge.queries.written import design_kept, innovation_of, version_of
from tequio.knowledge.rules.designs import Design, in_one_language, plain_design
from tequio.knowledge.rules.exchange import ExchangeError, Publisher, as_cids, as_json, from_json
from tequio.knowledge.rules.practices import DESIGN_NOT_READABLE
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, pressed, sent

JSON, JSON_LD = "application/json", "application/ld+json"


@require_safe
def case_file(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A ready case as JSON, whole."""
    look(request, slug)
    return _file(as_json(case_called(code)), f"{code}.json", JSON)


@require_safe
def case_cids(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A ready case in the Common Impact Data Standard."""
    looking = look(request, slug)
    place = request.build_absolute_uri(reverse("knowledge:case", args=[slug, code]))
    return _cids(case_called(code), looking, place, f"{code}.jsonld")


@require_safe
def practice_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A practice as JSON, whole, as the version says that stands."""
    design = _written(look(request, slug), number)
    return _file(as_json(design), f"practice-{number}.json", JSON)


@require_safe
def practice_cids(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A practice in the Common Impact Data Standard."""
    looking = look(request, slug)
    place = request.build_absolute_uri(reverse("knowledge:practice", args=[slug, number]))
    return _cids(_written(looking, number), looking, place, f"practice-{number}.jsonld")


def _written(looking: Looking, number: int) -> Design:
    """The version that stands of a practice that whoever looks may read.  Raises Http404."""
    row = innovation_of(looking.keeper, number)
    if row is None or not may_read(looking.reader, row):
        raise Http404
    version = version_of(looking.keeper, number, standing_of(row))
    if version is None:
        raise Http404
    return replace(design_kept(version), state=row.state)


def _cids(design: Design, looking: Looking, place: str, name: str) -> HttpResponse:
    publisher = Publisher(place, looking.organisation.name)
    named = sector_in_words(design.sector)
    document = as_cids(design, publisher, language=language(), sector_name=named)
    return _file(canonical(document), name, JSON_LD)


def _file(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a practice that another library wrote as JSON; it begins one here."""
    looking = look_inside(request, slug)
    done = pressed(request, [_to_bring(request, looking)])
    if done.onward:
        return done.onward
    return shown(request, looking, "import", status=done.status, done=done)


def _to_bring(request: HttpRequest, looking: Looking) -> Deed:
    form = BringForm(**sent(request, "bring"))

    def act(said: Mapping[str, Any]) -> Told:
        design = _read(form.brought())
        receipt = service.join(
            looking.act(key_of(request)),
            design=canonical_design(design),
            role=said["role"],
            words=said["words"],
        )
        onward = reverse("knowledge:practice", args=[looking.slug, receipt.facts["innovation"]])
        return onward, gettext("It is in your library now. Write what is different here.")

    return Deed("bring", gettext("Read it"), form, act, sign="download")


def _read(text: str) -> Design:
    """The practice of a file, in one language, as one of this library's own.  Raises Refused."""
    try:
        design = from_json(text, variables())
    except ExchangeError as problem:
        told = "; ".join(problem.problems)
        raise Refused(DESIGN_NOT_READABLE.because(problems=told)) from problem
    return in_one_language(design, language())


def canonical_design(design: Design) -> str:
    """A design as the acts take it."""
    return canonical(plain_design(design))
