"""Rows as they came, for the offices that keep the register and nobody else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tequio.registry.rules.facts import Said, read_said

CURRENT = """
    SELECT r.id, r.key, r.linked_by, r.vanished_batch_id, o.code, o.title, s.id, s.number, s.raw,
        s.said, b.id, b.file_name
    FROM registry_recordrow r
    JOIN registry_sourcerow o ON o.organisation_id = r.organisation_id AND o.id = r.source_id
    JOIN registry_statementrow s
        ON s.organisation_id = r.organisation_id AND s.record_id = r.id AND s.is_current
    LEFT JOIN registry_batchrow b ON b.organisation_id = s.organisation_id AND b.id = s.batch_id
    WHERE r.organisation_id = %s AND r.listed_id = %s ORDER BY o.code, r.key LIMIT %s
"""
MOST = 100


@dataclass(frozen=True)
class Raw:
    """A source record with the row that it last said.

    linked_by    why it is about this organisation; is_missing: not in the last batch any more
    cells        the row, by column
    """

    record: int
    key: str
    linked_by: str
    is_missing: bool
    source: str
    title: str
    statement: int
    row: int
    cells: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    batch: int | None
    file: str


def raw_of(keeper: int, number: int) -> list[Raw]:
    """The records about a listed organisation with their rows.  One query."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, [keeper, number, MOST])
        rows = cursor.fetchall()
    return [_raw(*row) for row in rows]


def _raw(*row: Any) -> Raw:
    record, key, linked_by, vanished, code, title, statement, number, raw, said, batch, file = row
    cells = json.loads(raw) if raw else {}
    told = cells.items() if isinstance(cells, dict) else enumerate(cells)
    return Raw(
        record=record,
        key=key,
        linked_by=linked_by,
        is_missing=vanished is not None,
        source=code,
        title=title,
        statement=statement,
        row=number,
        cells=tuple((str(column), str(value)) for column, value in told),
        said=read_said(json.loads(said)),
        batch=batch,
        file=file or "",
    )
