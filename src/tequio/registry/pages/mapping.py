"""The map: drawn by the node with links for marks, moved by a script where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tequio.registry.pages.finding import taken
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.queries import mapping as queries
from tequio.registry.queries.facets import asked_in
from tequio.registry.queries.heard import sources_of
from tequio.registry.queries.land import land
from tequio.registry.queries.mapping import Known
from tequio.registry.queries.narrowing import MOST, Narrowed, narrowed
from tequio.registry.rules.cartography.degrees import MICRO, ROUND, printed
from tequio.registry.rules.cartography.graticule import metres_across
from tequio.registry.rules.cartography.marks import Mark, Spot
from tequio.registry.rules.cartography.tiles import NEAREST, Tile
from tequio.registry.rules.cartography.views import FARTHEST, View, fitting, view_of

NAMED = "#named"


@dataclass(frozen=True)
class Drawn:
    """A mark as the page draws it and as the list beside it tells it; of one its `known` and what
    it is called with."""

    x: int
    y: int
    radius: int
    words: str
    title: str
    place: str
    href: str
    n: int
    known: Known | None


@require_safe
def map_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The map with its list; only the list where the script asks for that part."""
    looking = look(request, slug)
    given = shown_on(request, looking, closed=looking.is_inside)
    if looking.keeping.is_public:
        given["frame"] = request.build_absolute_uri(reverse("registry:embed", args=[slug]))
    part = "registry/beside.html" if request.GET.get("part") == "list" else "registry/map.html"
    return render(request, part, given)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The map for pages of others: nothing but the public view, whoever looks."""
    looking = look(request, slug)
    if not looking.keeping.is_public:
        raise Http404
    given = shown_on(request, looking, closed=False)
    part = "registry/beside.html" if request.GET.get("part") == "list" else "registry/embed.html"
    return render(request, part, given | {"is_elsewhere": True})


@require_safe
@cache_control(private=True, max_age=120)
def tile(request: HttpRequest, slug: str, z: int, x: int, y: int) -> HttpResponse:
    """Spots of a tile of 512 px: number, degrees, the box to go to; of one its name as well."""
    looking, asked = look(request, slug), _tile(z, x, y, NEAREST - 1)
    outside = "open" in request.GET and looking.keeping.is_public
    closed = looking.is_inside and not outside
    found = _narrowed(request, looking, closed=closed)
    among = found.rows if found else None
    spots, alone = queries.tile(looking.organisation.id, asked, closed=closed, among=among)
    return JsonResponse({"spots": [_told(spot, alone.get(spot.place)) for spot in spots]})


@require_safe
@cache_control(public=True, max_age=30 * 24 * 3600)
def land_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """The land of one tile."""
    return HttpResponse(land().tile(_tile(z, x, y, NEAREST)), content_type="image/svg+xml")


def _tile(z: int, x: int, y: int, deepest: int) -> Tile:
    asked = Tile(z, x, y)
    if not asked.is_there or z > deepest:
        raise Http404
    return asked


def _told(spot: Spot, known: Known | None) -> list[Any]:
    lon, lat = (round(value / MICRO, 5) for value in spot.place)
    if known:
        return [1, lon, lat, known.id, known.name, _about(known)]
    box = spot.box
    edges = (round(value / MICRO, 5) for value in (box.west, box.south, box.east, box.north))
    return [spot.n, lon, lat, *edges]


def shown_on(request: HttpRequest, looking: Looking, *, closed: bool) -> dict[str, Any]:
    """What a map page is filled with."""
    keeper, kept = looking.organisation.id, _kept(request.GET)
    found = _narrowed(request, looking, closed=closed)
    among = found.rows if found else None
    view = view_of(request.GET.get("at", "")) or queries.first_view(
        keeper, closed=closed, among=among
    )
    marks, alone = queries.marks_in(keeper, view, closed=closed, among=among)
    count = sum(mark.spot.n for mark in marks)
    is_few = count <= queries.BY_NAME
    named = queries.named_in(keeper, view, closed=closed, among=among) if is_few else []
    step = _stepping(view, kept)
    text, facets = asked_in(request.GET)
    titles = {one.id: one.title for one in sources_of(keeper).values()} if facets else {}
    return {
        "visit": looking.visit,
        "looking": looking,
        "organisation": looking.organisation,
        "view": view,
        "land": land().path(view),
        "grid": land().grid(view),
        "across": distance(metres_across(view)) if view.z > FARTHEST else "",
        "marks": [_drawn(mark, alone, view, kept) for mark in marks],
        "count": count,
        "named": [(one, _about(one)) for one in named],
        "text": text,
        "hidden": facets,
        "chosen": taken(facets, text, titles),
        "is_capped": found is not None and found.is_capped,
        "most": MOST,
        "moves": [(code, words, step(to)) for code, words, to in _moves(view)],
        "whole": _href("", kept),
        "box": _corners(view),
        "kept": kept.urlencode(),
    }


def _narrowed(request: HttpRequest, looking: Looking, *, closed: bool) -> Narrowed | None:
    text, facets = asked_in(request.GET)
    return narrowed(looking.organisation.id, text=text, facets=facets, closed=closed)


def _kept(asked: QueryDict) -> QueryDict:
    """What was asked besides the view: it goes along with every link."""
    kept = asked.copy()
    for name in ("at", "part", "open"):
        kept.pop(name, None)
    return kept


def _href(at: str, kept: QueryDict) -> str:
    words = "&".join(filter(None, (f"at={at}" if at else "", kept.urlencode())))
    return f"?{words}"


def _stepping(view: View, kept: QueryDict) -> Callable[[View | None], str]:
    return lambda to: _href(to.at, kept) if to and to != view else ""


def _moves(view: View) -> list[tuple[str, str, View | None]]:
    return [
        ("nearer", gettext("Nearer"), view.nearer()),
        ("farther", gettext("Farther"), view.nearer(-1)),
        ("west", gettext("West"), view.moved(-1, 0)),
        ("east", gettext("East"), view.moved(1, 0)),
        ("north", gettext("North"), view.moved(0, -1)),
        ("south", gettext("South"), view.moved(0, 1)),
    ]


def _corners(view: View) -> str:
    """West, south, east, north in degrees, east of west even across ±180°."""
    first, last = view.spans()[0].box(), view.spans()[-1].box()
    east = last.east + (ROUND if last is not first and last.east < first.west else 0)
    return ",".join(printed(value) for value in (first.west, first.south, east, first.north))


def _drawn(mark: Mark, alone: dict[tuple[int, int], Known], view: View, kept: QueryDict) -> Drawn:
    lon, lat = mark.spot.place
    lon = lon - ROUND if lon > ROUND // 2 else lon
    known = alone.get((lon, lat)) if mark.spot.n == 1 else None
    place = place_of(lon, lat)
    if known:
        title, href = ", ".join(filter(None, (known.name, _about(known)))), f"{known.id}/"
    else:
        closer = fitting(mark.spot.box)
        title, href = "", _href(closer.at, kept) if closer.z > view.z else NAMED
    words = short(mark.spot.n) if mark.spot.n > 1 else ""
    x, y, radius = round(mark.x), round(mark.y), round(mark.radius)
    return Drawn(x, y, radius, words, title, place, href, mark.spot.n, known)


def place_of(lon: int, lat: int) -> str:
    """Degrees in words: 6.13° N, 1.22° E."""
    north = pgettext("after degrees", "N") if lat >= 0 else pgettext("after degrees", "S")
    east = pgettext("after degrees", "E") if lon >= 0 else pgettext("after degrees", "W")
    return f"{printed(abs(lat), 2)}° {north}, {printed(abs(lon), 2)}° {east}"


def distance(metres: float) -> str:
    """About so far: 4,800 km, 35 km, 300 m."""
    kilometres = metres >= 2000
    value = metres / 1000 if kilometres else metres
    size = 10 ** max(0, len(str(int(value))) - 2)
    number = number_format(round(value / size) * size, use_l10n=True, force_grouping=True)
    said = gettext("%(number)s km") if kilometres else gettext("%(number)s m")
    return said % {"number": number}


def _about(known: Known) -> str:
    """Where it is, and that this is only about where, if so."""
    said = [known.locality] if known.locality else []
    if known.precision and known.precision >= 1000:
        said.append(
            gettext("within about %(distance)s km") % {"distance": round(known.precision / 1000)}
        )
    return ", ".join(said)


def short(n: int) -> str:
    """A number that fits into a mark: 999, 1.2k, 35k, 1M (k and M as everywhere)."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if n >= size:
            tenths = n * 10 // size
            return f"{tenths // 10}{sign}" if tenths >= 100 else f"{tenths / 10:g}{sign}"
    return str(n)
