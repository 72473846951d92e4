"""May a group be founded like this?  Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from tequio.chronicle.rules.inputs import Id, Minor, Reference, Slug, Small, Words
from tequio.governance.rules import refusals as no
from tequio.kernel import Refusal, Unit, digest
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.membership.rules import (
    CONTACT_IN_USE,
    KEEPERS,
    KINDS,
    NAME_MISSING,
    Organisation,
    normal_phone,
)

REFUSALS = (
    NAME_MISSING,
    no.KIND_UNKNOWN,
    no.UNIT_NOT_USABLE,
    no.TOO_FEW_FOUNDERS,
    no.TOO_MANY_MEMBERS,
    no.OFFICE_WITHOUT_HOLDER,
    no.NOBODY_KEEPS_THE_ROLL,
    no.NO_SUCH_TEMPLATE,
    no.NAME_TAKEN,
    no.OPENING_NOT_USABLE,
    no.TOO_LONG,
    no.OFFICE_UNREADABLE,
    no.NAMED_TWICE,
    CONTACT_IN_USE,
)
LONGEST = {
    "group": 160,
    "slug": 80,
    "country": 2,
    "language": 10,
    "name": 120,
    "phone": 32,
    "email": 254,
}
"""Characters that a column holds."""
ASSETS = ("cash", "bank")
BOARD = ("chair", "secretary", "treasurer")
"""Offices whose holders are the board until the statutes say otherwise."""


@dataclass(frozen=True)
class NewGroup:
    """Identity of a group that is being founded.

    unit      code of the book's unit (ISO 4217 for money), `exponent` its number of decimals
    template  code of the statutes template; empty: the first one for this kind
    """

    name: Words
    kind: Reference
    unit: Reference
    exponent: Small = 2
    template: Reference = ""
    country: Reference = ""
    language: Reference = ""
    slug: Slug = ""
    is_invented: bool = False


def identity_of(group: Organisation, units: Mapping[str, Unit]) -> str:
    """Digest of what a group is called and what it is, with the unit in which it counts."""
    unit = units.get(group.unit)
    counted = [unit.code, unit.exponent, unit.kind] if unit else []
    return digest({**asdict(group), "unit": counted})


@dataclass(frozen=True)
class Founder:
    """A member from the first day.

    person  her number if the node knows her, else she is written down now.  Whoever founds may
            name herself; only the node's operator may name others
    """

    name: Words = ""
    phone: Words = ""
    email: Words = ""
    offices: tuple[Reference, ...] = ()
    person: Id | None = None


@dataclass(frozen=True)
class Opening:
    """What the group already owns, in minor units: cash, or at the bank (mobile money too)."""

    kind: Reference
    minor: Minor


def short_name(name: str) -> str:
    """The name as it stands in addresses: Latin letters, digits and hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def objections_to_found(
    group: NewGroup,
    members: Sequence[Founder],
    *,
    least: int,
    paying: Collection[str],
    opening: Sequence[Opening],
) -> list[Refusal]:
    """Everything that is wrong with a founding, at once.

    least   fewest members by the statutes
    paying  offices that the statutes name for payments
    """
    objections = objections_to_identity(group)
    objections += objections_to_founders(members)
    objections += objections_to_strength(members, least=least, paying=paying)
    objections += [
        no.OPENING_NOT_USABLE.because(kind=one.kind, kinds=", ".join(ASSETS))
        for one in opening
        if one.kind not in ASSETS or not 0 < one.minor <= LARGEST_MINOR
    ]
    return objections


def objections_to_strength(
    members: Sequence[Founder], *, least: int, paying: Collection[str]
) -> list[Refusal]:
    """Enough members; one holds an office that may pay, and one is chair or secretary."""
    objections = []
    if len(members) < max(1, least):
        objections.append(no.TOO_FEW_FOUNDERS.because(members=len(members), least=max(1, least)))
    held = {office for founder in members for office in founder.offices}
    if held.isdisjoint(paying):
        objections.append(no.OFFICE_WITHOUT_HOLDER.because(offices=", ".join(paying)))
    if held.isdisjoint(KEEPERS):
        objections.append(no.NOBODY_KEEPS_THE_ROLL.because())
    return objections


def objections_to_founders(members: Sequence[Founder]) -> list[Refusal]:
    """Each has a name that fits, nobody is named twice, and no two share a contact."""
    objections = []
    if any(not founder.name.strip() and founder.person is None for founder in members):
        objections.append(NAME_MISSING.because())
    known = [founder.person for founder in members if founder.person is not None]
    if len(set(known)) < len(known):
        objections.append(no.NAMED_TWICE.because())
    phones = [normal_phone(founder.phone) for founder in members]
    mails = [founder.email.strip().lower() for founder in members]
    if any(_has_twice(contacts) for contacts in (phones, mails)):
        objections.append(CONTACT_IN_USE.because())
    for founder in members:
        for field in ("name", "phone", "email"):
            objections += no.objections_to_length(getattr(founder, field), most=LONGEST[field])
        for office in founder.offices:
            objections += no.objections_to_office(office)
    return objections


def _has_twice(contacts: Sequence[str]) -> bool:
    given = [contact for contact in contacts if contact]
    return len(set(given)) < len(given)


def objections_to_identity(group: NewGroup) -> list[Refusal]:
    """A name, a known kind, and a unit that a book can be kept in."""
    objections = []
    if not group.name.strip():
        objections.append(NAME_MISSING.because())
    objections += no.objections_to_length(group.name.strip(), most=LONGEST["group"])
    for field in ("slug", "country", "language"):
        objections += no.objections_to_length(getattr(group, field), most=LONGEST[field])
    if group.kind not in KINDS:
        objections.append(no.KIND_UNKNOWN.because(kind=group.kind, kinds=", ".join(KINDS)))
    if not re.fullmatch(r"[A-Za-z]{2,12}", group.unit) or not 0 <= group.exponent <= 9:
        objections.append(no.UNIT_NOT_USABLE.because(unit=group.unit))
    return objections
