"""Sources, organisations listed by hand, and statements that persons wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tequio.chronicle.rules import Line
from tequio.chronicle.rules.comparing import compared, not_told, told_otherwise
from tequio.kernel import Finding, digest
from tequio.membership.queries import digests_of_texts
from tequio.registry.models import GuardRow, ListedRow, RecordRow, SourceRow, StatementRow
from tequio.registry.queries.checking.lines import ROOM, Lines, silenced_in, told_in
from tequio.registry.queries.sources import told_of
from tequio.registry.rules.facts import read_said
from tequio.registry.rules.guarding import OPEN
from tequio.registry.rules.saying import meaning_of

OPENED = {"licence": "", "scheme": "", "is_complete": False, "may_publish": True}
"""What a source is that somebody opens by writing by hand."""


def spoken_in(lines: Lines) -> Iterator[tuple[Line, dict[str, Any]]]:
    """Every statement by hand that is told, with its line."""
    for line in lines:
        if spoken := line.facts.get("spoken"):
            yield line, spoken


def check_sources(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every source is as it was added, opened, or changed last."""
    told: dict[int, dict[str, Any]] = {}
    for line in lines:
        spoken = line.facts.get("spoken") or {}
        if line.kind in ("registry.add_source", "registry.change_source"):
            told[line.facts["source"]] = dict(line.facts)
        for one in line.facts.get("opened", ()):
            told[one["source"]] = dict(one)
        if kind := spoken.get("opened"):
            number = spoken["source"]
            told[number] = {"source": number, "source_code": kind, "source_kind": kind, **OPENED}
    here = {row.id: told_of(row) for row in SourceRow.objects.filter(organisation_id=organisation)}
    for number, facts in here.items():
        if "words" not in told.get(number, facts):
            del facts["words"]
    yield from compared(ROOM, "source", told=told, here=here)


def check_spoken(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every statement by hand says what it said, by whom it was said; the last one counts,
    unless it was silenced."""
    told: dict[int, dict[str, Any]] = {}
    last: dict[int, int] = {}
    first: dict[int, dict[str, Any]] = {}
    for line, spoken in spoken_in(lines):
        number, record = spoken["statement"], spoken["record"]
        told[number] = {"record": record, "said": spoken["said"], "by": line.by, "at": line.at}
        last[record] = number
        begun = {"source": spoken["source"], "listed": spoken["listed"], "linked_by": "hand"}
        first.setdefault(record, begun)
    silenced = silenced_in(lines)
    rows = list(StatementRow.objects.filter(organisation_id=organisation, batch_id=None))
    yield from compared(
        ROOM, "statement", told=told, here={row.id: _statement(row) for row in rows}
    )
    for row in rows:
        is_last = last.get(row.record_id) == row.id and row.id not in silenced
        means = meaning_of(read_said(json.loads(row.said)))
        if (row.is_current, row.meaning, row.number) != (is_last, means, 0):
            yield told_otherwise(ROOM, "statement", row.id)
    records = RecordRow.objects.filter(organisation_id=organisation, first_batch_id=None)
    here = {
        row.id: {
            "source": row.source_id, "listed": row.first_listed_id, "linked_by": row.linked_by
        }
        for row in records
    }  # fmt: skip
    yield from compared(ROOM, "record", told=first, here=here)
    yield from _check_listed(organisation, lines)
    yield from _check_guards(organisation, lines)
    yield from _check_words(organisation, lines)


def _statement(row: StatementRow) -> dict[str, Any]:
    proof = digest([row.raw, row.said])
    return {"record": row.record_id, "said": proof, "by": row.by_id, "at": row.recorded_at}


def _check_listed(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Whom a person listed is there, and everybody else came with an import."""
    told = {facts["listed"]: facts["uid"] for _line, facts in told_in(lines, "list_organisation")}
    rows = ListedRow.objects.filter(organisation_id=organisation)
    here = {row.id: row.uid.hex for row in rows.filter(id__in=told)}
    yield from compared(ROOM, "organisation", told=told, here=here)
    imported = RecordRow.objects.filter(organisation_id=organisation, first_batch_id__isnull=False)
    others = rows.exclude(id__in=imported.values("first_listed_id")).exclude(id__in=told)
    for number in others.order_by("id").values_list("id", flat=True):
        yield not_told(ROOM, "organisation", number)


def guards_told(lines: Lines) -> dict[int, str]:
    """How much of each place may be seen, as these lines tell, one after the other."""
    told: dict[int, str] = {}
    for _line, facts in told_in(lines, "guard_place", "describe", "take_feed", "undo_merge"):
        told |= dict.fromkeys(facts.get("whose", ()), facts.get("exposure", OPEN))
        told |= dict.fromkeys(facts.get("coarse", ()), "coarse")
        told |= dict.fromkeys(facts.get("hidden", ()), "hidden")
    return told


def _check_guards(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every place is guarded as somebody said last."""
    told = guards_told(lines)
    rows = GuardRow.objects.filter(organisation_id=organisation)
    yield from compared(
        ROOM,
        "place",
        told={number: exposure for number, exposure in told.items() if exposure != OPEN},
        here=dict(rows.values_list("listed_id", "exposure")),
    )


def _check_words(organisation: int, lines: Lines) -> Iterator[Finding]:
    """The words that somebody gave are those of which the line has the digest."""
    told = {
        line.facts["text"]: line.facts.get("reason") or line.facts.get("words")
        for line in lines
        if line.facts.get("text")
    }
    here = digests_of_texts(organisation, told)
    yield from compared(ROOM, "text", told=told, here=here)
