"""Who belongs and who holds which office: facts, predicates, refusals, events.  Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tequio.kernel import Refusal, RefusalKind, digest
from tequio.kernel import gettext_noop as _

KINDS = {
    "self-help-group": _("Self-help group"),
    "savings-circle": _("Savings circle"),
    "cooperative": _("Cooperative"),
    "association": _("Association"),
    "network": _("Network"),
}
"""Kinds of organisation that can be founded; none asks for a registration."""

OFFICES = {
    "chair": _("Chair"),
    "secretary": _("Secretary"),
    "treasurer": _("Treasurer"),
    "keyholder": _("Key-holder"),
    "bookkeeper": _("Bookkeeper"),
}
OFFICES_OF_A_SCREENING = {
    "assessor": _("Assessor"),
    "panel": _("Member of the panel"),
    "appeal": _("Member of the appeal panel"),
}
"""Who examines and judges other organisations; such an office opens no book of its own group."""
OFFICE_WORDS = {**OFFICES, **OFFICES_OF_A_SCREENING}
INVITATION_DAYS = 14


@dataclass(frozen=True)
class Organisation:
    """What others see of an organisation: identity, no more."""

    id: int
    uid: str
    slug: str
    name: str
    kind: str
    unit: str
    country: str
    language: str
    founded_on: date
    is_invented: bool


@dataclass(frozen=True)
class Standing:
    """How a person stands to an organisation on a day."""

    person: int | None
    organisation: int
    is_member: bool = False
    classes: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


def is_member(standing: Standing) -> bool:
    """Whether she belongs to the organisation today."""
    return standing.is_member


def holds_any(standing: Standing, offices: Iterable[str]) -> bool:
    """Holds at least one of these offices today."""
    return not standing.offices.isdisjoint(offices)


def is_officer(standing: Standing) -> bool:
    """Whether she holds an office of the group's own work; to judge others is none."""
    return bool(standing.offices - OFFICES_OF_A_SCREENING.keys())


KEEPERS = ("secretary", "chair")
"""Offices that keep the roll."""


def keeps_the_roll(standing: Standing) -> bool:
    """Secretary or chair: they register persons and invite them to sign in."""
    return holds_any(standing, KEEPERS)


NOT_SIGNED_IN = RefusalKind(
    "not_signed_in", _("Nobody is signed in."), _("Sign in and send again."), about="who"
)
NOT_A_MEMBER = RefusalKind(
    "not_a_member",
    _("Only members of this organisation may do this."),
    _("Ask the secretary to bring your admission to the assembly."),
    about="who",
)
OFFICE_NOT_HELD = RefusalKind(
    "office_not_held",
    _("Only these offices may do this: {offices}."),
    _("Ask somebody who holds the office, or have the assembly elect you to it."),
    about="who",
)
NO_SUCH_PERSON = RefusalKind(
    "no_such_person",
    _("There is no person with the number {person} here."),
    _("Choose a person from the members' list."),
    about="input",
)
BELONGS_ELSEWHERE_TOO = RefusalKind(
    "belongs_elsewhere_too",
    _("This person also belongs to another group."),
    _("Ask her to sign in and correct phone and e-mail herself."),
    about="who",
)
BELONGS_ELSEWHERE_LONGER = RefusalKind(
    "belongs_elsewhere_longer",
    _("This person has belonged to another group for longer."),
    _("Ask the secretary of the group to which she has belonged longest to invite her."),
    about="who",
)
NAME_MISSING = RefusalKind(
    "name_missing", _("A name is missing."), _("Write the name."), about="input"
)
CONTACT_IN_USE = RefusalKind(
    "contact_in_use",
    _("Another person of this organisation already has this phone number or e-mail address."),
    _("Check the number; two persons who share a phone leave it empty for one of them."),
)
HOLDS_AN_OFFICE = RefusalKind(
    "holds_an_office",
    _("This person still holds an office."),
    _("Hand the office over first; the group does that in one short meeting."),
)
ALREADY_ERASED = RefusalKind(
    "already_erased", _("This person was already erased."), _("Nothing is left to do.")
)
NOT_HERSELF = RefusalKind(
    "not_herself",
    _("Only the person herself may do this."),
    _("Ask her to sign in and do it."),
    about="who",
)
HAS_HER_OWN_SIGN_IN = RefusalKind(
    "has_her_own_sign_in",
    _("This person has a sign-in of her own."),
    _("Ask her to sign in and have herself erased on the page of her account."),
    about="who",
)
WITNESS_NEEDED = RefusalKind(
    "witness_needed",
    _("Somebody else must have heard that she asked: neither you nor she herself."),
    _("Name a member or an officer of the group who was there."),
    about="input",
)
INVITATION_NOT_VALID = RefusalKind(
    "invitation_not_valid",
    _("This code is not known, was already used, or is too old."),
    _("Ask the secretary for a new code."),
    about="input",
)
ALREADY_LINKED = RefusalKind(
    "already_linked",
    _("This person already has a sign-in of her own."),
    _("She can sign in with it, or ask for a new password."),
)
CODE_IN_USE = RefusalKind(
    "code_in_use",
    _("This code is already in use."),
    _("Make a fresh random code and send again."),
    about="input",
)
HEAD_UNKNOWN = RefusalKind(
    "head_unknown",
    _("Line {number} of that chronicle does not have this digest on this node."),
    _("Load their chronicle again and read the head anew."),
)
HEAD_MALFORMED = RefusalKind(
    "head_malformed",
    _("This is not the head of a chronicle."),
    _("Use the file that the other node printed."),
    about="input",
)
OWN_CHAIN = RefusalKind(
    "own_chain",
    _("An organisation cannot be the witness of its own chronicle."),
    _("Ask a sister group or the federation."),
)
NO_SUCH_TOKEN = RefusalKind(
    "no_such_token", _("There is no such token of yours."), _("Look at the list of your tokens.")
)


@dataclass(frozen=True)
class PersonRegistered:
    person: int


@dataclass(frozen=True)
class PersonCorrected:
    person: int


@dataclass(frozen=True)
class PersonErased:
    """`on`: the last day of every membership of hers."""

    person: int
    on: date


@dataclass(frozen=True)
class PersonErasedOnRequest:
    """`asked`: how she asked for it, spoken or written; `witnesses`: who else heard it.

    No membership ends with it: `on` is the day on which her words went.
    """

    person: int
    asked: str
    witnesses: tuple[int, ...]
    on: date


@dataclass(frozen=True)
class PersonInvited:
    invitation: int
    person: int


@dataclass(frozen=True)
class InvitationAccepted:
    invitation: int
    person: int


@dataclass(frozen=True)
class MemberLeft:
    person: int
    on: date


@dataclass(frozen=True)
class HeadWitnessed:
    witness: int
    chain: str
    number: int
    digest: str


@dataclass(frozen=True)
class TokenIssued:
    token: int
    person: int


@dataclass(frozen=True)
class TokenRevoked:
    token: int
    person: int


def objections_to_register(standing: Standing, *, name: str, contact_taken: bool) -> list[Refusal]:
    """The keeper of the roll may register a person with a name and a contact of her own."""
    objections = objections_to_keeping_the_roll(standing)
    if not name.strip():
        objections.append(NAME_MISSING.because())
    if contact_taken:
        objections.append(CONTACT_IN_USE.because())
    return objections


def objections_to_keeping_the_roll(standing: Standing) -> list[Refusal]:
    """Secretary and chair keep the roll."""
    if keeps_the_roll(standing):
        return []
    return [OFFICE_NOT_HELD.because(offices="secretary, chair")]


def may_invite_first(
    standing: Standing, *, founder: int | None, keepers: Iterable[int], signed_in: Iterable[int]
) -> bool:
    """Whoever founded invites chair and secretary until one of them can sign in: nobody else can.

    keepers    who holds the office of chair or secretary
    signed_in  which of them have a sign-in
    """
    is_hers = is_member(standing) and standing.person is not None and standing.person == founder
    return is_hers and any(keepers) and not any(signed_in)


def objections_to_invite(*, is_erased: bool, has_account: bool) -> list[Refusal]:
    """Who was not erased and has no sign-in yet may be invited."""
    if is_erased:
        return [ALREADY_ERASED.because()]
    return [ALREADY_LINKED.because()] if has_account else []


def objections_to_leave(standing: Standing) -> list[Refusal]:
    """A member leaves for herself, once she holds no office."""
    if not is_member(standing):
        return [NOT_A_MEMBER.because()]
    return [HOLDS_AN_OFFICE.because()] if is_officer(standing) else []


def objections_to_correct(standing: Standing, *, person: int, name: str) -> list[Refusal]:
    """A person corrects her own record; the keeper of the roll corrects any of the group."""
    objections = []
    if standing.person != person and not keeps_the_roll(standing):
        objections.append(OFFICE_NOT_HELD.because(offices="secretary, chair"))
    if not name.strip():
        objections.append(NAME_MISSING.because())
    return objections


def objections_to_erase(
    by: int | None, *, person: int, is_erased: bool, offices: Iterable[str]
) -> list[Refusal]:
    """A person may have herself erased once she holds no office."""
    if by != person:
        return [NOT_HERSELF.because()]
    if is_erased:
        return [ALREADY_ERASED.because()]
    return [HOLDS_AN_OFFICE.because()] if list(offices) else []


def objections_to_erase_on_request(
    *, is_erased: bool, has_account: bool, offices: Iterable[str]
) -> list[Refusal]:
    """Who has no sign-in of her own is erased by the keeper of the roll, because she asked."""
    if is_erased:
        return [ALREADY_ERASED.because()]
    if has_account:
        return [HAS_HER_OWN_SIGN_IN.because()]
    return [HOLDS_AN_OFFICE.because()] if list(offices) else []


def objections_to_witness_of_asking(
    witness: Standing, *, by: int | None, person: int, is_erased: bool
) -> list[Refusal]:
    """Somebody of the group heard it who is neither she nor the one who acts."""
    belongs = is_member(witness) or is_officer(witness)
    if belongs and not is_erased and witness.person not in (by, person):
        return []
    return [WITNESS_NEEDED.because()]


def invitation_is_valid(*, expires_at: datetime, used_at: datetime | None, at: datetime) -> bool:
    """Whether a one-time code may still be used."""
    return used_at is None and at <= expires_at


def expiry_of_invitation(at: datetime) -> datetime:
    """When a code made now becomes too old."""
    return at + timedelta(days=INVITATION_DAYS)


def hash_of_code(code: str) -> str:
    """How a one-time code or token is kept: SHA-256 of its letters and digits, case folded."""
    return hashlib.sha256(re.sub(r"[^0-9a-z]", "", code.lower()).encode()).hexdigest()


def spoken_code(number: int) -> str:
    """A one-time code as it is read aloud: sixteen digits in fours, as on an airtime voucher.

    Digits are the same on every keyboard and in every script; 53 bits last for two weeks.
    """
    digits = f"{number % 10**16:016d}"
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def normal_phone(text: str) -> str:
    """A phone number as `+` and digits; empty if there are no digits."""
    digits = re.sub(r"\D", "", text)
    return "+" + digits if digits else ""


def objections_to_witness(
    *, own_chain: str, chain: str, number: int, digest: str, local_digest: str | None
) -> list[Refusal]:
    """A head can be witnessed if it is another's, well formed, and, if kept here, true.

    local_digest  the digest at that number on this node; None if the chain is not kept here
    """
    is_formed = re.fullmatch(r"[0-9a-f]{32}", chain) and re.fullmatch(r"[0-9a-f]{64}", digest)
    if not is_formed or not 0 < number < 2**63:
        return [HEAD_MALFORMED.because()]
    if chain == own_chain:
        return [OWN_CHAIN.because()]
    if local_digest is not None and local_digest != digest:
        return [HEAD_UNKNOWN.because(number=number)]
    return []


def digest_of_text(*, salt: str, title: str, body: str) -> str:
    """What the chronicle holds of a free text: a salted digest that erasure makes unguessable."""
    return digest({"body": body, "salt": salt, "title": title})
