"""Who belonged and who held an office, ever: rows by number and without names, to be counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.membership.models import MembershipRow, TermRow


@dataclass(frozen=True)
class Time:
    """A time of belonging, or a term of office.

    person, organisation  who: one of them
    code   the class of the membership, or the office
    until  the last day, which still counts; None while nobody has ended it
    """

    id: int
    person: int | None
    organisation: int | None
    code: str
    since: date
    until: date | None

    def is_on(self, day: date) -> bool:
        """Whether it counted on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


def memberships_over_time(organisation: int, until: date) -> list[Time]:
    """Every membership that began until a day and counted on some day, the oldest first.  One
    query."""
    rows = MembershipRow.objects.filter(organisation_id=organisation, since__lte=until)
    columns = ("id", "person_id", "member_organisation_id", "member_class", "since", "until")
    listed = rows.exclude(is_void=True).order_by("since", "id").values_list(*columns)
    return [Time(*row) for row in listed]


def terms_over_time(organisation: int, until: date) -> list[Time]:
    """Every term of office that began until a day and counted on some day, the oldest first.  One
    query."""
    rows = TermRow.objects.filter(organisation_id=organisation, since__lte=until)
    listed = rows.exclude(is_void=True).order_by("since", "id")
    columns = ("id", "person_id", "office", "since", "until")
    return [
        Time(number, person, None, office, since, last)
        for number, person, office, since, last in listed.values_list(*columns)
    ]


def in_office(organisations: Iterable[int], on: date) -> dict[int, set[int]]:
    """Persons who hold an office in each of these organisations on a day.  One query."""
    rows = TermRow.objects.filter(organisation_id__in=set(organisations), since__lte=on)
    rows = rows.exclude(is_void=True).exclude(until__lt=on)
    found: dict[int, set[int]] = {}
    for organisation, person in rows.values_list("organisation_id", "person_id"):
        found.setdefault(organisation, set()).add(person)
    return found
