"""Persons: written down, corrected, leaving, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from tequio.chronicle.rules import NODE, Told
from tequio.chronicle.rules.inputs import Email, Id, Language, Name, Phone
from tequio.chronicle.service import act, forget
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import (
    AccountRow,
    InvitationRow,
    MembershipRow,
    PersonRow,
    PinCodeRow,
    PinGuessRow,
    PinRow,
    RegistrationRow,
    TextRow,
    TokenRow,
)
from tequio.membership.queries import erasing

KEEPS_ROLL = "holds the office of secretary or chair"


@dataclass(frozen=True)
class NewPerson:
    """What is asked of a person when a group writes her down.  Only the name is needed."""

    name: str
    phone: str = ""
    email: str = ""
    language: str = ""


def create_person(new: NewPerson) -> int:
    """Write a person down; the caller is an act."""
    return PersonRow.objects.create(**columns_of(new)).id


def create_people(new: Sequence[NewPerson]) -> list[int]:
    """Write many persons down with few statements; numbers in the given order."""
    rows = PersonRow.objects.bulk_create([PersonRow(**columns_of(one)) for one in new], 500)
    return [row.id for row in rows]


def columns_of(new: NewPerson) -> dict[str, str]:
    """The columns of a person's row, with phone and e-mail in their normal form."""
    return {
        "name": new.name.strip(),
        "phone": rules.normal_phone(new.phone),
        "email": new.email.strip().lower(),
        "language": new.language,
    }


def keep_address(person: int, email: str) -> None:
    """Keep the e-mail address that a person has confirmed for her sign-in."""
    PersonRow.objects.filter(pk=person).update(email=email.strip().lower())


def choose_language(person: int, language: str) -> None:
    """Keep the language that a person reads; a preference, not an act."""
    PersonRow.objects.filter(pk=person).update(language=language)


@act(
    "membership.register_person",
    may=KEEPS_ROLL,
    refusals=[rules.OFFICE_NOT_HELD, rules.NAME_MISSING, rules.CONTACT_IN_USE],
)
def register_person(
    act: Act, /, *, name: Name, phone: Phone = "", email: Email = "", language: Language = ""
) -> rules.PersonRegistered:
    """Write a person down who is to be admitted, or who deals with the group."""
    organisation = act.of_organisation
    new = NewPerson(name, phone, email, language)
    refuse(
        rules.objections_to_register(
            queries.standing(act.by, organisation, act.today),
            name=name,
            contact_taken=_contact_taken(organisation, new),
        )
    )
    person = create_person(new)
    RegistrationRow.objects.create(organisation_id=organisation, person_id=person)
    return rules.PersonRegistered(person)


def _contact_taken(organisation: int, new: NewPerson, *, but: int = 0) -> bool:
    columns = columns_of(new)
    same = Q()
    for field in ("phone", "email"):
        if columns[field]:
            same |= Q(**{f"person__{field}": columns[field]})
    if not same:
        return False
    rows = MembershipRow.objects.filter(same, organisation_id=organisation, until=None)
    return rows.exclude(person_id=but).exists()


@act(
    "membership.correct_person",
    may="the person herself, or " + KEEPS_ROLL,
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.NAME_MISSING,
        rules.NO_SUCH_PERSON,
        rules.ALREADY_ERASED,
        rules.BELONGS_ELSEWHERE_TOO,
        rules.CONTACT_IN_USE,
    ],
)
def correct_person(
    act: Act, /, *, person: Id, name: Name, phone: Phone = "", email: Email = ""
) -> rules.PersonCorrected:
    """Correct a person's name, phone or e-mail; also before she is admitted, where she was
    written down."""
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_correct(standing, person=person, name=name))
    belonging = _places_of(organisation, person, act)
    new = NewPerson(name, phone, email)
    if act.by != person and _belongs_elsewhere(belonging) and _changes_contacts(person, new):
        raise Refused(rules.BELONGS_ELSEWHERE_TOO.because())
    if _contact_taken(organisation, new, but=person):
        raise Refused(rules.CONTACT_IN_USE.because())
    columns = columns_of(new)
    del columns["language"]
    PersonRow.objects.filter(pk=person).update(**columns)
    return rules.PersonCorrected(person)


def _places_of(organisation: int, person: int, act: Act) -> list[int]:
    """Where she belongs; where she was only written down, everywhere else that she belongs.

    Raises Refused `no_such_person` unless this organisation is among them, and `already_erased`.
    """
    if PersonRow.objects.filter(pk=person, erased_at__isnull=False).exists():
        raise Refused(rules.ALREADY_ERASED.because())
    if queries.awaits_admission(organisation, person):
        return [organisation, *(one.id for one in queries.organisations_of(person, act.today))]
    places = queries.places_of(person, act.today)
    if organisation not in places:
        raise Refused(rules.NO_SUCH_PERSON.because(person=person))
    return places


def _belongs_elsewhere(places: Sequence[int]) -> bool:
    return len(set(places)) > 1


def _changes_contacts(person: int, new: NewPerson) -> bool:
    columns = columns_of(new)
    same = PersonRow.objects.filter(pk=person, phone=columns["phone"], email=columns["email"])
    return not same.exists()


@act(
    "membership.leave",
    may="the member herself",
    refusals=[rules.NOT_A_MEMBER, rules.HOLDS_AN_OFFICE],
)
def leave(act: Act, /) -> rules.MemberLeft:
    """Leave the organisation from tomorrow on; debts and savings stay in the book."""
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_leave(standing))
    assert act.by is not None, "a member is a person"
    rows = MembershipRow.objects.filter(organisation_id=organisation, person_id=act.by, until=None)
    rows.update(until=act.today)
    return rules.MemberLeft(act.by, act.today)


def _organisations_of(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    return erasing.all_that_know(arguments["person"])


@act(
    "membership.erase_person",
    may="the person herself",
    refusals=[
        rules.NOT_HERSELF,
        rules.NO_SUCH_PERSON,
        rules.ALREADY_ERASED,
        rules.HOLDS_AN_OFFICE,
    ],
    touches=_organisations_of,
    of_no_organisation=True,
)
def erase_person(act: Act, /, *, person: Id) -> Told[rules.PersonErased]:
    """Forget a person: name, contacts, sign-in and every text about her.

    Her number stays in books and chronicles, and every digest stays valid, because none covers
    more than the number (GDPR, article 17; what others need for their own proof remains).
    """
    row = PersonRow.objects.filter(pk=person).first()
    if row is None:
        raise Refused(rules.NO_SUCH_PERSON.because(person=person))
    places = erasing.all_that_know(person)
    refuse(
        rules.objections_to_erase(
            act.by,
            person=person,
            is_erased=row.erased_at is not None,
            offices=erasing.offices_of(person, act.today),
        )
    )
    _forget_person(act, person)
    hers = MembershipRow.objects.filter(person_id=person, until=None)
    hers.update(until=act.today)
    forget([NODE, *places])
    event = rules.PersonErased(person, act.today)
    return Told(event, dict.fromkeys(places, event))


@act(
    "membership.erase_on_request",
    may=KEEPS_ROLL + ", of the group to which she belonged first, or which wrote her down",
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_PERSON,
        rules.BELONGS_ELSEWHERE_LONGER,
        rules.ALREADY_ERASED,
        rules.HAS_HER_OWN_SIGN_IN,
        rules.HOLDS_AN_OFFICE,
        rules.WITNESS_NEEDED,
    ],
    touches=_organisations_of,
)
def erase_on_request(
    act: Act, /, *, person: Id, asked: Literal["spoken", "written"], witness: Id
) -> Told[rules.PersonErasedOnRequest]:
    """Forget a person on paper, who has no sign-in with which to do it, because she asked.

    asked    how she asked: by word of mouth, or in writing; the chronicle keeps it
    witness  a member or an officer who heard it too, neither she nor the one who acts

    Her words go: name, contacts, every text about her.  Her membership does not end with it, so
    that no officer takes anybody's voice away: it ends when she leaves, or by a decision.
    """
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(erasing.objections_to_erasing(standing, person, act.today))
    refuse(erasing.objections_to_witness(standing, witness, person, act.today))
    places = erasing.all_that_know(person)
    _forget_person(act, person)
    forget([NODE, *places])
    event = rules.PersonErasedOnRequest(person, asked, (witness,), act.today)
    return Told(event, dict.fromkeys(places, event))


def _forget_person(act: Act, person: int) -> None:
    PersonRow.objects.filter(pk=person).update(
        name="", phone="", email="", language="", erased_at=act.at
    )
    AccountRow.objects.filter(person_id=person).delete()
    for table in (TokenRow, InvitationRow, PinRow, PinCodeRow, PinGuessRow):
        table.objects.filter(person_id=person).delete()
    TextRow.objects.filter(about_id=person).update(title="", body="", salt="")
