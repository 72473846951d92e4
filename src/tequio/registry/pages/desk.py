"""The desk: pairs that may be one, side by side, and a person's answer to each."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tequio.kernel import Refusal, Refused
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import key_of, number_in, status_of
from tequio.registry import service
from tequio.registry.pages.acting import look_as_office
from tequio.registry.pages.visiting import Looking
from tequio.registry.pages.wording import written
from tequio.registry.queries import desk as queries
from tequio.registry.queries.desk import Pair, Side
from tequio.registry.queries.land import land
from tequio.registry.rules.cartography.degrees import MICRO
from tequio.registry.rules.cartography.projection import metres_between
from tequio.registry.rules.cartography.tiles import Box
from tequio.registry.rules.cartography.views import fitting
from tequio.registry.rules.facts import Said
from tequio.registry.rules.matching import READINGS, Feature, Row
from tequio.registry.rules.properties import STATUSES

APART = 24
"""Pixels; nearer marks would cover each other."""
VERDICTS = {
    "agrees": ("holds", _("agree")),
    "overlaps": ("waits", _("agree in part")),
    "differs": ("refused", _("differ")),
    "only_left": ("", _("only the first")),
    "only_right": ("", _("only the second")),
}
APART_FIRST = ("differs", "overlaps")
"""What is looked at before the answer; all else stands in a fold."""
STATES = {
    "same": _("They were found to be one."),
    "successor": _("One succeeds the other."),
    "branch": _("One is a branch of the other."),
    "not_same": _("They were found not to be one."),
    "gone": _("One of them was merged into another meanwhile, or withdrawn."),
}


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, the surest first."""
    looking = look_as_office(request, slug)
    keeper, reading = looking.organisation.id, _reading(request.GET.get("reading", ""))
    page = max(1, number_in(request.GET.get("page", "")) or 1)
    waiting, more = queries.queue(keeper, reading=reading, page=page)
    counts = queries.readings(keeper)
    given = _frame(looking) | {
        "waiting": [(one, READINGS[one.reading]) for one in waiting],
        "facets": [(code, READINGS[code], counts[code]) for code in READINGS if code in counts],
        "count": sum(counts.values()),
        "reading": reading,
        "back": _with(reading, page - 1) if page > 1 else "",
        "more": _with(reading, page + 1) if more else "",
        "sought_up_to": number_in(request.GET.get("after", "")) or 0,
    }
    return render(request, "registry/desk.html", given)


@require_POST
def find_matches(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare the next thousands with all the others."""
    looking = look_as_office(request, slug)
    after = number_in(request.POST.get("after", "")) or 0
    told = service.find_matches(looking.act(key_of(request)), after=after).facts
    found, until = told["found"]["candidates"], told["until"]
    said = gettext("%(looked)s organisations were compared; %(found)s new pairs were found.")
    messages.success(request, said % {"looked": told["looked_at"], "found": found})
    onward = reverse("registry:desk", args=[slug])
    return redirect(f"{onward}?after={until}" if until else onward)


def pair(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Two side by side, why they may be one, and the answer; then the next pair."""
    looking = look_as_office(request, slug)
    reading = _reading(request.GET.get("reading", ""))
    found = queries.pair(looking.organisation.id, number) if number < 2**62 else None
    if found is None:
        raise Http404
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            said = _answer(request, looking, found)
            messages.success(request, _about_both(looking, found, said, request.POST.get("do", "")))
        except Refused as raised:
            refused = raised.refusals
        else:
            return _onward(looking, reading)
    given = _frame(looking) | _told(found) | {"reading": reading, "refused": refused}
    return render(request, "registry/pair.html", given, status=status_of(refused))


def _answer(request: HttpRequest, looking: Looking, found: Pair) -> str:
    first, second = found.waiting.first.number, found.waiting.second.number
    act, do = looking.act(key_of(request)), request.POST.get("do", "")
    reason = request.POST.get("reason", "")[:2000]
    turned = do.endswith("-second")
    one, other = (second, first) if turned else (first, second)
    if do.startswith("keep-"):
        service.merge(act, kept=one, gone=other, reason=reason)
        return gettext("They are one from now on.")
    if do.startswith("successor-"):
        service.declare_successor(act, successor=one, predecessor=other)
        return gettext("It is written down who succeeds whom.")
    if do.startswith("branch-"):
        service.declare_branch(act, branch=one, of=other)
        return gettext("It is written down which is a branch.")
    service.declare_not_same(act, one=first, other=second, reason=reason)
    return gettext("They are not proposed again.")


def _about_both(looking: Looking, found: Pair, said: str, do: str) -> str:
    """What was decided, of whom, with the way to it: above the next pair it must not be read as
    the answer to that one."""
    first, second = found.waiting.first, found.waiting.second
    kept, slug = (second if do.endswith("-second") else first), looking.organisation.slug
    both = " · ".join(f"{one.name or gettext('Without a name')} ({one.number})"
                      for one in (first, second))  # fmt: skip
    told = format_html(
        '{}: {} <a href="{}">{}</a>',
        both, said, reverse("registry:listed", args=[slug, kept.number]),
        kept.name or gettext("Without a name"),
    )  # fmt: skip
    if not do.startswith("keep-"):
        return told
    undo = reverse("registry:office", args=[slug, kept.number])
    return format_html('{} · <a href="{}#merges">{}</a>', told, undo, gettext("Take it back"))


def _onward(looking: Looking, reading: str) -> HttpResponse:
    slug = looking.organisation.slug
    following = queries.next_of(looking.organisation.id, reading=reading)
    if following is None:
        return redirect("registry:desk", slug)
    onward = reverse("registry:pair", args=[slug, following])
    return redirect(f"{onward}?{urlencode({'reading': reading})}" if reading else onward)


def _frame(looking: Looking) -> dict[str, Any]:
    return {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "looking": looking,
    }


def _told(found: Pair) -> dict[str, Any]:
    waiting = found.waiting
    return {
        "pair": waiting,
        "both": [(1, waiting.first), (2, waiting.second)],
        "reading_told": READINGS[waiting.reading],
        "state": STATES.get(waiting.state, ""),
        "features": [(one, *_sides(one), _points(one.points)) for one in found.features],
        "apart": [_row(row) for row in found.rows if row.verdict in APART_FIRST],
        "alike": [_row(row) for row in found.rows if row.verdict not in APART_FIRST],
        "drawn": _drawn(waiting.first, waiting.second),
    }


def _row(row: Row) -> tuple[Any, ...]:
    return (row.title, _written(row.left), _written(row.right), *VERDICTS[row.verdict])


def _sides(one: Feature) -> tuple[str, ...]:
    """What each side says, a status in words."""
    sides = (one.left, one.right)
    return tuple(
        gettext(STATUSES[side]) if one.code == "status" and side in STATUSES else side
        for side in sides
    )


def _points(points: int) -> str:
    return f"{points / 100:+.0f}" if points else ""


def _written(said: tuple[Said, ...]) -> list[tuple[Any, Said]]:
    return [(written(one.property, one.value), one) for one in said]


@dataclass(frozen=True)
class Drawn:
    """A small map of both: land, each one's spot in pixels of the view, metres between them."""

    land: str
    spots: tuple[tuple[str, float, float], ...]
    metres: int


def _drawn(first: Side, second: Side) -> Drawn | None:
    if first.lon is None or first.lat is None or second.lon is None or second.lat is None:
        return None
    here, there = (first.lon, first.lat), (second.lon, second.lat)
    air = 20_000
    box = Box(
        west=min(here[0], there[0]) - air,
        east=max(here[0], there[0]) + air,
        south=min(here[1], there[1]) - air,
        north=max(here[1], there[1]) + air,
    )
    view = fitting(box)
    spots = [(sign, *view.place(*place)) for sign, place in (("1", here), ("2", there))]
    if hypot(spots[0][1] - spots[1][1], spots[0][2] - spots[1][2]) < APART:
        spots = [("1·2", *spots[0][1:])]
    one, other = ((lon / MICRO, lat / MICRO) for lon, lat in (here, there))
    metres = metres_between(one, other)
    return Drawn(land().path(view), tuple(spots), round(metres))


def _reading(typed: str) -> str:
    return typed if typed in READINGS else ""


def _with(reading: str, page: int) -> str:
    return "?" + urlencode({"reading": reading, "page": page} if reading else {"page": page})
