"""What came since: an appeal, a newer finding, a judgement that would come out otherwise."""

from __future__ import annotations

import json
from datetime import date

from tequio.registry.queries.hand import family_of
from tequio.screening.models import AssessmentRow, CaseRow
from tequio.screening.queries.cases_there import standing_finding, versions_of
from tequio.screening.queries.gathering import items_of
from tequio.screening.queries.packs import packs_by_number
from tequio.screening.rules import cases as rules
from tequio.screening.rules.judging import judge


def appeal_about(examiner: int, case: rules.Case) -> int | None:
    """The appeal about the same organisation by any version of the same rules that is not over."""
    rows = CaseRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, case.subject),
        kind=rules.APPEAL,
        state__in=rules.AT_WORK,
        pack_id__in=versions_of(examiner, case.pack),
    )
    return rows.exclude(id=case.id).order_by("id").values_list("id", flat=True).first()


def since_assessed(examiner: int, case: rules.Case) -> rules.Since:
    """What came since the assessment of a case."""
    standing = standing_finding(examiner, case.subject, case.pack)
    return rules.Since(
        appeal=None if case.kind == rules.APPEAL else appeal_about(examiner, case),
        standing=standing,
        judged_on=_assessment(examiner, case).judged_on,
    )


def _assessment(examiner: int, case: rules.Case) -> AssessmentRow:
    return AssessmentRow.objects.get(organisation_id=examiner, id=case.assessment or 0)


def comes_out_otherwise(examiner: int, case: rules.Case, on: date) -> bool:
    """Whether what is known today comes to another verdict, or to other gates, than the draft."""
    row = _assessment(examiner, case)
    pack = packs_by_number(examiner, [case.pack])[case.pack].pack
    judged = judge(pack, items_of(examiner, case.subject, on, pack.key).items, on)
    drafted = tuple(json.loads(row.judgement)["gates"])
    return (judged.verdict, judged.gates) != (row.verdict, drafted)


def is_without_rules(examiner: int, assessment: int | None) -> bool:
    """Whether no gate of the rules applies, as it was assessed."""
    rows = AssessmentRow.objects.filter(organisation_id=examiner, id=assessment or 0)
    found = rows.values_list("verdict", "judgement").first()
    return found is not None and not rules.do_apply(found[0], json.loads(found[1])["gates"])


def ending_of(examiner: int, case: rules.Case) -> str:
    """Why a case ends without a finding, a code of `cases.ENDINGS`; empty: it does not."""
    if case.state not in rules.AT_WORK:
        return ""
    if case.kind == rules.APPEAL:
        standing = standing_finding(examiner, case.subject, case.pack)
        if standing != case.finding:
            return rules.REPLACED
    is_over = case.state == rules.TAKEN and is_without_rules(examiner, case.assessment)
    return rules.NOT_APPLICABLE if is_over else ""
