"""The organisation reads a draft before anything is decided, and may answer it."""

from __future__ import annotations

from datetime import date

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.screening.models import CaseRow
from tequio.screening.queries.cases_there import case_there, draft_sent_on, ties_in
from tequio.screening.queries.examining import examining_on, objections_to_examine
from tequio.screening.queries.overtaken import is_without_rules
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import ASSESSORS, IN_CONFLICT, objections_to_ties
from tequio.screening.rules.told_of_cases import DraftAnswered, DraftSent
from tequio.screening.service.assessing import HER_CASE, OF_HER_CASE, case_of_hers
from tequio.screening.service.speaking import (
    ITS_OFFICERS,
    OF_A_PARTY,
    examiner_called,
    say,
    the_examiner,
    the_party,
    told,
)

OF_WORDS = (no.NOTHING_SAID, no.SAID_AT_LENGTH)


@act(
    "screening.send_draft",
    may=HER_CASE,
    refusals=[*OF_HER_CASE, no.NOTHING_ASSESSED, no.RULES_DO_NOT_APPLY, *OF_WORDS],
    touches=the_party,
)
def send_draft(act: Act, /, *, case: Id, words: Words) -> Told[DraftSent]:
    """Send the organisation what the assessment says; it may answer as long as the statutes give.

    words  what is shown, what is not shown, and what would settle it
    """
    found = case_of_hers(act, case, rules.TAKEN)
    refuse(rules.objections_to_draft(found))
    if is_without_rules(act.of_organisation, found.assessment):
        raise Refused(no.RULES_DO_NOT_APPLY.because(case=case))
    refuse(rules.objections_to_words(words))
    assert found.assessment is not None, "it was refused above"
    examiner = act.of_organisation
    until = rules.last_day_of(act.today, examining_on(examiner, act.today).reply_days)
    kept = say(act, examiner, case, rules.DRAFTED, words, assessment=found.assessment)
    rows = CaseRow.objects.filter(organisation_id=examiner, id=case)
    rows.update(state=rules.DRAFT, reply_until=until)
    sent = DraftSent(
        examiner=examiner,
        case=case,
        listed=found.listed,
        assessment=found.assessment,
        reply_until=until,
        **kept.said,
    )
    return told(sent, found.party)


@act(
    "screening.reply",
    may=ITS_OFFICERS,
    refusals=[
        OFFICE_NOT_HELD,
        *OF_A_PARTY,
        no.NO_SUCH_CASE,
        no.CASE_STANDS_OTHERWISE,
        no.ANSWER_TOO_LATE,
        *OF_WORDS,
    ],
    touches=the_examiner,
)
def reply(act: Act, /, *, examiner: Slug, case: Id, words: Words) -> Told[DraftAnswered]:
    """Answer a draft; the assessor reads it before the panel is asked.

    examiner  short name of the network
    """
    asked, _listed = examiner_called(act, examiner)
    found = case_there(asked, case)
    if found.party != act.of_organisation:
        raise Refused(no.NO_SUCH_CASE.because(case=case))
    refuse(rules.objections_to_reply(found, act.today))
    return told(_answered(act, asked, found, words), asked)


@act(
    "screening.enter_reply",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_CASE,
        IN_CONFLICT,
        no.CASE_STANDS_OTHERWISE,
        no.SPEAKS_FOR_ITSELF,
        no.RECEIVED_ON_NO_SUCH_DAY,
        no.ANSWER_TOO_LATE,
        *OF_WORDS,
    ],
)
def enter_reply(act: Act, /, *, case: Id, words: Words, received_on: date) -> DraftAnswered:
    """Enter what an organisation that is not on this node answered by letter or by word of mouth.
    The time in which it may answer runs on to its end.

    received_on  the day on which it came, which is what counts
    """
    refuse(objections_to_examine(act))
    found = case_there(act.of_organisation, case)
    refuse(objections_to_ties(ties_in(act.of_organisation, found, act.today), act.by))
    refuse(rules.objections_to_state(found, rules.DRAFT))
    since = draft_sent_on(act.of_organisation, case)
    assert since is not None, "a case in this state has a draft"
    refuse(
        rules.objections_to_enter(
            found.party, received_on=received_on, since=since, today=act.today
        )
    )
    refuse(rules.objections_to_reply(found, received_on))
    return _answered(act, act.of_organisation, found, words, received_on)


def _answered(
    act: Act, examiner: int, case: rules.Case, words: str, received_on: date | None = None
) -> DraftAnswered:
    refuse(rules.objections_to_words(words))
    kept = say(act, examiner, case.id, rules.REPLY, words, assessment=case.assessment)
    return DraftAnswered(
        examiner=examiner,
        case=case.id,
        listed=case.listed,
        received_on=received_on,
        **kept.said,
    )
