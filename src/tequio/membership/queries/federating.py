"""Reads of organisations that belong to organisations, and of those that ask to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.membership.models import ApplicationRow, MembershipRow, OrganisationRow


@dataclass(frozen=True)
class Application:
    """An open application: whose (`organisation`), to whom, since when."""

    id: int
    organisation: int
    organisation_name: str
    federation: int
    federation_name: str
    applied_on: date


def applications_of(organisation: int) -> list[Application]:
    """Where an organisation has asked to be admitted and waits, the oldest first.  One query."""
    return _listed(organisation_id=organisation)


def applicants(federation: int) -> list[Application]:
    """Who has asked to be admitted here and waits, the oldest first.  One query."""
    return _listed(federation_id=federation)


def _listed(**which: int) -> list[Application]:
    rows = ApplicationRow.objects.filter(**which, ended_on=None)
    rows = rows.select_related("applicant", "federation").order_by("applied_on", "id")
    return [
        Application(
            row.id,
            row.organisation_id,
            row.applicant.name,
            row.federation_id,
            row.federation.name,
            row.applied_on,
        )
        for row in rows
    ]


def has_applied(organisation: int, federation: int) -> bool:
    """Whether an organisation has asked to be admitted and waits."""
    rows = ApplicationRow.objects.filter(organisation_id=organisation, federation_id=federation)
    return rows.filter(ended_on=None).exists()


def belongs_to(organisation: int, federation: int) -> bool:
    """Whether an organisation is a member of another one, today or from a day to come."""
    rows = MembershipRow.objects.filter(member_organisation_id=organisation, until=None)
    return rows.filter(organisation_id=federation).exists()


def groups_of(federation: int) -> dict[int, str]:
    """Organisations that are members of this one, by number, in order of name.  One query."""
    rows = MembershipRow.objects.filter(
        organisation_id=federation, until=None, member_organisation__isnull=False
    ).order_by("member_organisation__name", "member_organisation_id")
    return dict(rows.values_list("member_organisation_id", "member_organisation__name"))


def groups_on(federation: int, day: date) -> dict[int, str]:
    """Organisations that are members of this one on a day, by number, in order of name.

    One query.  A membership that was ended counts no more, whatever its last day: what a group
    lets its federation see ends with the decision.
    """
    rows = MembershipRow.objects.filter(
        organisation_id=federation, until=None, since__lte=day, member_organisation__isnull=False
    ).order_by("member_organisation__name", "member_organisation_id")
    return dict(rows.values_list("member_organisation_id", "member_organisation__name"))


def federations_of(organisation: int) -> dict[int, tuple[str, date]]:
    """Of which organisations this one is a member: number → name and since when.  Two queries."""
    rows = MembershipRow.objects.filter(member_organisation_id=organisation, until=None)
    since = dict(rows.values_list("organisation_id", "since"))
    named = OrganisationRow.objects.filter(pk__in=since).order_by("name")
    return {number: (name, since[number]) for number, name in named.values_list("id", "name")}


def federations_of_each(organisations: Iterable[int], day: date) -> dict[int, frozenset[int]]:
    """Of which organisations each of these is a member on a day; who is of none is left out.  One
    query; as in `groups_on` a membership that was ended counts no more."""
    rows = MembershipRow.objects.filter(
        member_organisation_id__in=set(organisations), until=None, since__lte=day
    )
    found: dict[int, set[int]] = defaultdict(set)
    for member, federation in rows.values_list("member_organisation_id", "organisation_id"):
        assert member is not None, "it was asked for"
        found[member].add(federation)
    return {member: frozenset(above) for member, above in found.items()}
