"""A programme is checked from the outset: whom it touches, the good and the harm, their answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules.inputs import Id, Small, Title, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AffectedRow, ProgrammeRow, ReplyRow
from tequio.ecosystem.queries.programmes import affected_of, programme_of
from tequio.ecosystem.queries.standing import here_of, objections_to_organise, speaks_as_known
from tequio.ecosystem.rules import programmes as rules
from tequio.ecosystem.rules.kinds import NO_SUCH_KIND, Kind
from tequio.ecosystem.rules.standing import (
    ITS_OFFICERS,
    NOT_ITS_OFFICER,
    ORGANISERS,
    objections_to_overrule,
)
from tequio.ecosystem.rules.told_of_policies import (
    AffectedNamed,
    AffectedReplied,
    ProgrammeDrafted,
    ProgrammeOpened,
)
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import NOTHING_SAID, SAID_AT_LENGTH, SPEAKS_FOR_ITSELF


@act(
    "ecosystem.draft_programme",
    may=ORGANISERS,
    refusals=[OFFICE_NOT_HELD, NOTHING_SAID, SAID_AT_LENGTH],
)
def draft_programme(act: Act, /, *, title: Title, words: Words) -> ProgrammeDrafted:
    """Write down a policy or programme that is to open, and what it is for."""
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    refuse(rules.objections_to_draft(title))
    refuse(rules.objections_to_draft(words))
    text, proof = words_kept(keeper, words)
    assert text is not None, "words without words were refused"
    row = ProgrammeRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        title=title.strip(),
        text_id=text,
        person_id=act.by_somebody,
        drafted_at=act.at,
    )
    return ProgrammeDrafted(row.id, digest(row.title), text, proof)


@dataclass(frozen=True)
class NewAffected:
    """Somebody whom a programme would touch.

    part    in deciding; listed: the organisation that speaks for them, if one does
    """

    actor_kind: Kind
    who: Words
    benefits: Words
    harms: Words
    part: rules.Part
    listed: Id | None = None


@act(
    "ecosystem.name_affected",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_PROGRAMME,
        rules.PROGRAMME_OPEN,
        NO_SUCH_KIND,
        NOTHING_SAID,
        SAID_AT_LENGTH,
        rules.BENEFITS_MISSING,
        rules.HARMS_MISSING,
        rules.PART_MISSING,
        rules.NO_SUCH_PART,
        *deciding.OF_A_LISTED,
    ],
)
def name_affected(
    act: Act,
    /,
    *,
    programme: Id,
    affected: NewAffected,
) -> AffectedNamed:
    """Name somebody whom a programme would touch, with the good and the harm that is expected."""
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    found = programme_there(keeper, programme)
    listed = affected.listed
    if listed is not None:
        refuse(deciding.objections_to_listed(listed, listed_of(keeper, [listed]).get(listed)))
    new = rules.Affected(0, affected.benefits, affected.harms, affected.part, act.today)
    refuse(rules.objections_to_name(found, new, kind=affected.actor_kind, who=affected.who))
    said = (affected.who, affected.benefits, affected.harms)
    kept = [words_kept(keeper, words) for words in said]
    texts = [text for text, _proof in kept if text is not None]
    proofs = [proof for _text, proof in kept]
    row = AffectedRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        programme_id=programme,
        kind=affected.actor_kind,
        listed_id=listed,
        who_id=texts[0],
        benefits_id=texts[1],
        harms_id=texts[2],
        part=affected.part,
        person_id=act.by_somebody,
        named_at=act.at,
    )
    return AffectedNamed(
        programme=programme,
        affected=row.id,
        actor_kind=affected.actor_kind,
        listed=listed,
        who=row.who_id,
        benefits=row.benefits_id,
        harms=row.harms_id,
        who_proof=proofs[0],
        benefits_proof=proofs[1],
        harms_proof=proofs[2],
        part=affected.part,
    )


@act(
    "ecosystem.reply_as_affected",
    may=ITS_OFFICERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_AFFECTED,
        rules.NO_SUCH_ANSWER,
        NOTHING_SAID,
        SAID_AT_LENGTH,
        rules.REPLIED_ON_NO_SUCH_DAY,
        rules.PRESENT_MISSING,
        NOT_ITS_OFFICER,
        SPEAKS_FOR_ITSELF,
    ],
)
def reply_as_affected(
    act: Act,
    /,
    *,
    affected: Id,
    answer: rules.Answer,
    words: Words,
    present: Small | None = None,
    day: date | None = None,
) -> AffectedReplied:
    """Answer a programme for those whom it affects, or write down what they answered; for those who
    have an organisation on this node only its own officers answer.

    present  how many of them were there, where it is written down for them
    day      on which they answered; left out: today
    """
    keeper = act.of_organisation
    found = affected_of(keeper, affected)
    if found is None:
        raise Refused(rules.NO_SUCH_AFFECTED.because(affected=affected))
    programme, listed, facts = found
    is_own = _answers_for(act, listed)
    given = day or act.today
    refuse(rules.objections_to_reply(facts, answer=answer, words=words, day=given, today=act.today))
    refuse(rules.objections_to_presence(present, is_own=is_own))
    text, proof = words_kept(keeper, words)
    assert text is not None, "words without words were refused"
    row = ReplyRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        affected_id=affected,
        answer=answer,
        text_id=text,
        is_own=is_own,
        present=present,
        day=given,
        person_id=act.by_somebody,
    )
    return AffectedReplied(
        programme=programme,
        affected=affected,
        reply=row.id,
        answer=answer,
        is_own=is_own,
        present_count=present,
        text=text,
        proof=proof,
        day=given,
    )


def _answers_for(act: Act, listed: int | None) -> bool:
    """Whether an officer of the organisation that speaks for those affected answers herself; else
    an organiser writes it down.  Raises Refused."""
    if listed is None:
        refuse(objections_to_organise(act))
        return False
    is_own = speaks_as_known(act, listed)
    is_theirs = bool(here_of(act.of_organisation, [listed]))
    refuse(objections_to_overrule(is_own=is_own, is_theirs=is_theirs))
    return is_own


@act(
    "ecosystem.open_programme",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_PROGRAMME,
        rules.PROGRAMME_OPEN,
        rules.AFFECTED_MISSING,
        rules.REPLY_MISSING,
    ],
)
def open_programme(act: Act, /, *, programme: Id) -> ProgrammeOpened:
    """Open a programme once those affected are named, the good and the harm and their part are
    recorded, and they have answered.  A no does not forbid it; it is shown beside it."""
    refuse(objections_to_organise(act))
    keeper = act.of_organisation
    found = programme_there(keeper, programme)
    refuse(rules.objections_to_open(found))
    ProgrammeRow.objects.filter(organisation_id=keeper, id=programme).update(opened_on=act.today)
    replies = [one.reply for one in found.affected if one.reply]
    refusing = sum(reply.answer == "refuses" for reply in replies)
    own = sum(reply.is_own for reply in replies)
    return ProgrammeOpened(programme, len(found.affected), refusing, own, act.today)


def programme_there(keeper: int, programme: int) -> rules.Programme:
    """A programme of this network.  Raises Refused."""
    found = programme_of(keeper, programme)
    if found is None:
        raise Refused(rules.NO_SUCH_PROGRAMME.because(programme=programme))
    return found
