"""A practice comes of age, or ends; and who may read it."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Code, Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, digest, refuse
from tequio.knowledge.models import InnovationRow, NotedRow, StateRow
from tequio.knowledge.queries.standing import objections_to_keep
from tequio.knowledge.queries.written import practice_of
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules.standing import KEEPERS
from tequio.knowledge.rules.told_of_practices import Advanced, Published
from tequio.knowledge.service.noting import SourceText
from tequio.knowledge.service.writing import practice_here
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.rules.deciding import WHY_MISSING
from tequio.registry.service.speaking import words_kept


@act(
    "knowledge.advance",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_PRACTICE,
        rules.NOT_THE_NEXT_STATE,
        rules.PRACTITIONER_MISSING,
        rules.RESEARCHER_MISSING,
        rules.SOURCE_MISSING,
        WHY_MISSING,
    ],
)
def advance(
    act: Act, /, *, innovation: Id, state: Code, reason: Words, source: SourceText = ""
) -> Advanced:
    """Bring a practice into its next state, or write down that it ended.

    state   systematised, piloted, adopted, institutionalised; or ended
    reason  what happened
    source  where it can be read; needed of what became a law, a rule or an institution
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    row = practice_here(keeper, innovation)
    refuse(rules.objections_to_advance(practice_of(row), state, source=source))
    if not reason.strip():
        raise Refused(WHY_MISSING.because())
    text, proof = words_kept(keeper, reason)
    InnovationRow.objects.filter(organisation_id=keeper, id=innovation).update(state=state)
    step = StateRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        innovation_id=innovation,
        state=state,
        version=row.version,
        text_id=text,
        person_id=act.by_somebody,
        day=act.today,
    )
    return Advanced(
        innovation=innovation,
        state=state,
        version=row.version,
        step=step.id,
        day=act.today,
        text=text,
        proof=proof,
        noted=_noted(act, innovation, text, source) if source.strip() else None,
        source=digest(source.strip()),
    )


def _noted(act: Act, innovation: int, text: int | None, source: str) -> int:
    """What was shown with it, among the evidence of the practice; its number."""
    assert text is not None, "a reason was given"
    row = NotedRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        innovation_id=innovation,
        kind="report",
        strength="documented",
        is_harm=False,
        text_id=text,
        source=source.strip(),
        day=act.today,
        person_id=act.by_somebody,
        noted_at=act.at,
    )
    return row.id


@act(
    "knowledge.publish",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_PRACTICE, rules.ALREADY_PUBLISHED_SO],
)
def publish(act: Act, /, *, innovation: Id, is_public: bool = True) -> Published:
    """Let everybody read a practice who sees the library; or no more.

    is_public  no: only who takes part reads it; what was forked meanwhile stays where it is
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    row = practice_here(keeper, innovation)
    if row.is_public == is_public:
        raise Refused(rules.ALREADY_PUBLISHED_SO.because())
    rows = InnovationRow.objects.filter(organisation_id=keeper, id=innovation)
    rows.update(is_public=is_public)
    return Published(innovation, is_public)
