"""What whoever has the address may see: the proof of a line, and recorded clips."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.notices.queries.proving import proof_of
from tequio.notices.queries.voices import SUFFIXES, clip_file

KEPT_FOR = 24 * 3600


@require_safe
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Where a line stands in the chronicle of its group: digests, six words, nobody's name."""
    found = proof_of(token)
    if found is None:
        raise Http404
    answer = render(request, "notices/proof.html", {"proof": found})
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def clip(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """A recorded clip; it says a word and nothing about anybody."""
    path = clip_file(language, name)
    if path is None:
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type=SUFFIXES[path.suffix[1:]])
    answer["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return answer
