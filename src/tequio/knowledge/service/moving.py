"""A practice on its way: changed and told how, a step further, looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Small, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.knowledge.models import AdaptationRow, FollowUpRow, StepRow, TransferRow
from tequio.knowledge.queries.standing import objections_to_keep, objections_to_work
from tequio.knowledge.queries.transfers import source_of, transfer_of
from tequio.knowledge.rules import frame
from tequio.knowledge.rules import moving as rules
from tequio.knowledge.rules.standing import OWN_PEOPLE
from tequio.knowledge.rules.told_of_transfers import (
    AdaptationLogged,
    TransferFollowedUp,
    TransferMoved,
)
from tequio.knowledge.service.taking_up import OF_THE_RECEIVER
from tequio.membership.rules import NOT_A_MEMBER, OFFICE_NOT_HELD
from tequio.registry.service.speaking import words_kept

Event = TypeVar("Event", AdaptationLogged, TransferMoved, TransferFollowedUp)
TO_TELL = (rules.NO_SUCH_TRANSFER, rules.NOTHING_TOLD)
OF_A_CHANGE = (rules.CHANGE_WITHOUT_REASON, rules.CHANGE_TO_COME, rules.CHANGE_TOO_OLD)
TO_WORK = (*TO_TELL, rules.TRANSFER_OVER)


@dataclass(frozen=True)
class NewAdaptation:
    """One change, by the facets of FRAME.

    what        changed: content, context, training, evaluation
    nature      how it was changed
    level       for whom: person, group, organisation, network, territory
    moment      before, pilot, running
    decided_by  members, team, organiser, funder, authority, source
    is_true     does it still do the same work: holds, fails, unknown
    words       what was changed, and why
    component   which part of the practice; left out: the whole
    is_planned  else it was a reaction to what happened
    reasons     why, as codes, at least one
    day         on which; left out: today
    """

    what: frame.What
    nature: frame.Nature
    level: frame.Level
    moment: frame.Moment
    decided_by: frame.Decider
    is_true: frame.IsTrue
    words: Words
    component: Annotated[str, Text(40)] = ""
    is_planned: bool = True
    reasons: tuple[frame.Reason, ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class NewFollowUp:
    """What was found after 6 or 12 months, or on the day on which somebody was harmed.

    words     what you saw
    is_alive  people still do it; is_harm: somebody was harmed
    reach     out (more places), up (law, institutions), deep (how people think), several may hold;
              of one that does not live it is left off
    """

    words: Words
    is_alive: bool
    is_harm: bool = False
    reach: tuple[rules.Reach, ...] = ()


def _the_source(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    source = source_of(act.organisation or 0, arguments["transfer"])
    return [] if source is None else [source]


def _told(event: Event, found: rules.Transfer) -> Told[Event]:
    """The line of the act, in the chronicle of whose practice it is too."""
    return Told(event, {} if found.source is None else {found.source: event})


def _kept(own: int, words: str) -> tuple[int, str]:
    """Number and digest of words that were asked for."""
    text, proof = words_kept(own, words)
    assert text is not None, "it was refused above"
    return text, proof


def _facets(said: NewAdaptation) -> dict[str, Any]:
    names = "component moment is_planned decided_by what level nature is_true"
    return {name: getattr(said, name) for name in names.split()}


@act(
    "knowledge.log_adaptation",
    may=OWN_PEOPLE,
    refusals=[NOT_A_MEMBER, *TO_WORK, rules.NO_SUCH_COMPONENT, *OF_A_CHANGE],
    touches=_the_source,
)
def log_adaptation(
    act: Act, /, *, transfer: Id, adaptation: NewAdaptation
) -> Told[AdaptationLogged]:
    """Write down one change to a practice that your organisation takes up.

    transfer  its number
    """
    own, said = act.of_organisation, adaptation
    refuse(objections_to_work(act))
    found, day = transfer_of(own, transfer), said.day or act.today
    against = rules.objections_to_log(
        transfer, found, component=said.component, words=said.words, reasons=said.reasons
    )
    refuse([*against, *rules.objections_to_day(found, day, act.today)])
    assert found is not None, "it was refused above"
    text, proof = _kept(own, said.words)
    facets, reasons = _facets(said), tuple(dict.fromkeys(said.reasons))
    row = AdaptationRow.objects.create(
        organisation_id=own,
        id=take_ids(own),
        transfer_id=transfer,
        text_id=text,
        day=day,
        person_id=act.by_somebody,
        logged_at=act.at,
        reasons=list(reasons),
        **facets,
    )
    event = AdaptationLogged(
        keeper=own,
        adaptation=row.id,
        taken_up=transfer,
        text=text,
        proof=proof,
        day=day,
        why=reasons,
        **facets,
    )
    return _told(event, found)


@act(
    "knowledge.move_transfer",
    may=OF_THE_RECEIVER,
    refusals=[
        OFFICE_NOT_HELD,
        *TO_WORK,
        rules.NOT_THE_NEXT_STEP,
        rules.ADAPTATIONS_UNTOLD,
        rules.ADAPTATIONS_TOLD,
        rules.NOT_YET_A_YEAR,
        rules.DIED_IN_THE_YEAR,
    ],
    touches=_the_source,
)
def move_transfer(
    act: Act, /, *, transfer: Id, state: rules.Stage, words: Words, is_unchanged: bool = False
) -> Told[TransferMoved]:
    """Write down that a practice is a step further, or that it was moved back or left.

    transfer      its number
    state         fit, planned, piloted, evaluated, sustained, one after the other; moved_back or
                  left on any day
    words         what was done and learned
    is_unchanged  you say that nothing was adapted
    """
    own = act.of_organisation
    refuse(objections_to_keep(act))
    found = transfer_of(own, transfer)
    refuse(rules.objections_to_move(transfer, found, state, words=words, is_unchanged=is_unchanged))
    assert found is not None, "it was refused above"
    text, proof = _kept(own, words)
    row = StepRow.objects.create(
        organisation_id=own,
        id=take_ids(own),
        transfer_id=transfer,
        state=state,
        text_id=text,
        day=act.today,
        person_id=act.by_somebody,
        moved_at=act.at,
    )
    TransferRow.objects.filter(organisation_id=own, id=transfer).update(state=state)
    event = TransferMoved(own, transfer, row.id, state, is_unchanged, text, proof, act.today)
    return _told(event, found)


@act(
    "knowledge.follow_up",
    may=OWN_PEOPLE,
    refusals=[
        NOT_A_MEMBER,
        *TO_TELL,
        rules.NO_SUCH_MONTHS,
        rules.NOT_TRIED_YET,
        rules.TOO_EARLY,
        rules.FOLLOWED_UP_ALREADY,
    ],
    touches=_the_source,
)
def follow_up(
    act: Act, /, *, transfer: Id, months: Small, seen: NewFollowUp
) -> Told[TransferFollowedUp]:
    """Write down what became of a practice 6 or 12 months after you began; on any day, if somebody
    was harmed.

    transfer  its number
    months    6 or 12; 0 for harm by itself, after which both are still to be looked at
    """
    own = act.of_organisation
    refuse(objections_to_work(act))
    found = transfer_of(own, transfer)
    refuse(
        rules.objections_to_follow_up(
            transfer, found, months, words=seen.words, is_harm=seen.is_harm, today=act.today
        )
    )
    assert found is not None, "it was refused above"
    text, proof = _kept(own, seen.words)
    reach = tuple(dict.fromkeys(seen.reach)) if seen.is_alive else ()
    row = FollowUpRow.objects.create(
        organisation_id=own,
        id=take_ids(own),
        transfer_id=transfer,
        months=months,
        is_alive=seen.is_alive,
        is_harm=seen.is_harm,
        reach=list(reach),
        text_id=text,
        day=act.today,
        person_id=act.by_somebody,
        recorded_at=act.at,
    )
    event = TransferFollowedUp(
        keeper=own,
        follow_up=row.id,
        taken_up=transfer,
        months=months,
        is_alive=seen.is_alive,
        is_harm=seen.is_harm,
        reach=reach,
        text=text,
        proof=proof,
        day=act.today,
    )
    return _told(event, found)
