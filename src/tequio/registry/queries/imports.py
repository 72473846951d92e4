"""Sources and imports, as whoever keeps the register reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from tequio.registry.models import BatchRow, RecordRow, ShownRow, SourceRow
from tequio.registry.models import StatementRow as Statements
from tequio.registry.queries.batches import speaking_for
from tequio.registry.queries.heard import guards_of
from tequio.registry.rules.choosing import Heard, may_leave
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.meaning import Difference, differences
from tequio.registry.rules.reporting import Report, read_report

Import = BatchRow
Source = SourceRow
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MOVES = ("new", "changed", "vanished")


@dataclass(frozen=True)
class SourceTold:
    """A source with how many records it has, how many of them its last file lacked, and for which
    day that file stands."""

    row: SourceRow
    records: int
    vanished: int
    edition: date | None


@dataclass(frozen=True)
class Moved:
    """What an import did to one record: whom it is about, and what was said otherwise before."""

    record: int
    key: str
    listed: int
    name: str
    differences: tuple[Difference, ...] = ()


def sources_told(keeper: int) -> list[SourceTold]:
    """All sources of a register by title.  Three queries."""
    gone = Count("id", filter=Q(vanished_batch_id__isnull=False))
    records = RecordRow.objects.filter(organisation_id=keeper).values_list("source_id")
    counted = {
        source: (n, vanished, last)
        for source, n, vanished, last in records.annotate(
            n=Count("id"), gone=gone, last=Max("last_batch_id")
        )
    }
    last = {last for _n, _vanished, last in counted.values() if last}
    batches = BatchRow.objects.filter(organisation_id=keeper, id__in=last)
    editions = dict(batches.values_list("id", "edition"))
    told = []
    for row in SourceRow.objects.filter(organisation_id=keeper):
        n, vanished, batch = counted.get(row.id, (0, 0, None))
        told.append(SourceTold(row, n, vanished, editions.get(batch)))
    return sorted(told, key=lambda one: (one.row.title.casefold(), one.row.id))


def source_told(keeper: int, code: str) -> SourceTold | None:
    """One of them by its short name.  Three queries."""
    return next((one for one in sources_told(keeper) if one.row.code == code), None)


def imports_of(keeper: int, source: SourceRow) -> list[BatchRow]:
    """Files that were taken in and spoke for a source, the newest first.  Three queries."""
    rows = BatchRow.objects.filter(organisation_id=keeper).order_by("-id")
    return speaking_for(keeper, rows, [source.id])


def last_imports(keeper: int, most: int) -> list[BatchRow]:
    """The files that were taken in last.  One query."""
    return list(BatchRow.objects.filter(organisation_id=keeper).order_by("-id")[:most])


def batch_of(keeper: int, number: int) -> BatchRow | None:
    """An import by its number."""
    return BatchRow.objects.filter(organisation_id=keeper, id=number).first()


def report_of(batch: BatchRow) -> Report:
    """What was written down of a file when it was taken in."""
    return read_report(batch.report)


def source_by_number(keeper: int, number: int) -> SourceRow | None:
    """A source by its number."""
    return SourceRow.objects.filter(organisation_id=keeper, id=number).first()


def moved(keeper: int, batch: int, what: str, *, after: int = 0, most: int = 50) -> list[Moved]:
    """Records that an import brought as new, changed, or did not have any more, in order of
    number; of what they say neither contacts nor what is hidden of their place.  Two queries, five
    for changed ones.

    after  only those behind the record of this number
    """
    records = RecordRow.objects.filter(organisation_id=keeper, id__gt=after).order_by("id")
    if what == "vanished":
        return _named(keeper, records.filter(vanished_batch_id=batch)[:most])
    said = Statements.objects.filter(organisation_id=keeper, batch_id=batch)
    of_it = records.filter(id__in=said.values("record_id"))
    known = Exists(_counted_before(keeper, batch).filter(record_id=OuterRef("id")))
    if what == "new":
        return _named(keeper, of_it.exclude(known)[:most])
    found = _named(keeper, of_it.filter(known)[:most])
    guards = guards_of(keeper, [one.listed for one in found])
    exposures = {one.record: guards.get(one.listed, "") for one in found}
    changes = _changes(keeper, batch, exposures)
    return [
        Moved(one.record, one.key, one.listed, one.name, changes.get(one.record, ()))
        for one in found
    ]


def _counted_before(keeper: int, batch: int) -> QuerySet[Statements]:
    """Statements that counted when this import came: not those of imports undone before it."""
    at = BatchRow.objects.filter(organisation_id=keeper, id=batch).values("recorded_at")
    undone = BatchRow.objects.filter(organisation_id=keeper, undone_at__lte=Subquery(at))
    said = Statements.objects.filter(organisation_id=keeper)
    before = Q(batch_id__isnull=True) | Q(batch_id__lt=batch)
    return said.filter(before).exclude(batch_id__isnull=False, batch_id__in=undone.values("id"))


def _named(keeper: int, rows: QuerySet[RecordRow]) -> list[Moved]:
    found = list(rows)
    names = names_of(keeper, (row.listed_id for row in found))
    return [Moved(row.id, row.key, row.listed_id, names.get(row.listed_id, "")) for row in found]


def names_of(keeper: int, listed: Iterable[int]) -> dict[int, str]:
    """Names of listed organisations as they are shown.  One query."""
    rows = ShownRow.objects.filter(organisation_id=keeper, id__in=set(listed))
    return dict(rows.values_list("id", "name"))


def _changes(
    keeper: int, batch: int, exposures: Mapping[int, str]
) -> dict[int, tuple[Difference, ...]]:
    """What these records say otherwise in a batch than before it, imports that were undone since
    left out.

    exposures  of each record how much of its place may be seen
    """
    batches = BatchRow.objects.filter(organisation_id=keeper, undone_at__isnull=False)
    undone = set(batches.values_list("id", flat=True)) - {batch}
    rows = Statements.objects.filter(organisation_id=keeper, record_id__in=exposures)
    before: dict[int, str] = {}
    found = {}
    for record, of_batch, said in rows.order_by("id").values_list("record_id", "batch_id", "said"):
        if of_batch == batch:
            sides = (before.get(record, "[]"), said)
            old, new = (_seen(read_said(json.loads(one)), exposures[record]) for one in sides)
            found[record] = differences(old, new)
        elif of_batch not in undone:
            before[record] = said
    return found


def _seen(said: Iterable[Said], exposure: str) -> list[Said]:
    """What members may see of these assertions."""
    heard = [Heard(one, 0, 0, 0, "", True, LONG_AGO) for one in said]
    return [one.said for one in may_leave(heard, exposure)]
