"""Each quarter it is found what there is to do, something is done, and it is looked back."""

from __future__ import annotations

from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import ActionEndRow, ActionRow, QuarterRow
from tequio.ecosystem.queries.quarters import (
    action_row,
    became_a_tie,
    known_on,
    newest_quarter,
    same_action,
)
from tequio.ecosystem.queries.standing import objections_to_organise
from tequio.ecosystem.rules import acting as rules
from tequio.ecosystem.rules.findings import ActionKind, Finding
from tequio.ecosystem.rules.quartering import (
    found_in,
    proof_of_quarter,
    read_findings,
    read_known,
    told_findings,
    told_known,
)
from tequio.ecosystem.rules.quarters import quarter_of
from tequio.ecosystem.rules.standing import ORGANISERS
from tequio.ecosystem.rules.told_of_quarters import ActedOn, ActionEnded, QuarterTaken
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.service.speaking import words_kept

FindingKey = Annotated[str, Text(120)]
"""The key of a finding, as its page and the API give it."""


@act("ecosystem.take_quarter", may=ORGANISERS, refusals=[OFFICE_NOT_HELD])
def take_quarter(act: Act, /) -> QuarterTaken:
    """Find what there is to do this quarter, from everything that is known today; as often as you
    like, the newest counts.  Where nothing is known anew since, it is the one that is there."""
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    known, newest = known_on(keeper, act.today), newest_quarter(keeper)
    went_in = told_known(known)
    if newest is not None and newest.known == went_in:
        return _taken(newest, is_new=False)
    came_out = told_findings(found_in(known))
    row = QuarterRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        quarter=str(quarter_of(act.today)),
        known=went_in,
        findings=came_out,
        digest=proof_of_quarter(went_in, came_out),
        taken_on=act.today,
        person_id=act.by_somebody,
    )
    return _taken(row, is_new=True)


def _taken(row: QuarterRow, *, is_new: bool) -> QuarterTaken:
    return QuarterTaken(
        quarter_id=row.id,
        quarter=row.quarter,
        is_new=is_new,
        known=digest(row.known),
        findings=digest(row.findings),
        content=row.digest,
        count=len(read_findings(row.findings)),
        taken_on=row.taken_on,
    )


@act(
    "ecosystem.act_on",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.QUARTER_NOT_TAKEN,
        rules.NOTHING_FOUND_SO,
        rules.NOT_ITS_ACTION,
        rules.ACTED_ON_ALREADY,
        rules.ACTORS_NOT_OF_IT,
    ],
)
def act_on(
    act: Act,
    /,
    *,
    finding: FindingKey,
    kind: ActionKind,
    actors: tuple[Id, ...] = (),
    contact: Id | None = None,
    words: Words = "",
) -> ActedOn:
    """Do something about a finding of the newest quarter; next quarter asks what became of it.

    kind     one of the actions for which the finding asks
    actors   whom it is about; left out: those of the finding.  An introduction has two
    contact  the organisation that introduces them; left out: the one that is proposed, or you
    """
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    row = newest_quarter(keeper)
    if row is None:
        raise Refused(rules.QUARTER_NOT_TAKEN.because())
    found = {one.key: one for one in read_findings(row.findings)}.get(finding)
    if found is None:
        raise Refused(rules.NOTHING_FOUND_SO.because(finding=finding))
    if not actors:
        actors, proposed = _proposed(found, kind)
        contact = proposed if contact is None else contact
    refuse(rules.objections_to_act_on(found, kind, same_action(keeper, finding, kind, actors)))
    there = {actor.id for actor in read_known(row.known).graph.actors}
    refuse(rules.objections_to_actors(kind, actors, contact, there=there))
    text, proof = words_kept(keeper, words)
    asset = found.assets[0] if len(found.assets) == 1 else ""
    done = _done(act, rules.Doing(row.id, finding, kind, actors, contact, asset), text)
    return ActedOn(done.id, row.id, finding, kind, actors, contact, asset, text, proof, done.day)


def _proposed(found: Finding, kind: str) -> tuple[tuple[int, ...], int | None]:
    """Whom the finding itself names, and who can introduce them."""
    if kind not in rules.MEETINGS:
        return found.actors, None
    pair = found.pairs[0] if found.pairs else None
    return (pair.pair, pair.contact) if pair else ((), None)


def _done(act: Act, doing: rules.Doing, text: int | None) -> ActionRow:
    keeper = act.of_organisation
    return ActionRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        quarter_id=doing.quarter,
        finding=doing.finding,
        kind=doing.kind,
        actors=list(doing.actors),
        contact_id=doing.contact,
        asset=doing.asset,
        text_id=text,
        day=act.today,
        person_id=act.by_somebody,
    )


@act(
    "ecosystem.end_action",
    may=ORGANISERS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_ACTION, rules.ACTION_ENDED, rules.NO_TIE_SINCE],
)
def end_action(act: Act, /, *, action: Id, end: rules.End, words: Words = "") -> ActionEnded:
    """Say what became of something that was done: thank for it, try once more, or let it go.

    end  who tries once more begins the same action anew; for an introduction is thanked once both
         have confirmed a tie
    """
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    row, ended = action_row(keeper, action)
    if row is None:
        raise Refused(rules.NO_SUCH_ACTION.because(action=action))
    refuse(rules.objections_to_end(action, ended=ended))
    if end == "thanked" and row.kind in rules.MEETINGS:
        refuse(rules.objections_to_thank(tied=became_a_tie(row, act.today)))
    text, proof = words_kept(keeper, words)
    ActionEndRow.objects.create(
        organisation_id=keeper,
        action_id=action,
        end=end,
        text_id=text,
        day=act.today,
        person_id=act.by_somebody,
    )
    doing = rules.Doing(
        row.quarter_id, row.finding, row.kind, tuple(row.actors), row.contact_id, row.asset
    )
    again = _done(act, doing, None).id if end == "retried" else None
    return ActionEnded(
        action=action,
        end=end,
        text=text,
        proof=proof,
        day=act.today,
        again=again,
        quarter_id=doing.quarter,
        finding=doing.finding,
        action_kind=doing.kind,
        actors=doing.actors,
        contact=doing.contact,
        asset=doing.asset,
    )
