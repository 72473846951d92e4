"""Verdicts of others: kept as they were signed and taken, shown as long as nobody dropped them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, Refused, digest
from tequio.screening.models import PartnerVerdictRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.rules.credentials import Credential, read_credential

THING = "partner_verdict"


def check_partner_verdicts(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every verdict of others stands as it was taken, and says what its issuer signed."""
    told: dict[int, dict[str, Any]] = {}
    for line, facts in told_in(lines, "take_verdict", "drop_verdict"):
        number = facts[THING]
        if line.kind.endswith("drop_verdict"):
            told.setdefault(number, {})["dropped_at"] = line.at
        elif number in told:
            told[number]["dropped_at"] = None
        else:
            days = {name: _day(facts[name]) for name in ("decided_on", "holds_until")}
            same = {name: facts[name] for name in ("listed", "issuer_key", "pack", "verdict")}
            proof = {"digest": facts["content"], "content": facts["content"], "is_signed": True}
            told[number] = same | days | proof | {"at": line.at, "dropped_at": None}
    rows = PartnerVerdictRow.objects.filter(organisation_id=organisation)
    yield from compared(ROOM, THING, told=told, here={row.id: _stands(row) for row in rows})


def _stands(row: PartnerVerdictRow) -> dict[str, Any]:
    signed = _read(row.credential)
    return {
        "listed": row.listed_id,
        "issuer_key": row.issuer_key,
        "pack": row.pack,
        "verdict": row.verdict,
        "decided_on": row.decided_on,
        "holds_until": row.holds_until,
        "digest": row.digest,
        "content": digest(json.loads(row.credential)) if signed else "",
        "is_signed": signed is not None and _said(row) == _signed(signed),
        "at": row.taken_at,
        "dropped_at": row.withdrawn_at,
    }


def _read(credential: str) -> Credential | None:
    try:
        return read_credential(credential)
    except Refused:
        return None


def _said(row: PartnerVerdictRow) -> tuple[Any, ...]:
    days = row.decided_on, row.holds_until
    return row.issuer, row.issuer_key, row.pack, row.verdict, *days


def _signed(found: Credential) -> tuple[Any, ...]:
    days = found.decided_on, found.holds_until
    return found.issuer, found.key, found.pack, found.verdict, *days


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
