"""Writing statutes.  Protected: only `governance.service` may import this, because only a
resolution changes statutes; an import contract sees to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tequio.chronicle.service import take_ids
from tequio.kernel import canonical
from tequio.membership.service import write_text
from tequio.statutes import rules
from tequio.statutes.models import ProvisionRow


def adopt(
    organisation: int,
    *,
    values: Mapping[str, Any],
    from_day: date,
    source: int,
    source_hash: str,
    reasons: Mapping[str, str] | None = None,
) -> int:
    """Give provisions these values from a day on; the number of values written.

    values       code → plain JSON value, to which `rules.objections_to_adopt` had no objection
    source       number of the resolution, with its hash of 64 characters
    reasons      code → why the assembly goes on in spite of an unverified rulebook

    Part of an act of governance, inside its transaction, under the organisation's locked head.
    Raises KeyError or Unreadable for values that were not asked about before.
    """
    said = {code: text for code, text in (reasons or {}).items() if text.strip()}
    plain = {code: rules.plain_value(code, value) for code, value in values.items()}
    told = {
        code: write_text(organisation, title=code, body=said[code])
        for code in plain
        if code in said
    }
    first = take_ids(organisation, len(plain)) if plain else 0
    ProvisionRow.objects.bulk_create(
        ProvisionRow(
            organisation_id=organisation,
            id=first + place,
            code=code,
            value=canonical(value),
            since=from_day,
            source_id=source,
            source_hash=source_hash,
            reason_id=told.get(code),
        )
        for place, (code, value) in enumerate(plain.items())
    )
    return len(plain)
