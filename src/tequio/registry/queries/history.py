"""How what is said of one organisation came about: statements and merges in their order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.db.models import Q

from tequio.registry.models import BatchRow, MergeRow, RecordRow, StatementRow
from tequio.registry.queries.heard import guards_of
from tequio.registry.queries.of_one import Edition, Publisher, editions_of, publishers_of
from tequio.registry.rules.choosing import Heard, agrees, may_leave
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.meaning import meant
from tequio.registry.rules.properties import CONTACTS

MOST = 300
"""So many statements stand on the page, the newest."""


@dataclass(frozen=True)
class Changed:
    """A property of which a statement says something else than the one before of its record."""

    property: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


@dataclass(frozen=True)
class Event:
    """A line of the history.

    kind     `said`: a source spoke for the first time; `changed`: it said something else;
             `merged`: another was found to be the same; `undone`: that was taken back
    number   of the statement, or of the one that was merged
    is_past  it was taken back, or its source says something else now
    """

    kind: Literal["said", "changed", "merged", "undone"]
    at: datetime
    number: int
    source: int | None
    key: str
    changes: tuple[Changed, ...]
    is_past: bool


@dataclass(frozen=True)
class History:
    """All events, the newest first; `is_cut`: there are older ones."""

    events: tuple[Event, ...]
    publishers: dict[int, Publisher]
    editions: dict[int, Edition]
    is_cut: bool


def history_of(keeper: int, number: int, *, is_inside: bool) -> History:
    """What was said of a listed organisation and when.  Six queries.

    is_inside  tell also what may not leave the register, contacts and guarded places excepted,
               and what counts as never said, as its import was taken back
    """
    records = {
        row.id: row for row in RecordRow.objects.filter(organisation_id=keeper, listed_id=number)
    }
    publishers = publishers_of(keeper, {row.source_id for row in records.values()})
    seen = {one.id for one in publishers.values() if one.may_publish or is_inside}
    rows = StatementRow.objects.filter(
        organisation_id=keeper,
        record_id__in=[one.id for one in records.values() if one.source_id in seen],
    )
    if not is_inside:
        undone = BatchRow.objects.filter(organisation_id=keeper, undone_at__isnull=False)
        rows = rows.exclude(batch_id__in=undone.values("id"))
    newest = list(rows.order_by("-id")[: MOST + 1])
    exposure = guards_of(keeper, [number]).get(number, "")
    told = _told(newest[:MOST], records, publishers, exposure)
    events = [*_spoken(told), *_merges(keeper, number)]
    events.sort(key=lambda one: (one.at, one.number), reverse=True)
    shown = {one.number for one in events if one.kind in ("said", "changed")}
    return History(tuple(events), publishers, editions_of(keeper, shown), len(newest) > MOST)


@dataclass(frozen=True)
class _Told:
    row: StatementRow
    record: RecordRow
    said: tuple[Said, ...]


def _told(
    rows: Collection[StatementRow],
    records: dict[int, RecordRow],
    publishers: dict[int, Publisher],
    exposure: str,
) -> list[_Told]:
    """Statements as they may be told: without what is hidden of a place, and without contacts
    unless the organisation agreed when it said so and agrees today."""
    heard = {row.id: _heard(row, records[row.record_id], publishers) for row in rows}
    agreed = {row.record_id for row in rows if row.is_current and any(map(agrees, heard[row.id]))}
    return [
        _Told(
            row,
            records[row.record_id],
            tuple(
                one.said
                for one in may_leave(heard[row.id], exposure)
                if row.record_id in agreed or one.said.property not in CONTACTS
            ),
        )
        for row in rows
    ]


def _heard(row: StatementRow, record: RecordRow, publishers: dict[int, Publisher]) -> list[Heard]:
    kind = publishers[record.source_id].kind
    return [
        Heard(one, row.id, record.id, record.source_id, kind, True, row.recorded_at)
        for one in read_said(json.loads(row.said))
    ]


def _spoken(told: Iterable[_Told]) -> list[Event]:
    before: dict[int, _Told] = {}
    events = []
    for one in sorted(told, key=lambda one: one.row.id):
        last = before.get(one.record.id)
        changes = changes_between(last.said if last else (), one.said)
        kind: Literal["said", "changed"] = "changed" if last else "said"
        if changes or not last:
            event = Event(
                kind, one.row.recorded_at, one.row.id, one.record.source_id, one.record.key,
                changes, not one.row.is_current,
            )  # fmt: skip
            events.append(event)
        before[one.record.id] = one
    return events


def changes_between(before: Iterable[Said], after: Iterable[Said]) -> tuple[Changed, ...]:
    """What the second says otherwise than the first, by property in its own order."""
    old, new = _by_property(before), _by_property(after)
    return tuple(
        Changed(code, old.get(code, ()), new.get(code, ()))
        for code in dict.fromkeys([*new, *old])
        if _means(old.get(code, ())) != _means(new.get(code, ()))
    )


def _means(said: Iterable[Said]) -> set[tuple[str, date | None]]:
    return {(meant(one.property, one.value), one.until) for one in said}


def _by_property(said: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    found: dict[str, tuple[Said, ...]] = {}
    for one in said:
        found[one.property] = (*found.get(one.property, ()), one)
    return found


def _merges(keeper: int, number: int) -> list[Event]:
    rows = MergeRow.objects.filter(Q(kept_id=number) | Q(gone_id=number), organisation_id=keeper)
    events = []
    for row in rows.order_by("id"):
        other = row.gone_id if row.kept_id == number else row.kept_id
        plain = Event("merged", row.merged_at, other, None, "", (), row.undone_at is not None)
        events.append(plain)
        if row.undone_at is not None:
            events.append(replace(plain, kind="undone", at=row.undone_at, is_past=False))
    return events
