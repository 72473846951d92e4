"""Imports, mappings and statements against the lines of the chronicle."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connection

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.registry.models import BatchRow, MappingRow
from tequio.registry.queries.saved_mappings import digest_of_mapping
from tequio.registry.rules.proofs import Proven, proof_of

ROOM = "registry"
BATCH_DIFFERS = _("What import {batch} brought is not what its line proves.")
CURRENT_DIFFERS = _("Record {record} shows another statement than the last one that counts.")
TOLD = "file format edition rows new changed same vanished refused root mapping".split()
AT_ONCE = 5_000
STATEMENTS = """
    SELECT s.batch_id, s.id, r.id, r.source_id, r.key, r.first_listed_id, s.raw, s.said
    FROM registry_statementrow s JOIN registry_recordrow r
        ON r.organisation_id = s.organisation_id AND r.id = s.record_id
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


def check_imports(keeper: int) -> Iterator[Finding]:
    """Each import and mapping is as it was told; its statements make its root again; of each
    record the last statement counts whose import was not undone, unless it was silenced.  Seven
    queries."""
    rows = {row.id: row for row in BatchRow.objects.filter(organisation_id=keeper)}
    told = {
        one["batch"]: _told(one)
        for act in ("registry.import_batch", "registry.take_feed")
        for one in facts_of(keeper, act)
    }
    here = {number: _here(row) for number, row in rows.items()}
    yield from compared(ROOM, "batch", told=told, here=here)
    undone: dict[int, Any] = {one["batch"]: {} for one in facts_of(keeper, "registry.undo_batch")}
    ended: dict[int, Any] = {
        number: {} for number, row in rows.items() if row.undone_at is not None
    }
    yield from compared(ROOM, "undone", told=undone, here=ended)
    yield from _check_mappings(keeper)
    roots = _roots(keeper)
    for number, row in sorted(rows.items()):
        if roots.get(number, hashlib.sha256().hexdigest()) != row.root:
            yield Finding.of(ROOM, "batch_differs", BATCH_DIFFERS, batch=number)
    yield from _check_current(keeper)


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in TOLD} | {"source": facts["sources"][0]}


def _here(row: BatchRow) -> dict[str, Any]:
    own = {"file": row.file_digest, "mapping": row.mapping_id, "source": row.source_id}
    return {name: plain(getattr(row, name)) for name in TOLD if name not in own} | own


def _check_mappings(keeper: int) -> Iterator[Finding]:
    rows = MappingRow.objects.filter(organisation_id=keeper)
    here = {row.id: {"code": row.code, "digest": digest_of_mapping(row.text)} for row in rows}
    told = {
        one["mapping"]: {"code": one["code"], "digest": one["digest"]}
        for one in facts_of(keeper, "registry.save_mapping")
    }
    yield from compared(ROOM, "mapping", told=told, here=here)


def _roots(keeper: int) -> dict[int, str]:
    """By batch the hash over its statements as they stand here, read in portions."""
    roots: dict[int, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS, [keeper])
        while some := cursor.fetchmany(AT_ONCE):
            for batch, *proven in some:
                if batch not in roots:
                    roots[batch] = hashlib.sha256()
                roots[batch].update(proof_of(Proven(*proven)))
    return {batch: root.hexdigest() for batch, root in roots.items()}


def _check_current(keeper: int) -> Iterator[Finding]:
    silenced = {
        statement
        for facts in facts_of(keeper, "registry.recognise")
        if facts["register"] == keeper
        for statement in facts.get("silenced", ())
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [keeper])
        while some := cursor.fetchmany(AT_ONCE):
            for record, last, current in some:
                if current != (None if last in silenced else last):
                    yield Finding.of(ROOM, "current_differs", CURRENT_DIFFERS, record=record)
