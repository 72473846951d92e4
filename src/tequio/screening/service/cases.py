"""Cases begin and are taken back: an organisation asks, or whoever examines opens one."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import listed_of
from tequio.registry.queries.recognised import register_called
from tequio.registry.rules import deciding, recognising
from tequio.screening.models import CaseRow
from tequio.screening.queries.cases_there import (
    case_at_work,
    case_there,
    objections_to_withdraw,
    party_of,
    standing_finding,
    ties_in,
)
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.queries.packs import pack_of
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules
from tequio.screening.rules.examining import ASSESSORS, IN_CONFLICT, objections_to_ties
from tequio.screening.rules.told_of_cases import CaseOpened, CaseWithdrawn
from tequio.screening.service.speaking import (
    ITS_OFFICERS,
    OF_A_PARTY,
    PackKey,
    examiner_called,
    say,
    the_examiner,
    the_listed,
    told,
)


@dataclass(frozen=True)
class Begun:
    """What a case is about; `party`: the organisation of the node that asks for it."""

    listed: int
    pack: int
    kind: str
    state: str = rules.OPEN
    finding: int | None = None
    party: int | None = None


@act(
    "screening.apply",
    may=ITS_OFFICERS,
    refusals=[
        OFFICE_NOT_HELD,
        *OF_A_PARTY,
        no.PACK_NOT_ADOPTED,
        no.CASE_AT_WORK,
        no.SAID_AT_LENGTH,
    ],
    touches=the_examiner,
)
def apply(act: Act, /, *, examiner: Slug, pack: PackKey, words: Words = "") -> Told[CaseOpened]:
    """Ask a network that recognised your organisation in its register to be examined.

    examiner  short name of the network
    pack      the rules, such as un-ilo@1
    words     what should be known, if anything
    """
    asked, listed = examiner_called(act, examiner)
    number = pack_for_case(asked, listed, pack)
    if words.strip():
        refuse(rules.objections_to_words(words))
    begun = Begun(listed, number, rules.APPLICATION, party=act.of_organisation)
    return told(begin(act, asked, begun, words), asked)


@act(
    "screening.open_case",
    may=ASSESSORS,
    refusals=[
        OFFICE_NOT_HELD,
        *deciding.OF_A_LISTED,
        no.PACK_NOT_ADOPTED,
        no.CASE_AT_WORK,
        no.NOTHING_SAID,
        no.SAID_AT_LENGTH,
    ],
    touches=the_listed,
)
def open_case(act: Act, /, *, listed: Id, pack: PackKey, reason: Words) -> Told[CaseOpened]:
    """Begin to examine a listed organisation without its asking.

    pack    the rules, such as un-ilo@1
    reason  why: the organisation reads it
    """
    refuse(objections_to_examine(act))
    examiner = act.of_organisation
    refuse(deciding.objections_to_listed(listed, listed_of(examiner, [listed]).get(listed)))
    number = pack_for_case(examiner, listed, pack)
    refuse(rules.objections_to_words(reason))
    opened = begin(act, examiner, Begun(listed, number, rules.REVIEW), reason)
    return told(opened, party_of(examiner, listed))


def pack_for_case(examiner: int, listed: int, pack: str) -> int:
    """The number of the adopted pack by which a case can be opened.  Raises Refused."""
    found = pack_of(examiner, pack) if "@" in pack else None
    at_work = case_at_work(examiner, listed, found.id) if found else None
    refuse(rules.objections_to_open(pack, found.id if found else None, at_work))
    assert found is not None, "it was refused above"
    return found.id


def begin(act: Act, examiner: int, begun: Begun, words: str) -> CaseOpened:
    """Write a case, and what was said with it."""
    assert act.by is not None, "whoever asks is signed in"
    finding = begun.finding
    if finding is None and begun.kind == rules.CHALLENGE:
        finding = standing_finding(examiner, begun.listed, begun.pack)
    row = CaseRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        listed_id=begun.listed,
        pack_id=begun.pack,
        kind=begun.kind,
        state=begun.state,
        finding_id=finding,
        person_id=act.by,
        party_id=begun.party,
        opened_at=act.at,
    )
    kept = say(act, examiner, row.id, rules.CLAIM, words)
    return CaseOpened(
        examiner=examiner,
        case=row.id,
        listed=row.listed_id,
        pack=row.pack_id,
        kind=row.kind,
        state=row.state,
        party=row.party_id,
        finding=row.finding_id,
        **kept.said,
    )


@act(
    "screening.withdraw_case",
    may="whoever asked for it: for an organisation its secretary or chair; what the network opened"
    " itself, the offices that examine (`screening.offices`)",
    refusals=[
        OFFICE_NOT_HELD,
        *OF_A_PARTY,
        no.NO_SUCH_CASE,
        no.NOT_WHO_ASKED,
        no.CASE_STANDS_OTHERWISE,
        no.DRAFT_WAS_SENT,
        IN_CONFLICT,
    ],
    touches=the_examiner,
)
def withdraw_case(act: Act, /, *, examiner: Slug, case: Id) -> Told[CaseWithdrawn]:
    """Take back what you asked for, before a draft was sent.

    examiner  short name of the network; who asked for herself acts in the network's name
    """
    asked, own = register_called(examiner), act.of_organisation
    if asked is None:
        raise Refused(recognising.NO_SUCH_REGISTER.because(register=examiner))
    if own != asked:
        examiner_called(act, examiner)
    found = case_there(asked, case)
    party = own if own != asked or found.asked_by == own else None
    if party is None and found.kind == rules.REVIEW:
        refuse(objections_to_examine(act))
        refuse(objections_to_ties(ties_in(asked, found, act.today), act.by))
    refuse(objections_to_withdraw(asked, found, by=act.by, party=party))
    rows = CaseRow.objects.filter(organisation_id=asked, id=case)
    rows.update(state=rules.WITHDRAWN, closed_at=act.at)
    return told(CaseWithdrawn(asked, case, found.listed, found.kind == rules.CHALLENGE), asked)
