"""A practice held beside a place, and later what happened: were we right?"""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, canonical, digest, refuse
from tequio.knowledge.models import AssessmentRow, OutcomeRow
from tequio.knowledge.queries.assessed import assessed_on
from tequio.knowledge.queries.places import is_place, profile_of
from tequio.knowledge.queries.references import assessable, practice_read
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.rules import were_we_right as rules
from tequio.knowledge.rules.places import NO_SUCH_PLACE, objections_to_place
from tequio.knowledge.rules.profiles import plain_profile
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ, Practice
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_places import OutcomeRecorded, PracticeAssessed
from tequio.knowledge.rules.transferability.assessable import TO_ASSESS
from tequio.knowledge.rules.transferability.assessing import assess as held_beside
from tequio.knowledge.rules.transferability.replaying import assessment_digest, assessment_text
from tequio.registry.service.speaking import words_kept


@act(
    "knowledge.assess",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        NO_SUCH_PLACE,
        NO_PRACTICE_TO_READ,
        *TO_ASSESS,
    ],
)
def assess(act: Act, /, *, context: Id, practice: Practice) -> PracticeAssessed:
    """Hold a practice beside a place: what holds, what must change, what nobody knows yet.

    What went in and what came out is kept; anybody can compute it again.

    context   number of the place
    practice  of your own, a published one, or a ready case
    """
    keeper = act.of_organisation
    refuse(objections_to_take_part(act))
    refuse(objections_to_place(context, is_there=is_place(keeper, context)))
    read = practice_read(act, practice)
    design, profile = assessable(read.design), profile_of(keeper, context)
    found = held_beside(design, profile)
    row = AssessmentRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        context_id=context,
        source_id=read.source,
        innovation_id=read.innovation,
        version=read.version,
        code=read.code,
        title=read.title,
        design=read.design,
        profile=canonical(plain_profile(profile)),
        result=assessment_text(found),
        digest=assessment_digest(found),
        verdict=found.verdict,
        person_id=act.by_somebody,
        assessed_on=act.today,
    )
    return PracticeAssessed(
        assessment=row.id,
        context=context,
        source=read.source,
        innovation=read.innovation,
        version=read.version,
        code=read.code,
        title=digest(row.title),
        design=digest(row.design),
        known=digest(row.profile),
        result=digest(row.result),
        content=row.digest,
        verdict=row.verdict,
        assessed_on=row.assessed_on,
    )


@act(
    "knowledge.record_outcome",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_ASSESSMENT,
        rules.BEFORE_ASSESSMENT,
        rules.OUTCOME_TO_COME,
    ],
)
def record_outcome(
    act: Act,
    /,
    *,
    assessment: Id,
    outcome: rules.Outcome,
    words: Words = "",
    day: date | None = None,
) -> OutcomeRecorded:
    """Write down what happened in the place, so that it is seen whether the assessment was right.

    outcome  alive_same, alive_adapted, ended, harm or not_tried
    words    what you saw
    day      on which you saw it; left out: today
    """
    keeper, on = act.of_organisation, day or act.today
    refuse(objections_to_take_part(act))
    made_on = assessed_on(keeper, assessment)
    refuse(rules.objections_to_record(assessment, made_on, day=on, today=act.today))
    text, proof = words_kept(keeper, words)
    row = OutcomeRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        assessment_id=assessment,
        outcome=outcome,
        text_id=text,
        day=on,
        person_id=act.by_somebody,
        recorded_at=act.at,
    )
    return OutcomeRecorded(row.id, assessment, outcome, text, proof, on)
