"""What members were asked, to the letter, and the packs that they adopted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.screening.models import AskedRow, PackRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.rules.asking import CONSENT, PACK, fingerprint

KINDS = {"propose_pack": PACK, "propose_consent": CONSENT}
"""Act → kind of what it asks of the assembly."""


def check_asked(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Whatever was asked of an assembly stands as it was asked, and its text has its digest."""
    told = {
        facts["proposal"]: {
            "kind": KINDS[line.kind.partition(".")[2]],
            "subject": 0,
            "digest": facts["content"],
            "content": facts["content"],
            "at": line.at,
        }
        for line, facts in told_in(lines, *KINDS)
    }
    rows = AskedRow.objects.filter(organisation_id=organisation, kind__in=KINDS.values())
    here = {
        row.proposal_id: {
            "kind": row.kind,
            "subject": row.subject_id,
            "digest": row.digest,
            "content": fingerprint(row.content),
            "at": row.asked_at,
        }
        for row in rows
    }
    yield from compared(ROOM, "asked", told=told, here=here)


def check_packs(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every pack was adopted as it was told, to the letter."""
    told: dict[int, dict[str, Any]] = {
        facts["pack_id"]: {
            "pack": facts["pack"],
            "digest": facts["content"],
            "text": facts["content"],
            "resolution": facts["resolution"],
            "adopted_on": date.fromisoformat(facts["adopted_on"]),
        }
        for _line, facts in told_in(lines, "adopt_pack")
    }
    here = {
        row.id: {
            "pack": f"{row.code}@{row.version}",
            "digest": row.digest,
            "text": fingerprint(row.text),
            "resolution": row.resolution_id,
            "adopted_on": row.adopted_on,
        }
        for row in PackRow.objects.filter(organisation_id=organisation)
    }
    yield from compared(ROOM, "pack", told=told, here=here)
