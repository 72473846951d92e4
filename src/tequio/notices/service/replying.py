"""What she answers, and how it is settled what she called wrong."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.membership.queries.contacts import persons_with_phone
from tequio.membership.rules import NO_SUCH_PERSON, OFFICE_NOT_HELD
from tequio.notices import rules
from tequio.notices.models import AnswerRow, InboundRow, ReplyRow
from tequio.notices.queries import disputed, messages


@act(
    "notices.receive_reply",
    may="the node, for what came from her phone; the member herself; or somebody who holds an"
    " office, for what she said",
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_PERSON,
        rules.NO_RECEIPT_YET,
        rules.ALREADY_DISPUTED,
        rules.ALREADY_CONFIRMED,
    ],
)
def receive_reply(
    act: Act, /, *, person: Id, answer: rules.Answer, message: Id | None = None
) -> rules.ReplyReceived:
    """Take what a member answers to a receipt: a no opens a dispute for the next meeting.

    message  which receipt; the last one that was written to her if left out
    """
    organisation = act.of_organisation
    refuse(
        rules.objections_to_reply(
            members.standing(act.by, organisation, act.today),
            person=person,
            belongs=members.is_known(organisation, person),
        )
    )
    number = messages.last_receipt(organisation, person) if message is None else message
    about = messages.message(organisation, number) if number is not None else None
    if about is None or about.person != person or not about.is_receipt:
        raise Refused(rules.NO_RECEIPT_YET.because())
    same = ReplyRow.objects.filter(organisation_id=organisation, message_id=about.id, answer=answer)
    if same.exists():
        known = rules.ALREADY_DISPUTED if answer == "no" else rules.ALREADY_CONFIRMED
        raise Refused(known.because())
    way = rules.way_of(act.by, person)
    row = ReplyRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        message_id=about.id,
        person_id=person,
        answer=answer,
        way=way,
        by_id=act.by,
        line=about.line,
        part=about.part,
        at=act.at,
    )
    return rules.ReplyReceived(row.id, person, answer, about.line, about.part, way)


@act(
    "notices.answer_dispute",
    may="somebody who holds an office and neither wrote the entry down nor is the one it concerns",
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_DISPUTE,
        rules.DISPUTE_ANSWERED,
        rules.PARTY_TO_IT,
        rules.REVERSAL_MISSING,
        rules.ANSWER_MISSING,
    ],
)
def answer_dispute(
    act: Act, /, *, dispute: Id, how: rules.How, note: Words, reversal: Id | None = None
) -> rules.DisputeAnswered:
    """Say how a disputed entry was settled; she is told of it.

    how       reversed, explained, or taken_back (by herself)
    note      what was looked at and what came out
    reversal  number of the entry that turned the wrong one around
    """
    organisation = act.of_organisation
    found = disputed.dispute(organisation, dispute)
    refuse(
        rules.objections_to_answer(
            members.standing(act.by, organisation, act.today),
            dispute=dispute,
            state="" if found is None else "answered" if found.answer else "open",
        )
    )
    assert found is not None, "refused above"
    assert act.by is not None, "refused above"
    refuse(
        rules.objections_to_settling(
            act.by,
            parties=disputed.parties_of(organisation, found),
            how=how,
            is_reversed=disputed.is_reversed_by(organisation, found, reversal),
            note=note,
        )
    )
    text = membership.write_text(organisation, body=note.strip(), about=found.person)
    row = AnswerRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        reply_id=dispute,
        how=how,
        reversal_id=reversal,
        text_id=text,
        by_id=act.by,
        at=act.at,
    )
    proof = members.digests_of_texts(organisation, [text])[text]
    return rules.DisputeAnswered(row.id, dispute, found.person, how, reversal, proof)


@transaction.atomic
def take_text(*, phone: str, text: str, uid: str, at: datetime) -> str:
    """Take a text that came in from a phone: yes, no, unclear, unknown or late.

    uid  the gateway's own number of it, if it has one; what comes twice is taken once

    It is about the last receipt that went to this phone, whoever of those who share it got it.
    Neither the words nor the number are kept.
    """
    mark = _mark(phone, text, uid, at)
    known = InboundRow.objects.filter(mark=mark).first()
    if known is not None:
        return known.result
    result = _take(phone, text, mark, at)
    InboundRow.objects.create(mark=mark, at=at, result=result)
    return result


def _take(phone: str, text: str, mark: str, at: datetime) -> str:
    people = persons_with_phone(phone)
    if not people:
        return "unknown"
    answer = rules.meaning_of(text)
    if answer is None:
        return "unclear"
    about = messages.receipt_on_phone(people)
    if about is None:
        return "late"
    organisation, message, person = about
    act = Act(None, organisation, at, f"text-{mark[:40]}")
    try:
        receive_reply(act, person=person, answer=answer, message=message)
    except Refused:
        return "late"
    return answer


def _mark(phone: str, text: str, uid: str, at: datetime) -> str:
    """What tells one text from another; without a number of the gateway the minute does."""
    told = uid or f"{at:%Y-%m-%dT%H:%M}\n{text}"
    return hashlib.sha256(f"{phone}\n{told}".encode()).hexdigest()
