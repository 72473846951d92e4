"""What an import would do, row by row and column by column, before anything is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tequio.kernel import Refusal
from tequio.registry.models import RecordRow, StatementRow
from tequio.registry.queries.batches import codes_of, complete_among, sources_for, speaking_in
from tequio.registry.queries.lines import once_in, walk, zeros_in
from tequio.registry.queries.planning import Intake, planned, portions
from tequio.registry.rules.facts import Spoken, read_said
from tequio.registry.rules.mapping import ColumnReport, Mapping
from tequio.registry.rules.meaning import Difference, differences
from tequio.registry.rules.projecting import plain_of
from tequio.registry.rules.properties import NAMES
from tequio.registry.rules.taking_in import Outcome, Planned

MOST_ROWS = 200
MOST_ON_PAGE = 30


@dataclass(frozen=True)
class Row:
    """What will happen to what one row says for one source.

    name       of the organisation, as the row writes it
    listed     whom it is about, where it is listed already
    linked_by  `new`, `key`, `number` or `about`
    changes    what is said otherwise than before
    why        why it is not taken
    spoken     all that the row says
    """

    line: int
    outcome: Outcome
    source: str
    key: str
    name: str
    listed: int | None
    linked_by: str
    changes: tuple[Difference, ...] = ()
    why: Refusal | None = None
    spoken: Spoken | None = None


@dataclass(frozen=True)
class Preview:
    """What an import would do.

    counts    how many records are new, changed, the same, refused, vanished
    linked    how many new ones are about somebody who is listed already, by why
    rows      the first of each outcome, as many as asked; those that stay the same only on request
    columns   what becomes of each column
    is_whole  the file was walked to its end; else nobody was counted as vanished
    """

    format: str
    lines: int
    counts: Table[str, int]
    linked: Table[str, int]
    rows: tuple[Row, ...]
    columns: tuple[ColumnReport, ...]
    is_whole: bool = True


@dataclass
class _Gathered:
    """What is gathered while the file is walked."""

    most: int
    lines: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    linked: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    rows: list[Planned] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def preview(
    keeper: int,
    path: Path,
    mapping: Mapping,
    *,
    name: str,
    whole: bool = True,
    most: int = MOST_ROWS,
) -> Preview:
    """What taking this file in would do; nothing is written.  A handful of queries for every two
    thousand rows.  Raises Refused for what cannot be read.

    whole  the file holds all that its sources have: what is missing vanishes
    most   how many rows of each outcome are told one by one
    """
    return _preview(keeper, _File(path, mapping, name), _Extent(most, whole))


def preview_beginning(
    keeper: int, path: Path, mapping: Mapping, *, name: str, whole: bool, first: int
) -> Preview:
    """The same for the first rows of a file, for a page that is to answer at once.

    first  after so many rows it stops; `is_whole` says whether the file ended before
    Raises Refused for what cannot be read.
    """
    return _preview(keeper, _File(path, mapping, name), _Extent(MOST_ON_PAGE, whole, first))


@dataclass(frozen=True)
class _File:
    path: Path
    mapping: Mapping
    name: str


@dataclass(frozen=True)
class _Extent:
    """How many rows of each outcome are told, and after how many of the file it stops."""

    most: int
    whole: bool
    first: int | None = None


def _preview(keeper: int, file: _File, extent: _Extent) -> Preview:
    mapping, name = file.mapping, file.name
    numbers = _numbers(keeper, mapping)
    once = once_in(file.path, mapping, name=name, keeper=keeper, first=extent.first)
    zeros = zeros_in(file.path, mapping, name=name, first=extent.first)
    intake = Intake(keeper, numbers, once=once, zeros=zeros)
    found = _Gathered(extent.most)
    with walk(file.path, mapping, name=name, complete=complete_among(keeper, numbers)) as walked:
        for some in portions(islice(walked.lines, extent.first)):
            found.lines += len(some)
            for one in planned(intake, some):
                _gather(found, one)
        is_whole = next(walked.lines, None) is None
        columns = walked.report()
    counts = {name: found.counts[name] for name in ("new", "changed", "same", "refused")}
    lets_vanish = extent.whole and is_whole
    counts["vanished"] = (
        _missing(keeper, speaking_in(mapping, numbers), found.seen) if lets_vanish else 0
    )
    rows = tuple(_told(keeper, numbers, found.rows))
    linked = dict(found.linked)
    return Preview(walked.format, found.lines, counts, linked, rows, columns, is_whole)


def _numbers(keeper: int, mapping: Mapping) -> dict[str, int]:
    """Numbers of the sources; those that are not written down yet get one that nobody has."""
    unknown = {code: -place for place, code in enumerate(codes_of(mapping), 1)}
    return unknown | sources_for(keeper, mapping)


def _gather(found: _Gathered, one: Planned) -> None:
    found.counts[one.outcome] += 1
    if one.known is not None and one.outcome != "refused":
        found.seen.add(one.known.record)
    if one.outcome == "new" and one.linked_by not in ("new", "key"):
        found.linked[one.linked_by] += 1
    if one.outcome != "same" and found.kept[one.outcome] < found.most:
        found.kept[one.outcome] += 1
        found.rows.append(one)


def _missing(keeper: int, sources: list[int], seen: set[int]) -> int:
    """How many records of these sources were in their last file and are not in this one."""
    there = RecordRow.objects.filter(
        organisation_id=keeper,
        source_id__in=sources,
        last_batch_id__isnull=False,
        vanished_batch_id__isnull=True,
    )
    return len(set(there.values_list("id", flat=True)) - seen)


def _told(keeper: int, numbers: Table[str, int], rows: list[Planned]) -> list[Row]:
    """The rows with what changes in them.  One query for every five hundred that change."""
    codes = {number: code for code, number in numbers.items()}
    changing = iter([one for one in map(_before, rows) if one is not None])
    before: dict[int, str] = {}
    while some := list(islice(changing, 500)):
        kept = StatementRow.objects.filter(organisation_id=keeper, id__in=some)
        before.update(kept.values_list("id", "said"))
    return [_row(one, codes, before) for one in rows]


def _before(one: Planned) -> int | None:
    """The statement that a changed row replaces."""
    return one.known.statement if one.known and one.outcome == "changed" else None


def _row(one: Planned, codes: Table[int, str], before: Table[int, str]) -> Row:
    spoken = one.spoken
    changes: tuple[Difference, ...] = ()
    if spoken and (old := _before(one)) is not None and old in before:
        changes = differences(read_said(json.loads(before[old])), spoken.said)
    return Row(
        line=one.number,
        outcome=one.outcome,
        source=codes.get(one.source, ""),
        key=spoken.key if spoken else "",
        name=_name(one),
        listed=one.listed,
        linked_by=one.linked_by,
        changes=changes,
        why=one.why,
        spoken=spoken,
    )


def _name(one: Planned) -> str:
    said = {} if one.spoken is None else {it.property: it.value for it in one.spoken.said}
    return next((plain_of(said[code]) for code in NAMES if code in said), "")
