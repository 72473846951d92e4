"""Appeals: another assessor and another panel hear it anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.screening.models import FindingRow
from tequio.screening.queries.cases_there import finding_there
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import ASSESSORS
from tequio.screening.rules.told_of_cases import CaseOpened
from tequio.screening.service.cases import Begun, begin
from tequio.screening.service.speaking import (
    ITS_OFFICERS,
    OF_A_PARTY,
    examiner_called,
    the_examiner,
    told,
)

OF_AN_APPEAL = (
    no.NO_SUCH_FINDING,
    no.HEARD_ALREADY,
    no.APPEAL_AT_WORK,
    no.FINDING_REPLACED,
    no.APPEAL_TOO_LATE,
    no.NOTHING_SAID,
    no.SAID_AT_LENGTH,
)


@act(
    "screening.appeal",
    may=ITS_OFFICERS,
    refusals=[OFFICE_NOT_HELD, *OF_A_PARTY, *OF_AN_APPEAL],
    touches=the_examiner,
)
def appeal(act: Act, /, *, examiner: Slug, finding: Id, words: Words) -> Told[CaseOpened]:
    """Ask that another panel hears what was found about your organisation.

    examiner  short name of the network
    words     what was not seen, or seen wrongly
    """
    asked, _listed = examiner_called(act, examiner)
    row, seen = finding_there(asked, finding)
    if seen.party != act.of_organisation:
        raise Refused(no.NO_SUCH_FINDING.because(finding=finding))
    refuse(rules.objections_to_appeal(seen, act.today))
    refuse(rules.objections_to_words(words))
    return told(begin(act, asked, _begun(row, act.of_organisation), words), asked)


@act(
    "screening.enter_appeal",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        *OF_AN_APPEAL,
        no.SPEAKS_FOR_ITSELF,
        no.RECEIVED_ON_NO_SUCH_DAY,
    ],
)
def enter_appeal(act: Act, /, *, finding: Id, words: Words, received_on: date) -> CaseOpened:
    """Enter the appeal of an organisation that is not on this node and wrote a letter, or came.

    received_on  the day on which it came, which is what counts
    """
    refuse(objections_to_examine(act))
    row, seen = finding_there(act.of_organisation, finding)
    refuse(
        rules.objections_to_enter(
            seen.party, received_on=received_on, since=seen.decided_on, today=act.today
        )
    )
    refuse(rules.objections_to_appeal(seen, received_on))
    refuse(rules.objections_to_words(words))
    opened = begin(act, act.of_organisation, _begun(row, None), words)
    return replace(opened, received_on=received_on)


def _begun(row: FindingRow, party: int | None) -> Begun:
    return Begun(row.listed_id, row.pack_id, rules.APPEAL, finding=row.id, party=party)
