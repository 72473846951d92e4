"""Who was found to be one, who became two again, and whom every record is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q

from tequio.chronicle.rules.comparing import compared, told_otherwise
from tequio.kernel import Finding
from tequio.registry.models import ListedRow, MergeRow, MovedRow, RecordRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in

MERGE, UNDO, RECOGNISE = "registry.merge", "registry.undo_merge", "registry.recognise"


@dataclass
class Standing:
    """Where everything stands after the lines: merges, whither who is gone, which records moved
    where, and who is recognised as which organisation of the node.

    came  by merge the organisation that it brought, while nobody took that back
    """

    merges: dict[int, dict[str, Any]] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    party: dict[int, int] = field(default_factory=dict)
    came: dict[int, int] = field(default_factory=dict)


def standing_after(lines: Lines) -> Standing:
    """What the lines lead to, one after the other."""
    after = Standing()
    for line, facts in told_in(lines, "merge", "undo_merge", "recognise"):
        if line.kind == MERGE:
            _merge(after, line.at, line.by, facts)
        elif line.kind == UNDO:
            _undo(after, line.at, facts)
        elif facts["organisation"] is None:
            was = after.party.pop(facts["listed"], None)
            after.came = {merge: one for merge, one in after.came.items() if one != was}
        else:
            after.party[facts["listed"]] = facts["organisation"]
    return after


def _merge(after: Standing, at: Any, by: int | None, facts: dict[str, Any]) -> None:
    kept, gone = facts["kept"], facts["gone"]
    after.merges[facts["merge"]] = {
        "kept": kept,
        "gone": gone,
        "text": facts["text"],
        "records": sorted(facts["records"]),
        "by": by,
        "merged_at": at,
        "undone_at": None,
    }
    after.into[gone] = kept
    after.moved |= dict.fromkeys(facts["records"], kept)
    if facts["party"] is not None:
        after.party.pop(gone, None)
        after.party[kept] = after.came[facts["merge"]] = facts["party"]


def _undo(after: Standing, at: Any, facts: dict[str, Any]) -> None:
    merge = after.merges.get(facts["merge"], {"records": []})
    merge["undone_at"] = at
    after.into.pop(facts["gone"], None)
    after.moved |= dict.fromkeys(merge["records"], facts["gone"])
    if facts["party"] is not None:
        after.party.pop(facts["kept"], None)
        after.party[facts["gone"]] = facts["party"]
    after.came.pop(facts["merge"], None)


def check_merges(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Merges, the records that they moved, and the organisations of the node are as told."""
    after = standing_after(lines)
    moved: dict[int, list[int]] = {}
    rows = MovedRow.objects.filter(organisation_id=organisation).order_by("record_id")
    for merge, record in rows.values_list("merge_id", "record_id"):
        moved.setdefault(merge, []).append(record)
    merges = MergeRow.objects.filter(organisation_id=organisation)
    here = {row.id: _merged(row, moved.pop(row.id, [])) for row in merges}
    yield from compared(ROOM, "merge", told=after.merges, here=here)
    for merge in sorted(moved):
        yield told_otherwise(ROOM, "merge", merge)
    listed = ListedRow.objects.filter(organisation_id=organisation)
    gone = listed.filter(merged_into_id__isnull=False)
    into = dict(gone.values_list("id", "merged_into_id"))
    yield from compared(ROOM, "organisation", told=after.into, here=into)
    known = dict(listed.filter(party__isnull=False).values_list("id", "party_id"))
    yield from compared(ROOM, "recognition", told=after.party, here=known)
    yield from _check_records(organisation, after)


def _merged(row: MergeRow, records: list[int]) -> dict[str, Any]:
    return {
        "kept": row.kept_id,
        "gone": row.gone_id,
        "text": row.text_id,
        "records": records,
        "by": row.by_id,
        "merged_at": row.merged_at,
        "undone_at": row.undone_at,
    }


def _check_records(organisation: int, after: Standing) -> Iterator[Finding]:
    """Every record is about whom it was first about, or where a merge moved it."""
    rows = RecordRow.objects.filter(organisation_id=organisation)
    rows = rows.filter(~Q(listed_id=F("first_listed_id")) | Q(id__in=after.moved))
    here = {row.id: (row.listed_id, row.first_listed_id) for row in rows}
    for number in sorted(here.keys() | after.moved.keys()):
        about, first = here.get(number, (None, None))
        if about != after.moved.get(number, first):
            yield told_otherwise(ROOM, "record", number)
