"""Several groups answer the same statements; nobody learns who answered what."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Name, Number, Reference, Subject, Text
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AnswerRow, ScorecardRow
from tequio.ecosystem.queries.frameworks import framework_of
from tequio.ecosystem.queries.scorecards import Card, card_of, has_answered, open_by
from tequio.ecosystem.queries.standing import objections_to_organise
from tequio.ecosystem.rules import scorecard_refusals as no
from tequio.ecosystem.rules import scorecards as rules
from tequio.ecosystem.rules.standing import ORGANISERS
from tequio.ecosystem.rules.told_of_scorecards import (
    ScorecardAnswered,
    ScorecardClosed,
    ScorecardOpened,
)
from tequio.kernel import Act, canonical, digest, refuse
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.rules.standing import NOT_TAKING_PART
from tequio.membership.rules import OFFICE_NOT_HELD

GroupCode = Annotated[str, Text(20, form="[a-z0-9_]*")]
"""The code of a group, such as `cooperatives`."""
Nonce = Annotated[str, Text(64)]
"""Random signs, anew for each sheet."""


@act(
    "ecosystem.open_scorecard",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.FRAMEWORK_NOT_KEPT,
        no.SCORECARD_AT_WORK,
        no.GROUPS_OUT_OF_RANGE,
        no.GROUPS_NOT_APART,
        no.NO_TIME_TO_ANSWER,
        no.SCORECARD_WITHOUT_TITLE,
    ],
)
def open_scorecard(
    act: Act,
    /,
    *,
    framework: Subject,
    title: Name,
    groups: tuple[GroupCode, ...],
    until: date,
    territory: Name = "",
) -> ScorecardOpened:
    """Put a framework before several groups, who see the matter from different sides.

    framework  key such as `seed-blocks@1`
    groups     codes of those who are asked, such as `members`, `women`, `government`
    until      last day to answer
    """
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    kept = framework_of(keeper, framework)
    found = kept.framework if kept else None
    open_now = open_by(keeper, framework, act.today)
    refuse(rules.objections_to_open(framework, found, groups=groups, open=open_now))
    refuse(rules.objections_to_announce(title, until=until, today=act.today))
    assert found is not None, "one that is not there was refused"
    row = ScorecardRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        framework=found.key,
        digest=found.digest,
        title=title.strip(),
        territory=territory.strip(),
        groups=list(groups),
        opened_on=act.today,
        until=until,
        person_id=act.by_somebody,
    )
    return ScorecardOpened(
        scorecard=row.id,
        framework=row.framework,
        digest=row.digest,
        title=digest(row.title),
        territory=digest(row.territory),
        groups=groups,
        opened_on=row.opened_on,
        until=until,
    )


@act(
    "ecosystem.answer_scorecard",
    may=f"every member of the network and of its member organisations, once; a sheet of paper: "
    f"{ORGANISERS}",
    refusals=[
        OFFICE_NOT_HELD,
        NOT_TAKING_PART,
        no.NO_SUCH_SCORECARD,
        no.SCORECARD_CLOSED,
        no.ANSWERED_TOO_LATE,
        no.ANSWERED_ALREADY,
        no.NO_SUCH_GROUP,
        no.NO_SUCH_STATEMENT,
        no.OFF_THE_SCALE,
    ],
)
def answer_scorecard(
    act: Act,
    /,
    *,
    scorecard: Id,
    group: GroupCode,
    answers: dict[Reference, Number | None],
    is_paper: bool = False,
    nonce: Nonce = "",
) -> ScorecardAnswered:
    """Answer the statements of a scorecard for the group from whose side you see them.

    answers   statement → number of the scale; leave out, or null, what you cannot answer
    is_paper  an organiser types a sheet that somebody filled in on paper, without a name
    nonce     random signs: the chronicle keeps a digest of what was sent, and without them it
              could be found out by trying all answers
    """
    keeper = act.of_organisation
    refuse(objections_to_organise(act) if is_paper else objections_to_take_part(act))
    card = card_of(keeper, scorecard, act.today)
    sheet, salt = rules.Sheet(group, answers), secrets.token_hex(16)
    refuse(
        rules.objections_to_answer(
            _as_ruled(card),
            sheet,
            has_answered=not is_paper and has_answered(keeper, scorecard, act.by),
            today=act.today,
        )
    )
    row = AnswerRow.objects.create(
        organisation_id=keeper,
        scorecard_id=scorecard,
        number=card.sheets + 1,
        group=group,
        answers=canonical({"answers": answers, "salt": salt}),
        is_paper=is_paper,
        person_id=act.by_somebody,
        answered_at=act.at,
    )
    proof = rules.proof_of_sheet(sheet, salt=salt)
    return ScorecardAnswered(scorecard, row.number, is_paper, proof)


@act(
    "ecosystem.close_scorecard",
    may=ORGANISERS,
    refusals=[OFFICE_NOT_HELD, no.NO_SUCH_SCORECARD, no.SCORECARD_CLOSED, no.NOBODY_ANSWERED],
)
def close_scorecard(act: Act, /, *, scorecard: Id) -> ScorecardClosed:
    """Close a scorecard: nobody answers any more, and what came of it is shown."""
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    card = card_of(keeper, scorecard, act.today)
    refuse(rules.objections_to_close(_as_ruled(card), sheets=card.sheets))
    rows = ScorecardRow.objects.filter(organisation_id=keeper, id=scorecard)
    rows.update(closed_on=act.today)
    return ScorecardClosed(scorecard, card.sheets, act.today)


def _as_ruled(card: Card) -> rules.Scorecard:
    return rules.Scorecard(card.id, card.framework, card.groups, card.until, card.is_closed)
