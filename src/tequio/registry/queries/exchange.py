"""The public view of a register, read in portions: constant memory however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache

from django.db.models import Max

from tequio.chronicle import queries as chronicle
from tequio.kernel import digest
from tequio.registry.models import ListedRow, ShownRow, SourceRow
from tequio.registry.queries.classifications import classifications
from tequio.registry.queries.facets import Facet
from tequio.registry.queries.finding import find
from tequio.registry.queries.heard import guards_of, heard_of
from tequio.registry.rules.choosing import choose, may_leave
from tequio.registry.rules.exchange.record import Origin, Record

AT_ONCE = 500


def origins_of(keeper: int) -> dict[int, Origin]:
    """Every source with what a reader needs to use its words lawfully.  One query."""
    rows = SourceRow.objects.filter(organisation_id=keeper).order_by("id")
    return {
        row.id: Origin(
            row.code,
            row.title,
            row.kind,
            row.licence,
            row.licence_url,
            row.attribution,
            row.homepage,
        )
        for row in rows
    }


def published_of(keeper: int) -> list[Origin]:
    """The sources whose words may leave.  One query."""
    rows = SourceRow.objects.filter(organisation_id=keeper, may_publish=True)
    origins = origins_of(keeper)
    return [origins[number] for number in rows.order_by("title").values_list("id", flat=True)]


def records_of(
    keeper: int, numbers: Iterable[int], *, register: str, order: str
) -> dict[int, Record]:
    """The public record of each of these that has one, in the order given.  Five queries.

    register  its address, with a stroke at its end
    order     by which sources are believed
    """
    asked = list(numbers)
    if not asked:
        return {}
    heard, guards, origins = heard_of(keeper, asked), guards_of(keeper, asked), origins_of(keeper)
    rows = ListedRow.objects.filter(organisation_id=keeper, id__in=asked)
    uids = dict(rows.filter(merged_into_id__isnull=True).values_list("id", "uid"))
    found = {}
    for one in asked:
        leaving = may_leave(heard.get(one, ()), guards.get(one, ""))
        if leaving and one in uids:
            chosen, exposure = choose(leaving, order), guards.get(one, "")
            found[one] = Record(
                one,
                str(uids[one]),
                register,
                chosen,
                tuple(leaving),
                origins,
                exposure,
                english_titles(),
            )
    return found


def numbers_in(keeper: int, *, text: str, facets: Collection[Facet]) -> Iterator[list[int]]:
    """Numbers of all whom the public sees, in portions; asked for as in the list."""
    if text or facets:
        after = ""
        while True:
            page = find(keeper, text=text, facets=facets, after=after, limit=AT_ONCE)
            yield [row.number for row in page.rows]
            after = page.next
            if not after:
                return
    last = 0
    rows = ShownRow.objects.filter(organisation_id=keeper, is_closed=False).order_by("id")
    while some := list(rows.filter(id__gt=last).values_list("id", flat=True)[:AT_ONCE]):
        yield some
        last = some[-1]


def public_records(
    keeper: int, *, register: str, order: str, text: str = "", facets: Collection[Facet] = ()
) -> Iterator[list[Record]]:
    """All public records in portions of five hundred."""
    for some in numbers_in(keeper, text=text, facets=facets):
        yield list(records_of(keeper, some, register=register, order=order).values())


def version_of(keeper: int, order: str) -> tuple[str, datetime | None]:
    """What identifies the state of everything that leaves, and when anything was done last.

    The highest place in the feed, with the order and the sources' words.
    """
    highest = ListedRow.objects.filter(organisation_id=keeper).aggregate(Max("changed"))
    sources = [list(vars(one).values()) for one in origins_of(keeper).values()]
    published = SourceRow.objects.filter(organisation_id=keeper, may_publish=True)
    parts = [order, sources, sorted(published.values_list("id", flat=True))]
    state = f"{highest['changed__max'] or 0}-{digest(parts)[:16]}"
    head = chronicle.head_of(keeper)
    last = chronicle.line(keeper, head.number)
    return state, last[0].at if last else None


@cache
def concepts_known() -> frozenset[tuple[str, str]]:
    """Scheme and code of every concept that has an address on this node."""
    return frozenset(
        (scheme.code, code) for scheme in classifications().values() for code in scheme.titles
    )


@cache
def english_titles() -> dict[tuple[str, str], str]:
    """What classifications call each code in English, by scheme and code."""
    return {
        (scheme.code, code): scheme.words(code, "en")
        for scheme in classifications().values()
        for code in scheme.titles
    }
