"""Every membership, term and registration of an organisation as it stands, for `verify`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from tequio.membership.models import MembershipRow, RegistrationRow, TermRow

Kept = tuple[int, str, date, date | None, bool]
"""Who, class or office, since, until, whether it counted on no day."""

TIME = ("member_class", "since", "until", "is_void")


def memberships_kept(organisation: int) -> tuple[Counter[Kept], Counter[Kept]]:
    """Memberships of persons, and those of organisations.  Two queries."""
    rows = MembershipRow.objects.filter(organisation_id=organisation)
    people = rows.filter(person__isnull=False).values_list("person_id", *TIME)
    groups = rows.filter(person__isnull=True).values_list("member_organisation_id", *TIME)
    return _counted(people), _counted(groups)


def terms_kept(organisation: int) -> Counter[Kept]:
    """Offices and who held them.  One query."""
    rows = TermRow.objects.filter(organisation_id=organisation)
    return _counted(rows.values_list("person_id", "office", "since", "until", "is_void"))


def written_down(organisation: int) -> set[int]:
    """Persons who were written down here.  One query."""
    rows = RegistrationRow.objects.filter(organisation_id=organisation)
    return set(rows.values_list("person_id", flat=True))


def _counted(rows: Any) -> Counter[Kept]:
    return Counter(rows.iterator())
