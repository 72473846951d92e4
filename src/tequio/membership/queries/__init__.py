"""Reads of membership: who is who, who belongs, who holds which office on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tequio.kernel import Finding, remembered
from tequio.kernel import gettext_noop as _
from tequio.membership import rules
from tequio.membership.models import (
    MembershipRow,
    OrganisationRow,
    PersonRow,
    RegistrationRow,
    TermRow,
    TextRow,
)
from tequio.membership.queries.writing import Text as Text
from tequio.membership.queries.writing import digests_of_texts as digests_of_texts
from tequio.membership.queries.writing import texts as texts
from tequio.membership.queries.writing import texts_across as texts_across


@dataclass(frozen=True)
class Member:
    """A line of the members' list.  `organisation` is set where a group is the member."""

    membership: int
    person: int | None
    organisation: int | None
    name: str
    phone: str
    member_class: str
    since: date
    until: date | None
    offices: tuple[str, ...]
    has_account: bool


@dataclass(frozen=True)
class Person:
    """A person's own record."""

    id: int
    name: str
    phone: str
    email: str
    language: str


@dataclass(frozen=True)
class Term:
    """An office and who holds it."""

    id: int
    office: str
    person: int
    name: str
    since: date
    until: date | None
    is_void: bool = False


@dataclass(frozen=True)
class Belonging:
    """A time during which a person belonged; `until` is its last day."""

    id: int
    member_class: str
    since: date
    until: date | None
    is_void: bool = False


@dataclass(frozen=True)
class Record:
    """What an organisation keeps of a person; the name is empty after erasure.

    belongings, terms  everything that ever was, the newest first
    """

    person: int
    name: str
    phone: str
    email: str
    has_account: bool
    belongings: tuple[Belonging, ...]
    terms: tuple[Term, ...]


def _in_force(day: date) -> Q:
    """`until` is the last day; what ended on the day on which it began counted on no day."""
    has_not_ended = Q(until__isnull=True) | Q(until__gte=day)
    return Q(since__lte=day, is_void=False) & has_not_ended


MEMBER = "member"
"""The class whose members decide; those who only voted on one budget have a class of their own."""

OF_AN_ORGANISATION = "organisation"
"""The class of organisations that belong; they stand on no roll of persons."""


STANDING = """
    SELECT 'class', member_class FROM membership_membershiprow
    WHERE organisation_id = %(organisation)s AND person_id = %(person)s AND NOT is_void
        AND since <= %(on)s AND (until IS NULL OR until >= %(on)s)
    UNION ALL SELECT 'office', office FROM membership_termrow
    WHERE organisation_id = %(organisation)s AND person_id = %(person)s AND NOT is_void
        AND since <= %(on)s AND (until IS NULL OR until >= %(on)s)
"""
"""What `_in_force` says, in one statement: every page and every act asks it."""


@remembered
def standing(person: int | None, organisation: int, on: date) -> rules.Standing:
    """How a person stands to an organisation on a day.  One query; none for a stranger."""
    if person is None:
        return rules.Standing(None, organisation)
    held: dict[str, set[str]] = {"class": set(), "office": set()}
    with connection.cursor() as cursor:
        asked: dict[str, int | str] = {"organisation": organisation, "person": person}
        cursor.execute(STANDING, asked | {"on": on.isoformat()})
        for kind, code in cursor.fetchall():
            held[kind].add(code)
    classes, offices = frozenset(held["class"]), frozenset(held["office"])
    return rules.Standing(person, organisation, MEMBER in classes, classes, offices)


def organisation(key: int | str) -> rules.Organisation | None:
    """An organisation by its number or its short name (slug)."""
    by = {"pk": key} if isinstance(key, int) else {"slug": key}
    row = OrganisationRow.objects.filter(**by).first()
    return _organisation(row) if row else None


def organisations(ids: Iterable[int] | None = None) -> list[rules.Organisation]:
    """These organisations, or all of the node, by name."""
    rows = OrganisationRow.objects.order_by("name", "id")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return [_organisation(row) for row in rows]


def organisations_of(person: int, on: date) -> list[rules.Organisation]:
    """Where a person is a member or holds an office on a day."""
    member = MembershipRow.objects.filter(_in_force(on), person_id=person)
    seated = TermRow.objects.filter(_in_force(on), person_id=person)
    ids = {*member.values_list("organisation_id", flat=True)}
    return organisations(ids | {*seated.values_list("organisation_id", flat=True)})


def places_of(person: int, on: date) -> list[int]:
    """To which organisations a person belongs on a day, the one of longest standing first."""
    rows = MembershipRow.objects.filter(_in_force(on), person_id=person)
    rows = rows.order_by("since", "organisation_id")
    return list(dict.fromkeys(rows.values_list("organisation_id", flat=True)))


def neighbours(organisation: int, on: date) -> list[rules.Organisation]:
    """Organisations that are members of this one on a day, or of which it is one."""
    rows = MembershipRow.objects.filter(_in_force(on), member_organisation__isnull=False)
    inside = rows.filter(organisation_id=organisation)
    outside = rows.filter(member_organisation_id=organisation)
    return organisations(
        {*inside.values_list("member_organisation_id", flat=True)}
        | {*outside.values_list("organisation_id", flat=True)}
    )


def _organisation(row: OrganisationRow) -> rules.Organisation:
    return rules.Organisation(
        row.id,
        row.uid.hex,
        row.slug,
        row.name,
        row.kind,
        row.unit,
        row.country,
        row.language,
        row.founded_on,
        row.is_invented,
    )


def person_names(people: Iterable[int]) -> dict[int, str]:
    """Names by number; empty for a person who was erased."""
    return dict(PersonRow.objects.filter(pk__in=set(people)).values_list("id", "name"))


def person(number: int) -> Person | None:
    """What a person sees of herself; None if there is no such person or she was erased."""
    row = PersonRow.objects.filter(pk=number, erased_at=None).first()
    return Person(row.id, row.name, row.phone, row.email, row.language) if row else None


def language_of(person: int) -> str:
    """The language that a person chose to read; empty if she chose none."""
    return PersonRow.objects.filter(pk=person).values_list("language", flat=True).first() or ""


def person_by(contact: str) -> int | None:
    """A person's number by phone, e-mail or number; None unless exactly one has it."""
    if re.fullmatch("[0-9]{1,18}", contact) and PersonRow.objects.filter(pk=int(contact)).exists():
        return int(contact)
    phone = rules.normal_phone(contact) or "-"
    found = PersonRow.objects.filter(Q(email__iexact=contact) | Q(phone=phone))
    ids = list(found.values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def members(organisation: int, on: date, *, also_former: bool = False) -> list[Member]:
    """The members' list of a day with offices, by name.  Two queries."""
    rows = MembershipRow.objects.filter(organisation_id=organisation)
    if not also_former:
        rows = rows.filter(_in_force(on))
    rows = rows.select_related("person__account", "member_organisation")
    offices: dict[int, list[str]] = {}
    for term in terms(organisation, on):
        offices.setdefault(term.person, []).append(term.office)
    listed = [_member(row, offices) for row in rows]
    return sorted(listed, key=lambda member: (member.name.casefold(), member.membership))


def member_page(
    organisation: int, on: date, *, search: str = "", after: int | None = None, limit: int = 100
) -> tuple[list[Member], int | None]:
    """A part of the members' list by name, and where the next part begins.

    search  part of a name
    after   the membership after which to go on

    At most four queries, however long the list is.
    """
    rows = MembershipRow.objects.filter(_in_force(on), organisation_id=organisation)
    rows = rows.annotate(shown=Coalesce("person__name", "member_organisation__name"))
    if search:
        rows = rows.filter(shown__icontains=search)
    last = rows.filter(id=after).first() if after is not None else None
    if last is not None:
        rows = rows.filter(Q(shown__gt=last.shown) | Q(shown=last.shown, id__gt=last.id))
    rows = rows.select_related("person__account", "member_organisation").order_by("shown", "id")
    found = list(rows[: limit + 1])
    offices: dict[int, list[str]] = {}
    for term in terms(organisation, on):
        offices.setdefault(term.person, []).append(term.office)
    listed = [_member(row, offices) for row in found[:limit]]
    return listed, listed[-1].membership if len(found) > limit else None


def number_of_members(organisation: int, on: date) -> int:
    """How many persons and organisations belong on a day, of whatever class."""
    return MembershipRow.objects.filter(_in_force(on), organisation_id=organisation).count()


def number_in_class(organisation: int, on: date, *, member_class: str) -> int:
    """How many belong on a day in one class: who could stand on the roll of a body of it."""
    rows = MembershipRow.objects.filter(_in_force(on), organisation_id=organisation)
    return rows.filter(member_class=member_class).count()


def record(organisation: int, person: int) -> Record | None:
    """A person as this organisation knows her; None if she never belonged.  Three queries."""
    row = PersonRow.objects.filter(pk=person).select_related("account").first()
    belongings = MembershipRow.objects.filter(organisation_id=organisation, person_id=person)
    held = TermRow.objects.filter(organisation_id=organisation, person_id=person)
    since = tuple(
        Belonging(one.id, one.member_class, one.since, one.until, one.is_void)
        for one in belongings.order_by("-since", "-id")
    )
    if row is None or not since:
        return None
    return Record(
        row.id,
        row.name,
        row.phone,
        row.email,
        hasattr(row, "account"),
        since,
        tuple(
            Term(one.id, one.office, person, row.name, one.since, one.until, one.is_void)
            for one in held.order_by("-since", "-id")
        ),
    )


def record_of_awaiting(organisation: int, person: int) -> Record | None:
    """The record of somebody who was written down here and never belonged; None for others."""
    if not awaits_admission(organisation, person):
        return None
    row = PersonRow.objects.select_related("account").get(pk=person)
    return Record(row.id, row.name, row.phone, row.email, hasattr(row, "account"), (), ())


def awaiting_admission(organisation: int) -> dict[int, str]:
    """Persons who were written down here and never belonged, with their names.  One query."""
    rows = _awaiting(organisation).order_by("person_id")
    return dict(rows.values_list("person_id", "person__name"))


def awaits_admission(organisation: int, person: int) -> bool:
    """Whether she was written down here and never belonged.  One query."""
    return _awaiting(organisation).filter(person_id=person).exists()


def is_known(organisation: int, person: int) -> bool:
    """Whether she belongs or belonged here, or was written down here.  At most two queries."""
    belonged = MembershipRow.objects.filter(organisation_id=organisation, person_id=person)
    written = RegistrationRow.objects.filter(organisation_id=organisation, person_id=person)
    return belonged.exists() or written.exists()


def _awaiting(organisation: int) -> QuerySet[RegistrationRow]:
    belonged = MembershipRow.objects.filter(
        organisation_id=organisation, person_id=OuterRef("person_id")
    )
    rows = RegistrationRow.objects.filter(organisation_id=organisation, person__erased_at=None)
    return rows.filter(~Exists(belonged))


def _member(row: MembershipRow, offices: dict[int, list[str]]) -> Member:
    person, group = row.person, row.member_organisation
    return Member(
        membership=row.id,
        person=person.id if person else None,
        organisation=group.id if group else None,
        name=person.name if person else group.name if group else "",
        phone=person.phone if person else "",
        member_class=row.member_class,
        since=row.since,
        until=row.until,
        offices=tuple(offices.get(person.id, ())) if person else (),
        has_account=bool(person and hasattr(person, "account")),
    )


@remembered
def member_ids(organisation: int, on: date, *, member_class: str = "member") -> list[int]:
    """Persons who are members on a day, in order of number: what a roll is frozen from."""
    rows = MembershipRow.objects.filter(
        _in_force(on),
        organisation_id=organisation,
        person__isnull=False,
        member_class=member_class,
    )
    return sorted(set(rows.values_list("person_id", flat=True)))


@remembered
def terms(organisation: int, on: date) -> list[Term]:
    """Who holds which office on a day."""
    rows = TermRow.objects.filter(_in_force(on), organisation_id=organisation)
    rows = rows.select_related("person").order_by("office", "since", "id")
    return [
        Term(row.id, row.office, row.person_id, row.person.name, row.since, row.until)
        for row in rows
    ]


TEXT_CHANGED = _("Text {text} was changed after it was written.")


def check(organisation: int) -> Iterator[Finding]:
    """Every text has the digest that the chronicle was told; an erased one has no words."""
    from tequio.membership.queries import pins

    erased = {"salt": "", "title": "", "body": ""}
    told = TextRow.objects.filter(organisation_id=organisation).exclude(**erased)
    for row in told.iterator():
        if rules.digest_of_text(salt=row.salt, title=row.title, body=row.body) != row.digest:
            yield Finding.of("membership", "text_changed", TEXT_CHANGED, text=row.id)
    yield from pins.check(organisation)
