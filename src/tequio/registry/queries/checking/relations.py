"""How organisations stand to each other, and who was declared not to be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.registry.models import NotSameRow, RelationRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in

RELATED = ("relate", "declare_successor", "declare_branch")


def check_relations(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every relation is as it was written, or ended."""
    told: dict[int, dict[str, Any]] = {}
    for line, facts in told_in(lines, *RELATED, "end_relation"):
        if line.kind == "registry.end_relation":
            told.setdefault(facts["relation"], {}).update(until=facts["until"], is_ended=True)
        else:
            number = facts.pop("relation")
            told[number] = {**facts, "is_ended": False}
    rows = RelationRow.objects.filter(organisation_id=organisation)
    here = {row.id: _relation(row) for row in rows}
    yield from compared(ROOM, "relation", told=told, here=here)
    apart = {
        (facts["first"], facts["second"]): line.at
        for line, facts in told_in(lines, "declare_not_same")
    }
    rows_apart = NotSameRow.objects.filter(organisation_id=organisation)
    seen = {(row.first_id, row.second_id): row.declared_at for row in rows_apart}
    yield from compared(ROOM, "pair", told=apart, here=seen)


def _relation(row: RelationRow) -> dict[str, Any]:
    return {
        "listed": row.listed_id,
        "type": row.type,
        "other": row.other_id,
        "since": row.since.isoformat() if row.since else None,
        "until": row.until.isoformat() if row.until else None,
        "is_ended": row.is_ended,
    }
