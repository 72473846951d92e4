"""A practice begins: from observations, or with what somebody writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tequio.chronicle.rules.inputs import Code, Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.knowledge.models import InnovationRow, JoinedRow, ObservationRow
from tequio.knowledge.queries.standing import objections_to_keep, objections_to_take_part
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules import watching
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.standing import KEEPERS, NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_practices import CarrierNamed, MoreJoined, PracticeBegun
from tequio.knowledge.service.writing import (
    DesignText,
    Written,
    keep_contribution,
    keep_version,
    practice_here,
    read_written,
)
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding


@dataclass(frozen=True)
class Begun:
    """With what a practice begins in a library.

    listed  who carries it
    source, source_practice, source_version  from where it was forked; code: of which ready case
    """

    design: Design
    role: str
    words: str
    listed: int | None = None
    source: int | None = None
    source_practice: int | None = None
    source_version: int | None = None
    code: str = ""


def begin(act: Act, begun: Begun) -> tuple[InnovationRow, Written]:
    """Write a practice with its first version; whoever does it contributes to it."""
    keeper = act.of_organisation
    row = InnovationRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        state=rules.SPOTTED,
        version=1,
        listed_id=begun.listed,
        code=begun.code,
        source_id=begun.source,
        source_id_there=begun.source_practice,
        source_version=begun.source_version,
        person_id=act.by_somebody,
        begun_at=act.at,
    )
    written = keep_version(act, row.id, begun.design, role=begun.role, words=begun.words)
    keep_contribution(act, row.id, role=begun.role)
    return row, written


def objections_to_carrier(keeper: int, listed: int | None) -> Iterator[Refusal]:
    """Against naming an organisation that the register does not list.  At most one query."""
    if listed is not None:
        yield from deciding.objections_to_listed(listed, listed_of(keeper, [listed]).get(listed))


def _objections_to_join(
    keeper: int, observations: Collection[int], *, joined: Collection[int] = ()
) -> Iterator[Refusal]:
    """joined: what is part of the practice already"""
    rows = ObservationRow.objects.filter(organisation_id=keeper, id__in=set(observations))
    withdrawn = dict(rows.values_list("id", "withdrawn_at"))
    for one in observations:
        if one not in withdrawn:
            yield watching.NO_SUCH_OBSERVATION.because(observation=one)
        elif withdrawn[one] is not None:
            yield watching.OBSERVATION_WITHDRAWN.because(observation=one)
        elif one in joined:
            yield rules.JOINED_ALREADY.because(observation=one)


def _join(act: Act, innovation: int, observations: Collection[int]) -> None:
    JoinedRow.objects.bulk_create(
        JoinedRow(
            organisation_id=act.of_organisation,
            innovation_id=innovation,
            observation_id=one,
            joined_at=act.at,
        )
        for one in observations
    )


@act(
    "knowledge.join",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        watching.NO_SUCH_OBSERVATION,
        watching.OBSERVATION_WITHDRAWN,
        rules.NO_SUCH_ROLE,
        rules.DESIGN_NOT_READABLE,
        *deciding.OF_A_LISTED,
    ],
)
def join(
    act: Act,
    /,
    *,
    design: DesignText,
    role: Code,
    observations: tuple[Id, ...] = (),
    listed: Id | None = None,
    words: Words = "",
) -> PracticeBegun:
    """Begin a practice from what was noticed, with its first version.

    design        what it says, in JSON or YAML
    role          as which you write: practitioner, researcher, user or public
    observations  what is joined in it; none, where nobody noticed it before
    listed        number in the register of whoever carries it, if that is known
    words         why these belong together
    """
    refuse(objections_to_take_part(act))
    keeper, joined = act.of_organisation, tuple(dict.fromkeys(observations))
    refuse(
        [
            *_objections_to_join(keeper, joined),
            *rules.objections_to_role(role),
            *objections_to_carrier(keeper, listed),
        ]
    )
    written = read_written(design, number=1)
    row, kept = begin(act, Begun(written, role, words, listed))
    _join(act, row.id, joined)
    return PracticeBegun(innovation=row.id, observations=joined, listed=listed, **kept.said)


@act(
    "knowledge.join_more",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PRACTICE,
        rules.NOTHING_JOINED,
        watching.NO_SUCH_OBSERVATION,
        watching.OBSERVATION_WITHDRAWN,
        rules.JOINED_ALREADY,
    ],
)
def join_more(act: Act, /, *, innovation: Id, observations: tuple[Id, ...]) -> MoreJoined:
    """Join more observations to a practice."""
    refuse(objections_to_take_part(act))
    keeper, more = act.of_organisation, tuple(dict.fromkeys(observations))
    practice_here(keeper, innovation)
    if not more:
        raise Refused(rules.NOTHING_JOINED.because())
    rows = JoinedRow.objects.filter(organisation_id=keeper, innovation_id=innovation)
    joined = set(rows.values_list("observation_id", flat=True))
    refuse(_objections_to_join(keeper, more, joined=joined))
    _join(act, innovation, more)
    return MoreJoined(innovation, more)


@act(
    "knowledge.name_carrier",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_PRACTICE, *deciding.OF_A_LISTED],
)
def name_carrier(act: Act, /, *, innovation: Id, listed: Id | None = None) -> CarrierNamed:
    """Say which organisation of the register carries a practice: of it the screening is read.

    listed  its number there; left out: nobody knows
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    practice_here(keeper, innovation)
    refuse(objections_to_carrier(keeper, listed))
    InnovationRow.objects.filter(organisation_id=keeper, id=innovation).update(listed_id=listed)
    return CarrierNamed(innovation, listed)
