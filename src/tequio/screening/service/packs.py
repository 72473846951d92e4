"""By which packs an examiner judges: members are asked, and then it is so."""

from __future__ import annotations

from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Text
from tequio.chronicle.service import act, take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import Nothing
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER, OFFICE_NOT_HELD, keeps_the_roll
from tequio.screening.models import PackRow
from tequio.screening.queries import packs, words
from tequio.screening.queries.asked import asked_for, waiting_for
from tequio.screening.queries.examining import examining_on
from tequio.screening.rules import asking as rules
from tequio.screening.rules.examining import examines, objections_to_examine
from tequio.screening.rules.packs import Pack, PackError
from tequio.screening.rules.told_of_packs import PackAdopted, PackProposed
from tequio.screening.service.asking import keep_asked

PackText = Annotated[str, Text(400_000)]
"""The code of a ready pack, or the text of one."""


@act(
    "screening.propose_pack",
    may="every member of the network",
    refusals=[
        NOT_A_MEMBER,
        rules.NO_SUCH_READY_PACK,
        rules.NOT_A_PACK,
        rules.ALREADY_ADOPTED,
        rules.ALREADY_PROPOSED,
    ],
)
def propose_pack(act: Act, /, *, pack: PackText) -> PackProposed:
    """Ask the members to judge by a pack; they vote on exactly this text.

    pack  the code of a ready pack, such as `un-ilo`, or the text (YAML) of your own
    """
    examiner = act.of_organisation
    if not members.standing(act.by, examiner, act.today).is_member:
        raise Refused(NOT_A_MEMBER.because())
    text, found = _read(pack)
    content = rules.fingerprint(text)
    refuse(
        rules.objections_to_propose_pack(
            found.key,
            adopted=packs.keys_of_adopted(examiner),
            waiting=waiting_for(examiner, rules.PACK, content),
        )
    )
    filed = governance.file_proposal(
        act,
        title=words.pack_title(found),
        text=words.pack_told(found, content),
        effect=Nothing(),
    )
    told = made(filed)
    keep_asked(act, told.proposal, kind=rules.PACK, content=text)
    return PackProposed(
        pack=found.key,
        content=content,
        proposal=told.proposal,
        body=told.body,
        decision_type=told.decision_type,
        effect=told.effect,
        text=told.text,
    )


def _read(pack: str) -> tuple[str, Pack]:
    """The text that is meant and what it says.  Raises Refused with everything that is wrong."""
    text = pack
    if rules.is_code_of_a_pack(pack):
        if pack not in packs.ready_packs():
            raise Refused(rules.NO_SUCH_READY_PACK.because(pack=pack))
        text = packs.ready_text(pack)
    try:
        return text, packs.read_pack(text)
    except PackError as wrong:
        problems = "; ".join(wrong.problems)
        raise Refused(rules.NOT_A_PACK.because(problems=problems)) from wrong


@act(
    "screening.adopt_pack",
    may="the offices that examine (`screening.offices`), secretary or chair",
    refusals=[
        OFFICE_NOT_HELD,
        rules.NOTHING_ASKED,
        rules.NOT_YET_ADOPTED,
        rules.ALREADY_ADOPTED,
    ],
)
def adopt_pack(act: Act, /, *, proposal: Id) -> PackAdopted:
    """Take up the pack that the members adopted: by exactly this text it is judged from now on.

    proposal  the proposal that asked for it
    """
    examiner = act.of_organisation
    who, examining = (
        members.standing(act.by, examiner, act.today),
        examining_on(examiner, act.today),
    )
    if not (examines(who, examining) or keeps_the_roll(who)):
        refuse(objections_to_examine(who, examining))
    asked, resolution = asked_for(examiner, proposal, rules.PACK)
    found = packs.read_pack(asked.content)
    refuse(rules.objections_to_adopt_pack(found.key, adopted=packs.keys_of_adopted(examiner)))
    row = PackRow.objects.create(
        organisation_id=examiner,
        id=take_ids(examiner),
        code=found.code,
        version=found.version,
        text=asked.content,
        digest=asked.digest,
        resolution_id=resolution.id,
        adopted_on=resolution.resolved_on,
    )
    return PackAdopted(
        pack=found.key,
        pack_id=row.id,
        content=row.digest,
        proposal=proposal,
        resolution=resolution.id,
        adopted_on=row.adopted_on,
    )
