"""Organisations, memberships and offices: what rooms above need.  By decision only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from tequio.chronicle.service import open_chain, take_ids
from tequio.membership.models import (
    MembershipRow,
    OrganisationRow,
    TermRow,
)


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
    """End a membership and every office; `until` is the last day.  By decision only."""
    for rows in (MembershipRow.objects, TermRow.objects):
        rows.filter(organisation_id=organisation, person_id=person).filter(
            Q(until__isnull=True) | Q(until__gt=until)
        ).update(until=until)
