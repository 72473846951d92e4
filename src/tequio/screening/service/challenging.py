"""Anybody who sees the register may doubt what is found, with evidence; nothing of it is published
before somebody looked at it."""

from __future__ import annotations

from dataclasses import replace

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER, NOT_SIGNED_IN, OFFICE_NOT_HELD
from tequio.registry.queries.hand import is_seen, listed_of
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.rules import deciding
from tequio.registry.rules.keeping import is_inside
from tequio.registry.rules.suggesting import objections_to_speaking
from tequio.screening.models import CaseRow
from tequio.screening.queries.cases_there import (
    case_at_work,
    case_there,
    open_challenges,
    ties_in,
)
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.queries.packs import pack_of
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import ASSESSORS, IN_CONFLICT, objections_to_ties
from tequio.screening.rules.showing import OF_EVIDENCE, NewEvidence, objections_to_evidence
from tequio.screening.rules.told_of_cases import CaseOpened, ChallengeExamined
from tequio.screening.service.cases import Begun, begin
from tequio.screening.service.keeping_evidence import About, keep_evidence, objections_to_files
from tequio.screening.service.speaking import PackKey, say, the_party, told


@act(
    "screening.challenge",
    may="anybody who is signed in, where the register is public; its members everywhere",
    refusals=[
        NOT_SIGNED_IN,
        NOT_A_MEMBER,
        *deciding.OF_A_LISTED,
        no.PACK_NOT_ADOPTED,
        no.NOTHING_SAID,
        no.SAID_AT_LENGTH,
        no.EVIDENCE_NEEDED,
        no.TOO_MUCH_EVIDENCE,
        no.TOO_MANY_CHALLENGES,
        *OF_EVIDENCE,
    ],
)
def challenge(
    act: Act, /, *, listed: Id, pack: PackKey, words: Words, evidence: tuple[NewEvidence, ...]
) -> CaseOpened:
    """Doubt that an organisation is what it says, with evidence.  An assessor looks at it first.

    pack      the rules, such as un-ilo@1
    words     what you doubt, and why
    evidence  each with a file, or where it can be seen, and at least one fact that it shows
    """
    examiner = act.of_organisation
    _refuse_unseen(act, listed)
    found = pack_of(examiner, pack) if "@" in pack else None
    refuse(rules.objections_to_open(pack, found.id if found else None, None))
    assert found is not None, "it was refused above"
    waiting = open_challenges(examiner, act.by)
    refuse(rules.objections_to_words(words))
    refuse(rules.objections_to_challenge(pieces=len(evidence), open=waiting))
    refuse([wrong for one in evidence for wrong in objections_to_evidence(one, today=act.today)])
    refuse([wrong for one in evidence for wrong in objections_to_files(examiner, one)])
    begun = Begun(listed, found.id, rules.CHALLENGE, rules.QUARANTINE)
    opened = begin(act, examiner, begun, words)
    about = About(examiner, listed, case=opened.case)
    return replace(opened, brought=tuple(keep_evidence(act, about, one) for one in evidence))


def _refuse_unseen(act: Act, listed: int) -> None:
    """Raises Refused for whoever does not see the register, or not this organisation."""
    examiner = act.of_organisation
    standing = members.standing(act.by, examiner, act.today)
    refuse(objections_to_speaking(standing, keeping_on(examiner, act.today)))
    refuse(deciding.objections_to_listed(listed, listed_of(examiner, [listed]).get(listed)))
    if not is_seen(examiner, listed, inside=is_inside(standing)):
        raise Refused(deciding.NO_SUCH_LISTED.because(listed=listed))


@act(
    "screening.examine_challenge",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        no.NO_SUCH_CASE,
        no.CASE_STANDS_OTHERWISE,
        IN_CONFLICT,
        no.CASE_AT_WORK,
        no.NOTHING_SAID,
        no.SAID_AT_LENGTH,
    ],
    touches=the_party,
)
def examine_challenge(
    act: Act, /, *, case: Id, is_taken: bool, reason: Words
) -> Told[ChallengeExamined]:
    """Look at a doubt: take it up, so that its evidence counts and the case goes its way; or not,
    so that nothing of it counts or is published.

    reason  for whoever doubted, and if it is taken up for the organisation
    """
    refuse(objections_to_examine(act))
    examiner = act.of_organisation
    found = case_there(examiner, case)
    refuse(rules.objections_to_state(found, rules.QUARANTINE))
    refuse(objections_to_ties(ties_in(examiner, found, act.today), act.by))
    at_work = case_at_work(examiner, found.subject, found.pack) if is_taken else None
    if at_work is not None:
        raise Refused(no.CASE_AT_WORK.because(case=at_work))
    refuse(rules.objections_to_words(reason))
    kept = say(act, examiner, case, rules.EXAMINED, reason)
    state = rules.OPEN if is_taken else rules.REFUSED
    rows = CaseRow.objects.filter(organisation_id=examiner, id=case)
    rows.update(state=state, closed_at=None if is_taken else act.at)
    examined = ChallengeExamined(examiner, case, found.listed, state, **kept.said)
    return told(examined, found.party if is_taken else None)
