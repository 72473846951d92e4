"""One question about a place: what was said, say what you know, settle what disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from babel.numbers import get_territory_currencies
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.knowledge import service
from tequio.knowledge.forms.saying import SayForm, SettleForm
from tequio.knowledge.pages.place import (
    QuestionTold,
    groups_told,
    place_seen,
    question_told,
)
from tequio.knowledge.pages.visiting import Looking, look, look_inside, shown
from tequio.knowledge.pages.wording import text_of
from tequio.knowledge.queries.places import PlaceSeen, speaks_for
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.places import objections_to_settler
from tequio.knowledge.service.places import NewValue
from tequio.membership.rules import is_officer
from tequio.membership.visits import key_of
from tequio.membership.visits.countries import country_in_words
from tequio.membership.visits.doing import Deed, Nothing, Told, bound, pressed, sent

NewSaid = ("asked", "confidence", "value", "unit", "does_not_fit", "source", "words", "day")


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """For whoever takes part."""
    looking = look_inside(request, slug)
    seen = place_seen(looking, number)
    if code not in variables():
        raise Http404
    one = next(each for each in seen.variables if each.variable.code == code)
    told = question_told(one, looking, is_first=code in seen.decisive)
    taking_back = [
        _withdraw(request, looking, seen, told, each.id) for each in _hers(looking, number, told)
    ]
    deeds = [*_settle(request, looking, seen, told), _say(request, looking, seen, told)]
    done = pressed(request, [*deeds, *taking_back])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "place": seen.place,
        "told": told,
        "group": text_of(one.variable.group_words),
        "deeds": deeds,
        "back": {each.code: each for each in taking_back},
        "values": [(each, _deed_of(taking_back, each.id)) for each in told.values],
        "done": done,
        "following": _following(seen, code),
    }
    return shown(request, looking, "say", status=done.status, **given)


def _hers(looking: Looking, place: int, told: QuestionTold) -> Iterator[Any]:
    """What she said herself; an officer of the organisation for which the place is described may
    take back all, unless they differ."""
    differs = len({(one.seen.value, one.seen.unit) for one in told.values}) > 1
    speaks = speaks_for(looking.keeper, place, looking.person, looking.today)
    for one in told.values:
        if (speaks and not differs) or one.seen.by == looking.person:
            yield one


def _deed_of(deeds: list[Deed], number: int) -> Deed | None:
    return next((one for one in deeds if one.code == f"withdraw-{number}"), None)


def _following(seen: PlaceSeen, code: str) -> tuple[str, str] | None:
    """The next question that nobody answered: code and words."""
    order = [one.variable.code for one in seen.variables]
    rest = order[order.index(code) + 1 :]
    known = {one.variable.code: one for one in seen.variables}
    first = [one.variable.code for one in seen.first if one.variable.code != code]
    for each in (*first, *rest):
        if known[each].known is None:
            return each, text_of(known[each].variable.question)
    return None


def _here(looking: Looking, place: int, code: str) -> str:
    return reverse("knowledge:say", args=[looking.slug, place, code])


def _money_of(country: str) -> str:
    """The money of today in a country, where there is one; empty where it is not known."""
    used = get_territory_currencies(country) if country else []
    return str(used[0]) if len(used) == 1 else ""


def _say(request: HttpRequest, looking: Looking, seen: PlaceSeen, told: QuestionTold) -> Deed:
    units = [one.seen.unit for one in told.values if one.seen.unit]
    form = SayForm(
        variable=told.seen.variable,
        today=looking.today,
        currency=units[-1] if units else _money_of(seen.place.country),
        **bound(request, "say"),
    )

    def act(said: Mapping[str, Any]) -> Told:
        given = {name: said[name] for name in NewSaid if name in said}
        service.say_value(
            looking.act(key_of(request)),
            context=seen.place.id,
            said=NewValue(variable=told.code, **given),
        )
        onward = reverse("knowledge:place", args=[looking.slug, seen.place.id])
        return f"{onward}#{told.code}", gettext("It is written down, with of whom it was asked.")

    title = gettext("Say what you know") if not told.values else gettext("Say something else")
    about = "" if not told.values else gettext("What others said stays beside it.")
    return Deed("say", gettext("Write it down"), form, act, title, about, "write")


def _settle(
    request: HttpRequest, looking: Looking, seen: PlaceSeen, told: QuestionTold
) -> Iterator[Deed]:
    if not told.is_disputed:
        return
    answers = [(str(one.id), f"{one.words} – {one.asked}") for one in told.values]
    form = SettleForm(answers=answers, today=looking.today, **bound(request, "settle"))

    def act(said: Mapping[str, Any]) -> Told:
        service.settle_value(looking.act(key_of(request)), **said)
        onward = reverse("knowledge:place", args=[looking.slug, seen.place.id])
        return f"{onward}#{told.code}", gettext("It is settled. A later word can open it again.")

    about = gettext(
        "Those who live there say which of these holds. Until then it counts as unknown."
    )
    against = objections_to_settler(
        looking.person,
        {one.seen.by for one in told.values},
        is_officer=is_officer(looking.reader.standing),
    )
    yield Deed(
        "settle", gettext("Settle it"), form, act, gettext("Settle it"), about,
        objections=tuple(against),
    )  # fmt: skip


def _withdraw(
    request: HttpRequest, looking: Looking, seen: PlaceSeen, told: QuestionTold, value: int
) -> Deed:
    code = f"withdraw-{value}"

    def act(_said: Mapping[str, Any]) -> Told:
        service.withdraw_value(looking.act(key_of(request)), value=value)
        return _here(looking, seen.place.id, told.code), gettext("It is taken back.")

    form = Nothing(**sent(request, code))
    return Deed(code, gettext("Take it back"), form, act, sign="cross", look="quiet")


@require_safe
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The questions on paper, with boxes, for a meeting without electricity: what nobody knows
    yet, or with `all` in the address every question."""
    looking = look(request, slug)
    seen = place_seen(looking, number)
    has_all = "all" in request.GET
    told = list(groups_told(seen, looking))
    groups = [
        (title, [_boxed(one) for one in some if (has_all or one.is_open) and not one.is_first])
        for _code, title, some in told
    ]
    first = [_boxed(one) for _code, _title, some in told for one in some if one.is_first]
    groups.insert(0, (gettext("Ask this first"), first))
    given: dict[str, Any] = {
        "place": seen.place,
        "country": country_in_words(seen.place.country),
        "groups": [(title, some) for title, some in groups if some],
        "has_all": has_all,
    }
    return shown(request, looking, "questions", **given)


def _boxed(one: QuestionTold) -> dict[str, Any]:
    """A question with its boxes: what can be marked, or room to write."""
    variable = one.seen.variable
    boxes = [text_of(each) for each in variable.choices.values()]
    if variable.kind == "yes_no":
        boxes = [gettext("yes"), gettext("no")]
    return {"one": one, "boxes": boxes, "unit": text_of(variable.unit_words)}
