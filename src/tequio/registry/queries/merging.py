"""Merges as they stand: what went where, and what a later one holds back."""

from __future__ import annotations

from tequio.registry.models import ListedRow, MergeRow, MovedRow
from tequio.registry.queries.checking.lines import lines_of_register
from tequio.registry.queries.checking.merges import MERGE, standing_after
from tequio.registry.queries.checking.spoken import guards_told
from tequio.registry.rules.deciding import Merged


def merge_of(keeper: int, merge: int) -> Merged | None:
    """A merge by its number, with the one that stands on it.  Three queries."""
    row = MergeRow.objects.filter(organisation_id=keeper, id=merge).first()
    if row is None:
        return None
    into = (
        ListedRow.objects.filter(organisation_id=keeper, id=row.kept_id)
        .values_list("merged_into_id", flat=True)
        .first()
    )
    later = open_merge_of(keeper, row.kept_id) if into is not None else None
    return Merged(row.id, row.kept_id, row.gone_id, row.undone_at is not None, into, later)


def open_merge_of(keeper: int, gone: int) -> int | None:
    """The merge by which an organisation is gone, if it is.  One query."""
    rows = MergeRow.objects.filter(organisation_id=keeper, gone_id=gone, undone_at__isnull=True)
    return rows.values_list("id", flat=True).first()


def moved_by(keeper: int, merge: int) -> list[int]:
    """The records that a merge moved, in order.  One query."""
    rows = MovedRow.objects.filter(organisation_id=keeper, merge_id=merge)
    return list(rows.order_by("record_id").values_list("record_id", flat=True))


def party_come_with(keeper: int, merge: int) -> int | None:
    """The organisation of the node that a merge brought to the kept one, if nobody took that
    recognition back since.  Reads the lines of the register."""
    return standing_after(lines_of_register(keeper)).came.get(merge)


def guards_before(keeper: int, merge: int) -> dict[int, str]:
    """How much of each place might be seen when two were merged.  Reads the lines of the
    register."""
    lines = lines_of_register(keeper)
    is_it = (line.kind == MERGE and line.facts["merge"] == merge for line in lines)
    return guards_told(lines[: next(place for place, found in enumerate(is_it) if found)])


def stands_for(keeper: int, listed: int) -> int:
    """Under which number an organisation is found now: its own, or where its merges lead.  A
    query for each step."""
    seen = {listed}
    while True:
        rows = ListedRow.objects.filter(organisation_id=keeper, id=listed)
        into = rows.values_list("merged_into_id", flat=True).first()
        if into is None or into in seen:
            return listed
        seen.add(into)
        listed = into
