"""Who is there: organisations by name, what they have and need, and what the territory needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_actors import FindForm, KindForm
from tequio.ecosystem.pages.actor import SaidLine
from tequio.ecosystem.pages.actor_deeds import kinds_to_choose
from tequio.ecosystem.pages.telling import asset_name, day_in_words
from tequio.ecosystem.pages.visiting import Looking, look_inside, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.queries.actors import Actors, ActorView, actors
from tequio.membership.visits import key_of, number_in
from tequio.membership.visits.doing import Deed, Nothing, Told, bound, pressed

LISTED = 40
"""So many organisations stand on a page."""


@require_http_methods(["GET", "HEAD", "POST"])
def actors_page(request: HttpRequest, slug: str) -> HttpResponse:
    """For those who take part; `?q=` a part of a name, `?asset=` what they have or need."""
    looking = look_inside(request, slug)
    found = actors(looking.keeper, looking.person, looking.today)
    deeds = list(_of_the_territory(request, looking, found)) if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    by_code = {one.code: one for one in deeds}
    sought, asset = request.GET.get("q", "").strip(), request.GET.get("asset", "")
    shown_ones = [one for one in found.actors if _fits(one, sought.casefold(), asset)]
    page = max(1, number_in(request.GET.get("page", "")) or 1)
    upto = page * LISTED
    given: dict[str, Any] = {
        "ways": ways_of(looking, "ecosystem:actors"),
        "form": FindForm({"q": sought, "asset": asset}, kinds=kinds_to_choose()),
        "sought": {"q": sought, "asset": asset},
        "count": len(shown_ones),
        "lines": [_line(one) for one in shown_ones[upto - LISTED : upto]],
        "page": page,
        "has_more": len(shown_ones) > upto,
        "is_empty": not found.actors,
        "needed": [
            SaidLine(
                asset_name(one.asset),
                f"{one.words} · {day_in_words(one.since)}"
                if one.words
                else day_in_words(one.since),
                by_code.get(f"no-need-{one.id}"),
            )
            for one in found.of_the_territory
        ],
        "saying": by_code.get("need"),
        "own": [one for one in found.actors if one.speaks],
        "done": done,
    }
    return shown(request, looking, "actors", status=done.status, **given)


def _fits(one: ActorView, sought: str, asset: str) -> bool:
    if sought and sought not in one.name.casefold():
        return False
    return not asset or any(said.asset == asset for said in (*one.assets, *one.needs))


def _line(one: ActorView) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "has": ", ".join(asset_name(said.asset) for said in one.assets),
        "needs": ", ".join(asset_name(said.asset) for said in one.needs),
        "waits": one.speaks and any(tie.waits for tie in one.ties),
    }


def _of_the_territory(request: HttpRequest, looking: Looking, found: Actors) -> Iterator[Deed]:
    """What an organiser writes down of the needs of all."""
    here = reverse("ecosystem:actors", args=[looking.slug])

    def does(verb: str, told: str, **given: Any) -> Told:
        getattr(service, verb)(looking.act(key_of(request)), **given)
        return here, told

    for one in found.of_the_territory:
        code = f"no-need-{one.id}"

        def end(_said: Mapping[str, Any], need: int = one.id) -> Told:
            told = gettext("It is written down that this is needed no more.")
            return does("end_need", told, need=need)

        press = Nothing(**bound(request, code))
        yield Deed(code, gettext("No more"), press, end, sign="cross", look="quiet")

    def say(said: Mapping[str, Any]) -> Told:
        given = {"asset": said["asset"], "words": said["words"]}
        return does("say_need", gettext("It is written down."), **given)

    form = KindForm(**bound(request, "need"), kinds=kinds_to_choose())
    title, label = gettext("Something is needed here"), gettext("Write it down")
    yield Deed("need", label, form, say, title, sign="plus", look="quiet", is_folded=True)
