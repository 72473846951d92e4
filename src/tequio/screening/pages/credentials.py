"""A finding that can be taken along: its label, its signed credential, how it counts today."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel import dates
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tequio.membership.visits import locale
from tequio.registry.service.node_key import public_key, signed
from tequio.screening.pages.visiting import Looking, look
from tequio.screening.pages.wording import text_of
from tequio.screening.queries.standing import Addresses, Standing, claim_of, standing_of
from tequio.screening.rules.credentials import document_of, sealed
from tequio.screening.rules.findings import STATES
from tequio.screening.rules.labels import Label, Words, laid_out

SVG, CREDENTIAL = "image/svg+xml; charset=utf-8", "application/vc"
PLAIN = {"ensure_ascii": False}
FRESH = 300
"""Seconds for which a label may be shown without asking again."""


def public_finding(request: HttpRequest, slug: str, number: int) -> tuple[Looking, Standing]:
    """A finding that everybody may see.  Raises Http404 for all others: what only members see is
    not taken along."""
    looking = look(request, slug)
    is_there = looking.keeping.is_public and number < 2**63
    found = standing_of(looking.organisation.id, number, looking.today) if is_there else None
    if found is None:
        raise Http404
    return looking, found


def addresses_of(request: HttpRequest, slug: str, number: int) -> Addresses:
    """Whole addresses of a finding."""

    def whole(name: str, *args: str | int) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    return Addresses(
        finding=whole("screening:finding", slug, number),
        status=whole("screening:status", slug, number),
        issuer=whole("registry:register", slug),
    )


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def label(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The label of a finding that meets the rules and counts, for pages of others and for paper;
    `?language=fr` asks for one of the languages of the house."""
    looking, found = public_finding(request, slug, number)
    if not found.has_label:
        raise Http404
    asked = request.GET.get("language", "")
    is_known = asked in dict(settings.LANGUAGES)
    with translation.override(asked if is_known else translation.get_language()):
        given = _label(looking, found, addresses_of(request, slug, number).finding)
        answer = render(request, "screening/label.svg", given, content_type=SVG)
    answer["Cache-Control"] = f"public, max-age={FRESH}"
    return _for_anybody(answer)


def _label(looking: Looking, found: Standing, address: str) -> dict[str, Any]:
    said = found.finding
    words = {
        "verdict": gettext(STATES[said.verdict]),
        "name": said.name,
        "rules": gettext("Judged by: %(rules)s")
        % {"rules": f"{text_of(said.pack.titles)} ({said.pack.key})"},
        "network": gettext("Found by: %(network)s") % {"network": looking.organisation.name},
        "decided": gettext("Decided on %(day)s.") % {"day": _day(said.decided_on)},
        "until": gettext("Counts until %(day)s.") % {"day": _day(said.holds_until)},
        "invented": gettext("Invented data") if looking.organisation.is_invented else "",
    }
    return {
        "label": _drawn(words, address.partition("://")[2]),
        "title": f"{words['name']}: {words['verdict']}",
        "told": " ".join(
            [*(words[part] for part in ("rules", "network", "decided", "until")), address]
        ),
        "language": translation.get_language(),
    }


def _drawn(words: dict[str, str], address: str) -> Label:
    host, _stroke, path = address.partition("/")
    told = [
        Words(words["name"], 17, is_strong=True),
        Words(words["verdict"], 17),
        Words(words["rules"], 13, most=4),
        Words(words["network"], 13),
        Words(words["decided"], 13),
        Words(words["until"], 13),
        Words(words["invented"], 13, is_strong=True),
        Words(host, 11),
        Words(f"/{path}", 11),
    ]
    return laid_out(one for one in told if one.text)


def _day(day: date) -> str:
    return str(dates.format_date(day, "long", locale=locale()))


@require_safe
def credential(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The finding as a verifiable credential, signed by this node; only as long as it counts.  The
    same finding gives the same text."""
    looking, found = public_finding(request, slug, number)
    if not found.counts:
        raise Http404
    at, key = addresses_of(request, slug, number), public_key()
    claim = claim_of(looking.organisation.id, looking.organisation.name, found.finding, at)
    created = f"{claim.decided_on.isoformat()}T00:00:00Z"
    told = sealed(document_of(claim, key=key), key=key, created=created, sign=signed)
    answer = JsonResponse(told, content_type=CREDENTIAL, json_dumps_params=PLAIN)
    answer["Content-Disposition"] = f'attachment; filename="{slug}-finding-{number}.json"'
    answer["Cache-Control"] = "public, no-cache"
    return _for_anybody(answer)


@require_safe
def status(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """How a finding counts today, for machines.  Why it lapsed is told once an assessor noted it:
    before that it stands in books which only the examiner may read."""
    looking, found = public_finding(request, slug, number)
    said, at = found.finding, addresses_of(request, slug, number)
    told: dict[str, Any] = {
        "type": "FindingStatus",
        "id": at.status,
        "finding": at.finding,
        "state": found.code,
        "verdict": said.verdict,
        "decidedOn": said.decided_on.isoformat(),
        "holdsUntil": said.holds_until.isoformat(),
        "isAppealed": found.is_appealed,
        "asOf": looking.today.isoformat(),
    }
    ended = found.live.ended
    if said.replaced_by is not None:
        told["replacedBy"] = addresses_of(request, slug, said.replaced_by).finding
    elif ended is not None and found.live.is_noted:
        told |= {"lapsedOn": ended.day.isoformat(), "trigger": ended.code}
    answer = JsonResponse(told)
    answer["Cache-Control"] = "public, no-cache"
    return _for_anybody(answer)


def _for_anybody(answer: HttpResponse) -> HttpResponse:
    """Pages of others may read and show it."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
