"""Evidence is handed in, vouched for and withdrawn; nothing of it is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act
from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.queries.over_time import in_office
from tequio.membership.rules import OFFICE_NOT_HELD, OFFICES, is_officer
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.queries.recognised import register_called
from tequio.registry.rules import deciding
from tequio.registry.rules.recognising import NO_SUCH_REGISTER, NOT_RECOGNISED
from tequio.registry.service.speaking import words_kept
from tequio.screening.models import CaseRow, EvidenceRow
from tequio.screening.queries.evidence import is_of_a_challenge, vouches_by
from tequio.screening.queries.examining import objections_to_examine, ties_to
from tequio.screening.rules import showing as rules
from tequio.screening.rules import vouching
from tequio.screening.rules.examining import IN_CONFLICT, objections_to_ties
from tequio.screening.rules.told_of_evidence import EvidenceGiven, EvidenceWithdrawn
from tequio.screening.service.consents import examiner_called
from tequio.screening.service.keeping_evidence import About, keep_evidence, objections_to_files

CASES_AT_WORK = ("open", "taken", "draft", "before_panel")
"""States of a case for which evidence can be handed in."""


def _examiner(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    found = register_called(arguments["examiner"])
    return [] if found is None else [found]


def _is_there(act: Act, slug: str) -> bool:
    """Whether somebody acts in the name of the examiner itself."""
    return not slug or register_called(slug) == act.of_organisation


def _as_an_officer(act: Act) -> None:
    if not is_officer(members.standing(act.by, act.of_organisation, act.today)):
        raise Refused(OFFICE_NOT_HELD.because(offices=", ".join(OFFICES)))


def _for_its_own(act: Act, slug: str) -> tuple[int, int]:
    """The examiner, and the number under which it recognises the organisation for which an officer
    acts.  Raises Refused."""
    _as_an_officer(act)
    return examiner_called(slug, act.of_organisation)


@act(
    "screening.submit_evidence",
    may="whoever holds an office in the organisation of which it speaks; the offices that examine"
    " (`screening.offices`), a visit or an audit only without an interest in it",
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_REGISTER,
        NOT_RECOGNISED,
        *deciding.OF_A_LISTED,
        *rules.OF_EVIDENCE,
        rules.NO_CASE_OF_IT,
        IN_CONFLICT,
    ],
    touches=_examiner,
)
def submit_evidence(
    act: Act,
    /,
    *,
    evidence: rules.NewEvidence,
    examiner: Slug = "",
    listed: Id | None = None,
    case: Id | None = None,
) -> Told[EvidenceGiven]:
    """Hand in a piece of evidence: what it shows, when that was so, and where it can be seen.

    examiner  short name of the network, where an organisation speaks of itself
    listed    number in the register, where an assessor hands it in
    case      for which it is handed in; left out: for every one
    """
    if _is_there(act, examiner):
        about = _by_assessor(act, listed, evidence.kind)
    else:
        asked, number = _for_its_own(act, examiner)
        about = About(asked, number, party=act.of_organisation)
    itself = about.party is not None
    refuse(
        [
            *rules.objections_to_evidence(
                evidence, today=act.today, by_itself=itself, by_assessor=not itself
            ),
            *objections_to_files(about.party or about.examiner, evidence),
        ]
    )
    if case is not None:
        about = _in_case(about, case)
    event = keep_evidence(act, about, evidence)
    return Told(event, {about.examiner: event})


def _by_assessor(act: Act, listed: int | None, kind: str) -> About:
    """Who examines hands it in; without an interest in it, where she was there herself."""
    refuse(objections_to_examine(act))
    examiner, number = act.of_organisation, listed or 0
    refuse(deciding.objections_to_listed(number, listed_of(examiner, [number]).get(number)))
    if kind in rules.OF_ASSESSORS:
        refuse(objections_to_ties(ties_to(examiner, number, act.today), act.by))
    return About(examiner, number)


def _in_case(about: About, case: int) -> About:
    rows = CaseRow.objects.filter(
        organisation_id=about.examiner,
        id=case,
        listed_id__in=family_of(about.examiner, about.listed),
        state__in=CASES_AT_WORK,
    )
    if not rows.exists():
        raise Refused(rules.NO_CASE_OF_IT.because(case=case))
    return About(about.examiner, about.listed, about.party, case)


@act(
    "screening.attest",
    may="whoever holds an office in another organisation that the network recognised",
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_REGISTER,
        NOT_RECOGNISED,
        *deciding.OF_A_LISTED,
        *rules.OF_FACTS,
        *rules.OF_A_PERIOD,
        rules.NOTHING_SHOWN,
        rules.VOUCHES_FOR_ITSELF,
        rules.ALREADY_VOUCHES,
        rules.WITHOUT_WORDS,
        rules.NOT_TO_VOUCH_FOR,
        vouching.ACCUSES,
        vouching.TOO_CLOSE,
    ],
    touches=_examiner,
)
def attest(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    examiner: Slug,
    listed: Id,
    words: Words,
    facts: tuple[rules.Shown, ...] = (),
    since: date | None = None,
    until: date | None = None,
) -> Told[EvidenceGiven]:
    """Vouch for another organisation of the register; it counts for two years.

    examiner  short name of the network that keeps the register
    listed    number of the organisation for which yours vouches
    words     how you know it
    facts     what you can vouch for besides that it does what it says: yes, no or a number that
              speaks for it
    since     since when you know it so
    until     until when it was so; left out: today
    """
    asked, own = _for_its_own(act, examiner)
    found = listed_of(asked, [listed]).get(listed)
    refuse(deciding.objections_to_listed(listed, found))
    until = until or act.today
    refuse(
        [
            *rules.objections_to_attest(
                facts,
                words=words,
                is_itself=listed == own,
                vouches=vouches_by(asked, act.of_organisation, listed, act.today),
            ),
            *vouching.objections_to_vouched(facts),
            *_too_close(act, found.party if found and listed != own else None),
            *rules.objections_to_period(since, until, today=act.today),
        ]
    )
    given = rules.NewEvidence(rules.ATTESTATION, facts, until, since, is_public=True, words=words)
    event = keep_evidence(act, About(asked, listed, party=act.of_organisation), given)
    return Told(event, {asked: event})


def _too_close(act: Act, subject: int | None) -> Iterable[Refusal]:
    """Against vouching for an organisation of this node with which one shares somebody."""
    if subject is None:
        return ()
    who = members.standing(act.by, subject, act.today)
    office = in_office((act.of_organisation, subject), act.today)
    return vouching.objections_to_closeness(
        belongs=who.is_member or bool(who.offices),
        ours=office.get(act.of_organisation, ()),
        theirs=office.get(subject, ()),
    )


@act(
    "screening.withdraw_evidence",
    may="whoever gave it; of what an organisation gave, whoever holds an office in it",
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_REGISTER,
        rules.NO_SUCH_EVIDENCE,
        rules.EVIDENCE_WITHDRAWN,
        deciding.WHY_MISSING,
    ],
    touches=_examiner,
)
def withdraw_evidence(
    act: Act, /, *, evidence: Id, reason: Words, examiner: Slug = ""
) -> Told[EvidenceWithdrawn]:
    """Take a piece of evidence back: it stays, supports nothing any more, and says why.

    examiner  short name of the network, where an organisation takes back what it gave
    """
    asked = register_called(examiner) if examiner else act.of_organisation
    if asked is None:
        raise Refused(NO_SUCH_REGISTER.because(register=examiner))
    rows = EvidenceRow.objects.filter(organisation_id=asked, id=evidence)
    if asked == act.of_organisation:
        mine = rows.filter(person_id=act.by, party_id=None)
    else:
        _as_an_officer(act)
        mine = rows.filter(party_id=act.of_organisation)
    row = mine.first()
    if row is None:
        raise Refused(rules.NO_SUCH_EVIDENCE.because(evidence=evidence))
    if row.withdrawn_at is not None:
        raise Refused(rules.EVIDENCE_WITHDRAWN.because(evidence=evidence))
    if not reason.strip():
        raise Refused(deciding.WHY_MISSING.because())
    text, proof = words_kept(asked, reason, about=act.by)
    rows.update(withdrawn_at=act.at)
    event = EvidenceWithdrawn(
        evidence=evidence,
        examiner=asked,
        listed=row.listed_id,
        party=row.party_id,
        text=text,
        proof=proof,
        is_doubt=is_of_a_challenge(row),
    )
    return Told(event, {asked: event})
