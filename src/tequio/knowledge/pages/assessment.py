"""An assessment that a villager can follow, and what happened afterwards: were we right?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.knowledge import service
from tequio.knowledge.forms.places import OutcomeForm
from tequio.knowledge.pages.assessed_told import found_told
from tequio.knowledge.pages.choosing import query_of
from tequio.knowledge.pages.place import VERDICT_LOOKS, likeness
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.queries.assessed import (
    AssessmentLine,
    AssessmentSeen,
    assessment,
    track_record,
)
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.rules.transferability import DISCLAIMER, VERDICT_WORDS
from tequio.knowledge.rules.were_we_right import ANSWERS, OUTCOMES
from tequio.membership import queries as members
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, pressed, sent

ANSWER_LOOKS = {"right": "holds", "partly": "open", "wrong": "refused", "not_judged": ""}
IN_ORDER = ("wrong", "partly", "right", "not_judged")
"""What can be learned most from stands first."""


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever takes part; where the place was published, whoever sees the library."""
    looking = look(request, slug)
    seen = _seen(looking, number)
    line = seen.line
    deeds = [_happened(request, looking, line)] if looking.takes_part else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    of = None if line.innovation is None else seen_source(looking, line)
    given: dict[str, Any] = {
        "line": line,
        "found": found_told(seen.found, of),
        "digest": seen.digest,
        "practice": practice_address(looking, line),
        "outcomes": [
            (one, OUTCOMES[one.outcome], ANSWERS[one.answer], ANSWER_LOOKS[one.answer])
            for one in seen.outcomes
        ],
        "transfers": seen.transfers,
        "takers": _takers(looking, line),
        "names_shown": looking.takes_part,
        "done": done,
        **likeness(looking, line.place),
    }
    return shown(request, looking, "assessment", status=done.status, **given)


def _seen(looking: Looking, number: int) -> AssessmentSeen:
    seen = assessment(looking.keeper, number, is_inside=looking.takes_part)
    if seen is None:
        raise Http404
    return seen


def seen_source(looking: Looking, line: AssessmentLine) -> tuple[int, int] | None:
    """Number of the library whose practice it is, and of the practice there."""
    if line.source is None or line.innovation is None:
        return None
    found = (
        looking.organisation
        if line.source[0] == looking.slug
        else members.organisation(line.source[0])
    )
    return (found.id, line.innovation) if found else None


def practice_address(looking: Looking, line: AssessmentLine) -> str:
    """Where the practice can be read."""
    if line.source is None:
        return reverse("knowledge:case", args=[looking.slug, line.code]) if line.code else ""
    return reverse("knowledge:practice", args=[line.source[0], line.innovation or 0])


def _takers(looking: Looking, line: AssessmentLine) -> list[tuple[str, str]]:
    """Name and address for each organisation of hers that could take it up."""
    if looking.person is None:
        return []
    asked = (
        Practice(case=line.code)
        if line.source is None
        else Practice(line.innovation, line.version, line.source[0])
    )
    shown_to = urlencode({"assessor": looking.slug, "assessment": line.id})
    own = members.organisations(members.places_of(looking.person, looking.today))
    return [
        (one.name, f"{reverse('knowledge:propose', args=[one.slug])}?{query_of(asked)}&{shown_to}")
        for one in own
    ]


def _happened(request: HttpRequest, looking: Looking, line: AssessmentLine) -> Deed:
    form = OutcomeForm(today=looking.today, **sent(request, "happened"))

    def act(said: Mapping[str, Any]) -> Told:
        service.record_outcome(looking.act(key_of(request)), assessment=line.id, **said)
        onward = reverse("knowledge:assessment", args=[looking.slug, line.id])
        return onward, gettext("It is written down beside what was said before.")

    about = gettext("So that everybody learns how far such assessments can be trusted.")
    return Deed(
        "happened", gettext("Write it down"), form, act,
        gettext("What happened afterwards?"), about, "write", is_folded=True,
    )  # fmt: skip


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """What assessments had said beside what happened: words and lists, never a rate."""
    looking = look(request, slug)
    found = track_record(looking.keeper, is_inside=looking.takes_part)
    sections = [
        (code, ANSWERS[code], ANSWER_LOOKS[code], found.of(code))  # type: ignore[index,arg-type]
        for code in IN_ORDER
    ]
    given: dict[str, Any] = {
        "sections": [one for one in sections if one[3]],
        "waiting": found.waiting,
        "verdicts": VERDICT_WORDS,
        "looks": VERDICT_LOOKS,
        "outcomes_in_words": OUTCOMES,
        "disclaimer": DISCLAIMER,
    }
    return shown(request, looking, "assessments", **given)
