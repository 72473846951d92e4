"""What `verify` compares of a screening: what was given, judged and decided with its lines."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Finding
from tequio.screening.queries.checking.asked import check_asked, check_packs
from tequio.screening.queries.checking.assessments import check_assessments
from tequio.screening.queries.checking.cases import check_cases, check_messages
from tequio.screening.queries.checking.consents import check_consents
from tequio.screening.queries.checking.evidence import check_evidence
from tequio.screening.queries.checking.findings import check_asked_of_panels, check_findings
from tequio.screening.queries.checking.interests import check_interests
from tequio.screening.queries.checking.lapses import check_lapses
from tequio.screening.queries.checking.lines import lines_of_room, lines_of_screening
from tequio.screening.queries.checking.partners import check_partner_verdicts

__all__ = ["check"]


def check(organisation: int) -> Iterator[Finding]:
    """Everything that an organisation was asked, showed, judged and found is as it was told."""
    told_here = lines_of_room(organisation)
    yield from check_asked(organisation, told_here)
    yield from check_consents(organisation, told_here)
    lines = lines_of_screening(told_here, organisation)
    yield from check_packs(organisation, lines)
    yield from check_interests(organisation, lines)
    yield from check_evidence(organisation, lines)
    yield from check_cases(organisation, lines)
    yield from check_messages(organisation, lines)
    yield from check_assessments(organisation, lines)
    yield from check_asked_of_panels(organisation, lines)
    yield from check_findings(organisation, lines)
    yield from check_lapses(organisation, lines)
    yield from check_partner_verdicts(organisation, lines)
