"""What ends a finding before its time is noted, and from then on it counts no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.screening.models import FindingRow, LapseRow
from tequio.screening.queries.cases_there import party_of
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.queries.lapsing import live_of
from tequio.screening.rules import lapsing as rules
from tequio.screening.rules.case_refusals import NO_SUCH_FINDING
from tequio.screening.rules.examining import ASSESSORS
from tequio.screening.rules.told_of_endings import FindingLapsed
from tequio.screening.service.speaking import told


def _party(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    rows = FindingRow.objects.filter(organisation_id=act.of_organisation, id=arguments["finding"])
    listed = rows.values_list("listed_id", flat=True).first()
    party = party_of(act.of_organisation, listed) if listed is not None else None
    return [] if party is None else [party]


@act(
    "screening.lapse",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_FINDING,
        rules.NOTHING_TO_LAPSE,
        rules.ALREADY_LAPSED,
    ],
    touches=_party,
)
def lapse(act: Act, /, *, finding: Id) -> Told[FindingLapsed]:
    """Note that a finding counts no more, by what happened first since: a clause changed, a return
    on capital was divided, no assembly for 18 months, or it merged.  Its chronicle tells of it too.

    finding  its number
    """
    examiner = act.of_organisation
    refuse(objections_to_examine(act))
    rows = FindingRow.objects.filter(organisation_id=examiner)
    row, found = rows.filter(id=finding).first(), live_of(examiner, finding, act.today)
    if row is None or found is None:
        raise Refused(NO_SUCH_FINDING.because(finding=finding))
    replaced_on = rows.filter(replaces_id=finding).values_list("decided_on", flat=True).first()
    refuse(rules.objections_to_lapse(found, replaced_on))
    assert found.ended is not None, "it was refused above"
    trigger = found.ended
    LapseRow.objects.create(
        organisation_id=examiner,
        finding_id=finding,
        trigger=trigger.code,
        day=trigger.day,
        noted_at=act.at,
    )
    event = FindingLapsed(examiner, finding, row.listed_id, trigger.code, trigger.day)
    return told(event, party_of(examiner, row.listed_id))
