"""A practice: what it says, who stands by it, what is known of it, where it lives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.knowledge.pages.asked import Asked, Profiled, answer_badge, profiled
from tequio.knowledge.pages.practice_deeds import Working, deeds_of, next_code
from tequio.knowledge.pages.telling import told
from tequio.knowledge.pages.visiting import look, look_inside, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.pages.wording import MARKS_TOLD, STATES, mark_badges, state_badge, text_of
from tequio.knowledge.queries.cases import ready_case
from tequio.knowledge.queries.lineage import Moved, Origin
from tequio.knowledge.queries.practice import Practice, file_of
from tequio.knowledge.queries.practice import practice as practice_of
from tequio.knowledge.queries.profiles import Profile
from tequio.knowledge.rules import moving
from tequio.knowledge.rules.noting import KINDS, STRENGTHS
from tequio.knowledge.rules.practices import ROLES
from tequio.knowledge.rules.watching import KINDS as NOTICED
from tequio.knowledge.rules.weak_or_strong import GOVERNANCE, QUESTIONS
from tequio.membership.visits import show_document
from tequio.membership.visits.doing import pressed


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For whoever may read it; who takes part works on it here."""
    looking = look(request, slug)
    found = practice_of(looking.keeper, number, looking.reader, looking.today)
    if found is None:
        raise Http404
    working = Working(request, looking, found)
    done = pressed(request, deeds_of(working))
    if done.onward:
        return done.onward
    which = next_code(working)
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "practice": found,
        "line": found.line,
        "number": number,
        "told": told(found.design),
        "profile": profile_told(found.profile),
        "state": state_badge(found.line.state),
        "marks": mark_badges(_marks(found), found.line.state),
        "warnings": [MARKS_TOLD[one] for one in MARKS_TOLD if one in _marks(found)],
        "origin": _origin(found.origin),
        "next": which,
        "first": [one for one in done.deeds if one.code == which],
        "others": [replace(one, is_folded=True) for one in done.deeds if one.code != which],
        "done": done,
        "roles": ROLES,
        "states": STATES,
        "kinds": KINDS,
        "strengths": STRENGTHS,
        "noticed": NOTICED,
        "transfers": [
            (one, state_of_a_transfer(one.state), _transfer(one)) for one in found.transfers
        ],
    }
    return shown(request, looking, "practice", status=done.status, **given)


def _marks(found: Practice) -> tuple[str, ...]:
    """Its own marks; harm that somebody showed, and its end, beside them."""
    marks = set(found.design.marks)
    marks |= {"harm"} if found.line.is_harm else set()
    marks |= {"ended"} if found.line.state == "ended" else set()
    return tuple(sorted(marks))


def state_of_a_transfer(state: str) -> str:
    """How far a transfer has come, in words."""
    return gettext(moving.STATES.get(state, state))


def _transfer(one: Moved) -> str:
    return reverse("knowledge:transfer", args=[one.receiver_slug, one.transfer])


def profile_told(profile: Profile) -> Profiled:
    """The seven questions with who answered, and the label."""
    found = " · ".join(text_of(each.pack.titles) for each in profile.screened.findings)
    listed = tuple(
        Asked(
            number=one.question,
            name=gettext(QUESTIONS[one.question].name),
            asks=gettext(QUESTIONS[one.question].asks),
            badge=answer_badge(one.answer),
            because=one.words or (found if one.question == GOVERNANCE else ""),
            source=one.source,
            url=one.source if one.source.startswith(("https://", "http://")) else "",
            by=one.by,
            is_screened=one.question == GOVERNANCE,
        )
        for one in profile.answers
    )
    return profiled(listed, {one.question: one.answer for one in profile.answers})


def _origin(origin: Origin | None) -> tuple[Origin, str, str] | None:
    """Where it was taken from, its title there, and the address of that."""
    if origin is None:
        return None
    if origin.code:
        design = ready_case(origin.code)
        return origin, text_of(design.title) if design else origin.code, "case"
    return origin, origin.title, "practice"


@require_safe
def evidence_file(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The file that came with a piece of evidence, for those who take part: it may name persons."""
    looking = look_inside(request, slug)
    digest = file_of(looking.keeper, number)
    if not digest:
        raise Http404
    return show_document(looking.keeper, digest, name=f"evidence-{number}")
