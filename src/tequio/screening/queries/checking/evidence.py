"""What was handed in as evidence, with every value, as it was told."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from tequio.chronicle.rules import Line
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, canonical
from tequio.membership.queries import digests_of_texts
from tequio.screening.models import EvidenceFactRow, EvidenceRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.rules.showing import proof_of_shown

WITH_EVIDENCE = ("submit_evidence", "attest")
ALSO = ("challenge",)
"""Acts whose lines carry evidence in their field `brought`."""
KEPT = (
    *("listed", "kind", "grade", "shown", "file", "redacted", "language", "is_public"),
    *("party", "case", "text", "proof"),
)


def check_evidence(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every piece of evidence stands as it was handed in, with exactly its facts, and is withdrawn
    if and only if that was told."""
    told: dict[int, dict[str, Any]] = {}
    for line, given in _brought(lines):
        days = {name: _day(given[name]) for name in ("since", "until")}
        by = {"person": line.by, "at": line.at, "withdrawn_at": None}
        told[given["evidence"]] = {name: given[name] for name in KEPT} | days | by
    for line, facts in told_in(lines, "withdraw_evidence"):
        told.setdefault(facts["evidence"], {})["withdrawn_at"] = line.at
    shown: dict[int, dict[str, Any]] = defaultdict(dict)
    for fact in EvidenceFactRow.objects.filter(organisation_id=organisation):
        shown[fact.evidence_id][fact.fact] = _value(fact.value)
    rows = list(EvidenceRow.objects.filter(organisation_id=organisation))
    proofs = digests_of_texts(organisation, [row.text_id for row in rows if row.text_id])
    here = {row.id: _stands(row, shown.pop(row.id, {}), proofs) for row in rows}
    here |= {number: {"shown": values} for number, values in shown.items()}
    yield from compared(ROOM, "evidence", told=told, here=here)


def _value(text: str) -> Any:
    """As it was written; of what nobody wrote here its text, which no line tells."""
    try:
        value = json.loads(text)
        return value if canonical(value) == text else {"unreadable": text}
    except (ValueError, TypeError, RecursionError):
        return {"unreadable": text}


def _brought(lines: Lines) -> Iterator[tuple[Line, dict[str, Any]]]:
    yield from told_in(lines, *WITH_EVIDENCE)
    for line, facts in told_in(lines, *ALSO):
        yield from ((line, dict(given)) for given in facts.get("brought") or ())


def _stands(row: EvidenceRow, values: dict[str, Any], proofs: dict[int, str]) -> dict[str, Any]:
    return {
        "listed": row.listed_id,
        "kind": row.kind,
        "grade": row.grade,
        "shown": proof_of_shown(values, row.pointer),
        "file": row.file,
        "redacted": row.redacted,
        "language": row.language,
        "is_public": row.is_public,
        "party": row.party_id,
        "case": row.case_id,
        "text": row.text_id,
        "proof": proofs.get(row.text_id or 0, ""),
        "since": row.since,
        "until": row.until,
        "person": row.person_id,
        "at": row.recorded_at,
        "withdrawn_at": row.withdrawn_at,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
