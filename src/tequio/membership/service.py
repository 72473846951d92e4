"""Acts of membership, and what the rooms above need: seats, admissions, texts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import NODE, Head, Told
from tequio.chronicle.service import act, forget, hold_head, open_chain, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import (
    AccountRow,
    InvitationRow,
    MembershipRow,
    OrganisationRow,
    PersonRow,
    TermRow,
    TextRow,
    TokenRow,
)

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
    return PersonRow.objects.create(**_columns(new)).id


def choose_language(person: int, language: str) -> None:
    """Keep the language that a person reads; a preference, not an act."""
    PersonRow.objects.filter(pk=person).update(language=language)


def create_people(new: Sequence[NewPerson]) -> list[int]:
    """Write many persons down with few statements; numbers in the given order."""
    rows = PersonRow.objects.bulk_create([PersonRow(**_columns(one)) for one in new], 500)
    return [row.id for row in rows]


def _columns(new: NewPerson) -> dict[str, str]:
    return {
        "name": new.name.strip(),
        "phone": rules.normal_phone(new.phone),
        "email": new.email.strip().lower(),
        "language": new.language,
    }


def create_organisation(facts: Mapping[str, Any]) -> int:
    """Write an organisation down and begin its chain.  `facts`: the columns of its row."""
    row = OrganisationRow.objects.create(**facts)
    open_chain(row.id)
    return row.id


def admit(
    organisation: int, people: Sequence[int], *, since: date, member_class: str = "member"
) -> int:
    """Let persons in, from a day; the first number of the memberships.  By decision only."""
    first = take_ids(organisation, len(people))
    MembershipRow.objects.bulk_create(
        [
            MembershipRow(
                organisation_id=organisation,
                id=first + place,
                person_id=person,
                member_class=member_class,
                since=since,
            )
            for place, person in enumerate(people)
        ],
        500,
    )
    return first


def admit_organisation(organisation: int, member: int, *, since: date) -> int:
    """Let an organisation in as a member (a federation's village group)."""
    row = MembershipRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        member_organisation_id=member,
        member_class="organisation",
        since=since,
    )
    return row.id


def seat(
    organisation: int, *, office: str, person: int, since: date, until: date | None = None
) -> int:
    """Give an office to a person for a term.  By decision only."""
    row = TermRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        office=office,
        person_id=person,
        since=since,
        until=until,
    )
    return row.id


def unseat(organisation: int, *, term: int, until: date) -> None:
    """End a term; `until` is its last day.  By decision only."""
    TermRow.objects.filter(organisation_id=organisation, id=term).update(until=until)


def exclude(organisation: int, *, person: int, until: date) -> None:
    """End a membership and every office of the person; `until` is the last day.  By decision only."""
    for rows in (MembershipRow.objects, TermRow.objects):
        rows.filter(organisation_id=organisation, person_id=person).filter(
            Q(until__isnull=True) | Q(until__gt=until)
        ).update(until=until)


def write_text(organisation: int, *, body: str, title: str = "", about: int | None = None) -> int:
    """Keep a free text; the number.  Its digest goes into the chronicle, its words never."""
    salt = secrets.token_hex(16)
    row = TextRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        about_id=about,
        title=title,
        body=body,
        salt=salt,
        digest=rules.digest_of_text(salt=salt, title=title, body=body),
    )
    return row.id


@act(
    "membership.register_person",
    may=KEEPS_ROLL,
    refusals=[rules.OFFICE_NOT_HELD, rules.NAME_MISSING, rules.CONTACT_IN_USE],
)
def register_person(
    act: Act, /, *, name: str, phone: str = "", email: str = "", language: str = ""
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
    return rules.PersonRegistered(create_person(new))


def _contact_taken(organisation: int, new: NewPerson, *, but: int = 0) -> bool:
    columns = _columns(new)
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
        rules.CONTACT_IN_USE,
    ],
)
def correct_person(
    act: Act, /, *, person: int, name: str, phone: str = "", email: str = ""
) -> rules.PersonCorrected:
    """Correct a person's name, phone or e-mail."""
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_correct(standing, person=person, name=name))
    _need_person_of(organisation, person)
    new = NewPerson(name, phone, email)
    if _contact_taken(organisation, new, but=person):
        raise Refused(rules.CONTACT_IN_USE.because())
    columns = _columns(new)
    del columns["language"]
    PersonRow.objects.filter(pk=person).update(**columns)
    return rules.PersonCorrected(person)


def _need_person_of(organisation: int, person: int) -> None:
    if not MembershipRow.objects.filter(organisation_id=organisation, person_id=person).exists():
        raise Refused(rules.NO_SUCH_PERSON.because(person=person))


@act(
    "membership.invite",
    may=KEEPS_ROLL,
    refusals=[rules.OFFICE_NOT_HELD, rules.NO_SUCH_PERSON, rules.ALREADY_LINKED],
)
def invite(act: Act, /, *, person: int, code_hash: str) -> rules.PersonInvited:
    """Make a one-time code with which a person takes possession of her own sign-in.

    code_hash  `rules.hash_of_code` of a fresh random code; the code itself is never sent here
    """
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_keeping_the_roll(standing))
    _need_person_of(organisation, person)
    if AccountRow.objects.filter(person_id=person).exists():
        raise Refused(rules.ALREADY_LINKED.because())
    row = InvitationRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=person,
        code_hash=code_hash,
        expires_at=rules.expiry_of_invitation(act.at),
    )
    return rules.PersonInvited(row.id, person)


@act(
    "membership.accept_invitation",
    may="whoever is signed in and holds a valid code",
    refusals=[rules.NOT_SIGNED_IN, rules.INVITATION_NOT_VALID, rules.ALREADY_LINKED],
)
def accept_invitation(act: Act, /, *, code_hash: str) -> rules.InvitationAccepted:
    """Link the sign-in of the acting person to the person whom the code names.

    The sign-in moves to the invited person; what the sign-in's former person did stays hers.
    """
    if act.by is None:
        raise Refused(rules.NOT_SIGNED_IN.because())
    row = InvitationRow.objects.filter(code_hash=code_hash).first()
    valid = row is not None and rules.invitation_is_valid(
        expires_at=row.expires_at, used_at=row.used_at, at=act.at
    )
    if row is None or not valid:
        raise Refused(rules.INVITATION_NOT_VALID.because())
    mine_elsewhere = MembershipRow.objects.filter(person_id=act.by).exists()
    if mine_elsewhere or AccountRow.objects.filter(person_id=row.person_id).exists():
        raise Refused(rules.ALREADY_LINKED.because())
    AccountRow.objects.filter(person_id=act.by).update(person_id=row.person_id)
    InvitationRow.objects.filter(pk=row.pk).update(used_at=act.at)
    return rules.InvitationAccepted(row.id, row.person_id)


@act(
    "membership.leave",
    may="the member herself",
    refusals=[rules.NOT_A_MEMBER, rules.HOLDS_AN_OFFICE],
)
def leave(act: Act, /) -> rules.MemberLeft:
    """Leave the organisation from tomorrow on; debts and savings stay in the book."""
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    if not rules.is_member(standing) or act.by is None:
        raise Refused(rules.NOT_A_MEMBER.because())
    if rules.is_officer(standing):
        raise Refused(rules.HOLDS_AN_OFFICE.because())
    rows = MembershipRow.objects.filter(organisation_id=organisation, person_id=act.by, until=None)
    rows.update(until=act.today)
    return rules.MemberLeft(act.by, act.today)


def _organisations_of(arguments: Mapping[str, Any]) -> Iterable[int]:
    return queries.all_organisations_of(arguments["person"])


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
)
def erase_person(act: Act, /, *, person: int) -> Told[rules.PersonErased]:
    """Forget a person: name, contacts, sign-in and every text about her.

    Her number stays in books and chronicles, and every digest stays valid, because none covers
    more than the number (GDPR, article 17; what others need for their own proof remains).
    """
    row = PersonRow.objects.filter(pk=person).first()
    if row is None:
        raise Refused(rules.NO_SUCH_PERSON.because(person=person))
    places = queries.all_organisations_of(person)
    offices = TermRow.objects.filter(person_id=person).filter(
        Q(until__isnull=True) | Q(until__gte=act.today)
    )
    refuse(
        rules.objections_to_erase(
            act.by,
            person=person,
            is_erased=row.erased_at is not None,
            offices=offices.values_list("office", flat=True),
        )
    )
    _forget_person(act, person)
    forget([NODE, *places])
    event = rules.PersonErased(person)
    return Told(event, {place: event for place in places})


def _forget_person(act: Act, person: int) -> None:
    PersonRow.objects.filter(pk=person).update(
        name="", phone="", email="", language="", erased_at=act.at
    )
    AccountRow.objects.filter(person_id=person).delete()
    TokenRow.objects.filter(person_id=person).delete()
    InvitationRow.objects.filter(person_id=person).delete()
    TextRow.objects.filter(about_id=person).update(title="", body="", salt="")
    MembershipRow.objects.filter(person_id=person, until=None).update(until=act.today)


@act(
    "membership.witness_head",
    may="holds an office of the witnessing organisation",
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.HEAD_MALFORMED,
        rules.HEAD_UNKNOWN,
        rules.OWN_CHAIN,
    ],
)
def witness_head(act: Act, /, *, chain: str, number: int, digest: str) -> rules.HeadWitnessed:
    """Hold the head of another organisation's chronicle, of this node or of another one.

    chain   32 hexadecimal characters, the chain's own name
    number  the line at which the head was read
    digest  64 hexadecimal characters, the digest of that line
    """
    organisation = act.of_organisation
    if not rules.is_officer(queries.standing(act.by, organisation, act.today)):
        raise Refused(rules.OFFICE_NOT_HELD.because(offices=", ".join(rules.OFFICES)))
    owner = chronicle.organisation_of(chain)
    refuse(
        rules.objections_to_witness(
            own_chain=chronicle.head_of(organisation).chain,
            chain=chain,
            number=number,
            digest=digest,
            local_digest=None if owner is None else chronicle.digest_at(owner, number) or "",
        )
    )
    witness = hold_head(organisation, Head(chain, number, digest), act.at)
    return rules.HeadWitnessed(witness, chain, number, digest)


@act("membership.issue_token", may="whoever is signed in", refusals=[rules.NOT_SIGNED_IN])
def issue_token(act: Act, /, *, token_hash: str, title: str = "") -> rules.TokenIssued:
    """Make a token for the API; only `rules.hash_of_code` of it is sent and kept."""
    if act.by is None:
        raise Refused(rules.NOT_SIGNED_IN.because())
    row = TokenRow.objects.create(
        person_id=act.by, token_hash=token_hash, title=title, made_at=act.at
    )
    return rules.TokenIssued(row.id, act.by)


@act("membership.revoke_token", may="the token's owner", refusals=[rules.NO_SUCH_TOKEN])
def revoke_token(act: Act, /, *, token: int) -> rules.TokenRevoked:
    """End a token of one's own."""
    rows = TokenRow.objects.filter(pk=token, person_id=act.by, revoked_at=None)
    if act.by is None or not rows.update(revoked_at=act.at):
        raise Refused(rules.NO_SUCH_TOKEN.because())
    return rules.TokenRevoked(token, act.by)
