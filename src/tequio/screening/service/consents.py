"""A group lets its books be read: its members decide, an officer takes it back at any time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Code, Id, Reference, Slug
from tequio.chronicle.service import act, take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import Nothing
from tequio.governance.rules.events import ProposalMade
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import (
    NOT_A_MEMBER,
    OFFICE_NOT_HELD,
    OFFICES,
    is_officer,
    objections_to_keeping_the_roll,
)
from tequio.registry.queries.recognised import listed_as, register_called
from tequio.registry.rules.recognising import NO_SUCH_REGISTER, NOT_RECOGNISED
from tequio.screening.models import AskedRow, ConsentRow
from tequio.screening.queries import packs as adopted
from tequio.screening.queries import words
from tequio.screening.queries.asked import asked_for, waiting_for
from tequio.screening.queries.consents import consent as consent_with
from tequio.screening.rules import asking
from tequio.screening.rules import consenting as rules
from tequio.screening.rules.packs import Pack
from tequio.screening.rules.told_of_consents import (
    ConsentGiven,
    ConsentProposed,
    ConsentWithdrawn,
)
from tequio.screening.service.asking import keep_asked


def examiner_called(slug: str, own: int) -> tuple[int, int]:
    """Who examines under this short name, and the number under which it recognises the own
    organisation.  Raises Refused."""
    examiner = register_called(slug)
    if examiner is None:
        raise Refused(NO_SUCH_REGISTER.because(register=slug))
    listed = listed_as(examiner, own)
    if listed is None:
        raise Refused(NOT_RECOGNISED.because())
    return examiner, listed


@act(
    "screening.propose_consent",
    may="every member of the organisation whose books they are",
    refusals=[
        NOT_A_MEMBER,
        NO_SUCH_REGISTER,
        NOT_RECOGNISED,
        rules.NOTHING_TO_READ,
        rules.NO_SUCH_PACK,
        rules.NO_SUCH_BOOK,
        rules.OVER_BY_THEN,
        rules.ALREADY_ASKED,
    ],
)
def propose_consent(
    act: Act,
    /,
    *,
    examiner: Slug,
    packs: tuple[Reference, ...],
    books: tuple[Code, ...],
    until: date | None = None,
) -> ConsentProposed:
    """Ask the members to let a network read books of their own, to be judged by these packs.

    examiner  short name of the network, which recognised the organisation in its register
    packs     such as `un-ilo@1`; `un-ilo` for all its versions
    books     statutes, meetings, members, money, loans, circle
    until     the last day; left out: until it is taken back
    """
    own = act.of_organisation
    if not members.standing(act.by, own, act.today).is_member:
        raise Refused(NOT_A_MEMBER.because())
    reader, _listed = examiner_called(examiner, own)
    wanted = rules.Wanted(reader, tuple(sorted({*packs})), tuple(sorted({*books})), until)
    known = {one.key: one.pack for one in adopted.adopted_packs(reader)}
    refuse(rules.objections_to_propose_consent(wanted, adopted=known, today=act.today))
    waiting = waiting_for(own, asking.CONSENT, asking.fingerprint(wanted.content))
    if waiting is not None:
        raise Refused(rules.ALREADY_ASKED.because(proposal=waiting))
    meant = [pack for key, pack in known.items() if {key, pack.code} & {*packs}]
    told = _file(act, wanted, meant)
    row = keep_asked(act, told.proposal, kind=asking.CONSENT, content=wanted.content)
    return ConsentProposed(
        examiner=reader,
        packs=wanted.packs,
        books=wanted.books,
        until=until,
        content=row.digest,
        proposal=told.proposal,
        body=told.body,
        decision_type=told.decision_type,
        effect=told.effect,
        text=told.text,
    )


def _file(act: Act, wanted: rules.Wanted, packs: Iterable[Pack]) -> ProposalMade:
    """The proposal that asks the members: its words name every book and every pack."""
    name = words.name_of(wanted.examiner)
    filed = governance.file_proposal(
        act,
        title=words.consent_title(name),
        text=words.consent_told(name, packs, wanted.books, wanted.until),
        effect=Nothing(),
    )
    return made(filed)


def _asked(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    rows = AskedRow.objects.filter(
        organisation_id=act.of_organisation,
        proposal_id=arguments["proposal"],
        kind=asking.CONSENT,
    )
    return [rules.read_wanted(row.content).examiner for row in rows]


@act(
    "screening.give_consent",
    may="secretary or chair of the organisation whose books they are",
    refusals=[
        OFFICE_NOT_HELD,
        asking.NOTHING_ASKED,
        asking.NOT_YET_ADOPTED,
        NOT_RECOGNISED,
        rules.ALREADY_GIVEN,
        rules.OVER_BY_THEN,
    ],
    touches=_asked,
)
def give_consent(act: Act, /, *, proposal: Id) -> Told[ConsentGiven]:
    """Let a network read what the members decided that it may read.  Both chronicles tell of it.

    proposal  the proposal that asked for it
    """
    own = act.of_organisation
    refuse(objections_to_keeping_the_roll(members.standing(act.by, own, act.today)))
    asked, resolution = asked_for(own, proposal, asking.CONSENT)
    if ConsentRow.objects.filter(organisation_id=own, resolution_id=resolution.id).exists():
        raise Refused(rules.ALREADY_GIVEN.because(proposal=proposal))
    wanted = rules.read_wanted(asked.content)
    if listed_as(wanted.examiner, own) is None:
        raise Refused(NOT_RECOGNISED.because())
    refuse(rules.objections_to_last_day(wanted.until, act.today))
    row = ConsentRow.objects.create(
        organisation_id=own,
        id=take_ids(own),
        examiner_id=wanted.examiner,
        packs=list(wanted.packs),
        books=list(wanted.books),
        resolution_id=resolution.id,
        since=act.today,
        until=wanted.until,
    )
    event = ConsentGiven(
        consent=row.id,
        organisation=own,
        examiner=wanted.examiner,
        packs=wanted.packs,
        books=wanted.books,
        since=row.since,
        until=wanted.until,
        proposal=proposal,
        resolution=resolution.id,
    )
    return Told(event, {wanted.examiner: event})


def _read_by(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    rows = ConsentRow.objects.filter(organisation_id=act.of_organisation, id=arguments["consent"])
    return list(rows.values_list("examiner_id", flat=True))


@act(
    "screening.withdraw_consent",
    may="whoever holds an office in the organisation whose books they are",
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_CONSENT, rules.ALREADY_WITHDRAWN],
    touches=_read_by,
)
def withdraw_consent(act: Act, /, *, consent: Id) -> Told[ConsentWithdrawn]:
    """Let nothing be read under a consent any more, at once and without a vote.  Both chronicles
    tell of it."""
    own = act.of_organisation
    if not is_officer(members.standing(act.by, own, act.today)):
        raise Refused(OFFICE_NOT_HELD.because(offices=", ".join(OFFICES)))
    found = consent_with(own, consent)
    refuse(rules.objections_to_withdraw_consent(consent, found))
    assert found is not None, "it was refused above"
    rows = ConsentRow.objects.filter(organisation_id=own, id=consent)
    rows.update(withdrawn_on=act.today)
    event = ConsentWithdrawn(consent, own, found.examiner, act.today)
    return Told(event, {found.examiner: event})
