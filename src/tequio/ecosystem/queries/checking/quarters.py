"""Quarters and what was done about them: which rows the acts write; each quarter finds the same
when it is computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tequio.chronicle.rules.comparing import told_otherwise
from tequio.chronicle.rules.rows import BY, Is, Sealed, Source, Writes
from tequio.ecosystem.models import ActionEndRow, ActionRow, QuarterRow
from tequio.ecosystem.rules.quartering import (
    ENGINE,
    engine_of,
    found_in,
    proof_of_quarter,
    read_known,
    told_findings,
    told_known,
    without_words,
)
from tequio.kernel import Finding

OF_ACTION: Mapping[str, Source] = {
    "quarter_id": "quarter_id",
    "finding": "finding",
    "kind": "action_kind",
    "actors": "actors",
    "contact_id": "contact",
    "asset": "asset",
    "day": "day",
    "person_id": BY,
}
WRITES = (
    Writes(
        "take_quarter",
        "quarter",
        ("quarter_id",),
        {
            "quarter": "quarter",
            "known": Sealed("known"),
            "findings": Sealed("findings"),
            "digest": "content",
            "taken_on": "taken_on",
            "person_id": BY,
        },
        when="is_new",
    ),
    Writes("act_on", "action", ("action",), {**OF_ACTION, "text_id": "text"}),
    Writes("end_action", "action", ("again",), {**OF_ACTION, "text_id": Is(None)}, when="again"),
    Writes(
        "end_action",
        "end",
        ("action",),
        {"end": "end", "text_id": "text", "day": "day", "person_id": BY},
    ),
)
TABLES = {
    "quarter": (QuarterRow, ("id",)),
    "action": (ActionRow, ("id",)),
    "end": (ActionEndRow, ("action_id",)),
}


def check_quarters(organisation: int) -> Iterator[Finding]:
    """What was found follows from what was known, whatever words it was told in; of an earlier
    engine only the digest is compared.  One query."""
    for row in QuarterRow.objects.filter(organisation_id=organisation).order_by("id"):
        if not _finds_again(row):
            yield told_otherwise("ecosystem", "quarter", row.id)


def _finds_again(row: QuarterRow) -> bool:
    if row.digest != proof_of_quarter(row.known, row.findings):
        return False
    try:
        if engine_of(row.known) != ENGINE:
            return True
        known = read_known(row.known)
        found = without_words(told_findings(found_in(known)))
        return (told_known(known), found) == (row.known, without_words(row.findings))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
