"""Frameworks of building blocks: those of the house, and those of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_scorecards import TextForm
from tequio.ecosystem.pages.asking import blocks_asked
from tequio.ecosystem.pages.telling import block_name
from tequio.ecosystem.pages.visiting import Looking, look_inside, shown
from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.queries.frameworks import framework_of, frameworks
from tequio.ecosystem.rules.frameworks import Framework, crosswalk
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, pressed, sent


@require_http_methods(["GET", "HEAD", "POST"])
def frameworks_page(request: HttpRequest, slug: str) -> HttpResponse:
    """All that can be asked by here; organisers keep one of their own."""
    looking = look_inside(request, slug)
    deeds = [_keeping(request, looking)] if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "kept": [
            (one.framework, text_of(one.framework.titles), one.id is not None)
            for one in frameworks(looking.keeper)
        ],
        "done": done,
    }
    return shown(request, looking, "frameworks", status=done.status, **given)


def _keeping(request: HttpRequest, looking: Looking) -> Deed:
    def act(said: Mapping[str, Any]) -> Told:
        kept = service.keep_framework(looking.act(key_of(request)), text=said["text"]).facts
        key = f"{kept['code']}@{kept['version']}"
        told = gettext("It is kept. Groups can be asked by it from now on.")
        return reverse("ecosystem:framework", args=[looking.slug, key]), told

    title, label = gettext("Keep a framework of our own"), gettext("Keep it")
    form = TextForm(**sent(request, "keep"))
    return Deed("keep", label, form, act, title, sign="plus", is_folded=True)


@require_safe
def framework(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One of them, read whole: blocks, statements with both ends, source, beside others."""
    looking = look_inside(request, slug)
    kept = framework_of(looking.keeper, key)
    if kept is None:
        raise Http404
    one = kept.framework
    others = [
        other.framework for other in frameworks(looking.keeper) if other.framework.code != one.code
    ]
    given: dict[str, Any] = {
        "framework": one,
        "title": text_of(one.titles),
        "about": text_of(one.about),
        "caution": text_of(one.cautions),
        "blocks": [(block, _beside(one, others, block.code)) for block in blocks_asked(one)],
        "proposed": [
            (proposal, text_of(proposal.says), [block_name(one, code) for code in proposal.blocks])
            for proposal in one.recommendations
        ],
        "text": kept.text,
        "is_own": kept.id is not None,
    }
    return shown(request, looking, "framework", **given)


def _beside(here: Framework, others: list[Framework], block: str) -> list[tuple[str, list[str]]]:
    """What other frameworks call this block; nothing where one has no such block."""
    return [
        (text_of(there.titles), [block_name(there, code) for code in crosswalk(here, there)[block]])
        for there in others
    ]
