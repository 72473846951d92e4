"""The sheet of a scorecard: answered by oneself, typed from paper, or printed empty."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_scorecards import SheetForm
from tequio.ecosystem.pages.asking import blocks_asked, groups_to_choose
from tequio.ecosystem.pages.telling import group_name
from tequio.ecosystem.pages.visiting import Looking, look_as_organiser, look_inside, shown
from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.queries.scorecards import Card, card_of, has_answered
from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of, status_of


def card_or_404(looking: Looking, number: int) -> Card:
    """A scorecard of the network.  Raises Http404."""
    try:
        return card_of(looking.keeper, number, looking.today)
    except Refused as refused:
        raise Http404 from refused


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One's own sheet, once."""
    looking = look_inside(request, slug)
    card = card_or_404(looking, number)
    if request.method != "POST" and has_answered(looking.keeper, number, looking.person):
        return redirect("ecosystem:scorecard", slug, number)
    return _sheet(request, looking, card, is_paper=False)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A sheet that somebody filled in on paper, without a name; then the next one."""
    looking = look_as_organiser(request, slug)
    return _sheet(request, looking, card_or_404(looking, number), is_paper=True)


def _sheet(request: HttpRequest, looking: Looking, card: Card, *, is_paper: bool) -> HttpResponse:
    if request.method != "POST" and not card.is_open:
        return redirect("ecosystem:scorecard", looking.slug, card.id)
    framework, groups = card.framework, groups_to_choose(card.groups)
    form = SheetForm(request.POST or None, framework=framework, groups=groups)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = {
            "scorecard": card.id,
            "group": form.cleaned_data["group"],
            "answers": form.answers(framework.block_of),
            "is_paper": is_paper,
            "nonce": form.cleaned_data["nonce"],
        }
        try:
            done = service.answer_scorecard(looking.act(key_of(request)), **given)
        except Refused as raised:
            refused = raised.refusals
        else:
            return _thanked(request, looking, card, done.facts["number"], is_paper=is_paper)
    given = {
        "card": card,
        "form": form,
        "blocks": blocks_asked(framework, form),
        "scale": framework.scale,
        "refused": refused,
        "is_paper": is_paper,
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return shown(request, looking, "answer", status=status, **given)


def _thanked(
    request: HttpRequest, looking: Looking, card: Card, sheet: int, *, is_paper: bool
) -> HttpResponse:
    if is_paper:
        told = gettext("Sheet %(number)s is in. Here is the next one.") % {"number": sheet}
        messages.success(request, told)
        return redirect("ecosystem:paper", looking.slug, card.id)
    messages.success(request, gettext("Thank you. Nobody learns what you answered."))
    return redirect("ecosystem:scorecard", looking.slug, card.id)


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The statements with boxes, to be printed for those who answer on paper."""
    looking = look_inside(request, slug)
    card = card_or_404(looking, number)
    given: dict[str, Any] = {
        "card": card,
        "framework": text_of(card.framework.titles),
        "groups": [group_name(code) for code in card.groups],
        "blocks": blocks_asked(card.framework),
        "numbers": range(card.framework.scale + 1),
    }
    return shown(request, looking, "sheet", **given)
