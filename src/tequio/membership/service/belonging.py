"""Organisations, memberships and offices: what rooms above need.  By decision only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from tequio.chronicle.service import open_chain, take_ids
from tequio.membership import queries
from tequio.membership.models import (
    MembershipRow,
    OrganisationRow,
    TermRow,
)
from tequio.membership.service.federating import end_application


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
    """Let an organisation in as a member (a federation's village group); what it asked is done."""
    end_application(member, organisation, on=since)
    row = MembershipRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        member_organisation_id=member,
        member_class=queries.OF_AN_ORGANISATION,
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
    _end(TermRow.objects.filter(organisation_id=organisation, id=term), until)


def exclude(organisation: int, *, person: int, until: date) -> None:
    """End a membership and every office; `until` is the last day.  By decision only."""
    hers = {"organisation_id": organisation, "person_id": person}
    _end(MembershipRow.objects.filter(**hers, until=None), until)
    terms = TermRow.objects.filter(**hers)
    _end(terms.filter(Q(until__isnull=True) | Q(until__gt=until)), until)


def exclude_organisation(organisation: int, member: int, *, until: date) -> None:
    """End the membership of an organisation; `until` is the last day.  By decision only."""
    its = {"organisation_id": organisation, "member_organisation_id": member}
    _end(MembershipRow.objects.filter(**its, until=None), until)


def _end(rows: QuerySet[MembershipRow] | QuerySet[TermRow], until: date) -> None:
    """End what began; what began after its last day never counted."""
    begun = rows.filter(since__lte=until)
    later = list(rows.filter(since__gt=until).values_list("id", "organisation_id"))
    begun.update(until=until)
    for number, organisation in later:
        one = rows.model._default_manager.filter(organisation_id=organisation, id=number)
        one.update(until=F("since"), is_void=True)
