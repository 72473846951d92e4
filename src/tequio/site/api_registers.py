"""Reads of public registers: anybody's where the statutes open them, else their members'.

An organisation is told statement by statement: who says it, for which day, under which licence.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from tequio.kernel import Refused, plain
from tequio.membership import queries as membership
from tequio.registry.queries.facets import Count, asked_in
from tequio.registry.queries.finding import Found, Row, find
from tequio.registry.queries.heard import sources_of
from tequio.registry.queries.keeping import keeping_on, public_registers
from tequio.registry.queries.of_one import Elsewhere, One, of_one
from tequio.registry.rules import keeping as rules
from tequio.registry.rules.choosing import Choice, Heard
from tequio.registry.rules.deciding import NO_SUCH_LISTED
from tequio.registry.rules.properties import PROPERTIES
from tequio.site import acts
from tequio.site.api_reads import REFUSED, Answer, Limit, Problem, is_number, reading_person

Reader = tuple[int, rules.Keeping, bool]
"""The keeper, what its statutes say of the register, whether the reader is one of its members."""

registers = Router(tags=["registry"])


def reader(request: HttpRequest, slug: str) -> Reader:
    """Raises Refused for a register that is not there, or not open to whoever reads."""
    found, today = membership.organisation(slug), timezone.localdate()
    if found is not None:
        keeping = keeping_on(found.id, today)
        standing = membership.standing(reading_person(request), found.id, today)
        if rules.sees(standing, keeping):
            return found.id, keeping, rules.is_inside(standing)
    raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))


@registers.get("/registers", response={200: list[Answer]})
def public(request: HttpRequest) -> list[Answer]:
    """The registers of this node that everybody may see."""
    found = public_registers(timezone.localdate())
    return [{"slug": one.slug, "name": one.name, "country": one.country} for one in found]


@registers.get("/registers/{slug}/organisations", response={200: Answer, REFUSED: Problem})
def organisations(
    request: HttpRequest, slug: str, q: str = "", after: str = "", limit: Limit = 50
) -> Answer:
    """Organisations by words (`q`) and facets (`country`, `status`, `theme` …); `after`: the
    `next` of the page before.  Without words in the order of names, with words the best first.
    `count` is how many were found; with `is_capped` there are more."""
    keeper, _keeping, is_inside = reader(request, slug)
    text, facets = asked_in(request.GET)
    found = find(keeper, text=text, facets=facets, after=after, closed=is_inside, limit=limit)
    return {
        "organisations": [_row(one) for one in found.rows],
        "next": found.next,
        "count": found.count_said,
        "is_capped": found.is_capped,
        "is_loose": found.is_loose,
    }


@registers.get("/registers/{slug}/facets", response={200: Answer, REFUSED: Problem})
def facets(request: HttpRequest, slug: str, q: str = "") -> Answer:
    """How many have which code of a facet, among those that the same words and facets find."""
    keeper, _keeping, is_inside = reader(request, slug)
    text, chosen = asked_in(request.GET)
    found = find(keeper, text=text, facets=chosen, closed=is_inside, limit=1)
    titles = {one.id: one.code for one in sources_of(keeper).values()}
    return {"count": found.count_said, "is_capped": found.is_capped, "facets": _of(found, titles)}


@registers.get("/registers/{slug}/organisations/{number}", response={200: Answer, REFUSED: Problem})
def organisation(request: HttpRequest, slug: str, number: int) -> Answer:
    """All that is said of one organisation and may be seen.  Under a number that was merged into
    another stands only `merged_into`; one of which nobody speaks any more `is_withdrawn`."""
    keeper, keeping, is_inside = reader(request, slug)
    found = None
    if is_number(number):
        found = of_one(keeper, number, order=keeping.order, is_inside=is_inside)
    if found is None:
        raise Refused(NO_SUCH_LISTED.because(listed=number))
    if isinstance(found, Elsewhere):
        return {
            "number": number,
            "merged_into": found.into,
            "is_withdrawn": found.into is None,
        }
    return _one(found)


def _row(row: Row) -> Answer:
    told = {name: value for name, value in plain(row).items() if name != "sort_name"}
    return told | {"facets": [{"facet": facet, "code": code} for facet, code in row.facets]}


def _of(found: Found, sources: dict[int, str]) -> dict[str, list[Answer]]:
    facets: dict[str, list[Answer]] = {}
    for one in found.counts:
        facets.setdefault(one.facet, []).append(
            {"code": _code(one, sources), "n": one.n, "is_least": one.is_least}
        )
    return facets


def _code(count: Count, sources: dict[int, str]) -> str | Answer:
    if count.facet != "source":
        return count.code
    return {"source": count.code, "code": sources.get(int(count.code), "")}


def _one(one: One) -> Answer:
    return {
        "number": one.number,
        "uid": one.uid,
        "merged_into": None,
        "is_withdrawn": False,
        "is_closed": one.is_closed,
        "place": one.exposure or "open",
        "shown": {code: _values(code, choice) for code, choice in one.chosen.items()},
        "disagree": sorted(code for code, choice in one.chosen.items() if choice.against),
        "said": [_said(one, heard) for heard in one.heard],
        "relations": [plain(relation) for relation in one.relations],
        "sources": [plain(source) for source in one.publishers.values()],
    }


def _values(code: str, choice: Choice) -> Any:
    """What is shown; of a property that may have several values a list."""
    values = [plain(heard.said.value) for heard in choice.shown]
    return values if PROPERTIES[code].is_many else values[0]


def _said(one: One, heard: Heard) -> Answer:
    source, edition = one.publishers[heard.source], one.editions.get(heard.statement)
    return {
        "property": heard.said.property,
        "value": plain(heard.said.value),
        "from": plain(heard.said.since),
        "until": plain(heard.said.until),
        "statement": heard.statement,
        "source": source.code,
        "licence": source.licence,
        "edition": plain(edition.day if edition else None),
        "recorded_at": plain(heard.recorded_at),
        "may_be_published": heard.statement not in one.unpublished,
    }
