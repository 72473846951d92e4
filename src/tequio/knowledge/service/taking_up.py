"""A practice is taken up by those who decided so themselves, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance import queries as decided
from tequio.governance import service as governance
from tequio.governance.rules.effects import Nothing
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, canonical, digest, refuse
from tequio.knowledge.models import AskedRow, TransferRow
from tequio.knowledge.queries import taking_up
from tequio.knowledge.queries.offers import standing_offer
from tequio.knowledge.queries.references import practice_read
from tequio.knowledge.queries.standing import objections_to_keep
from tequio.knowledge.rules import taking_up as rules
from tequio.knowledge.rules.moving import WAY
from tequio.knowledge.rules.practices import ALREADY_HERE
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ, Practice, Read
from tequio.knowledge.rules.told_of_transfers import TransferProposed, TransferStarted
from tequio.membership import queries as members
from tequio.membership.rules import OFFICE_NOT_HELD, is_member

OF_THE_RECEIVER = "secretary or chair of the organisation that takes it up (`knowledge.offices`)"


@act(
    "knowledge.propose_transfer",
    may="every member of the organisation that would take it up",
    refusals=[
        rules.NOT_A_MEMBERS_WISH,
        NO_PRACTICE_TO_READ,
        ALREADY_HERE,
        rules.NO_SUCH_ASSESSMENT,
        rules.ASKED_ALREADY,
    ],
)
def propose_transfer(
    act: Act,
    /,
    *,
    practice: Practice,
    assessment: Id | None = None,
    assessor: Slug = "",
    words: Words = "",
) -> TransferProposed:
    """Ask the members whether to take a practice up; they vote on exactly this version of it.

    practice    of somebody else who published or offered it, or a ready case
    assessment  number of the assessment that the members shall see
    assessor    short name of whose assessment it is; left out: your own organisation's
    words       why you wish for it
    """
    own = act.of_organisation
    if not is_member(members.standing(act.by, own, act.today)):
        raise Refused(rules.NOT_A_MEMBERS_WISH.because())
    read = practice_read(act, practice)
    if read.source == own:
        raise Refused(ALREADY_HERE.because())
    shown = _shown(act, assessor, assessment, read)
    content = canonical(_content(own, read, shown))
    waiting = taking_up.waiting_for(own, digest(content))
    if waiting is not None:
        raise Refused(rules.ASKED_ALREADY.because(proposal=waiting))
    filed = governance.file_proposal(
        act,
        title=taking_up.asked_title(read),
        text=taking_up.asked_words(read, shown, words),
        effect=Nothing(),
    )
    told = made(filed)
    _keep_asked(act, told.proposal, content)
    return TransferProposed(
        source=read.source,
        innovation=read.innovation,
        version=read.version,
        code=read.code,
        design=read.digest,
        assessor=shown.assessor if shown else None,
        assessment=shown.id if shown else None,
        content=digest(content),
        proposal=told.proposal,
        body=told.body,
        decision_type=told.decision_type,
        effect=told.effect,
        text=told.text,
    )


def _shown(act: Act, assessor: str, number: int | None, read: Read) -> taking_up.Shown | None:
    """The assessment that is named.  Raises Refused where it cannot be read."""
    found = None if number is None else taking_up.shown_to(act, assessor, number, read)
    if number is not None and found is None:
        raise Refused(rules.NO_SUCH_ASSESSMENT.because())
    return found


def _keep_asked(act: Act, proposal: int, content: str) -> None:
    AskedRow.objects.create(
        organisation_id=act.of_organisation,
        proposal_id=proposal,
        content=content,
        digest=digest(content),
        asked_at=act.at,
    )


def _content(own: int, read: Read, shown: taking_up.Shown | None) -> dict[str, Any]:
    """What exactly is asked, design and all: its adoption allows this and nothing else."""
    offer = None
    if read.source is not None and read.innovation is not None:
        offer = standing_offer(read.source, read.innovation, own)
    return {
        "source": read.source,
        "innovation": read.innovation,
        "version": read.version,
        "code": read.code,
        "title": read.title,
        "design": read.design,
        "digest": read.digest,
        "assessor": shown.assessor if shown else None,
        "assessment": shown.id if shown else None,
        "offer": offer,
    }


def _the_source(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    asked = taking_up.asked_by(act.organisation or 0, arguments["proposal"])
    return [asked["source"]] if asked and asked["source"] else []


@act(
    "knowledge.start_transfer",
    may=OF_THE_RECEIVER,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NOT_ASKED_FOR,
        rules.NOT_DECIDED,
        rules.STARTED_ALREADY,
    ],
    touches=_the_source,
)
def start_transfer(act: Act, /, *, proposal: Id) -> Told[TransferStarted]:
    """Begin to take a practice up, once your own members have decided so.

    proposal  the proposal that asked for it
    """
    own = act.of_organisation
    refuse(objections_to_keep(act))
    asked, resolution = taking_up.asked_by(own, proposal), decided.adopted(own, proposal)
    refuse(
        rules.objections_to_start(
            proposal,
            is_asked=asked is not None,
            is_adopted=resolution is not None,
            started=taking_up.started_by(own, proposal),
        )
    )
    assert asked is not None, "it was refused above"
    assert resolution is not None, "it was refused above"
    row = TransferRow.objects.create(
        organisation_id=own,
        id=take_ids(own),
        source_id=asked["source"],
        innovation_id=asked["innovation"],
        version=asked["version"],
        code=asked["code"],
        title=asked["title"],
        design=asked["design"],
        digest=asked["digest"],
        assessor_id=asked["assessor"],
        assessment_id=asked["assessment"],
        offer_id=asked["offer"],
        proposal_id=proposal,
        resolution_id=resolution.id,
        decided_on=resolution.resolved_on,
        state=WAY[0],
        begun_at=act.at,
    )
    told = _started(row)
    return Told(told, {row.source_id: told} if row.source_id else {})


def _started(row: TransferRow) -> TransferStarted:
    return TransferStarted(
        keeper=row.organisation_id,
        taken_up=row.id,
        source=row.source_id,
        innovation=row.innovation_id,
        version=row.version,
        code=row.code,
        title=digest(row.title),
        content=digest(row.design),
        design=row.digest,
        assessor=row.assessor_id,
        assessment=row.assessment_id,
        offer=row.offer_id,
        proposal=row.proposal_id,
        resolution=row.resolution_id,
        decided_on=row.decided_on,
        state=row.state,
    )
