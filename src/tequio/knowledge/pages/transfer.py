"""A practice on its way: the steps, what was changed and why, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tequio.knowledge.pages.transfer_deeds import deeds_of
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.wording import text_of
from tequio.knowledge.queries.transfers import AdaptationSeen, TransferSeen, transfer
from tequio.knowledge.rules import frame
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.moving import (
    MONTHS,
    NO_MORE,
    ON_ANY_DAY,
    OVER,
    REACHES,
    STATES,
    WAY,
    due_on,
)
from tequio.knowledge.rules.were_we_right import OUTCOMES
from tequio.membership.visits.doing import pressed

TRUTH_LOOKS = {"holds": "holds", "fails": "refused", "unknown": "waits"}


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever takes part; without the names of persons everybody who sees the library."""
    looking, seen = _looked_at(request, slug, number)
    deeds = deeds_of(request, looking, seen) if looking.visit else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    line = seen.line
    given: dict[str, Any] = {
        "line": line,
        "seen": seen,
        "way": _way(line.state),
        "states": STATES,
        "parts": [
            (text_of(one.name), text_of(one.function), text_of(one.form), one.is_core)
            for one in seen.design.components
        ],
        "adaptations": [_told(one, seen.design) for one in seen.adaptations],
        "follow_ups": _follow_ups(looking, seen),
        "harm": [one for one in seen.follow_ups if one.months == ON_ANY_DAY],
        "reaches": REACHES,
        "outcomes": _outcomes(seen),
        "practice": _practice(looking, seen),
        "names_shown": looking.takes_part,
        "assessment": _assessment(looking, seen),
        "pressing": [one for one in deeds if not one.is_folded],
        "folded": [one for one in deeds if one.is_folded],
        "done": done,
    }
    return shown(request, looking, "transfer", status=done.status, **given)


def _looked_at(request: HttpRequest, slug: str, number: int) -> tuple[Looking, TransferSeen]:
    looking = look(request, slug)
    seen = transfer(looking.keeper, number)
    if seen is None:
        raise Http404
    return looking, seen


def _way(state: str) -> list[tuple[str, str, bool]]:
    """Each step with its words; the sign of what is done, and where it is now."""
    if state in OVER:
        return [("forward", STATES[state], True)]
    at = WAY.index(state)
    return [
        ("check" if place < at else "forward" if place == at else "clock", STATES[one], place == at)
        for place, one in enumerate(WAY)
    ]


def _outcomes(seen: TransferSeen) -> list[str]:
    """What became of it; while nobody wrote it down as over, first that it lives no more."""
    line = seen.line
    lost = [NO_MORE] if line.lives is False and not line.is_over else []
    told = "" if lost and line.outcome == "ended" else OUTCOMES.get(line.outcome, "")
    return [*lost, told] if told else lost


def _told(one: AdaptationSeen, design: Design) -> dict[str, Any]:
    """A change by FRAME's facets, each in words."""
    names = {part.id: text_of(part.name) for part in design.components}
    return {
        "one": one,
        "part": names.get(one.component, ""),
        "what": frame.WHATS[one.what],
        "nature": frame.NATURES[one.nature],
        "level": frame.LEVELS[one.level],
        "moment": frame.MOMENTS[one.moment],
        "decided_by": frame.DECIDERS[one.decided_by],
        "truth": frame.TRUTHS[one.is_true],
        "look": TRUTH_LOOKS[one.is_true],
        "reasons": [frame.REASONS[code] for code in one.reasons],
    }


def _follow_ups(looking: Looking, seen: TransferSeen) -> list[dict[str, Any]]:
    """Both looks back: what was found, or from which day on it can be looked at."""
    done = {one.months: one for one in seen.follow_ups}
    due = {one.months for one in seen.line.due(looking.today)}
    rows = []
    for months in MONTHS:
        day = due_on(seen.line.since, months)
        rows.append(
            {
                "months": months,
                "seen": done.get(months),
                "day": day,
                "is_due": months in due,
                "is_off": months not in done and seen.line.is_over,
            }
        )
    return rows


def _practice(looking: Looking, seen: TransferSeen) -> str:
    """Where the practice can be read."""
    line = seen.line
    if line.source is None:
        return reverse("knowledge:case", args=[looking.slug, line.code])
    return reverse("knowledge:practice", args=[line.source[1], line.innovation or 0])


def _assessment(looking: Looking, seen: TransferSeen) -> str:
    """Where the assessment can be read that lay before the members; empty where she may not."""
    line = seen.line
    if line.assessor is None or line.assessment is None or not looking.takes_part:
        return ""
    return reverse("knowledge:assessment", args=[line.assessor[1], line.assessment])
