"""Assessments, each of them made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.screening.models import AssessmentRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.queries.packs import Adopted, readable_packs
from tequio.screening.rules.items import items_digest, items_text, read_items
from tequio.screening.rules.judging import judge
from tequio.screening.rules.replaying import judgement_digest, judgement_text

JUDGED_OTHERWISE = _("Assessment {assessment} says something else when it is made again.")
COLUMNS = (
    "listed_id case_id pack_id judged_on snapshot_digest judgement_digest person_id made_at"
).split()


LONG = ("snapshot", "judgement")


def check_assessments(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every assessment was made as it was told, and gives the same, byte for byte, when its pack
    is held against its snapshot again."""
    told = {
        facts["assessment"]: {
            "listed_id": facts["listed"],
            "case_id": facts["case"],
            "pack_id": facts["pack"],
            "judged_on": date.fromisoformat(facts["judged_on"]),
            "snapshot_digest": facts["snapshot"],
            "judgement_digest": facts["judgement"],
            "person_id": line.by,
            "made_at": line.at,
        }
        for line, facts in told_in(lines, "assess")
    }
    rows = AssessmentRow.objects.filter(organisation_id=organisation).order_by("id")
    here = {row.id: {name: getattr(row, name) for name in COLUMNS} for row in rows.defer(*LONG)}
    yield from compared(ROOM, "assessment", told=told, here=here)
    packs = readable_packs(organisation, {one["pack_id"] for one in here.values()})
    for row in rows.iterator(chunk_size=100):
        if not _judges_again(row, packs):
            yield Finding.of(ROOM, "judged_otherwise", JUDGED_OTHERWISE, assessment=row.id)


def _judges_again(row: AssessmentRow, packs: Mapping[int, Adopted]) -> bool:
    if row.pack_id not in packs:
        return False
    try:
        items = read_items(json.loads(row.snapshot))
    except (ValueError, TypeError, AttributeError, KeyError):
        return False
    judged = judge(packs[row.pack_id].pack, items, row.judged_on)
    again = (
        items_text(items),
        items_digest(items),
        judgement_text(judged),
        judgement_digest(judged),
        judged.verdict,
    )
    return again == (
        row.snapshot,
        row.snapshot_digest,
        row.judgement,
        row.judgement_digest,
        row.verdict,
    )
