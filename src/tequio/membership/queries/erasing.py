"""Reads for forgetting a person: who may hold something about her, and what stands against it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from tequio.kernel import Refusal
from tequio.membership import queries, rules
from tequio.membership.models import MembershipRow, PersonRow, RegistrationRow, TermRow


def all_that_know(person: int) -> list[int]:
    """Every organisation to which a person ever belonged, the longest ago first, and then those
    that only wrote her down: each may hold something about her.  Two queries."""
    rows = MembershipRow.objects.filter(person_id=person).order_by("since", "organisation_id")
    belonged = rows.values_list("organisation_id", flat=True)
    written = RegistrationRow.objects.filter(person_id=person).order_by("organisation_id")
    knowing = written.values_list("organisation_id", flat=True)
    return list(dict.fromkeys([*belonged, *knowing]))


def objections_to_erasing(standing: rules.Standing, person: int, on: date) -> list[Refusal]:
    """What stands against the keeper of the roll forgetting her because she asked."""
    if objections := rules.objections_to_keeping_the_roll(standing):
        return objections
    row = PersonRow.objects.filter(pk=person).select_related("account").first()
    places = all_that_know(person)
    if row is None or standing.organisation not in places:
        return [rules.NO_SUCH_PERSON.because(person=person)]
    if places[0] != standing.organisation:
        return [rules.BELONGS_ELSEWHERE_LONGER.because()]
    return rules.objections_to_erase_on_request(
        is_erased=row.erased_at is not None,
        has_account=hasattr(row, "account"),
        offices=offices_of(person, on),
    )


def objections_to_witness(
    standing: rules.Standing, witness: int, person: int, on: date
) -> list[Refusal]:
    """What stands against this witness of her asking; `standing` is of the one who acts."""
    heard = queries.standing(witness, standing.organisation, on)
    is_erased = PersonRow.objects.filter(pk=witness, erased_at__isnull=False).exists()
    return rules.objections_to_witness_of_asking(
        heard, by=standing.person, person=person, is_erased=is_erased
    )


def offices_of(person: int, on: date) -> list[str]:
    """Every office that a person holds anywhere, on a day or from a day to come."""
    rows = TermRow.objects.filter(person_id=person, is_void=False)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(rows.values_list("office", flat=True))
