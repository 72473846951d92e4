"""Rules of alliances and frameworks that came as files: they say what they said when something was
recorded by them."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle.rules.comparing import told_otherwise
from tequio.ecosystem.models import AllianceRow, ProcessRow, ScorecardRow
from tequio.ecosystem.queries.alliances import rule_called
from tequio.ecosystem.queries.frameworks import frameworks_by_key
from tequio.kernel import Finding


def check_shipped(organisation: int) -> Iterator[Finding]:
    """A file that was edited without a new version, or is gone, is named once by its key.  Four
    queries."""
    founded = AllianceRow.objects.filter(organisation_id=organisation)
    for key, digest in sorted(set(founded.values_list("rule", "digest"))):
        rule = rule_called(key)
        if rule is None or rule.digest != digest:
            yield told_otherwise("ecosystem", "rule", key)
    known = frameworks_by_key(organisation)
    asked = ScorecardRow.objects.filter(organisation_id=organisation)
    for key, digest in sorted(set(asked.values_list("framework", "digest"))):
        if key not in known or known[key].digest != digest:
            yield told_otherwise("ecosystem", "framework", key)
    begun = ProcessRow.objects.filter(organisation_id=organisation)
    for key in sorted(set(begun.values_list("framework", flat=True))):
        if key not in known:
            yield told_otherwise("ecosystem", "framework", key)
