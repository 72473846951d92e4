"""The diagnosis: scorecards, who has answered, and the table of the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_scorecards import OpenForm
from tequio.ecosystem.pages.asking import groups_to_choose
from tequio.ecosystem.pages.sheets import card_or_404
from tequio.ecosystem.pages.tabling import beside_of, sections_of
from tequio.ecosystem.pages.telling import group_name
from tequio.ecosystem.pages.visiting import Looking, look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.queries.counts import counts
from tequio.ecosystem.queries.frameworks import frameworks
from tequio.ecosystem.queries.scorecards import Card, has_answered, scorecards, table_of
from tequio.ecosystem.rules.kinds import KINDS
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent

TO_ANSWER = timedelta(days=21)


@require_http_methods(["GET", "HEAD", "POST"])
def scorecards_page(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, those that can be answered first; organisers open one."""
    looking = look_inside(request, slug)
    cards = scorecards(looking.keeper, looking.today)
    deeds = [_opening(request, looking, is_folded=bool(cards))] if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, "ecosystem:scorecards"),
        "cards": [(card, text_of(card.framework.titles)) for card in cards],
        "done": done,
    }
    return shown(request, looking, "scorecards", status=done.status, **given)


def _opening(request: HttpRequest, looking: Looking, *, is_folded: bool) -> Deed:
    known = [kept.framework for kept in frameworks(looking.keeper)]
    form = OpenForm(
        **sent(request, "open"),
        frameworks=[(one.key, text_of(one.titles)) for one in known],
        groups=groups_to_choose(KINDS),
        until=looking.today + TO_ANSWER,
    )

    def act(said: Mapping[str, Any]) -> Told:
        given = {name: said[name] for name in ("framework", "title", "territory", "until")}
        key = looking.act(key_of(request))
        opened = service.open_scorecard(key, groups=form.asked(), **given)
        told = gettext(
            "It is open. Tell the groups, and print the sheet for those without a phone."
        )
        return reverse("ecosystem:scorecard", args=[looking.slug, opened.facts["scorecard"]]), told

    title, label = gettext("Ask several groups"), gettext("Open it")
    return Deed("open", label, form, act, title, sign="plus", is_folded=is_folded)


@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One of them: until when, by whom it is answered, and how many sheets came."""
    looking = look_inside(request, slug)
    card = card_or_404(looking, number)
    deeds = list(_closing(request, looking, card)) if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "card": card,
        "framework": text_of(card.framework.titles),
        "about": text_of(card.framework.about),
        "caution": text_of(card.framework.cautions),
        "groups": [group_name(code) for code in card.groups],
        "has_answered": has_answered(looking.keeper, number, looking.person),
        "done": done,
    }
    return shown(request, looking, "scorecard", status=done.status, **given)


def _closing(request: HttpRequest, looking: Looking, card: Card) -> Iterator[Deed]:
    if card.is_closed:
        return

    def act(_said: Mapping[str, Any]) -> Told:
        service.close_scorecard(looking.act(key_of(request)), scorecard=card.id)
        told = gettext("It is closed. Here is the table for the meeting.")
        return reverse("ecosystem:table", args=[looking.slug, card.id]), told

    about = gettext("Then nobody answers any more, and everybody who takes part sees the table.")
    form = Nothing(**sent(request, "close"))
    title, label = gettext("All sheets are in?"), gettext("Close it and show the table")
    look = "quiet" if card.is_open else ""
    yield Deed("close", label, form, act, title, about, sign="check", look=look)


@require_safe
def table(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Disagreement first, then what is weak; `?beside=` a framework."""
    looking = look_inside(request, slug)
    card = card_or_404(looking, number)
    found = table_of(looking.keeper, number, looking.today)
    given: dict[str, Any] = {
        "card": card,
        "framework": text_of(card.framework.titles),
        "caution": text_of(card.framework.cautions),
        "sections": [],
    }
    if found.blocks is not None:
        known = [kept.framework for kept in frameworks(looking.keeper)]
        others = [one for one in known if one.code != card.framework.code]
        asked = request.GET.get("beside", "")
        beside = next((one for one in others if one.key == asked), None)
        counted = counts(looking.keeper, looking.today)
        given |= {
            "others": [(one.key, text_of(one.titles)) for one in others],
            "beside": beside.key if beside else "",
            "beside_title": text_of(beside.titles) if beside else "",
            "sections": sections_of(card.framework, found.blocks, counted, beside),
            "without": beside_of(card.framework, beside) if beside else [],
        }
    return shown(request, looking, "table", **given)
