"""Choosing where messages go, answering them, and settling what was called wrong.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import (
    NO_SUCH_PERSON,
    OFFICE_NOT_HELD,
    OFFICES,
    Standing,
    is_officer,
)

Channel = Literal["sms", "email", "none"]
Wish = Literal["own", "spoken", "written"]
Way = Literal["message", "page", "spoken"]
How = Literal["reversed", "explained", "taken_back"]

CHANNELS = {
    "sms": _("Text message to my phone"),
    "email": _("E-mail"),
    "none": _("No messages"),
}
HOW_ANSWERED = {
    "reversed": _("it was wrong and was reversed"),
    "explained": _("it was right and was explained"),
    "taken_back": _("it was taken back"),
}
"""How a disputed entry was settled."""

NO_PHONE_KNOWN = RefusalKind(
    "no_phone_known",
    _("No phone number is known of this person."),
    _("Write the number down first: Members and offices, Correct."),
)
NO_ADDRESS_KNOWN = RefusalKind(
    "no_address_known",
    _("No e-mail address is known of this person."),
    _("Write the address down first: Members and offices, Correct."),
)
SHE_CHOSE_HERSELF = RefusalKind(
    "she_chose_herself",
    _("She signs in herself, and it is she who chose where her messages go."),
    _("Ask her to change it on her own page."),
    about="who",
)
NOT_HER_OWN_WISH = RefusalKind(
    "not_her_own_wish",
    _("A wish of one's own is noted by oneself only."),
    _("Say whether she told you or gave it to you in writing."),
    about="input",
)
NO_RECEIPT_YET = RefusalKind(
    "no_receipt_yet",
    _("No receipt was sent to this person that could be answered."),
    _("Look at her passbook, and bring what is wrong to the meeting."),
)
ALREADY_DISPUTED = RefusalKind(
    "already_disputed",
    _("This entry was called wrong already; the next meeting looks at it."),
    _("Nothing is left to do until then."),
)
ALREADY_CONFIRMED = RefusalKind(
    "already_confirmed", _("This entry was confirmed already."), _("Nothing is left to do.")
)
NO_SUCH_DISPUTE = RefusalKind(
    "no_such_dispute",
    _("There is no disputed entry with the number {dispute}."),
    _("Choose one from the list of disputed entries."),
    about="input",
)
DISPUTE_ANSWERED = RefusalKind(
    "dispute_answered",
    _("This disputed entry was answered already."),
    _("Nothing is left to do."),
)
PARTY_TO_IT = RefusalKind(
    "party_to_it",
    _("Whoever wrote the entry down, or called it wrong, does not settle the matter."),
    _("Ask somebody else who holds an office."),
    about="who",
)
REVERSAL_MISSING = RefusalKind(
    "reversal_missing",
    _("No entry reverses what was called wrong."),
    _("Reverse the entry in the book first, then name the number of the reversal."),
)
ANSWER_MISSING = RefusalKind(
    "answer_missing",
    _("What was found is missing."),
    _("Write in a sentence what was looked at and what came out."),
    about="input",
)


@dataclass(frozen=True)
class ChannelChosen:
    """`channel` sms, email or none; the number or address never stands here.

    wish  own, or told to whoever wrote it down: spoken or written
    """

    choice: int
    person: int
    channel: str
    wish: str


@dataclass(frozen=True)
class ReplyReceived:
    """What she answered to the message about a line.

    about  the line; `part`: which of its steps, 0 for the act itself
    way    message, page, or spoken to an officer
    """

    reply: int
    person: int
    answer: str
    about: int
    part: int
    way: str


@dataclass(frozen=True)
class DisputeAnswered:
    """`reversal` is the entry that turned the wrong one around; `text` the digest of the note."""

    answer: int
    dispute: int
    person: int
    how: str
    reversal: int | None
    text: str


@dataclass(frozen=True)
class Contacts:
    """What is known of a person that a message needs."""

    has_phone: bool
    has_email: bool
    has_account: bool


def objections_to_choose(
    standing: Standing, *, person: int, belongs: bool, wish: Wish
) -> list[Refusal]:
    """She chooses for herself; an officer notes the wish that she was told."""
    objections = _objections_to_speak_for(standing, person=person, belongs=belongs)
    if not objections and (standing.person == person) != (wish == "own"):
        objections.append(NOT_HER_OWN_WISH.because())
    return objections


def objections_to_channel(
    known: Contacts, *, channel: Channel, is_noted: bool, chose_herself: bool
) -> list[Refusal]:
    """There is a number or an address; what she chose with her own sign-in stands.

    is_noted  somebody else writes it down for her
    """
    if is_noted and known.has_account and chose_herself:
        return [SHE_CHOSE_HERSELF.because()]
    if channel == "sms" and not known.has_phone:
        return [NO_PHONE_KNOWN.because()]
    if channel == "email" and not known.has_email:
        return [NO_ADDRESS_KNOWN.because()]
    return []


def way_of(by: int | None, person: int) -> Way:
    """By which way a reply came, from who brought it."""
    if by is None:
        return "message"
    return "page" if by == person else "spoken"


def objections_to_reply(standing: Standing, *, person: int, belongs: bool) -> list[Refusal]:
    """The node passes on what came from her phone; she answers on her page; an officer writes
    down what she said."""
    if standing.person is None:
        return [] if belongs else [NO_SUCH_PERSON.because(person=person)]
    return _objections_to_speak_for(standing, person=person, belongs=belongs)


def objections_to_answer(
    standing: Standing, *, dispute: int, state: Literal["", "open", "answered"]
) -> list[Refusal]:
    """Officers settle what is open."""
    if not is_officer(standing):
        return [OFFICE_NOT_HELD.because(offices=", ".join(OFFICES))]
    if not state:
        return [NO_SUCH_DISPUTE.because(dispute=dispute)]
    return [DISPUTE_ANSWERED.because()] if state == "answered" else []


def objections_to_settling(
    by: int | None, *, parties: frozenset[int | None], how: How, is_reversed: bool, note: str
) -> list[Refusal]:
    """Nobody settles what she wrote down or called wrong herself; a reversal is there.

    parties      who wrote the entry down, and whom it concerns
    is_reversed  the entry that is named reverses one of those that were called wrong
    """
    if by in parties:
        return [PARTY_TO_IT.because()]
    objections = []
    if how == "reversed" and not is_reversed:
        objections.append(REVERSAL_MISSING.because())
    if not note.strip():
        objections.append(ANSWER_MISSING.because())
    return objections


def _objections_to_speak_for(standing: Standing, *, person: int, belongs: bool) -> list[Refusal]:
    if standing.person is None or (standing.person != person and not is_officer(standing)):
        return [OFFICE_NOT_HELD.because(offices=", ".join(OFFICES))]
    return [] if belongs else [NO_SUCH_PERSON.because(person=person)]
