"""Names of all who stand, or ever stood, on the roll of an organisation."""

from __future__ import annotations

from tequio.membership.models import MembershipRow


def names_on_the_roll(organisation: int) -> dict[int, str]:
    """Names of all persons who belong or belonged, by number; one query."""
    rows = MembershipRow.objects.filter(organisation_id=organisation, person__isnull=False)
    return dict(rows.values_list("person_id", "person__name"))
