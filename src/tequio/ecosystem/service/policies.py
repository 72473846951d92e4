"""Policy made together: a process, who takes part in it, its recommendations and what becomes of
them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from tequio.chronicle.rules.inputs import Code, Id, Small, Text, Title, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import PartRow, ProcessRow, RecommendationRow, StatusRow
from tequio.ecosystem.queries.frameworks import framework_of
from tequio.ecosystem.queries.policies import process_row, status_of, takings
from tequio.ecosystem.queries.standing import objections_to_organise, speaks_as
from tequio.ecosystem.rules import recommendations as rules
from tequio.ecosystem.rules.kinds import NO_SUCH_KIND, Kind
from tequio.ecosystem.rules.scorecard_refusals import FRAMEWORK_NOT_KEPT
from tequio.ecosystem.rules.standing import NOT_ITS_OFFICER, ORGANISERS
from tequio.ecosystem.rules.told_of_policies import (
    PartTaken,
    ProcessBegun,
    RecommendationRecorded,
    RecommendationUpdated,
)
from tequio.kernel import Act, Refused, digest, refuse
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import NOTHING_SAID, SAID_AT_LENGTH

FrameworkKey = Annotated[str, Text(50)]
"""Such as seed-blocks@1."""
Seen = Annotated[str, Text(400)]
"""Where something can be seen: title or address."""


@act(
    "ecosystem.begin_process",
    may=ORGANISERS,
    refusals=[OFFICE_NOT_HELD, NOTHING_SAID, FRAMEWORK_NOT_KEPT],
)
def begin_process(
    act: Act, /, *, title: Title, words: Words = "", framework: FrameworkKey = "seed-blocks@1"
) -> ProcessBegun:
    """Begin a process in which several kinds of actor make a policy together.

    framework  whose building blocks its recommendations touch
    """
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    is_known = framework_of(keeper, framework) is not None
    refuse(rules.objections_to_begin(title, framework=framework, is_known=is_known))
    text, proof = words_kept(keeper, words)
    row = ProcessRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        title=title.strip(),
        framework=framework,
        text_id=text,
        since=act.today,
        person_id=act.by_somebody,
    )
    return ProcessBegun(row.id, digest(row.title), framework, text, proof, row.since)


@act(
    "ecosystem.take_part",
    may=TAKING_PART + f"; for a listed organisation its officers or {ORGANISERS}",
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PROCESS,
        NO_SUCH_KIND,
        rules.NO_SUCH_ROLE,
        NOTHING_SAID,
        SAID_AT_LENGTH,
        rules.TAKES_PART_ALREADY,
        *deciding.OF_A_LISTED,
        NOT_ITS_OFFICER,
    ],
)
def take_part(
    act: Act,
    /,
    *,
    process: Id,
    actor_kind: Kind,
    role: rules.Role,
    listed: Id | None = None,
    words: Words = "",
) -> PartTaken:
    """Write down who takes part in a process: from which side, in which way.

    listed  the organisation of the register, if it is one; else `words` say who
    """
    refuse(objections_to_take_part(act))
    keeper = act.of_organisation
    process_there(keeper, process)
    if listed is not None:
        speaks_as(act, listed)
    there = takings(keeper, process)
    refuse(rules.objections_to_take_part(actor_kind, role, listed=listed, words=words, there=there))
    text, proof = words_kept(keeper, words)
    row = PartRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        process_id=process,
        kind=actor_kind,
        listed_id=listed,
        text_id=text,
        role=role,
        day=act.today,
        person_id=act.by_somebody,
    )
    return PartTaken(process, row.id, actor_kind, role, listed, text, proof, row.day)


@act(
    "ecosystem.record_recommendation",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_PROCESS,
        rules.NUMBER_TAKEN,
        rules.NO_SUCH_BLOCK,
        NOTHING_SAID,
        SAID_AT_LENGTH,
    ],
)
def record_recommendation(
    act: Act, /, *, process: Id, number: Small, words: Words, blocks: tuple[Code, ...] = ()
) -> RecommendationRecorded:
    """Write down a recommendation of a process, to the letter.

    number  under which the report names it
    blocks  codes of the framework of the process that it touches
    """
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    found = process_there(keeper, process)
    framework = framework_of(keeper, found.framework)
    assert framework is not None, "it was known when the process began"
    rows = RecommendationRow.objects.filter(organisation_id=keeper, process_id=process)
    taken = set(rows.values_list("number", flat=True))
    refuse(
        rules.objections_to_record(
            framework.framework, number=number, taken=taken, blocks=blocks, words=words
        )
    )
    text, proof = words_kept(keeper, words)
    assert text is not None, "words without words were refused"
    row = RecommendationRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        process_id=process,
        number=number,
        text_id=text,
        blocks=list(dict.fromkeys(blocks)),
        person_id=act.by_somebody,
        recorded_at=act.at,
    )
    return RecommendationRecorded(row.id, process, number, tuple(row.blocks), text, proof)


@dataclass(frozen=True)
class NewStatus:
    """How a recommendation stands now.

    owner   who has taken it on, in words; owner_listed: or which listed organisation
    source  where the change can be seen; needed whenever the status changes
    """

    status: rules.State
    owner: Title = ""
    owner_listed: Id | None = None
    source: Seen = ""


@act(
    "ecosystem.update_recommendation",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_RECOMMENDATION,
        rules.NO_SUCH_STATUS,
        rules.SOURCE_MISSING,
        rules.NOTHING_CHANGED,
        *deciding.OF_A_LISTED,
    ],
)
def update_recommendation(
    act: Act,
    /,
    *,
    recommendation: Id,
    standing: NewStatus,
    words: Words = "",
) -> RecommendationUpdated:
    """Say how a recommendation stands and who has taken it on; what was said before stays."""
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    before = status_of(keeper, recommendation)
    if before is None:
        raise Refused(rules.NO_SUCH_RECOMMENDATION.because(recommendation=recommendation))
    listed = standing.owner_listed
    if listed is not None:
        found = listed_of(keeper, [listed]).get(listed)
        refuse(deciding.objections_to_listed(listed, found))
    after = rules.Status(standing.status, standing.owner.strip(), listed, standing.source.strip())
    refuse(rules.objections_to_update(before, after))
    text, proof = words_kept(keeper, words)
    row = StatusRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        recommendation_id=recommendation,
        status=after.status,
        owner_listed_id=listed,
        owner=after.owner,
        source=after.source,
        text_id=text,
        day=act.today,
        person_id=act.by_somebody,
    )
    return RecommendationUpdated(
        recommendation=recommendation,
        status_row=row.id,
        status=after.status,
        has_owner=after.has_owner,
        owner=digest(row.owner),
        owner_listed=listed,
        source=digest(row.source),
        text=text,
        proof=proof,
        day=row.day,
    )


def process_there(keeper: int, process: int) -> ProcessRow:
    """A process of this network.  Raises Refused."""
    found = process_row(keeper, process)
    if found is None:
        raise Refused(rules.NO_SUCH_PROCESS.because(process=process))
    return found
