"""Imports, mappings and statements against the lines of the chronicle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from tequio.chronicle.rules import Line
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, Refused, digest, plain
from tequio.kernel import gettext_noop as _
from tequio.registry.models import BatchRow, MappingRow, SubscriptionRow
from tequio.registry.queries.checking.lines import ROOM, Lines, silenced_in, told_in
from tequio.registry.queries.saved_mappings import digest_of_mapping
from tequio.registry.rules.mapping import read_mapping
from tequio.registry.rules.proofs import Proven, proof_of

BATCH_DIFFERS = _("What import {batch} brought is not what its line proves.")
CURRENT_DIFFERS = _("Record {record} shows another statement than the last one that counts.")
TOLD = "file format edition rows new changed same vanished refused root mapping".split()
AT_ONCE = 5_000
UID = Proven._fields.index("uid")
STATEMENTS = """
    SELECT s.batch_id, s.recorded_at = b.recorded_at,
        s.id, r.id, r.source_id, r.key, r.first_listed_id,
        CASE WHEN r.id = s.id + 1 THEN r.linked_by ELSE '' END, CAST(l.uid AS text),
        s.number, s.meaning, s.raw, s.said
    FROM registry_statementrow s
    JOIN registry_recordrow r ON r.organisation_id = s.organisation_id AND r.id = s.record_id
    LEFT JOIN registry_batchrow b ON b.organisation_id = s.organisation_id AND b.id = s.batch_id
    LEFT JOIN registry_listedrow l ON l.organisation_id = s.organisation_id
        AND l.id = s.id + 2 AND l.id = r.first_listed_id
    WHERE s.organisation_id = %s AND s.batch_id IS NOT NULL
    ORDER BY s.batch_id, s.id
"""
COUNTED = """
    SELECT s.record_id, MAX(CASE WHEN b.undone_at IS NULL THEN s.id END),
        MAX(CASE WHEN s.is_current THEN s.id END)
    FROM registry_statementrow s LEFT JOIN registry_batchrow b
        ON b.organisation_id = s.organisation_id AND b.id = s.batch_id
    WHERE s.organisation_id = %s GROUP BY s.record_id
"""


def check_imports(keeper: int, lines: Lines) -> Iterator[Finding]:
    """Each import and mapping is as it was told, and of its time; its statements make its root
    again; of each record the last statement counts whose import was not undone, unless it was
    silenced.  Five queries."""
    rows = {row.id: row for row in BatchRow.objects.filter(organisation_id=keeper)}
    subscribed = SubscriptionRow.objects.filter(organisation_id=keeper)
    address = dict(subscribed.values_list("id", "address"))
    told = {
        facts["batch"]: _told(facts, line, address)
        for line, facts in told_in(lines, "import_batch", "take_feed")
    }
    here = {number: _here(row) for number, row in rows.items()}
    yield from compared(ROOM, "batch", told=told, here=here)
    undone = {facts["batch"]: line.at for line, facts in told_in(lines, "undo_batch")}
    ended = {number: row.undone_at for number, row in rows.items() if row.undone_at is not None}
    yield from compared(ROOM, "undone", told=undone, here=ended)
    yield from _check_mappings(keeper, lines)
    roots = _roots(keeper)
    for number, row in sorted(rows.items()):
        if roots.get(number, hashlib.sha256().hexdigest()) != row.root:
            yield Finding.of(ROOM, "batch_differs", BATCH_DIFFERS, batch=number)
    yield from _check_current(keeper, silenced_in(lines))


def _told(facts: dict[str, Any], line: Line, address: Mapping[int, str]) -> dict[str, Any]:
    words = facts.get("words")
    if line.kind == f"{ROOM}.take_feed":
        words = digest([address.get(facts["subscription"], "")[:200], "[]"])
    own = {"source": facts["sources"][0], "words": words, "at": line.at}
    return {name: facts[name] for name in TOLD} | own


def _here(row: BatchRow) -> dict[str, Any]:
    own = {
        "file": row.file_digest,
        "mapping": row.mapping_id,
        "source": row.source_id,
        "words": digest([row.file_name, row.report]),
        "at": row.recorded_at,
    }
    return {name: plain(getattr(row, name)) for name in TOLD if name not in own} | own


def _check_mappings(keeper: int, lines: Lines) -> Iterator[Finding]:
    rows = MappingRow.objects.filter(organisation_id=keeper)
    here: dict[int, dict[str, Any]] = {
        row.id: {
            "code": row.code,
            "digest": digest_of_mapping(row.text),
            "kept": row.digest,
            "title": row.title,
            "at": row.made_at,
        }
        for row in rows
    }
    titles = {row.id: _title_in(row.text) for row in rows}
    told = {
        facts["mapping"]: {
            "code": facts["code"],
            "digest": facts["digest"],
            "kept": facts["digest"],
            "title": titles.get(facts["mapping"]),
            "at": line.at,
        }
        for line, facts in told_in(lines, "save_mapping")
    }
    yield from compared(ROOM, "mapping", told=told, here=here)


def _title_in(text: str) -> str:
    """What a mapping is called in its own text; nothing where that cannot be read."""
    try:
        return read_mapping(text).title
    except Refused:
        return ""


def _roots(keeper: int) -> dict[int, str]:
    """By batch the hash over its statements as they stand here, read in portions; none where one
    of them is of another time than its batch."""
    roots: dict[int, Any] = {}
    late: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS, [keeper])
        while some := cursor.fetchmany(AT_ONCE):
            for batch, is_of_its_time, *proven in some:
                if batch not in roots:
                    roots[batch] = hashlib.sha256()
                if not is_of_its_time:
                    late.add(batch)
                proven[UID] = (proven[UID] or "").replace("-", "")
                roots[batch].update(proof_of(Proven(*proven)))
    return {batch: "" if batch in late else root.hexdigest() for batch, root in roots.items()}


def _check_current(keeper: int, silenced: set[int]) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [keeper])
        while some := cursor.fetchmany(AT_ONCE):
            for record, last, current in some:
                if current != (None if last in silenced else last):
                    yield Finding.of(ROOM, "current_differs", CURRENT_DIFFERS, record=record)
