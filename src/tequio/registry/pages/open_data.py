"""Open data: the public view of a register, for tables, maps, other registers and machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.membership.visits.spreadsheets import written_csv
from tequio.registry.pages.publishing import (
    Body,
    answer,
    as_json,
    fresh_already,
    listed_in,
    register_address,
)
from tequio.registry.pages.visiting import Looking, look
from tequio.registry.queries.classifications import classifications, crosswalks
from tequio.registry.queries.exchange import (
    concepts_known,
    public_records,
    published_of,
    records_of,
)
from tequio.registry.queries.facets import asked_in
from tequio.registry.rules import exchange
from tequio.registry.rules.exchange import Record
from tequio.registry.rules.properties import SOURCE_KINDS

Write = Callable[[Iterator[list[Record]]], Body]
GEOJSON, CSV = "application/geo+json", "text/csv; charset=utf-8"
MARK_OF_UTF8 = b"\xef\xbb\xbf"
"""Without it a spreadsheet reads names in the letters of its own country."""
JSONLD, JSON = "application/ld+json", "application/json"


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is to take, from whom it comes, what its columns mean, and how to subscribe."""
    looking = look(request, slug)
    given = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "is_public": looking.keeping.is_public,
        "register": register_address(request, slug),
        "sources": [
            (one, gettext(SOURCE_KINDS.get(one.kind, one.kind)))
            for one in published_of(looking.organisation.id)
        ],
        "columns": exchange.COLUMNS,
        "schemes": classifications().values(),
    }
    return render(request, "registry/data.html", given)


@require_safe
def dictionary(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What each column of the table means, as a table."""
    looking = look(request, slug)
    rows = [["column", "meaning", "kind", "unit", "vocabulary"]]
    for one in exchange.COLUMNS:
        unit = gettext(one.unit) if one.unit else ""
        rows.append([one.heading, gettext(one.about), one.kind, unit, one.vocabulary])
    name = f"{looking.organisation.slug}-columns.csv"
    return answer(looking, MARK_OF_UTF8 + written_csv(rows).encode(), CSV, name)


def _download(
    request: HttpRequest, slug: str, write: Write, kind: str, end: str
) -> HttpResponseBase:
    """Everything that may leave, narrowed down as the list is."""
    looking = look(request, slug)
    if (known := fresh_already(request, looking)) is not None:
        return known
    text, facets = asked_in(request.GET)
    records = public_records(
        looking.organisation.id,
        register=register_address(request, slug),
        order=looking.keeping.order,
        text=text,
        facets=facets,
    )
    return answer(looking, write(records), kind, f"{slug}-organisations.{end}")


@require_safe
def geojson(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All as features of GeoJSON."""

    def write(records: Iterator[list[Record]]) -> Body:
        features = (map(exchange.feature_of, some) for some in records)
        return listed_in(b'{"type":"FeatureCollection","features":[', features, b"]}")

    return _download(request, slug, write, GEOJSON, "geojson")


@require_safe
def csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All as a table that a spreadsheet opens without running anything."""

    def write(records: Iterator[list[Record]]) -> Iterator[bytes]:
        yield MARK_OF_UTF8 + written_csv([exchange.headings()]).encode()
        for some in records:
            rows = [exchange.row_of(one) for one in some]
            yield written_csv(rows).encode("utf-8", "replace")

    return _download(request, slug, write, CSV, "csv")


@require_safe
def jsonld(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All as a graph of linked data."""

    def write(records: Iterator[list[Record]]) -> Body:
        known = concepts_known()
        nodes = ((exchange.node_of(one, known) for one in some) for some in records)
        start = b'{"@context":' + as_json(exchange.CONTEXT) + b',"@graph":['
        return listed_in(start, nodes, b"]}")

    return _download(request, slug, write, JSONLD, "jsonld")


def _one(request: HttpRequest, looking: Looking, number: int) -> Record:
    slug, keeper = looking.organisation.slug, looking.organisation.id
    register, order = register_address(request, slug), looking.keeping.order
    found = records_of(keeper, [number], register=register, order=order).get(number)
    if found is None:
        raise Http404
    return found


@require_safe
def one_jsonld(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One organisation as linked data."""
    looking = look(request, slug)
    node = exchange.node_of(_one(request, looking, number), concepts_known())
    return answer(looking, as_json({"@context": exchange.CONTEXT} | node), JSONLD)


@require_safe
def profile(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One organisation as a profile of Murmurations."""
    looking = look(request, slug)
    told = exchange.profile_of(_one(request, looking, number))
    return answer(looking, as_json(told), JSON)


@require_safe
def profiles(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Where the profiles of Murmurations stand."""

    def write(records: Iterator[list[Record]]) -> Body:
        addresses = (
            ({"profile_url": f"{one.address}murmurations.json"} for one in some) for some in records
        )
        return listed_in(b'{"data":[', addresses, b"]}")

    return _download(request, slug, write, JSON, "json")


@require_safe
def concepts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The classifications of which codes are said here."""
    looking = look(request, slug)
    schemes = classifications().values()
    told = exchange.schemes_of(register_address(request, slug), schemes)
    return answer(looking, as_json(told), JSONLD)


@require_safe
def concepts_of(request: HttpRequest, slug: str, scheme: str) -> HttpResponseBase:
    """One classification with all its codes in all its languages."""
    looking = look(request, slug)
    found = classifications().get(scheme)
    if found is None:
        raise Http404
    register = register_address(request, slug)
    told = exchange.scheme_of(register, found, crosswalks().values())
    return answer(looking, as_json(told), JSONLD)
