"""An assessor without an interest takes a case and holds the rules against what is known."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.screening.models import AssessmentRow, CaseRow
from tequio.screening.queries.cases_there import case_there, standing_finding, ties_in
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.queries.gathering import items_of
from tequio.screening.queries.packs import packs_by_number
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import ASSESSORS, IN_CONFLICT, objections_to_ties
from tequio.screening.rules.items import items_digest, items_text
from tequio.screening.rules.judging import judge
from tequio.screening.rules.replaying import judgement_digest, judgement_text
from tequio.screening.rules.told_of_cases import CaseAssessed, CaseTaken

HER_CASE = "the assessor who took the case"
OF_HER_CASE = (
    OFFICE_NOT_HELD,
    no.NO_SUCH_CASE,
    no.NOT_THE_ASSESSOR,
    no.CASE_STANDS_OTHERWISE,
    IN_CONFLICT,
)


def case_of_hers(act: Act, number: int, *states: str) -> rules.Case:
    """The case on which she works, in one of these states.  Raises Refused: she may have come to
    an interest since she took it."""
    refuse(objections_to_examine(act))
    found = case_there(act.of_organisation, number)
    refuse(rules.objections_to_work(found, *states, by=act.by))
    refuse(objections_to_ties(ties_in(act.of_organisation, found, act.today), act.by))
    return found


@act(
    "screening.take_case",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_CASE,
        IN_CONFLICT,
        no.CASE_STANDS_OTHERWISE,
        no.ALREADY_HERS,
        no.DECLARATION_MISSING,
    ],
)
def take_case(act: Act, /, *, case: Id, has_no_interest: bool) -> CaseTaken:
    """Become the assessor of a case, or take it over from another one.

    has_no_interest  you say that you have none in the organisation; who belongs to it, or stands
                     close to it, is refused
    """
    refuse(objections_to_examine(act))
    examiner = act.of_organisation
    found = case_there(examiner, case)
    refuse(rules.objections_to_take(found, by=act.by, has_no_interest=has_no_interest))
    refuse(objections_to_ties(ties_in(examiner, found, act.today), act.by))
    state = rules.TAKEN if found.state == rules.OPEN else found.state
    rows = CaseRow.objects.filter(organisation_id=examiner, id=case)
    rows.update(state=state, assessor_id=act.by)
    return CaseTaken(examiner, case, state, has_no_interest)


@act("screening.assess", may=HER_CASE, refusals=OF_HER_CASE)
def assess(act: Act, /, *, case: Id) -> CaseAssessed:
    """Hold the rules of a case against all that is known today; anybody can compute it again.

    A draft that would say something else now has to be sent again.
    """
    found = case_of_hers(act, case, *rules.WITH_THE_ASSESSOR)
    examiner = act.of_organisation
    row = _assessment(act, found)
    state = rules.after_assessing(found, same_as_draft=_is_as(examiner, found, row))
    if state == rules.TAKEN:
        rows = CaseRow.objects.filter(organisation_id=examiner, id=case)
        rows.update(state=state, assessment_id=row.id, reply_until=None)
    return CaseAssessed(
        examiner=examiner,
        case=case,
        listed=row.listed_id,
        pack=row.pack_id,
        assessment=row.id,
        judged_on=row.judged_on,
        snapshot=row.snapshot_digest,
        judgement=row.judgement_digest,
        state=state,
    )


def _assessment(act: Act, case: rules.Case) -> AssessmentRow:
    examiner, on = act.of_organisation, act.today
    pack = packs_by_number(examiner, [case.pack])[case.pack].pack
    items = items_of(examiner, case.subject, on, pack.key).items
    judged = judge(pack, items, on)
    assert act.by is not None, "an assessor is somebody"
    return AssessmentRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        listed_id=case.subject,
        case_id=case.id,
        pack_id=case.pack,
        judged_on=on,
        snapshot=items_text(items),
        snapshot_digest=items_digest(items),
        judgement=judgement_text(judged),
        judgement_digest=judgement_digest(judged),
        verdict=judged.verdict,
        person_id=act.by,
        made_at=act.at,
    )


def _is_as(examiner: int, case: rules.Case, row: AssessmentRow) -> bool:
    """Whether a draft says the same, and nothing was found since it was assessed."""
    found = standing_finding(examiner, case.subject, case.pack)
    if case.assessment is None or (found or 0) > case.assessment:
        return False
    rows = AssessmentRow.objects.filter(
        organisation_id=examiner,
        id=case.assessment,
        snapshot_digest=row.snapshot_digest,
        judgement_digest=row.judgement_digest,
    )
    return rows.exists()
